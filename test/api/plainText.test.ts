import { expect, test } from 'vitest';
import { tlsFailure } from '../../client/src/api/failures';
import { plainText } from '../../client/src/api/plainText';

test.each([
  [' gw\r\nSerial: another\n', 'gw Serial: another'],
  ['a\tb\u2028c', 'a b c'],
  ['\u001b[31mred\u0007', '?[31mred?'],
  ['\u202eevil.rsc', '?evil.rsc'],
  ['a\u200bb\u0000', 'a?b?'],
  ['half \ud83d', 'half ?'],
  ['Büro 東京 😀', 'Büro 東京 😀'],
  ['[Go](command:workbench.action.quit)', '[Go] (command:workbench.action.quit)'],
  ['', ''],
])('%j becomes %j', (text, expected) => {
  expect(plainText(text)).toBe(expected);
});

test('is cut behind its length, never in the middle of a character', () => {
  expect(plainText('x'.repeat(1000))).toBe(`${'x'.repeat(300)}…`);
  expect(plainText('abc😀def', 4)).toBe('abc…');
  expect(plainText('abc', 3)).toBe('abc');
});

test('a peer without TLS on the port of the plain API is told apart', () => {
  expect(tlsFailure('gw:8728').advice).toMatch(/^Port 8728 is as a rule that of the API without TLS/);
  expect(tlsFailure('gw:8729').advice).toMatch(/^Likely causes/);
});
