import type { Socket } from 'node:net';
import { answer } from '../commands/api';
import { loginAccount, type Machine } from '../commands/machine';
import { toText, createSentenceReader, encodeSentence } from '../wire/words';
import { readRequest, replyWords, type ReplySentence, type Request } from '../wire/sentence';
import type { Effect, FaultList, WireBehaviour } from './faults';

/** A command as it arrived. Texts are decoded; passwords are masked. */
export interface ReceivedCommand {
  /** Number of the connection, from 1. */
  readonly connection: number;
  readonly command: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly queries: readonly string[];
  readonly tag: string | undefined;
}

/** What all connections of a router share. */
export interface RouterCore {
  readonly machine: Machine;
  readonly faults: FaultList;
  readonly wire: WireBehaviour;
  /** A router before 6.43: it answers a login with a challenge instead of checking the password. */
  readonly loginChallenge: boolean;
  record(command: ReceivedCommand): void;
  /** Called after each command: the state may have changed what the router accepts. */
  changed(): void;
}

const done: ReplySentence = { word: '!done', attributes: [] };
const masked = '***';

/** Words and bytes that RouterOS takes before login are limited. */
const longestLogin = 16;

interface Running {
  readonly tag: string | undefined;
  cancelled: boolean;
  readonly wake: () => void;
}

/** Speaks the API on one connection until it ends. `reset` ends it with a TCP reset. */
export function serveConnection(core: RouterCore, socket: Socket, number: number, reset: () => void): void {
  const read = createSentenceReader();
  const running = new Set<Running>();
  /** Id of the account that is logged in. */
  let account: string | undefined;
  let sending: Promise<void> = Promise.resolve();
  let over = false;

  socket.setNoDelay(true);
  socket.on('error', () => undefined);
  socket.on('close', () => {
    over = true;
    running.forEach((each) => {
      each.wake();
    });
  });
  socket.on('end', () => {
    end();
  });
  socket.on('data', (chunk: Buffer) => {
    if (over) {
      return;
    }
    try {
      for (const words of read(chunk)) {
        receive(readRequest(words), words.length);
      }
    } catch {
      // Bytes that are no API: RouterOS closes.
      end();
    }
  });

  function end(): void {
    over = true;
    socket.end();
    socket.destroySoon();
  }

  function send(sentences: readonly ReplySentence[], tag: string | undefined): void {
    sendBytes(Buffer.concat(sentences.map((sentence) => encodeSentence(replyWords(sentence, tag)))));
  }

  function sendBytes(bytes: Buffer): void {
    sending = sending.then(() => writeOut(bytes));
  }

  /** Sends what is waiting, then ends the connection. */
  function endAfterSending(): void {
    over = true;
    sending = sending.then(end);
  }

  async function writeOut(bytes: Buffer): Promise<void> {
    const { wire } = core;
    let allowed = bytes.length;
    if (wire.cutAfter !== undefined) {
      allowed = Math.min(allowed, wire.cutAfter);
      wire.cutAfter -= allowed;
    }
    for (const piece of piecesOf(bytes.subarray(0, allowed), wire)) {
      await writePiece(socket, piece);
    }
    if (allowed < bytes.length || wire.cutAfter === 0) {
      wire.cutAfter = undefined;
      end();
    }
  }

  function receive(request: Request, words: number): void {
    core.record(recorded(request, number));
    if (account === undefined) {
      receiveBeforeLogin(request, words);
      return;
    }
    switch (request.command) {
      case '/quit':
        fatal('session terminated on request');
        return;
      case '/cancel':
        cancel(request);
        return;
      default:
        carryOut(request, (id) => answer(core.machine, id, request), account);
    }
  }

  function receiveBeforeLogin(request: Request, words: number): void {
    if (request.command !== '/login') {
      fatal(words > longestLogin ? 'too many commands before login' : 'not logged in');
      return;
    }
    carryOut(request, () => login(request), '');
  }

  function login(request: Request): ReplySentence[] {
    const name = request.attributes.get('name') ?? '';
    if (core.loginChallenge) {
      return [{ word: '!done', attributes: [['ret', '259e0bc05acd6f46926dc2f809ed1bba']] }];
    }
    const found = loginAccount(core.machine, name, request.attributes.get('password') ?? '');
    if (found === undefined) {
      core.machine.log.write('system,error,critical', `login failure for user ${name} via api`);
      return [{ word: '!trap', attributes: [['message', 'invalid user name or password (6)']] }, done];
    }
    account = found;
    core.machine.log.write('system,info,account', `user ${name} logged in via api`);
    return [done];
  }

  function fatal(reason: string): void {
    send([{ word: '!fatal', attributes: [], bare: [reason] }], undefined);
    endAfterSending();
  }

  function cancel(request: Request): void {
    const wanted = request.attributes.get('tag');
    for (const each of running) {
      if (wanted === undefined || each.tag === wanted) {
        each.cancelled = true;
        each.wake();
        send(
          [
            {
              word: '!trap',
              attributes: [
                ['category', '2'],
                ['message', 'interrupted'],
              ],
            },
            done,
          ],
          each.tag,
        );
      }
    }
    send([done], request.tag);
  }

  /** Carries a command out and answers, unless a fault says otherwise. Commands under way do not hold up the next ones. */
  function carryOut(request: Request, execute: (account: string) => ReplySentence[], id: string): void {
    const fault = core.faults.take(request);
    const run = (): ReplySentence[] => {
      const sentences = execute(id);
      core.changed();
      return sentences;
    };
    if (!fault) {
      send(run(), request.tag);
      return;
    }
    const { effect } = fault;
    if (effect.kind === 'delay') {
      const early = fault.when === 'after' ? run() : undefined;
      wait(request, effect.milliseconds, () => {
        send(early ?? run(), request.tag);
      });
      return;
    }
    const sentences = fault.when === 'after' || effect.kind === 'change' ? run() : [];
    strike(effect, request, sentences);
  }

  function wait(request: Request, milliseconds: number | undefined, then: () => void): void {
    const timer = milliseconds === undefined ? undefined : setTimeout(finish, milliseconds);
    const entry: Running = { tag: request.tag, cancelled: false, wake: finish };
    running.add(entry);
    function finish(): void {
      clearTimeout(timer);
      if (running.delete(entry) && !entry.cancelled && !over) {
        then();
      }
    }
  }

  function strike(
    effect: Exclude<Effect, { kind: 'delay' }>,
    request: Request,
    sentences: readonly ReplySentence[],
  ): void {
    switch (effect.kind) {
      case 'silence':
        wait(request, undefined, () => undefined);
        return;
      case 'cut':
        if (effect.how === 'half-close') {
          socket.end();
        } else if (effect.how === 'reset') {
          over = true;
          reset();
        } else {
          over = true;
          socket.destroy();
        }
        return;
      case 'fatal':
        fatal(effect.reason);
        return;
      case 'trap':
        send([...effect.traps.map(trapOf), done], request.tag);
        return;
      case 'sentences':
        send(effect.sentences, request.tag);
        return;
      case 'bytes':
        sendBytes(Buffer.from(effect.bytes));
        return;
      case 'change':
        send(
          sentences.map((sentence) => changed(sentence, effect.attribute, effect.value)),
          request.tag,
        );
        return;
    }
  }
}

