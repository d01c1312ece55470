import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decode, encode } from '../../cli/src/bytes';

describe('decode', () => {
  test.each<[string, number[], object]>([
    ['nothing', [], { kind: 'text', text: '', encoding: 'utf-8', byteOrderMark: false }],
    ['UTF-8', [0xc3, 0xa4, 0x0a], { kind: 'text', text: 'ä\n', encoding: 'utf-8', byteOrderMark: false }],
    [
      'UTF-8 with a mark',
      [0xef, 0xbb, 0xbf, 0x61],
      { kind: 'text', text: 'a', encoding: 'utf-8', byteOrderMark: true },
    ],
    ['latin-1', [0x61, 0xe4, 0x80], { kind: 'text', text: 'aä\u0080', encoding: 'latin-1', byteOrderMark: false }],
    [
      'latin-1 behind a mark',
      [0xef, 0xbb, 0xbf, 0xe4],
      { kind: 'text', text: 'ä', encoding: 'latin-1', byteOrderMark: true },
    ],
    ['UTF-16, little end first', [0xff, 0xfe, 0x61, 0], { kind: 'utf-16' }],
    ['UTF-16, big end first', [0xfe, 0xff, 0, 0x61], { kind: 'utf-16' }],
    ['UTF-16 without a mark', [0x2f, 0, 0x69, 0, 0x70, 0, 0x0a, 0], { kind: 'utf-16' }],
    ['the same, big end first', [0, 0x2f, 0, 0x69, 0, 0x70, 0, 0x0a], { kind: 'utf-16' }],
    [
      'a zero byte in a text',
      [0x61, 0, 0x62, 0x63, 0x64],
      { kind: 'text', text: 'a\u0000bcd', encoding: 'utf-8', byteOrderMark: false },
    ],
    [
      'zero bytes only',
      [0, 0, 0, 0, 0, 0],
      { kind: 'text', text: '\u0000'.repeat(6), encoding: 'utf-8', byteOrderMark: false },
    ],
  ])('%s', (_name, bytes, expected) => {
    expect(decode(Uint8Array.from(bytes))).toEqual(expected);
  });

  test('what is read is written back byte for byte', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), fc.boolean(), (content, marked) => {
        const bytes = marked ? Uint8Array.from([0xef, 0xbb, 0xbf, ...content]) : content;
        const decoded = decode(bytes);
        fc.pre(decoded.kind === 'text');
        expect(encode(decoded.text, decoded)).toEqual(Buffer.from(bytes));
      }),
      { numRuns: 2000 },
    );
  });

  test('a character that latin-1 does not have is not written as another', () => {
    expect(encode('€', { encoding: 'latin-1', byteOrderMark: false })).toBeUndefined();
    expect(encode('ÿ', { encoding: 'latin-1', byteOrderMark: false })).toEqual(Buffer.from([0xff]));
  });
});
