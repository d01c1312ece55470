import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readScript } from '../../../server/src/model/script';
import { schema } from '../../../server/src/schema/bundled';
import type { Argument } from '../../../server/src/schema/types';
import { parseType } from '../../../server/src/schema/typeText';
import { checkShape, checkValue } from '../../../server/src/schema/values/check';
import { describeType } from '../../../server/src/schema/values/describe';
import { timeMilliseconds, timeText } from '../../../server/src/schema/values/time';
import { closeWords, editDistance } from '../../../server/src/schema/values/words';

function type(text: string) {
  const parsed = parseType(text);
  if (!parsed) throw new Error(`no type ${text}`);
  return parsed;
}

describe('checkValue passes', () => {
  it.each([
    ['any', 'what ever'],
    ['enum any|only-1.2', 'any'],
    ['enum any|only-1.2', 'only-1.2'],
    // A beginning may be completed, other letters in size may be taken, a number may stand behind a word.
    ['enum any|only-1.2', 'only'],
    ['enum any|only-1.2', 'ANY'],
    ['enum any|only-1.2', '1'],
    ['enum any|only-1.2', ''],
    ['open none|all', 'WAN'],
    ['flags a|bb', 'a,bb'],
    ['flags a|bb', 'a,!bb'],
    ['flags a|bb', 'a,'],
    ['boolean', 'yes'],
    ['boolean', 'true'],
    ['boolean', 'y'],
    ['boolean', '1'],
    ['number 1..65535', '8729'],
    ['number 1..65535', '0x10'],
    ['number', '10M'],
    ['number', '*1F'],
    ['number', '-5'],
    ['numberRange ..65535', '80-90'],
    ['numberRange ..65535', '90-80'],
    ['numberRange', '0-100k'],
    ['time', '1w2d3h4m5s600ms'],
    ['time', '00:00:05'],
    ['time', '1d10:00:00'],
    ['time', '1d 10:00:00'],
    ['time', '60'],
    ['time', '1.5s'],
    ['time 1000..3600000', '1h'],
    ['time 1000..3600000', '3600'],
    ['ip4', '192.168.88.1'],
    ['ip4', '2.2'],
    ['ip4Prefix', '2.2/24'],
    ['ip4Prefix', '10.0.0.0/255.0.0.0'],
    ['ip4Range', '192.168.2.2-192.168.2.254'],
    ['ip4Range', '10.0.0.0/8'],
    ['ip6', '2001:db8::1'],
    ['ip6', '::'],
    ['ip6', '::ffff:10.0.0.1'],
    ['ip6', '1:2:3:4:5:6:7:8'],
    ['ip6', 'fe80::1%ether1'],
    ['ip6Prefix', '2001:db8::/32'],
    ['ip6Prefix', '::/128'],
    ['ip', '10.0.0.1'],
    ['ip', '2001:db8::1'],
    ['prefix', '10.0.0.0/8'],
    ['prefix', '2001:db8::/32'],
    ['mac', '64:D1:54:55:FF:CC'],
    ['mac', '64-d1-54-55-ff-cc'],
    ['mac', '64D15455FFCC'],
    ['mac', '64:D1:54:00:00:00/FF:FF:FF:00:00:00'],
    ['string 8..63', 'twelve bytes'],
    // The limit counts bytes: eight of them.
    ['string 8..63', 'öööö'],
    ['hexadecimal ..8', '0xdead'],
    ['enum auto ; time', 'auto'],
    ['enum auto ; time', '10s'],
    ['interface', 'ether1'],
    ['item /ip/pool', 'pool1'],
    ['script', ':put 1'],
    ['date', '2026-01-01'],
  ])('%s: %s', (text, value) => {
    expect(checkValue(type(text), value)).toBeUndefined();
  });
});

