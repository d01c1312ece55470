/** What goes out and what comes in. */
import { describe, expect, test } from 'vitest';
import type { Reply, RouterErrorKind } from '../../../client/src/api/transport';
import { argumentWords, sentenceBytes, tagWord, wordBytes } from '../peer';
import { password } from './harness';
import type { Harness } from './harness';

export function answersContract({ connect, optionsFor, failure, router, answering }: Harness): void {
  describe('answers', () => {
    test('attributes and queries go out, records and ret come in', async () => {
      let heard: readonly string[] = [];
      const peer = await answering(async (words, conversation) => {
        heard = words;
        await conversation.say('!re', '=.id=*1', tagWord(words), '=comment=a=b\nc', '=empty=', '=bare');
        await conversation.say('!re', tagWord(words), '=__proto__=x', '=name=eth');
        await conversation.say('!done', '=ret=*2', tagWord(words));
      });
      const transport = await connect(optionsFor(peer));
      const reply = await transport.command(
        '/interface/print',
        { '.proplist': '.id,name', comment: 'x=y\n' },
        { queries: ['?type=ether', '?#!'] },
      );
      expect(heard[0]).toBe('/interface/print');
      expect(argumentWords(heard)).toEqual(['=.proplist=.id,name', '=comment=x=y\n', '?type=ether', '?#!']);
      expect(reply.ret).toBe('*2');
      expect(reply.records[0]).toEqual({ '.id': '*1', comment: 'a=b\nc', empty: '', bare: '' });
      expect(Object.entries(reply.records[1] ?? {})).toEqual([
        ['__proto__', 'x'],
        ['name', 'eth'],
      ]);
      await transport.close();
    });

    test('what is no command is refused and not sent', async () => {
      const peer = await answering(async (words, conversation) => {
        await conversation.say('!done', tagWord(words), `=ret=${words[0] ?? ''}`);
      });
      const transport = await connect(optionsFor(peer));
      await failure(transport.command('no/slash'), 'protocol');
      await failure(transport.command('/a', { 'b=c': 'd' }), 'protocol');
      await failure(transport.command('/a', {}, { queries: ['=b=c'] }), 'protocol');
      expect((await transport.command('/b')).ret).toBe('/b');
      await transport.close();
    });

    /** Answers that a cut must not change, with what they mean. */
    const answers: readonly (readonly [
      what: string,
      sentences: (tag: string) => Buffer,
      expected: Reply | RouterErrorKind,
    ])[] = [
      [
        'records',
        (tag) =>
          Buffer.concat([
            sentenceBytes('!re', tag, '=name=ключ', `=comment=${'c'.repeat(200)}`),
            sentenceBytes('!re', '=name=b', tag),
            sentenceBytes('!done', tag),
          ]),
        { records: [{ name: 'ключ', comment: 'c'.repeat(200) }, { name: 'b' }], ret: undefined },
      ],
      [
        '!empty',
        (tag) => Buffer.concat([sentenceBytes('!empty', tag), sentenceBytes('!done', tag)]),
        { records: [], ret: undefined },
      ],
      [
        'a trap',
        (tag) =>
          Buffer.concat([sentenceBytes('!trap', tag, '=category=1', '=message=bad'), sentenceBytes('!done', tag)]),
        'trap',
      ],
    ];

    test.each(answers)('%s, cut at every byte', async (_what, sentences, expected) => {
      let from: 'start' | 'end' = 'start';
      let place = 0;
      let longest = 0;
      const peer = await answering(async (words, conversation) => {
        const bytes = sentences(tagWord(words));
        longest = Math.max(longest, bytes.length);
        const cut = from === 'start' ? place : Math.max(0, bytes.length - place);
        await conversation.write(bytes.subarray(0, cut));
        await conversation.write(bytes.subarray(cut));
      });
      const transport = await connect(optionsFor(peer));
      // The length of the tag is the client's affair and may change; so the places are counted from both ends.
      for (from of ['start', 'end'] as const) {
        for (place = 0; place <= longest; place += 1) {
          if (typeof expected === 'string') await failure(transport.command('/x'), expected);
          else expect(await transport.command('/x')).toEqual(expected);
        }
      }
      expect(longest).toBeGreaterThan(20);
      await transport.close();
    });

    test.each(answers)('%s, one byte a packet', async (_what, sentences, expected) => {
      const peer = await answering(async (words, conversation) => {
        for (const byte of sentences(tagWord(words))) await conversation.write(Uint8Array.of(byte));
      });
      const transport = await connect(optionsFor(peer));
      if (typeof expected === 'string') await failure(transport.command('/x'), expected);
      else expect(await transport.command('/x')).toEqual(expected);
      await transport.close();
    });

    test('the answers to several commands in one packet, with empty sentences between them', async () => {
      const peer = await router(async (conversation) => {
        const tags = [
          tagWord(await conversation.next()),
          tagWord(await conversation.next()),
          tagWord(await conversation.next()),
        ];
        const bytes = tags.flatMap((tag, index) => [
          sentenceBytes(),
          sentenceBytes('!re', `=n=${index}`, tag),
          sentenceBytes('!done', tag),
        ]);
        await conversation.write(Buffer.concat(bytes));
        await conversation.gone;
      });
      const transport = await connect(optionsFor(peer));
      const replies = await Promise.all(['/a', '/b', '/c'].map((path) => transport.command(path)));
      expect(replies.map((reply) => reply.records)).toEqual([[{ n: '0' }], [{ n: '1' }], [{ n: '2' }]]);
      await transport.close();
    });

    test('interleaved answers find their commands', async () => {
      const count = 30;
      const peer = await router(async (conversation) => {
        const commands: { readonly path: string; readonly tag: string }[] = [];
        while (commands.length < count) {
          const words = await conversation.next();
          commands.push({ path: words[0] ?? '', tag: tagWord(words) });
        }
        commands.reverse();
        for (const { path, tag } of commands) await conversation.say('!re', tag, `=first=${path}`);
        for (const { path, tag } of commands.slice(7)) await conversation.say('!re', `=second=${path}`, tag);
        for (const { tag } of commands) await conversation.say('!done', tag);
        await conversation.gone;
      });
      const transport = await connect(optionsFor(peer));
      const paths = Array.from({ length: count }, (_, index) => `/command/${index}`);
      const replies = await Promise.all(paths.map((path) => transport.command(path)));
      replies.forEach((reply, index) => {
        const path = `/command/${index}`;
        expect(reply.records).toEqual(index < count - 7 ? [{ first: path }, { second: path }] : [{ first: path }]);
      });
      await transport.close();
    });

    test('all traps are kept, with their categories, and the connection lives on', async () => {
      const peer = await answering(async (words, conversation) => {
        const tag = tagWord(words);
        if (words[0] === '/good') {
          await conversation.say('!done', tag);
          return;
        }
        await conversation.say('!re', tag, '=x=1');
        await conversation.say('!trap', tag, '=category=1', '=message=failure: already have such entry');
        await conversation.say('!trap', '=message=no category', tag);
        await conversation.say('!trap', tag, '=category=odd');
        await conversation.say('!done', tag);
      });
      const transport = await connect(optionsFor(peer));
      const error = await failure(transport.command('/bad', { password }), 'trap');
      expect(error.traps).toEqual([
        { message: 'failure: already have such entry', category: 1 },
        { message: 'no category', category: undefined },
        { message: '', category: undefined },
      ]);
      expect(error.message).toContain('/bad');
      expect(error.message).toContain('already have such entry');
      expect(await transport.command('/good')).toEqual({ records: [], ret: undefined });
      await transport.close();
    });

    test('a word of 1 MB both ways', async () => {
      const text = Array.from({ length: 65_536 }, (_, index) => index.toString(16).padStart(16, '-')).join('');
      const peer = await answering(async (words, conversation) => {
        await conversation.write(
          Buffer.concat([sentenceBytes('!re', tagWord(words), words[1] ?? ''), sentenceBytes('!done', tagWord(words))]),
        );
      });
      const transport = await connect(optionsFor(peer));
      const { records } = await transport.command('/echo', { contents: text });
      expect(records[0]?.contents?.length).toBe(1024 * 1024);
      expect(records[0]?.contents === text).toBe(true);
      await transport.close();
    });

    test.each(['Привет, мир', '世界 鍵', '🙂 👩‍👩‍👧', 'é ß €', '\u0000\u0001\r\n\t'])('%j both ways', async (text) => {
      let bytes: readonly Buffer[] = [];
      const peer = await router(async (conversation) => {
        bytes = await conversation.nextBytes();
        const tag = tagWord(bytes.map(String));
        await conversation.say('!re', tag, Buffer.concat([Buffer.from('=comment='), Buffer.from(text, 'utf8')]));
        await conversation.say('!done', tag);
      });
      const transport = await connect(optionsFor(peer));
      const { records } = await transport.command('/x', { comment: text });
      expect(bytes[1]?.toString('hex')).toBe(Buffer.from(`=comment=${text}`, 'utf8').toString('hex'));
      expect(records).toEqual([{ comment: text }]);
      await transport.close();
    });

    test('bytes that are not UTF-8 are read as latin-1', async () => {
      const peer = await answering(async (words, conversation) => {
        await conversation.say('!re', tagWord(words), Buffer.from('=comment=\xcf\xf0\xe8\x81', 'latin1'), '=name=é');
        await conversation.say('!done', tagWord(words));
      });
      const transport = await connect(optionsFor(peer));
      expect((await transport.command('/x')).records).toEqual([{ comment: '\xcf\xf0\xe8\x81', name: 'é' }]);
      await transport.close();
    });

    test('answers with an unknown tag, or none, are ignored', async () => {
      const peer = await answering(async (words, conversation) => {
        await conversation.say('!re', '.tag=nobody', '=x=1');
        await conversation.say('!trap', '.tag=nobody', '=message=x');
        await conversation.say('!done', '.tag=nobody', '=ret=1');
        await conversation.say('!re', '=x=1');
        await conversation.say('!done');
        await conversation.say('!done', tagWord(words), '=ret=mine');
        await conversation.say('!done', tagWord(words), '=ret=twice');
      });
      const transport = await connect(optionsFor(peer));
      expect(await transport.command('/x')).toEqual({ records: [], ret: 'mine' });
      expect(await transport.command('/x')).toEqual({ records: [], ret: 'mine' });
      await transport.close();
    });

    test.each<readonly [what: string, bytes: (tag: string) => Buffer]>([
      ['an unknown reply word', (tag) => sentenceBytes('!what', tag)],
      ['a sentence without a reply word', (tag) => sentenceBytes('=name=x', tag)],
      ['a control byte', () => Buffer.from([0xf8])],
      ['a word of 4 GB', () => Buffer.from([0xf0, 0xff, 0xff, 0xff, 0xff])],
      ['text', () => wordBytes('HTTP/1.1 400 Bad Request\r\n\r\n').fill('x')],
    ])('%s ends the connection', async (what, bytes) => {
      const peer = await answering(async (words, conversation) => {
        await conversation.write(bytes(tagWord(words)));
        if (what === 'text') await conversation.write(Buffer.alloc(2000, 0xff));
        await conversation.gone;
      });
      const transport = await connect(optionsFor(peer));
      const others = [transport.command('/y'), transport.command('/z')];
      await failure(transport.command('/x'), 'protocol');
      for (const other of others) await failure(other, 'protocol');
      expect((await transport.closed)?.kind).toBe('protocol');
      await failure(transport.command('/later'), 'dropped');
    });
  });
}
