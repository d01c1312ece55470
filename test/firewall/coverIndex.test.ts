import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressLists } from '../../server/src/firewall/addressLists';
import { addressesInclude, parseAddressSet, type AddressSet } from '../../server/src/firewall/addresses';
import { blockAround, blocksOf } from '../../server/src/firewall/blocks';
import {
  firstCover,
  leavesChain,
  readTable,
  type Cover,
  type FirewallRule,
  type RuleTable,
} from '../../server/src/firewall/chains';
import { complement, includes, interval, union } from '../../server/src/firewall/intervals';
import { covers, isEmptySet, type Knowledge } from '../../server/src/firewall/packets';

/** What `firstCover` means, said plainly: every earlier rule is compared. */
function firstCoverByComparing({ rules, packets, knowledge }: RuleTable, index: number): Cover | undefined {
  const rule = rules[index]!;
  const set = packets[index]!;
  if (rule.disabled || !rule.certain || rule.chain === undefined || rule.action === undefined) return undefined;
  if (isEmptySet(set)) return undefined;
  let first: number | undefined;
  for (let place = 0; place < index; place++) {
    const earlier = rules[place]!;
    if (earlier.disabled || !earlier.certain || earlier.chain !== rule.chain || !leavesChain(earlier.action)) continue;
    if (!covers(packets[place]!, set, knowledge)) continue;
    first ??= place;
    if (earlier.action !== rule.action) return { first, different: place };
  }
  return first === undefined ? undefined : { first, different: undefined };
}

