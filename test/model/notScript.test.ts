import { describe, expect, it } from 'vitest';
import { errorsOf } from './resolve';

describe('a text that is no script has one error', () => {
  it.each([
    ['a binary file', `MZ\u0000\u0001\u0002${'\u0003\u0004 ab('.repeat(200)}`, '1:1'],
    ['a page', `<!DOCTYPE html>\n<html>\n${'<p class="x">Some (text</p>\n'.repeat(50)}</html>`, '1:1'],
    [
      'a terminal',
      '\n[admin@MikroTik] > /ip address print\nFlags: X - disabled\n 0   10.0.0.1/24  ether1\n[admin@MikroTik] /ip/address> print',
      '2:1',
    ],
    ['a template that says so', '# This is just a template to generate the real script!\n:put (\n:put [ :len a', '2:7'],
    ['a template with marks of its own', '{% if vlan %}\n/ip address print\n{% endif %}', '1:2'],
    ['what a print shows', '            script: #| Welcome\n                    :global a (', '1:13'],
    ['prose', 'The quick brown Fox (jumps over the lazy dog.\nAnd Then it sleeps.\n'.repeat(20), '1:1'],
  ])('%s', (_name, text, place) => {
    expect(errorsOf(text)).toEqual([`${place} not-a-script`]);
  });

  it.each([
    ['a script with a mistake', ':put (1\n/ip address print', ['1:6 syntax-error']],
    [
      'a long script with many mistakes',
      `${'/ip address print\n'.repeat(60)}${':put (1\n'.repeat(15)}`,
      Array.from({ length: 15 }, (_, index) => `${61 + index}:6 syntax-error`),
    ],
    ['a prompt inside a string', ':put "\n[admin@MikroTik] > x"', []],
    ['a template that is a script', '# just a template\n/ip service set api disabled=yes', []],
    ['a good script', '/ip service set api disabled=yes', []],
  ])('but %s keeps its own', (_name, text, errors) => {
    expect(errorsOf(text)).toEqual(errors);
  });
});
