import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { differenceEdits } from '../../server/src/features/textDifference';
import { applyEdits } from '../../server/src/rules/fixes';
import type { TextEdit } from '../../server/src/syntax/span';

describe('differenceEdits', () => {
  test.each<[string, string, string, readonly TextEdit[]]>([
    ['nothing', 'a\nb', 'a\nb', []],
    ['a word in one line', 'set a=1\nset b=2\n', 'set a=1\nset b=3\n', [{ start: 14, end: 15, text: '3' }]],
    [
      'an insertion in each of two lines',
      'x y\nz\nx y\n',
      'x k y\nz\nx k y\n',
      [
        { start: 2, end: 2, text: 'k ' },
        { start: 8, end: 8, text: 'k ' },
      ],
    ],
    ['a new line', 'a\r\nb\r\n', 'a\r\nnew\r\nb\r\n', [{ start: 3, end: 3, text: 'new\r\n' }]],
    ['a removed line', 'a\nb\nc', 'a\nc', [{ start: 2, end: 4, text: '' }]],
    ['a line end at the end', 'a', 'a\n', [{ start: 0, end: 1, text: 'a\n' }]],
    ['all of it', '', 'a\n', [{ start: 0, end: 0, text: 'a\n' }]],
    ['half of a character', '\u{1F600}', '\u{1F601}', [{ start: 0, end: 2, text: '\u{1F601}' }]],
  ])('%s', (_name, before, after, edits) => {
    expect(differenceEdits(before, after)).toEqual(edits);
  });

  test('makes the one text out of the other, whatever they are, and never cuts CRLF or a character in two', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b', ' ', '\n', '\r\n', '\r', '\u{1F600}', '\u{1F601}', '\u{10000}'))
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const edits = differenceEdits(before, after);
        expect(applyEdits(before, edits)).toBe(after);
        for (const offset of edits.flatMap(({ start, end }) => [start, end])) {
          expect(before.slice(offset - 1, offset + 1)).not.toMatch(/^(?:\r\n|[\ud800-\udbff][\udc00-\udfff])$/);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
