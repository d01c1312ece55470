/** What the parts of the contract share: peers that are stopped, errors that are looked at, accidents of the process that are counted. */
import { inspect } from 'node:util';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { RouterError } from '../../../client/src/api/transport';
import type { Connect, ConnectOptions, RouterErrorKind } from '../../../client/src/api/transport';
import { startPeer, startPlainPeer } from '../peer';
import type { Conversation, Peer, PlainPeer } from '../peer';

export const password = 'Gehеim-пароль-鍵-5fd2';
export const otherSha256 = Array.from({ length: 32 }, () => 'AB').join(':');

/** Everything that a person, a log or a crash report could see of an error. */
export function everythingOf(error: unknown): string {
  return [inspect(error, { depth: 10, showHidden: true }), String(error), JSON.stringify(error)].join('\n');
}

export type Harness = ReturnType<typeof createHarness>;

/** Registers the hooks of a suite and returns its tools. */
export function createHarness(connect: Connect) {
  const accidents: unknown[] = [];
  const note = (error: unknown): void => {
    accidents.push(error);
  };
  let peers: (Peer | PlainPeer)[] = [];

  beforeAll(() => {
    process.on('unhandledRejection', note);
    process.on('uncaughtExceptionMonitor', note);
  });
  afterEach(async () => {
    const closing = peers;
    peers = [];
    for (const peer of closing) await peer.close();
  });
  afterAll(async () => {
    // Late events of the last test.
    await wait(50);
    process.off('unhandledRejection', note);
    process.off('uncaughtExceptionMonitor', note);
    expect(accidents).toEqual([]);
  });

  async function peerOf(...parameters: Parameters<typeof startPeer>): Promise<Peer> {
    const peer = await startPeer(...parameters);
    peers.push(peer);
    return peer;
  }
  async function plainPeerOf(...parameters: Parameters<typeof startPlainPeer>): Promise<PlainPeer> {
    const peer = await startPlainPeer(...parameters);
    peers.push(peer);
    return peer;
  }
  function optionsFor(
    peer: { readonly host: string; readonly port: number; readonly sha256?: string },
    changed: Partial<ConnectOptions> = {},
  ): ConnectOptions {
    return {
      host: peer.host,
      port: peer.port,
      user: 'deploy',
      password,
      pinnedSha256: peer.sha256 ?? otherSha256,
      connectTimeoutMs: 20_000,
      commandTimeoutMs: 20_000,
      ...changed,
    };
  }
  async function failure(promise: Promise<unknown>, kind: RouterErrorKind): Promise<RouterError> {
    const error: unknown = await promise.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    if (!(error instanceof RouterError)) throw new Error(`Expected a RouterError, got ${inspect(error)}`);
    expect(everythingOf(error)).not.toContain(password);
    expect(error.message).not.toBe('');
    expect({ kind: error.kind, message: error.message }).toMatchObject({ kind });
    return error;
  }
  /** Waits until no client is connected any more: what they sent has arrived by then. */
  async function allGone(peer: Peer): Promise<void> {
    for (let turn = 0; turn < 1000 && peer.open() > 0; turn += 1) await wait(5);
    expect(peer.open()).toBe(0);
  }
  /** A router that accepts the login, then plays `script`. */
  function router(script: (conversation: Conversation, connection: number) => Promise<void>): Promise<Peer> {
    return peerOf(async (conversation, connection) => {
      await conversation.acceptLogin();
      await script(conversation, connection);
    });
  }
  /** A router that answers each command with what `answer` makes of it. */
  function answering(answer: (words: readonly string[], conversation: Conversation) => Promise<void>): Promise<Peer> {
    return router(async (conversation) => {
      for (;;) await answer(await conversation.next(), conversation);
    });
  }

  return { connect, peerOf, plainPeerOf, optionsFor, failure, router, answering, allGone };
}
