import { describe, expect, test } from 'vitest';
import { mayReadOtherScripts, readScriptText } from '../../client/src/deploy/script';

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
])('%o may run other text: %o', (text, expected) => {
  expect(mayReadOtherScripts(readScriptText(text))).toBe(expected);
});