describe('checkValue finds', () => {
  it.each([
    ['enum any|only-1.2', 'modern', '"modern" is not one of any, only-1.2', ['only-1.2', 'any']],
    ['enum none|stp|rstp|mstp|x', 'rtsp', '"rtsp" is not one of none, stp, rstp, mstp, x', ['rstp']],
    [
      'flags key-encipherment|crl-sign',
      'keyEncipherment,crl-sign',
      '"keyEncipherment" is not one of key-encipherment, crl-sign',
      ['key-encipherment,crl-sign'],
    ],
    [
      'flags established|new|related|invalid|untracked',
      '!estabished,new',
      '"estabished" is not one of established, new, related, invalid, untracked',
      ['!established,new'],
    ],
    [
      'flags established|new|related|invalid|untracked',
      'zzzzzz,new',
      '"zzzzzz" is not one of established, new, related, invalid, untracked',
      [],
    ],
    ['boolean', 'on', '"on" is not yes or no', ['yes', 'no']],
    ['number 1..65535', '65536', '"65536" is not a number from 1 to 65535', []],
    ['number ..7', '0x10', '"0x10" is not a number up to 7', []],
    ['number', 'abc', '"abc" is not a number', []],
    ['numberRange ..65535', '80-90000', '"80-90000" is not a number or a range of numbers up to 65535', []],
    ['numberRange ..65535', 'ssh', '"ssh" is not a number or a range of numbers up to 65535', []],
    ['time', 'daily', '"daily" is not a time', []],
    ['time', '10x', '"10x" is not a time', []],
    ['time 1000..3600000', '2h', '"2h" is not a time from 1s to 1h', []],
    ['time 1000..3600000', '10ms', '"10ms" is not a time from 1s to 1h', []],
    ['ip4', '192.168.1.256', '"192.168.1.256" is not an IPv4 address', []],
    ['ip4', 'router.lan', '"router.lan" is not an IPv4 address', []],
    ['ip4Prefix', '10.0.0.0/33', '"10.0.0.0/33" is not an IPv4 address or prefix', []],
    ['ip4Range', '10.0.0.1-lan', '"10.0.0.1-lan" is not an IPv4 address, prefix or range', []],
    ['ip6', '10.0.0.1', '"10.0.0.1" is not an IPv6 address', []],
    ['ip6', '1::2::3', '"1::2::3" is not an IPv6 address', []],
    ['ip6', '1:2:3', '"1:2:3" is not an IPv6 address', []],
    ['ip6Prefix', '2001:db8::/129', '"2001:db8::/129" is not an IPv6 address or prefix', []],
    ['prefix', 'lan', '"lan" is not an IP address or prefix', []],
    ['mac', '64:D1:54:55:FF', '"64:D1:54:55:FF" is not a MAC address', []],
    ['mac', '64:D1:54:55:FF:GG', '"64:D1:54:55:FF:GG" is not a MAC address', []],
    ['string ..4', 'secret', 'The value has 6 characters and is not a text of up to 4 characters', []],
    ['string 8..63', 'short', 'The value has 5 characters and is not a text of 8 to 63 characters', []],
    ['hexadecimal', 'xyz', 'The value is not a text in hexadecimal digits', []],
    ['enum auto ; time', 'atuo', '"atuo" is not one of auto, or a time', ['auto']],
    ['enum none ; time 1000..60000', '2h', '"2h" is not a time from 1s to 1m', []],
  ])('%s: %s', (text, value, message, suggestions) => {
    expect(checkValue(type(text), value)).toMatchObject({ message, suggestions });
  });

  it('cuts long values in messages', () => {
    expect(checkValue(type('number'), 'x'.repeat(100))?.message).toBe(`"${'x'.repeat(37)}..." is not a number`);
  });

  it('never suggests what it would not take itself', () => {
    const words = ['digital-signature', 'key-encipherment', 'tls-server', 'only-1.2', 'required', 'yes', 'no'];
    const enumeration = { kind: 'enum', values: words, open: false } as const;
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.constantFrom('keyEncipherment', 'require', 'tlsserver')), (text) => {
        for (const suggestion of checkValue(enumeration, text)?.suggestions ?? [])
          expect(checkValue(enumeration, suggestion)).toBeUndefined();
      }),
    );
  });
});

function argument(path: string, name: string): Argument {
  const slash = path.lastIndexOf('/');
  const found = schema()
    .menu(path.slice(0, slash))
    ?.commands.get(path.slice(slash + 1))
    ?.arguments.get(name);
  if (!found) throw new Error(`${path} has no argument ${name}`);
  return found;
}