const negatable = (values: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.tuple(fc.integer({ min: 0, max: 5 }), values).map(([dice, value]) => (dice === 0 ? `!${value}` : value));
const host = fc.integer({ min: 0, max: 12 });
const ipv4 = fc.oneof(
  host.map((last) => `10.0.0.${last}`),
  fc.tuple(host, fc.constantFrom(0, 8, 24, 28, 30, 31)).map(([last, bits]) => `10.0.0.${last}/${bits}`),
  fc.tuple(host, host).map(([a, b]) => `10.0.0.${Math.min(a, b)}-10.0.0.${Math.max(a, b)}`),
);
const ipv6 = fc.oneof(
  host.map((last) => `fd00::${last.toString(16)}`),
  fc.tuple(host, fc.constantFrom(0, 8, 64, 124, 127)).map(([last, bits]) => `fd00::${last.toString(16)}/${bits}`),
);
const portPart = fc
  .tuple(fc.integer({ min: 20, max: 30 }), fc.constantFrom(0, 0, 0, 1, 5, 40000))
  .map(([from, more]) => (more === 0 ? `${from}` : `${from}-${from + more}`));
const portList = fc.array(portPart, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(','));
const names = (...all: string[]): fc.Arbitrary<string> => fc.constantFrom(...all);
const flags = (...all: string[]): fc.Arbitrary<string> =>
  fc.subarray(all, { minLength: 1 }).map((chosen) => chosen.join(','));

const matcherValues: readonly (readonly [string, fc.Arbitrary<string>])[] = [
  ['src-address', negatable(fc.oneof(ipv4, ipv4, ipv6))],
  ['dst-address', negatable(fc.oneof(ipv4, ipv6))],
  ['src-address-list', negatable(names('good', 'bad', 'worse'))],
  ['dst-address-list', negatable(names('good', 'bad'))],
  ['connection-state', negatable(flags('established', 'related', 'new'))],
  ['connection-nat-state', negatable(flags('srcnat', 'dstnat'))],
  ['in-interface', negatable(names('ether1', 'ether2', 'bridge', 'all-ppp'))],
  ['in-interface-list', negatable(names('LAN', 'WAN'))],
  ['out-interface', negatable(names('ether1', 'ether2'))],
  ['out-interface-list', negatable(names('LAN', 'WAN'))],
  ['ipsec-policy', names('in,ipsec', 'in,none')],
  ['icmp-options', names('8:0', '!8:0')],
  ['protocol', names('tcp', 'udp', '6', '!tcp', 'icmp', 'rspf', '!rspf')],
  ['dst-port', negatable(portList)],
  ['src-port', negatable(portList)],
  ['port', portList],
  ['limit', names('1,5:packet')],
];

const matchers = fc
  .uniqueArray(fc.constantFrom(...matcherValues.keys()), { maxLength: 4 })
  .chain((places) =>
    fc.tuple(
      ...places.map((place) => matcherValues[place]![1].map((value) => [matcherValues[place]![0], value] as const)),
    ),
  )
  .map((chosen) => {
    const all = new Map<string, string | undefined>(chosen);
    if ([...all.keys()].some((name) => name.endsWith('port')) && !all.has('protocol')) all.set('protocol', 'tcp');
    return all;
  });

const rule: fc.Arbitrary<FirewallRule> = fc.record({
  chain: fc.constantFrom('input', 'input', 'input', 'forward'),
  action: fc.constantFrom('accept', 'drop', 'drop', 'return', 'log', 'add-src-to-address-list', undefined),
  disabled: fc.integer({ min: 0, max: 19 }).map((dice) => dice === 0),
  certain: fc.integer({ min: 0, max: 19 }).map((dice) => dice !== 0),
  addressList: fc.constantFrom('worse', 'elsewhere'),
  matchers,
});

const address: fc.Arbitrary<AddressSet> = fc.oneof(ipv4, ipv6).map((text) => parseAddressSet(text)!);
const entries = fc.array(fc.record({ list: names('good', 'bad', 'worse'), set: address }), { maxLength: 5 });
const knowledge: fc.Arbitrary<Knowledge> = entries.chain((all) =>
  fc.record({
    interfaceLists: fc
      .record({ LAN: fc.subarray(['bridge', 'ether2']), WAN: fc.subarray(['ether1', 'ether2']) })
      .map((lists) => new Map(Object.entries(lists).map(([list, members]) => [list, new Set(members)]))),
    addressLists: fc.constant(addressLists(all)),
    changesWhilePassing: fc.constant(() => false),
  }),
);

describe('rules found by what they demand', () => {
  it('are those that comparing all of them finds, in every chain', () => {
    let covered = 0;
    let mixed = 0;
    fc.assert(
      fc.property(fc.array(rule, { minLength: 2, maxLength: 40 }), knowledge, (rules, known) => {
        const table = readTable(rules, known);
        for (const index of rules.keys()) {
          const expected = firstCoverByComparing(table, index);
          const found = firstCover(table, index);
          if (found?.first !== expected?.first || found?.different !== expected?.different)
            expect(found).toEqual(expected);
          if (expected) covered += 1;
          if (expected?.different !== undefined && expected.different !== expected.first) mixed += 1;
        }
      }),
      { numRuns: 1000 },
    );
    expect(covered).toBeGreaterThan(500);
    expect(mixed).toBeGreaterThan(20);
  });

  it('are the same when asked for again, and in another order', () => {
    fc.assert(
      fc.property(fc.array(rule, { minLength: 2, maxLength: 20 }), (rules) => {
        const table = readTable(rules);
        const forwards = rules.map((_, index) => firstCover(table, index));
        const again = readTable(rules);
        const backwards = [...rules.keys()].reverse().map((index) => firstCover(again, index));
        expect(backwards.reverse()).toEqual(forwards);
        expect(rules.map((_, index) => firstCover(table, index))).toEqual(forwards);
      }),
      { numRuns: 100 },
    );
  });
});

describe('blocks', () => {
  const ranges = fc
    .array(fc.tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 1, max: 60 })), { maxLength: 5 })
    .map((parts) => union(parts.map(([start, length]) => interval(start, start + length))));

  it('hold the numbers of the set, each in exactly one, and no other', () => {
    fc.assert(
      fc.property(ranges, (set) => {
        const blocks = blocksOf(set, Number.POSITIVE_INFINITY)!;
        for (let value = 0; value < 400; value++) {
          const holding = blocks.filter(({ level, key }) => blockAround(value, level) === key).length;
          if (holding !== (includes(set, value) ? 1 : 0)) expect.fail(`${value} is in ${holding} blocks`);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('are one for a prefix of either family, and apart between families', () => {
    for (const text of ['10.0.0.0/8', '10.1.2.3', '0.0.0.0/0', 'fd00::/8', 'fd00::1', '::/0']) {
      const { ranges: set } = parseAddressSet(text)!;
      const blocks = blocksOf(set, 16)!;
      expect(blocks).toHaveLength(1);
      expect(blockAround(set[0]!, blocks[0]!.level)).toBe(blocks[0]!.key);
      expect(blockAround(typeof set[0] === 'bigint' ? 0 : 0n, blocks[0]!.level)).toBeUndefined();
    }
  });

  it('are given up where there are too many', () => {
    const scattered = complement(interval(1000, 1001), [0, 65536]);
    expect(blocksOf(scattered, 3)).toBeUndefined();
    expect(blocksOf(scattered, 16)).toHaveLength(16);
  });
});

describe('address lists', () => {
  it('hold a set where one of their entries does', () => {
    fc.assert(
      fc.property(entries, address, (all, set) => {
        const expected = all.filter((entry) => addressesInclude(entry.set, set)).map(({ list }) => list);
        expect(addressLists(all).holding(set)).toEqual(new Set(expected));
      }),
    );
  });
});
