import { describe, expect, test } from 'vitest';
import {
  loneSurrogate,
  mayNameOtherPlaces,
  readScriptText,
  replacementCharacter,
} from '../../client/src/deploy/script';

test('a byte order mark is not part of the script', () => {
  expect(readScriptText('\ufeff:put é\n')).toMatchObject({
    text: ':put é\n',
    bytes: 8,
    markLength: 1,
    lines: [':put é', ''],
  });
});

test.each([
  [':put 😀', undefined],
  [':put 1\r\n# \ud83d!', { line: 1, column: 2 }],
  ['\ufeff\ude00', { line: 0, column: 1 }],
])('%j: half a character at %o', (text, place) => {
  expect(loneSurrogate(readScriptText(text))).toEqual(place);
});

test('a character that was lost when the file was opened is found', () => {
  expect(replacementCharacter(readScriptText('a\nb \ufffd'))).toEqual({ line: 1, column: 2 });
  expect(replacementCharacter(readScriptText('a\nb ?'))).toBeUndefined();
});

describe('the script as the router counts it', () => {
  test.each([
    ['abc', 3],
    ['é', 2],
    ['日本', 6],
    ['😀', 4],
    ['a\r\nb', 4],
  ])('%o has %i bytes', (text, bytes) => {
    expect(readScriptText(text).bytes).toBe(bytes);
  });

  test('ends lines with LF, CRLF and CR', () => {
    expect(readScriptText('a\r\nb\nc\rd').lines).toEqual(['a', 'b', 'c', 'd']);
  });

  test.each(['', '\n\n', '# only a comment', '  # one\r\n\t# two\r\n', ';\n ; # x', '\ufeff# with a mark'])(
    '%o has no command',
    (text) => {
      expect(readScriptText(text).empty).toBe(true);
    },
  );

  test.each(['/', ':put 1', '# a\n:put 1', '\ufeff:put 1', '"#'])('%o has one', (text) => {
    expect(readScriptText(text).empty).toBe(false);
  });
});

test.each([
  [':put [[:parse ":put 1"]]', true],
  [':execute "x"', true],
  [':exe "x"', true],
  ['/import other.rsc', true],
  ['/system script run x', true],
  ['/ip service set api disabled=yes', false],
  ['/interface bridge add name=trunk', false],
  ['/im other.rsc', true],
  ['/system script ru x', true],
  // A function of the router's own environment.
  ['$configure "x"', true],
  [':put [$configure "x"]', true],
  [':if (1 = 1) do={ $configure }', true],
  [':error "see (line 1 column 2)"', true],
  ['/queue tree add name=a parent=global', false],
  ['/ip address add address=$address comment=("partner " . $name)', false],
  [':put "runs while exporting"', false],
])('%o may name other places: %o', (text, expected) => {
  expect(mayNameOtherPlaces(readScriptText(text))).toBe(expected);
});
