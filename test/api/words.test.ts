import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RouterError } from '../../client/src/api/transport';
import { createSentenceDecoder, decodeText, encodeLength, encodeSentence } from '../../client/src/api/words';

/** Length in bytes to prefix in hexadecimal, as other clients of the API test them. */
const lengthVectors: readonly (readonly [length: number, prefix: string])[] = [
  [0, '00'],
  [1, '01'],
  [0x39, '39'],
  [0x7f, '7f'],
  [0x80, '8080'],
  [130, '8082'],
  [0x87, '8087'],
  [0x1c42, '9c42'],
  [0x3fff, 'bfff'],
  [0x4000, 'c04000'],
  [0x4321, 'c04321'],
  [0xad73b, 'cad73b'],
  [2097140, 'dffff4'],
  [0x1fffff, 'dfffff'],
  [0x200000, 'e0200000'],
  [0x2acdef, 'e02acdef'],
  [0x5ad736b, 'e5ad736b'],
  [268435440, 'effffff0'],
  [0xfffffff, 'efffffff'],
  [0x10000000, 'f010000000'],
  [0x10000080, 'f010000080'],
];

function decodeAll(chunks: readonly Uint8Array[], limit?: number): string[][] {
  const decoder = createSentenceDecoder(limit);
  const sentences: string[][] = [];
  for (const chunk of chunks) decoder.push(chunk, (words) => sentences.push([...words]));
  return sentences;
}

function protocolError(run: () => unknown): RouterError {
  try {
    run();
  } catch (error) {
    if (error instanceof RouterError && error.kind === 'protocol') return error;
    throw error;
  }
  throw new Error('No protocol error');
}

describe('length prefix', () => {
  test.each(lengthVectors)('%i bytes', (length, prefix) => {
    expect(encodeLength(length).toString('hex')).toBe(prefix);
  });

  test.each([-1, 1.5, Number.NaN, 0x100000000])('%d is no length', (length) => {
    expect(() => encodeLength(length)).toThrow(RangeError);
  });

  test.each(lengthVectors.filter(([length]) => length > 0 && length <= 0x2acdef))(
    'a word of %i bytes is announced as it is encoded',
    (length, prefix) => {
      // One byte too few: nothing may come out; the last one completes it.
      const decoder = createSentenceDecoder();
      let heard = -1;
      const hear = (words: readonly string[]): void => {
        heard = words[0]?.length ?? 0;
      };
      decoder.push(Buffer.from(prefix, 'hex'), hear);
      decoder.push(Buffer.alloc(length - 1, 0x61), hear);
      decoder.push(Buffer.from([0x61]), hear);
      expect(heard).toBe(-1);
      decoder.push(Buffer.from([0]), hear);
      expect(heard).toBe(length);
    },
  );
});

describe('sentences out', () => {
  test.each([
    [['/login'], '062f6c6f67696e00'],
    [['!re'], '0321726500'],
    [['!done'], '0521646f6e6500'],
    [['é'], '02c3a900'],
    [['/a', '=b=鍵'], '022f61063d623de98db500'],
  ])('%j', (words, hex) => {
    expect(encodeSentence(words).toString('hex')).toBe(hex);
  });

  test('an empty word would end the sentence early', () => {
    expect(() => encodeSentence(['/a', ''])).toThrow(RangeError);
  });
});

describe('sentences in', () => {
  test('what was encoded comes back, wherever it is cut', () => {
    const word = fc.string({ unit: 'binary', minLength: 1, maxLength: 300 });
    const sentences = fc.array(fc.array(word, { minLength: 1, maxLength: 5 }), { maxLength: 5 });
    fc.assert(
      fc.property(sentences, fc.array(fc.nat(4000), { maxLength: 8 }), (written, cuts) => {
        const bytes = Buffer.concat(written.map(encodeSentence));
        const places = [0, ...cuts.filter((cut) => cut < bytes.length).sort((a, b) => a - b), bytes.length];
        const chunks = places.slice(1).map((place, index) => bytes.subarray(places[index], place));
        // Lone surrogates have no bytes of their own in UTF-8.
        const expected = written.map((words) => words.map((text) => Buffer.from(text, 'utf8').toString('utf8')));
        expect(decodeAll(chunks)).toEqual(expected);
      }),
    );
  });

  test('a word of 200 KB byte by byte', () => {
    const text = 'x'.repeat(200 * 1024);
    const decoder = createSentenceDecoder();
    let heard = '';
    for (const byte of encodeSentence([text])) {
      decoder.push(Uint8Array.of(byte), (words) => {
        heard = words[0] ?? '';
      });
    }
    expect(heard).toBe(text);
  });

  test('empty sentences are ignored', () => {
    expect(decodeAll([Buffer.from('0000', 'hex'), encodeSentence(['!done']), Buffer.from('00', 'hex')])).toEqual([
      ['!done'],
    ]);
  });

  test('a length may be written longer than it need be', () => {
    expect(decodeAll([Buffer.from('f0000000016100', 'hex')])).toEqual([['a']]);
  });

  test.each([0xf1, 0xf7, 0xf8, 0xfc, 0xff])('control byte 0x%s is a protocol error, and stays one', (byte) => {
    const decoder = createSentenceDecoder();
    const heard: string[] = [];
    const hear = (words: readonly string[]): void => {
      heard.push(...words);
    };
    const bytes = Buffer.concat([encodeSentence(['!re']), Buffer.from([byte]), encodeSentence(['!done'])]);
    protocolError(() => decoder.push(bytes, hear));
    expect(heard).toEqual(['!re']);
    protocolError(() => decoder.push(encodeSentence(['!done']), hear));
    expect(heard).toEqual(['!re']);
  });

  test('a word over the limit is refused when it is announced', () => {
    const prefix = encodeLength(64 * 1024 * 1024 + 1);
    expect(protocolError(() => decodeAll([prefix])).message).toContain('67108864');
    expect(decodeAll([encodeLength(64 * 1024 * 1024)])).toEqual([]);
  });

  test('a sentence of endless small words is refused', () => {
    const word = Buffer.concat([encodeLength(1), Buffer.from('a')]);
    const chunk = Buffer.concat(Array.from({ length: 1000 }, () => word));
    protocolError(() =>
      decodeAll(
        Array.from({ length: 100 }, () => chunk),
        1000,
      ),
    );
  });
});

describe('text', () => {
  test.each([
    ['valid UTF-8', Buffer.from('Привет, 世界 🙂', 'utf8'), 'Привет, 世界 🙂'],
    ['latin-1 where UTF-8 is not valid', Buffer.from([0x63, 0x61, 0x66, 0xe9]), 'café'],
    ['every byte', Buffer.from([0x00, 0x81, 0x8d, 0xff]), '\u0000\u0081\u008d\u00ff'],
    ['a character cut short', Buffer.from([0xe4, 0xb8]), 'ä¸'],
    ['a byte order mark is kept', Buffer.from([0xef, 0xbb, 0xbf, 0x61]), '\ufeffa'],
  ])('%s', (_name, bytes, text) => {
    expect(decodeText(bytes)).toBe(text);
  });

  test('never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(typeof decodeText(bytes)).toBe('string');
      }),
    );
  });
});
