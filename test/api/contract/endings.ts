/** How a conversation or a command ends without its answer. */
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { argumentWords, sentenceBytes, tagWord } from '../peer';
import type { Conversation } from '../peer';
import { password } from './harness';
import type { Harness } from './harness';

export function endingsContract({
  connect,
  peerOf,
  plainPeerOf,
  optionsFor,
  failure,
  router,
  answering,
}: Harness): void {
  describe('the end of a conversation', () => {
    test('!fatal rejects all that is under way, with its reason', async () => {
      const peer = await router(async (conversation) => {
        await conversation.next();
        await conversation.next();
        await conversation.say('!fatal', 'session terminated on request');
        conversation.socket.end();
      });
      const transport = await connect(optionsFor(peer));
      const commands = [transport.command('/a'), transport.command('/b')];
      for (const command of commands) {
        expect((await failure(command, 'fatal')).message).toContain('session terminated on request');
      }
      expect((await transport.closed)?.kind).toBe('fatal');
      await failure(transport.command('/c'), 'dropped');
      await transport.close();
    });

    test.each<readonly [what: string, drop: (conversation: Conversation) => void]>([
      ['closed', (conversation) => void conversation.socket.end()],
      ['broken off', (conversation) => void conversation.socket.destroy()],
      ['reset', (conversation) => conversation.reset()],
    ])('%s while commands wait, one of them with half an answer', async (_what, drop) => {
      const peer = await router(async (conversation) => {
        const words = await conversation.next();
        await conversation.next();
        const bytes = sentenceBytes('!re', tagWord(words), '=name=half');
        await conversation.write(bytes.subarray(0, bytes.length - 3));
        drop(conversation);
      });
      const transport = await connect(optionsFor(peer));
      const commands = [transport.command('/a'), transport.command('/b')];
      for (const command of commands) await failure(command, 'dropped');
      expect((await transport.closed)?.kind).toBe('dropped');
      await failure(transport.command('/c'), 'dropped');
    });

    test('closed by the peer while nothing is under way', async () => {
      const peer = await router(async (conversation) => {
        conversation.socket.end();
        return Promise.resolve();
      });
      const transport = await connect(optionsFor(peer));
      expect((await transport.closed)?.kind).toBe('dropped');
      await failure(transport.command('/a'), 'dropped');
      await transport.close();
    });

    test('close() rejects what is under way, may be called twice, and nothing can be written after it', async () => {
      const peer = await router(async (conversation) => {
        await conversation.gone;
      });
      const transport = await connect(optionsFor(peer));
      const commands = [transport.command('/a'), transport.command('/b')];
      const closes = [transport.close(), transport.close()];
      for (const command of commands) await failure(command, 'dropped');
      await Promise.all(closes);
      expect(await transport.closed).toBeUndefined();
      await failure(transport.command('/c'), 'dropped');
      await transport.close();
    });

    test('close() does not wait for a peer that keeps its side open', async () => {
      const peer = await peerOf(
        async (conversation) => {
          await conversation.acceptLogin();
          await wait(100_000, undefined, { ref: false });
        },
        { tls: { allowHalfOpen: true } },
      );
      const transport = await connect(optionsFor(peer));
      await transport.close();
      expect(await transport.closed).toBeUndefined();
    });
  });

  describe('time', () => {
    test('a command without an answer: timeout, and the connection is closed', async () => {
      const peer = await router(async (conversation) => {
        const words = await conversation.next();
        const other = await conversation.next();
        await conversation.say('!re', tagWord(words), '=x=1');
        await conversation.gone;
        // Too late for everybody.
        await conversation.say('!done', tagWord(words));
        await conversation.say('!done', tagWord(other));
      });
      const transport = await connect(optionsFor(peer));
      const other = transport.command('/other');
      const error = await failure(transport.command('/slow', { password }, { timeoutMs: 200 }), 'timeout');
      expect(error.message).toContain('/slow');
      expect(error.message).toContain('0.2 s');
      await failure(other, 'dropped');
      expect((await transport.closed)?.kind).toBe('timeout');
      await failure(transport.command('/later'), 'dropped');
    });

    test("the connection's own time counts where a command names none", async () => {
      const peer = await router((conversation) => conversation.gone);
      const transport = await connect(optionsFor(peer, { commandTimeoutMs: 200 }));
      await failure(transport.command('/slow'), 'timeout');
    });

    test('idle time does not count', async () => {
      const peer = await answering(async (words, conversation) => {
        await conversation.say('!done', tagWord(words));
      });
      const transport = await connect(optionsFor(peer, { commandTimeoutMs: 2000 }));
      await wait(2300);
      expect(await transport.command('/x')).toEqual({ records: [], ret: undefined });
      await transport.close();
    });

    test('nothing but the command is sent while it runs', async () => {
      const heard: string[] = [];
      const peer = await router(async (conversation) => {
        const words = await conversation.next();
        heard.push(words[0] ?? '');
        setTimeout(() => void conversation.say('!done', tagWord(words)), 1000);
        for (;;) heard.push((await conversation.next())[0] ?? '');
      });
      const transport = await connect(optionsFor(peer));
      await transport.command('/slow');
      await transport.close();
      expect(heard).toEqual(['/slow']);
    });
  });

  describe('cancelling', () => {
    test('before it began', async () => {
      const peer = await answering(async (words, conversation) => {
        await conversation.say('!done', tagWord(words), `=ret=${words[0] ?? ''}`);
      });
      await failure(connect(optionsFor(peer, { signal: AbortSignal.abort() })), 'cancelled');
      expect(peer.connections()).toBe(0);
      const transport = await connect(optionsFor(peer));
      await failure(transport.command('/a', {}, { signal: AbortSignal.abort() }), 'cancelled');
      expect((await transport.command('/b')).ret).toBe('/b');
      await transport.close();
    });

    test('while TLS is agreed', async () => {
      const controller = new AbortController();
      const peer = await plainPeerOf((socket) => socket.once('data', () => controller.abort()));
      await failure(connect(optionsFor(peer, { signal: controller.signal })), 'cancelled');
    });

    test('in the same turn as the call', async () => {
      const controller = new AbortController();
      const peer = await router((conversation) => conversation.gone);
      const connecting = connect(optionsFor(peer, { signal: controller.signal }));
      controller.abort();
      await failure(connecting, 'cancelled');
    });

    test('during the login', async () => {
      const controller = new AbortController();
      const peer = await peerOf(async (conversation) => {
        await conversation.next();
        controller.abort();
        await conversation.gone;
      });
      await failure(connect(optionsFor(peer, { signal: controller.signal })), 'cancelled');
    });

    test('the signal of the connection means nothing once it is there', async () => {
      const controller = new AbortController();
      const peer = await answering(async (words, conversation) => {
        await conversation.say('!done', tagWord(words));
      });
      const transport = await connect(optionsFor(peer, { signal: controller.signal }));
      controller.abort();
      expect(await transport.command('/x')).toEqual({ records: [], ret: undefined });
      await transport.close();
    });

    test('a command under way: /cancel is sent, late answers are ignored, other commands go on', async () => {
      const controller = new AbortController();
      let cancel: readonly string[] = [];
      let slowTag = '';
      const peer = await router(async (conversation) => {
        const slow = tagWord(await conversation.next());
        slowTag = slow;
        const other = tagWord(await conversation.next());
        await conversation.say('!re', slow, '=x=1');
        controller.abort();
        cancel = await conversation.next();
        await conversation.say('!re', slow, '=x=2');
        await conversation.say('!trap', slow, '=category=2', '=message=interrupted');
        await conversation.say('!done', slow);
        await conversation.say('!done', tagWord(cancel));
        await conversation.say('!done', other, '=ret=other');
        const next = await conversation.next();
        await conversation.say('!done', tagWord(next), '=ret=next');
        await conversation.gone;
      });
      const transport = await connect(optionsFor(peer));
      const slow = transport.command('/slow', {}, { signal: controller.signal });
      const other = transport.command('/other');
      await failure(slow, 'cancelled');
      expect((await other).ret).toBe('other');
      expect((await transport.command('/next')).ret).toBe('next');
      expect(cancel[0]).toBe('/cancel');
      expect(argumentWords(cancel)).toEqual([`=tag=${slowTag.slice('.tag='.length)}`]);
      await transport.close();
    });
  });
}
