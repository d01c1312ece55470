import { describe, expect, test } from 'vitest';
import { RouterError } from '../../client/src/api/transport';
import {
  isReadingError,
  placeInScript,
  readParseAnswer,
  refusalWords,
  routerWords,
} from '../../client/src/deploy/routerErrors';
import { readScriptText } from '../../client/src/deploy/script';

describe('the place of an error', () => {
  test.each([
    ['a\nbcd', 'syntax error (line 2 column 3)', { line: 1, column: 2, message: 'syntax error' }],
    [
      'comment="é" x',
      'expected end of command (line 1 column 13)',
      { line: 0, column: 11, message: 'expected end of command' },
    ],
    ['😀x', 'syntax error (line 1 column 5)', { line: 0, column: 2, message: 'syntax error' }],
    ['a\r\nb c', 'syntax error (line 2 column 3)', { line: 1, column: 2, message: 'syntax error' }],
    ['a', 'missing closing brace (line 2 column 1)', { line: 0, column: 0, message: 'missing closing brace' }],
    // The editor's column counts the mark, the router's does not: it is not sent.
    ['\ufeffab c', 'syntax error (line 1 column 3)', { line: 0, column: 3, message: 'syntax error' }],
    ['\ufeffa\nb c', 'syntax error (line 2 column 2)', { line: 1, column: 1, message: 'syntax error' }],
    [
      'x\n  add a=1',
      'failure: already have such entry (/ip/firewall/address-list/add; line 2)',
      { line: 1, column: 2, message: 'failure: already have such entry' },
    ],
  ])('in %o: %o', (script, text, expected) => {
    expect(placeInScript(text, readScriptText(script))).toEqual(expected);
  });

  test('is undefined without one', () => {
    expect(placeInScript('no such item', readScriptText('a'))).toBeUndefined();
  });
});

test.each([
  ['syntax error (line 1 column 6)', true],
  ['expected end of command (line 12 column 16)', true],
  ['missing closing brace (line 3 column 1)', true],
  ['bad command name foo (line 1 column 1)', false],
  ['bad parameter foo (line 1 column 1)', false],
  ['failure: already have such entry (/ip/address/add; line 3)', false],
  ['no such item', false],
  ['not enough permissions (9)', false],
])('%o was found while reading: %o', (message, expected) => {
  expect(isReadingError(message)).toBe(expected);
});

describe('the answer to :parse', () => {
  test.each([
    '(evl /putmessage=1)',
    '/;(evl /globalname=$a)',
    '/ip/route/',
    // A place in a text of the script is no error.
    '(evl /putmessage=see (line 3 column 4))',
    '(<%% $f (> $f);a=1)',
    '(evl /putmessage=1)\r\n',
  ])('%o is an acceptance', (answer) => {
    expect(readParseAnswer(answer)).toEqual({ kind: 'accepted' });
  });

  test.each([
    ['expected end of command (line 1 column 16)', 'expected end of command (line 1 column 16)', true],
    ['/;(<%% bad command name foo (line 8 column 2) foo;a=1)', 'bad command name foo (line 8 column 2)', true],
    ['(evl (<%% bad parameter x (line 2 column 5) x))', 'bad parameter x (line 2 column 5)', true],
    ['not enough permissions (9)', 'not enough permissions (9)', false],
    ['no such item (/file/get; line 1)', 'no such item (/file/get; line 1)', false],
    ['', '', false],
  ])('%o is a refusal', (answer, text, placed) => {
    expect(readParseAnswer(answer)).toEqual({ kind: 'rejected', text, placed });
  });
});

describe('the words of the router', () => {
  test('stand on one line and end', () => {
    expect(routerWords(' a\r\n  b ')).toBe('a b');
    expect(routerWords('')).toBe('no reason given');
    expect(routerWords('\u001b[2J[x](command:y)')).toBe('?[2J[x] (command:y)');
    expect(routerWords('x'.repeat(1000))).toHaveLength(301);
  });

  test('are those of all traps', () => {
    const traps = [
      { message: 'one', category: 1 },
      { message: '', category: undefined },
    ];
    expect(refusalWords(new RouterError('trap', 'The router refused /import', '', traps))).toBe('one; no reason given');
  });
});
