import { describe, expect, it } from 'vitest';
import { parseNotation } from '../../scripts/schema/grammar';
import { derive } from '../../scripts/schema/shapes';
import type { Completion } from '../../scripts/schema/shapes';
import { typeText } from '../../server/src/schema/typeText';

function words(...texts: readonly string[]): readonly Completion[] {
  return texts.map((text) => ({ text, style: /^[!,]/.test(text) ? 'syntax-meta' : 'none' }));
}

function derived(
  notation: string | undefined,
  hint = '',
  completions?: readonly Completion[],
  place = '/menu/name',
  recorded = true,
): string {
  const { type, list, negatable } = derive({ place, notation, hints: [hint], completions, recorded });
  return [typeText(type), list && 'list', negatable && 'negatable'].filter(Boolean).join(', ');
}

describe('parseNotation', () => {
  it.each([
    ['num [1 .. 99]', { name: 'num', limits: '1 .. 99' }],
    ['enum (a | b c)', { name: 'enum', words: ['a', 'b c'] }],
    ['ubit (a, b)', { name: 'ubit', words: ['a', 'b'] }],
    ['enum ()', { name: 'enum', words: [] }],
    ['[ /time [1 .. ]]', { name: 'time', prefix: '/', optional: true, limits: '1 ..' }],
    ['time [1 .. 2] {', { name: 'time', limits: '1 .. 2' }],
    ['', { name: '', prefix: '' }],
  ])('%s', (text, expected) => {
    expect(parseNotation(text)).toMatchObject(expected);
  });

  it('parts what is in braces', () => {
    const parts = parseNotation('super { ! , num , [ /time] , ,num { x } }').parts;
    expect(parts.map(({ prefix, name }) => prefix + name)).toEqual(['!', 'num', '/time', ',num']);
  });
});

describe('derive', () => {
  it.each([
    ['bool', '', undefined, 'boolean'],
    ['bool', '', words('yes', 'no'), 'boolean'],
    // More than two words: the console knows better.
    ['bool', '', words('yes', 'no', 'auto'), 'open yes|no|auto'],
    ['enum (any | only-1.2)', '', words('any', 'only-1.2'), 'enum any|only-1.2'],
    ['enum (any | only-1.2)', '', words('any', 'only-1.2', 'only-1.3'), 'enum any|only-1.2|only-1.3'],
    ['enum (no | yes | require)', '', words('no', 'yes', 'ether1'), 'open no|yes|require'],
    // Words that stand beside names.
    ['enum (none | auto)', '', undefined, 'open none|auto'],
    ['enum (none)', '', words('none'), 'open none'],
    ['enum', '', words('full', 'read'), 'open full|read'],
    ['num [0 .. 255]', '', undefined, 'number 0..255'],
    ['num [ .. 0xff]', '', words('disabled'), 'enum disabled ; number ..255'],
    ['num [1 .. 60*60]', '', undefined, 'number 1..'],
    ['time', '1s..1h    (time interval)', undefined, 'time 1000..3600000'],
    ['time', '00:00:00.020..00:00:30    (time interval)', undefined, 'time 20..30000'],
    ['alt { enum (auto) { auto:0 } , time }', 'time interval', words('auto'), 'enum auto ; time'],
    ['alt { ipAddr , string }', 'string value', undefined, 'any'],
    ['super { ! , ipRange }', '', words('!'), 'ip4Range, negatable'],
    [
      'super { ! , multi { , , range [ .. 65535] } { , , range [ .. 65535] } }',
      '',
      undefined,
      'numberRange ..65535, list, negatable',
    ],
    ['super { num , -num }', '', undefined, 'numberRange'],
    ['super { num , [ /time] , ,num }', '', undefined, 'any'],
    ['super { time [1 .. ] , [ ,num [1 .. ]] }', '1s..    (time interval)', undefined, 'any'],
    ['ubit (a, b)', 'a|b|c[,Letters*]', words('a', 'b'), 'flags a|b|c'],
    ['multi { array-id, macAddr }', '', undefined, 'mac, list'],
    ['object { alt { ipPrefix , ip6Prefix } { ipPrefix , ip6Prefix } }', '', undefined, 'ip4Prefix ; ip6Prefix, list'],
    ['ipAddr', 'A.B.C.D    (IP address)', undefined, 'ip4'],
    ['ipAddr', 'A.B.C.D    (IP address)', words('none'), 'enum none ; ip4'],
    ['address (flags=46/)', '', undefined, 'prefix'],
    ['address (flags=46iv)', '', undefined, 'any'],
    ['iface_enum', '', words('ether1', 'lo'), 'interface'],
    ['iface_enum', '', words('all', 'dynamic', 'none', 'static'), 'interfaceList'],
    ['iface_enum', '', words('ether1', 'all', 'dynamic', 'none', 'static'), 'interface ; interfaceList'],
    ['string', 'string value, min length 8, max length 63', undefined, 'string 8..63'],
    ['string', 'hexadecimal string value, max length 16', undefined, 'hexadecimal ..32'],
    [undefined, 'time interval', undefined, 'time'],
    [undefined, '', words('yes', 'no'), 'boolean'],
    [undefined, '', words('a', 'b'), 'open a|b'],
    [undefined, 'see documentation', undefined, 'any'],
    // They contradict each other.
    ['num', 'string value', undefined, 'any'],
    ['meter', '', undefined, 'any'],
  ])('%s, "%s", %j: %s', (notation, hint, completions, expected) => {
    expect(derived(notation, hint, completions)).toBe(expected);
  });

  it('knows that some places take more than the listed words', () => {
    expect(derived('enum (a | b)', '', undefined, '/ip/firewall/filter/jump-target')).toBe('open a|b');
  });

  it.each([
    ['bool', 'open yes|no'],
    ['num [0 .. 5]', 'number 0..5 ; open '],
    ['alt { enum (auto) , time }', 'open auto ; time'],
    ['enum (a | b)', 'enum a|b'],
  ])('where the console was not asked: %s: %s', (notation, expected) => {
    expect(derived(notation, '', undefined, '/menu/name', false)).toBe(expected);
  });
});