describe('checkShape', () => {
  it.each([
    ['/ip/service/set', 'tls-version', 'modern', ['only-1.2', 'any']],
    ['/certificate/add', 'key-usage', 'keyEncipherment,dataEncipherment', ['key-encipherment,data-encipherment']],
    ['/interface/wifi/set', 'security.wps', 'disabled', ['disable']],
    ['/ip/firewall/filter/add', 'action', 'acept', ['accept']],
    ['/ip/firewall/filter/add', 'connection-state', '!invalid,estabished', ['!invalid,established']],
    ['/ip/firewall/filter/add', 'dst-port', '22,70000', []],
    ['/ip/firewall/filter/add', 'src-address', '!192.168.1.256', []],
    ['/ip/service/set', 'address', '192.168.1.0/24,lan', []],
    ['/ip/service/set', 'disabled', 'off', ['yes', 'no']],
  ])('%s %s=%s: %j', (path, name, value, suggestions) => {
    expect(checkShape(argument(path, name), value)?.suggestions).toEqual(suggestions);
  });

  it.each([
    ['/ip/service/set', 'tls-version', 'only-1.2'],
    ['/ip/service/set', 'address', '10.5.101.0/24,2001:db8:fade::/64'],
    ['/ip/service/set', 'address', ''],
    ['/certificate/add', 'key-usage', 'digital-signature,key-encipherment,tls-server'],
    ['/ip/firewall/filter/add', 'dst-port', '!22,80-90'],
    ['/ip/firewall/filter/add', 'connection-state', 'established,related,untracked'],
    ['/ip/firewall/filter/add', 'chain', 'my-chain'],
    ['/ip/firewall/filter/add', 'protocol', '47'],
    ['/ip/firewall/filter/add', 'in-interface-list', '!LAN'],
    ['/user/group/add', 'policy', 'api,read,write,!local,!telnet'],
    ['/interface/wireless/set', 'keepalive-frames', 'enabled'],
    // Not negatable as far as anybody knows, but who can say?
    ['/ip/service/set', 'tls-version', '!any'],
  ])('%s %s=%s passes', (path, name, value) => {
    expect(checkShape(argument(path, name), value)).toBeUndefined();
  });

  it('does not repeat what is sensitive', () => {
    const shape = {
      ...argument('/ip/service/set', 'port'),
      ...{ type: type('number'), list: false, negatable: false, sensitive: true },
    };
    expect(checkShape(shape as Argument, 'hunter')).toMatchObject({
      message: 'The value is not a number',
      suggestions: [],
    });
  });
});

describe('closeWords', () => {
  it.each([
    ['require', ['no', 'yes', 'required', 'x', 'y'], ['required']],
    ['disabled', ['disable', 'push-button', 'a', 'b', 'c'], ['disable']],
    ['aes256', ['aes-256-cbc', 'aes-128-cbc', 'des', '3des', 'null'], ['aes-256-cbc']],
    ['modern', ['any', 'only-1.2'], ['only-1.2', 'any']],
    ['zzz', ['alpha', 'beta', 'gamma', 'delta', 'epsilon'], []],
  ])('%s among %j: %j', (text, words, expected) => {
    expect(closeWords(text, words)).toEqual(expected);
  });

  it.each([
    ['accept', 'accept', 0],
    ['acept', 'accept', 1],
    ['rtsp', 'rstp', 1],
    ['drop', 'jump', 3],
    ['a', 'abcdef', 4],
  ])('%s and %s are %i apart', (a, b, expected) => {
    expect(editDistance(a, b, 3)).toBe(expected);
  });
});

describe('times', () => {
  it.each([
    ['1w2d3h4m5s600ms', 788_645_600],
    ['00:00:05', 5000],
    ['1d10:00:00', 122_400_000],
    ['00:00:00.200', 200],
    ['10:30', 37_800_000],
    ['60', 60_000],
    ['0.5', 500],
    ['', undefined],
    ['soon', undefined],
  ])('%s: %s', (text, expected) => {
    expect(timeMilliseconds(text)).toBe(expected);
  });

  it('are written so that they can be read back', () => {
    fc.assert(
      fc.property(fc.nat(), (milliseconds) => {
        expect(timeMilliseconds(timeText(milliseconds))).toBe(milliseconds);
      }),
    );
  });
});

it('describes every type of the schema', () => {
  const menus = [schema().root];
  for (let menu = menus.pop(); menu; menu = menus.pop()) {
    menus.push(...menu.menus.values());
    for (const { type: own } of menu.properties.values()) expect(describeType(own)).toMatch(/^\S.*\S$/);
  }
});

const answers =
  process.env.ORACLE_FILE ?? fileURLToPath(new URL('../../../../shared/data/oracle/open.jsonl', import.meta.url));

interface Recorded {
  readonly id: string;
  readonly text: string;
  readonly answers: Readonly<Record<string, { readonly verdict: string }>>;
}

it('finds nothing in constants of scripts that routers accepted', { timeout: 120_000 }, ({ skip }) => {
  if (!existsSync(answers)) skip(`no recorded answers at ${answers}; set ORACLE_FILE to them`);
  const found: string[] = [];
  let checked = 0;
  for (const line of readFileSync(answers, 'utf8').split('\n').filter(Boolean)) {
    const { id, text, answers: recorded } = JSON.parse(line) as Recorded;
    if (!Object.values(recorded).some(({ verdict }) => verdict === 'clean')) continue;
    for (const { menu, verb, arguments: uses } of readScript(text, { schema: schema() }).commands) {
      const known = schema().menu(menu)?.commands.get(verb)?.arguments;
      for (const { name, value } of uses) {
        const own = known?.get(name);
        if (!own || value?.text === undefined) continue;
        checked++;
        const wrong = checkShape(own, value.text);
        if (wrong) found.push(`${id}: ${menu}/${verb} ${name}: ${wrong.message}`);
      }
    }
  }
  expect(checked).toBeGreaterThan(1000);
  expect(found).toEqual([]);
});