function trapOf(trap: { readonly message: string; readonly category?: number }): ReplySentence {
  const category = trap.category === undefined ? [] : [['category', String(trap.category)] as const];
  return { word: '!trap', attributes: [...category, ['message', trap.message]] };
}

function changed(sentence: ReplySentence, attribute: string, value: string): ReplySentence {
  if (sentence.word !== '!re') {
    return sentence;
  }
  return {
    ...sentence,
    attributes: sentence.attributes.map(([name, old]) => [name, name === attribute ? value : old] as const),
  };
}

function recorded(request: Request, connection: number): ReceivedCommand {
  const attributes = [...request.attributes].map(([name, value]): [string, string] => [
    toText(name),
    name === 'password' || name === 'response' ? masked : toText(value),
  ]);
  return {
    connection,
    command: toText(request.command),
    attributes: Object.fromEntries(attributes),
    queries: request.queries.map(toText),
    tag: request.tag,
  };
}

function piecesOf(bytes: Buffer, wire: WireBehaviour): Buffer[] {
  if (wire.splitEveryByte) {
    return [...bytes].map((byte) => Buffer.from([byte]));
  }
  if (wire.splitAt !== undefined && wire.splitAt > 0 && wire.splitAt < bytes.length) {
    return [bytes.subarray(0, wire.splitAt), bytes.subarray(wire.splitAt)];
  }
  return bytes.length === 0 ? [] : [bytes];
}

/** Resolves when the piece has left this process; each piece is a TLS record of its own. */
function writePiece(socket: Socket, piece: Buffer): Promise<void> {
  return new Promise((resolve) => {
    if (socket.destroyed || !socket.writable) {
      resolve();
      return;
    }
    const finish = (): void => {
      socket.off('close', finish);
      setImmediate(resolve);
    };
    socket.once('close', finish);
    socket.write(piece, finish);
  });
}
