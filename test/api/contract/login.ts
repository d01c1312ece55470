/** Getting in, or not. */
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { argumentWords, sentenceBytes, tagWord } from '../peer';
import { password } from './harness';
import type { Harness } from './harness';

export function loginContract({ connect, peerOf, optionsFor, failure, router, answering }: Harness): void {
  describe('login', () => {
    test('sends user and password once and resolves at !done', async () => {
      let login: readonly string[] = [];
      const peer = await peerOf(async (conversation) => {
        login = await conversation.acceptLogin();
        const words = await conversation.next();
        await conversation.say('!re', tagWord(words), '=name=core');
        await conversation.say('!done', tagWord(words));
      });
      const transport = await connect(optionsFor(peer));
      expect(argumentWords(login)).toEqual(['=name=deploy', `=password=${password}`]);
      expect(await transport.command('/system/identity/print')).toEqual({
        records: [{ name: 'core' }],
        ret: undefined,
      });
      await transport.close();
      expect(await transport.closed).toBeUndefined();
    });

    test('an empty password is a password', async () => {
      let login: readonly string[] = [];
      const peer = await peerOf(async (conversation) => {
        login = await conversation.acceptLogin();
      });
      const transport = await connect(optionsFor(peer, { password: '' }));
      expect(argumentWords(login)).toContain('=password=');
      await transport.close();
    });

    test('the pin may be written in any case, without colons', async () => {
      const peer = await router(async () => Promise.resolve());
      const pinnedSha256 = peer.sha256.replaceAll(':', '').toLowerCase();
      await (await connect(optionsFor(peer, { pinnedSha256 }))).close();
    });

    test.each(['invalid user name or password (6)', 'cannot log in', 'login failure for user deploy'])(
      'refused: %s',
      async (message) => {
        const peer = await peerOf(async (conversation) => {
          const tag = tagWord(await conversation.next());
          await conversation.say('!trap', tag, `=message=${message}`);
          await conversation.say('!done', tag);
          await conversation.gone;
        });
        const error = await failure(connect(optionsFor(peer)), 'login');
        expect(error.message).toContain(message);
        expect(error.message).toContain('deploy');
      },
    );

    test('a refusal that repeats the password is not passed on', async () => {
      const peer = await peerOf(async (conversation) => {
        const tag = tagWord(await conversation.next());
        await conversation.say('!trap', tag, `=message=no ${password} here`);
        await conversation.say('!done', tag);
      });
      await failure(connect(optionsFor(peer)), 'login');
    });

    test('the end of the conversation that repeats the password is not passed on', async () => {
      const peer = await peerOf(async (conversation) => {
        await conversation.next();
        await conversation.say('!fatal', `no ${password} here`);
      });
      await failure(connect(optionsFor(peer)), 'fatal');
    });

    test('the challenge of routers before 6.43 is not answered', async () => {
      const after: (readonly string[])[] = [];
      const peer = await peerOf(async (conversation) => {
        const words = await conversation.next();
        await conversation.say('!done', tagWord(words), '=ret=259e0bc05acd6f46926dc2f809ed1bba');
        for (;;) after.push(await conversation.next());
      });
      const error = await failure(connect(optionsFor(peer)), 'login');
      expect(error.message).toContain('6.43');
      await peer.close();
      expect(after).toEqual([]);
    });

    test('!fatal', async () => {
      const peer = await peerOf(async (conversation) => {
        await conversation.next();
        await conversation.say('!fatal', 'too many commands before login');
        conversation.socket.end();
      });
      const error = await failure(connect(optionsFor(peer)), 'fatal');
      expect(error.message).toContain('too many commands before login');
    });

    test('the connection ends instead of an answer', async () => {
      const peer = await peerOf(async (conversation) => {
        await conversation.next();
        conversation.socket.end();
      });
      await failure(connect(optionsFor(peer)), 'dropped');
    });

    test('reset instead of an answer', async () => {
      const peer = await peerOf(async (conversation) => {
        await conversation.next();
        conversation.reset();
      });
      await failure(connect(optionsFor(peer)), 'dropped');
    });

    test('no answer', async () => {
      const peer = await peerOf(async (conversation) => {
        await conversation.next();
        await conversation.gone;
      });
      const error = await failure(connect(optionsFor(peer, { connectTimeoutMs: 300 })), 'timeout');
      expect(error.message).toContain('0.3 s');
    });

    test.each(['start', 'end'])('the answer cut at every byte, counted from its %s', async (from) => {
      const places = 60;
      let longest = 0;
      const peer = await peerOf(async (conversation, connection) => {
        const bytes = sentenceBytes('!done', tagWord(await conversation.next()));
        longest = Math.max(longest, bytes.length);
        const cut = from === 'start' ? connection : Math.max(0, bytes.length - connection);
        await conversation.write(bytes.subarray(0, cut));
        await wait(1);
        await conversation.write(bytes.subarray(cut));
        await conversation.gone;
      });
      // The length of the tag is the client's affair and may change; so the places are counted from both ends.
      for (let count = 0; count < places; count += 1) await (await connect(optionsFor(peer))).close();
      expect(longest).toBeGreaterThan(8);
      expect(longest).toBeLessThan(places);
    });

    test('40 connections one after the other', async () => {
      const peer = await answering(async (words, conversation) => {
        await conversation.say('!done', tagWord(words), '=ret=yes');
      });
      for (let count = 0; count < 40; count += 1) {
        const transport = await connect(optionsFor(peer));
        expect((await transport.command('/x')).ret).toBe('yes');
        await transport.close();
      }
      expect(peer.connections()).toBe(40);
    });
  });
}
