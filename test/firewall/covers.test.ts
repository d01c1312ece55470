import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressLists } from '../../server/src/firewall/addressLists';
import { parseAddressSet } from '../../server/src/firewall/addresses';
import type { FirewallRule } from '../../server/src/firewall/chains';
import { firstCover, leavesChain, readTable, terminal } from '../../server/src/firewall/chains';
import type { Knowledge } from '../../server/src/firewall/packets';
import { covers, isEmptySet, noKnowledge, readMatchers } from '../../server/src/firewall/packets';

type Matchers = Readonly<Record<string, string | undefined>>;

function packets(matchers: Matchers): ReturnType<typeof readMatchers> {
  return readMatchers(new Map(Object.entries(matchers)));
}

/** A packet of the small world, with all that is not in a packet but decides about it. */
interface Packet {
  readonly source: number;
  readonly destination: number;
  readonly protocol: 'tcp' | 'udp' | 'icmp';
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly state: string;
  readonly inInterface: string;
  readonly natStates: readonly string[];
}

/** Who is a member of what. */
interface World {
  readonly interfaceLists: Readonly<Record<string, readonly string[]>>;
  readonly addressLists: Readonly<Record<string, readonly number[]>>;
}

const states = ['invalid', 'established', 'related', 'new', 'untracked'];
const interfaces = ['ether1', 'ether2', 'bridge'];
const natStates = ['srcnat', 'dstnat'];
const hosts = [0, 1, 2, 3];
const ports = [20, 21, 22, 23];

type Predicate = (packet: Packet, world: World) => boolean;

/** The meaning of a matcher, said again and differently from the code under test. */
function meaning(matcher: string, text: string): Predicate {
  if (text.startsWith('!')) {
    const positive = meaning(matcher, text.slice(1));
    return (packet, world) => !positive(packet, world);
  }
  const names = text.split(',');
  const portIn = new Set(
    names.flatMap((part) => {
      const [from, to] = part.split('-').map(Number);
      return Array.from({ length: 30 }, (_, port) => port).filter((port) => port >= from! && port <= (to ?? from!));
    }),
  );
  const last = (address: string): number => Number(address.split('.')[3]);
  const addressIn = (host: number): boolean => {
    if (text.includes('-')) {
      const [from, to] = text.split('-').map(last);
      return host >= from! && host <= to!;
    }
    const [address, bits] = text.split('/');
    const size = 2 ** (32 - Number(bits ?? '32'));
    return Math.floor(host / size) === Math.floor(last(address!) / size);
  };
  switch (matcher) {
    case 'src-address':
      return (packet) => addressIn(packet.source);
    case 'dst-address':
      return (packet) => addressIn(packet.destination);
    case 'protocol':
      return (packet) => packet.protocol === text;
    case 'src-port':
      return (packet) => packet.protocol !== 'icmp' && portIn.has(packet.sourcePort);
    case 'dst-port':
      return (packet) => packet.protocol !== 'icmp' && portIn.has(packet.destinationPort);
    case 'port':
      return (packet) =>
        packet.protocol !== 'icmp' && (portIn.has(packet.sourcePort) || portIn.has(packet.destinationPort));
    case 'connection-state':
      return (packet) => names.includes(packet.state);
    case 'connection-nat-state':
      return (packet) => names.some((state) => packet.natStates.includes(state));
    case 'in-interface':
      return (packet) => packet.inInterface === text;
    case 'in-interface-list':
      return (packet, world) => world.interfaceLists[text]!.includes(packet.inInterface);
    case 'src-address-list':
      return (packet, world) => world.addressLists[text]!.includes(packet.source);
    default:
      throw new Error(`no meaning for ${matcher}`);
  }
}

function predicate(matchers: Matchers): Predicate {
  const all = Object.entries(matchers).flatMap(([matcher, text]) =>
    text === undefined ? [] : [meaning(matcher, text)],
  );
  return (packet, world) => all.every((one) => one(packet, world));
}

function accepts(matchers: Matchers, packet: Packet, world: World): boolean {
  return predicate(matchers)(packet, world);
}

const negatable = (values: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.tuple(fc.boolean(), values).map(([negated, value]) => (negated ? `!${value}` : value));
const address = fc.oneof(
  fc.constantFrom(...hosts).map((host) => `10.0.0.${host}`),
  fc.tuple(fc.constantFrom(...hosts), fc.constantFrom(24, 30, 31, 32)).map(([host, bits]) => `10.0.0.${host}/${bits}`),
  fc
    .tuple(fc.constantFrom(...hosts), fc.constantFrom(...hosts))
    .map(([a, b]) => `10.0.0.${Math.min(a, b)}-10.0.0.${Math.max(a, b)}`),
);
const portPart = fc
  .tuple(fc.constantFrom(...ports), fc.constantFrom(...ports))
  .map(([a, b]) => (a === b ? `${a}` : `${Math.min(a, b)}-${Math.max(a, b)}`));
const portList = fc.array(portPart, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(','));
const list = (values: readonly string[]): fc.Arbitrary<string> =>
  fc.subarray([...values], { minLength: 1 }).map((chosen) => chosen.join(','));
const withPorts = fc.constantFrom('tcp', 'udp');

const ruleMatchers: fc.Arbitrary<Matchers> = fc
  .record(
    {
      'src-address': negatable(address),
      'dst-address': negatable(address),
      'connection-state': negatable(list(states)),
      'connection-nat-state': negatable(list(natStates)),
      'in-interface': negatable(fc.constantFrom(...interfaces)),
      'in-interface-list': negatable(fc.constantFrom('LAN', 'WAN')),
      'src-address-list': negatable(fc.constantFrom('good', 'bad')),
      protocol: withPorts,
      'dst-port': negatable(portList),
      'src-port': negatable(portList),
      port: negatable(portList),
    },
    { requiredKeys: [] },
  )
  .map((matchers) => {
    const hasPorts = 'dst-port' in matchers || 'src-port' in matchers || 'port' in matchers;
    return hasPorts && !('protocol' in matchers) ? { ...matchers, protocol: 'tcp' } : matchers;
  });

/** Few matchers, so that covers are found at all. */
const fewMatchers = fc.tuple(ruleMatchers, fc.integer({ min: 0, max: 3 })).map(([matchers, count]) => {
  const kept = Object.entries(matchers).slice(0, count);
  const names = kept.map(([name]) => name);
  if (names.some((name) => name.endsWith('port')) && !names.includes('protocol')) kept.push(['protocol', 'tcp']);
  return Object.fromEntries(kept);
});

const packet: fc.Arbitrary<Packet> = fc.record({
  source: fc.constantFrom(...hosts),
  destination: fc.constantFrom(...hosts),
  protocol: fc.constantFrom('tcp', 'udp', 'icmp'),
  sourcePort: fc.constantFrom(...ports),
  destinationPort: fc.constantFrom(...ports),
  state: fc.constantFrom(...states),
  inInterface: fc.constantFrom(...interfaces),
  natStates: fc.subarray(natStates),
});

const world: fc.Arbitrary<World> = fc.record({
  interfaceLists: fc.record({ LAN: fc.subarray(interfaces), WAN: fc.subarray(interfaces) }),
  addressLists: fc.record({ good: fc.subarray(hosts), bad: fc.subarray(hosts) }),
});

/** What a file may know of a world: some of the members, never more. */
function knowledgeOf(full: World, keep: boolean): Knowledge {
  if (!keep) return noKnowledge;
  return {
    interfaceLists: new Map(Object.entries(full.interfaceLists).map(([name, names]) => [name, new Set(names)])),
    addressLists: addressLists(
      Object.entries(full.addressLists).flatMap(([name, members]) =>
        members.slice(1).map((host) => ({ list: name, set: parseAddressSet(`10.0.0.${host}`)! })),
      ),
    ),
    changesWhilePassing: () => false,
  };
}

/** Every packet with these values of its fields. */
function every(fields: Partial<{ readonly [Key in keyof Packet]: readonly Packet[Key][] }>): readonly Packet[] {
  const all: Packet[] = [];
  for (const source of fields.source ?? [0])
    for (const destination of fields.destination ?? [0])
      for (const protocol of fields.protocol ?? ['tcp'])
        for (const sourcePort of fields.sourcePort ?? [20])
          for (const destinationPort of fields.destinationPort ?? [20])
            for (const state of fields.state ?? ['new'])
              for (const inInterface of fields.inInterface ?? ['ether1'])
                for (const natStatesOfPacket of fields.natStates ?? [[]])
                  all.push({
                    source,
                    destination,
                    protocol,
                    sourcePort,
                    destinationPort,
                    state,
                    inInterface,
                    natStates: natStatesOfPacket,
                  });
  return all;
}

const everyPacket = every({
  source: hosts,
  destination: [0, 1],
  protocol: ['tcp', 'udp', 'icmp'],
  sourcePort: [20, 22],
  destinationPort: [20, 21, 22],
  state: ['established', 'new'],
  inInterface: interfaces,
  natStates: [[], ['srcnat'], ['dstnat'], ['srcnat', 'dstnat']],
});

describe('covers, against brute force', () => {
  it('is sound: no packet of a covered rule escapes the rule that covers it', () => {
    let covered = 0;
    fc.assert(
      fc.property(fewMatchers, fewMatchers, world, fc.boolean(), (outer, inner, full, known) => {
        if (!covers(packets(outer), packets(inner), knowledgeOf(full, known))) return;
        covered += 1;
        const [outerMatches, innerMatches] = [predicate(outer), predicate(inner)];
        const escape = everyPacket.find((one) => innerMatches(one, full) && !outerMatches(one, full));
        expect(escape).toBeUndefined();
      }),
      { numRuns: 3000 },
    );
    expect(covered).toBeGreaterThan(100);
  });

  it('is sound for a rule and any rule that narrows it', () => {
    fc.assert(
      fc.property(ruleMatchers, ruleMatchers, packet, world, (outer, more, one, full) => {
        const inner = { ...more, ...outer };
        const claimed = covers(packets(outer), packets(inner));
        if (claimed) expect(accepts(inner, one, full) && !accepts(outer, one, full)).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  it('is complete on single addresses, ports and states', () => {
    const single = (matcher: string, values: fc.Arbitrary<string>, universe: readonly Packet[]): void => {
      const nobody: World = { interfaceLists: {}, addressLists: {} };
      fc.assert(
        fc.property(values, values, (outer, inner) => {
          const rule = (text: string): Matchers =>
            matcher.endsWith('port') ? { protocol: 'tcp', [matcher]: text } : { [matcher]: text };
          const truth = universe.every(
            (one) => !accepts(rule(inner), one, nobody) || accepts(rule(outer), one, nobody),
          );
          expect(covers(packets(rule(outer)), packets(rule(inner)))).toBe(truth);
        }),
        { numRuns: 800 },
      );
    };
    // A prefix or a negation reaches beyond four hosts: the universe holds a fifth, which none of the values names alone.
    single('src-address', negatable(address), every({ source: [...hosts, 4, 300] }));
    single('dst-address', negatable(address), every({ destination: [...hosts, 4, 300] }));
    single('dst-port', negatable(portList), every({ destinationPort: [...ports, 24] }));
    single('src-port', negatable(portList), every({ sourcePort: [...ports, 24] }));
    single('connection-state', negatable(list(states)), every({ state: states }));
  });

  it('is complete on a protocol', () => {
    for (const outer of ['tcp', 'udp', '!tcp', '!udp', '!icmp']) {
      for (const inner of ['tcp', 'udp', '!tcp', '!udp', 'icmp']) {
        const universe = every({ protocol: ['tcp', 'udp', 'icmp'] });
        const nobody: World = { interfaceLists: {}, addressLists: {} };
        const truth =
          universe.every(
            (one) => !accepts({ protocol: inner }, one, nobody) || accepts({ protocol: outer }, one, nobody),
          ) &&
          // Beyond the three there are 253 more, which only a negation reaches.
          (!inner.startsWith('!') || outer.startsWith('!'));
        expect([outer, inner, covers(packets({ protocol: outer }), packets({ protocol: inner }))]).toEqual([
          outer,
          inner,
          truth,
        ]);
      }
    }
  });

  it('is reflexive for what it can read', () => {
    fc.assert(
      fc.property(ruleMatchers, (matchers) => {
        const set = packets(matchers);
        fc.pre(set.opaque.length === 0);
        expect(covers(set, set)).toBe(true);
      }),
    );
  });
});

describe('covers, by example', () => {
  it('a rule without matchers covers all, and only such a rule covers it', () => {
    expect(covers(packets({}), packets({ protocol: 'tcp', 'dst-port': '22' }))).toBe(true);
    expect(covers(packets({ protocol: 'tcp' }), packets({}))).toBe(false);
    expect(covers(packets({ 'src-address': '0.0.0.0/0' }), packets({}))).toBe(true);
  });

  it('what is opaque is covered and never covers', () => {
    for (const matcher of [
      'limit',
      'connection-limit',
      'random',
      'time',
      'content',
      'packet-mark',
      'tcp-flags',
      'src-mac-address',
      'dst-address-type',
      'no-such-matcher',
    ]) {
      const limited = packets({ protocol: 'tcp', [matcher]: '1' });
      expect(covers(limited, limited)).toBe(false);
      expect(covers(packets({ protocol: 'tcp' }), limited)).toBe(true);
    }
  });

  it('a computed value is covered and never covers', () => {
    const computed = packets({ protocol: 'tcp', 'src-address': undefined });
    expect(covers(computed, computed)).toBe(false);
    expect(covers(packets({ protocol: 'tcp' }), computed)).toBe(true);
  });

  it('an empty value makes a rule that neither covers nor is covered', () => {
    const empty = packets({ protocol: 'tcp', 'src-address': '' });
    expect(covers(empty, packets({ protocol: 'tcp' }))).toBe(false);
    expect(covers(packets({}), empty)).toBe(false);
  });

  it('an interface is in a list of which it is known to be a member', () => {
    const knowledge: Knowledge = { ...noKnowledge, interfaceLists: new Map([['WAN', new Set(['ether1'])]]) };
    const wan = packets({ 'in-interface-list': 'WAN' });
    expect(covers(wan, packets({ 'in-interface': 'ether1' }), knowledge)).toBe(true);
    expect(covers(wan, packets({ 'in-interface': 'ether2' }), knowledge)).toBe(false);
    expect(covers(wan, packets({ 'in-interface': '!ether1' }), knowledge)).toBe(false);
    // Other interfaces may have been put into the list on the router.
    expect(covers(packets({ 'in-interface-list': '!WAN' }), packets({ 'in-interface': 'ether2' }), knowledge)).toBe(
      false,
    );
    expect(covers(packets({ 'in-interface': 'ether1' }), wan, knowledge)).toBe(false);
  });

  it('an address list holds at least its static entries', () => {
    const knowledge: Knowledge = {
      ...noKnowledge,
      addressLists: addressLists([{ list: 'lan', set: parseAddressSet('10.0.0.0/24')! }]),
    };
    const lan = packets({ 'src-address-list': 'lan' });
    expect(covers(lan, packets({ 'src-address': '10.0.0.7' }), knowledge)).toBe(true);
    expect(covers(lan, packets({ 'dst-address': '10.0.0.7' }), knowledge)).toBe(false);
    expect(covers(packets({ 'src-address': '10.0.0.0/24' }), lan, knowledge)).toBe(false);
    expect(covers(packets({ 'src-address-list': '!lan' }), packets({ 'src-address': '10.0.1.1' }), knowledge)).toBe(
      false,
    );
  });

  it('IPv6 prefixes', () => {
    expect(covers(packets({ 'src-address': 'fe80::/10' }), packets({ 'src-address': 'fe80::1' }))).toBe(true);
    expect(covers(packets({ 'src-address': 'fe80::1' }), packets({ 'src-address': 'fe80::/10' }))).toBe(false);
    expect(covers(packets({ 'src-address': '0.0.0.0/0' }), packets({ 'src-address': 'fe80::1' }))).toBe(true);
  });

  it('a set with nothing in it is empty', () => {
    expect(isEmptySet(packets({ 'src-address': '!0.0.0.0/0' }))).toBe(true);
    expect(isEmptySet(packets({ 'connection-state': '!invalid,established,related,new,untracked' }))).toBe(true);
    expect(isEmptySet(packets({ protocol: 'tcp', 'dst-port': '22' }))).toBe(false);
  });
});

describe('rules of a chain', () => {
  function rule(action: string, matchers: Matchers, more: Partial<FirewallRule> = {}): FirewallRule {
    return {
      chain: 'input',
      action,
      disabled: false,
      certain: true,
      matchers: new Map(Object.entries(matchers)),
      ...more,
    };
  }

  it('knows which actions end the way', () => {
    const yes = ['accept', 'drop', 'reject', 'tarpit', 'dst-nat', 'masquerade'];
    const no = [
      'log',
      'passthrough',
      'fasttrack-connection',
      'add-src-to-address-list',
      'jump',
      'return',
      'mark-packet',
      undefined,
    ];
    expect(yes.filter((action) => !terminal(action))).toEqual([]);
    expect(no.filter((action) => terminal(action))).toEqual([]);
    expect(leavesChain('return')).toBe(true);
    expect(leavesChain('jump')).toBe(false);
  });

  it('names the first that covers and the first with another action', () => {
    const api = { protocol: 'tcp', 'dst-port': '8728' };
    const table = readTable([
      rule('accept', api),
      rule('accept', { ...api, 'src-address': '192.168.1.0/24' }),
      rule('drop', api),
      rule('drop', api),
      rule('accept', { ...api, 'src-address': '192.168.1.100' }),
      rule('log', {}),
    ]);
    expect([0, 1, 2, 3, 4, 5, 6].map((index) => firstCover(table, index))).toEqual([
      undefined,
      { first: 0, different: undefined },
      { first: 0, different: 0 },
      { first: 0, different: 0 },
      { first: 0, different: 2 },
      undefined,
      undefined,
    ]);
  });

  it('passes over what does not count: disabled, uncertain, another chain, an action that lets the packet go on, a later rule', () => {
    const table = readTable([
      rule('drop', {}, { disabled: true }),
      rule('drop', {}, { certain: false }),
      rule('drop', {}, { chain: 'forward' }),
      rule('drop', {}, { chain: undefined }),
      rule('log', {}),
      rule('fasttrack-connection', {}),
      rule('jump', {}),
      rule('accept', { protocol: 'tcp' }),
      rule('drop', {}),
    ]);
    expect(firstCover(table, 7)).toBeUndefined();
    expect(firstCover(table, 8)).toBeUndefined();
  });

  it('a rule after return in its chain is covered', () => {
    const table = readTable([rule('return', {}, { chain: 'x' }), rule('drop', { protocol: 'tcp' }, { chain: 'x' })]);
    expect(firstCover(table, 1)).toEqual({ first: 0, different: 0 });
  });

  it('does not trust a list into which the table puts addresses', () => {
    const adder = rule('add-src-to-address-list', { protocol: 'tcp' }, { addressList: 'bad' });
    const drop = rule('drop', { 'src-address-list': 'bad' });
    const other = rule('drop', { 'src-address-list': 'worse' });
    const outside = rule('drop', { 'src-address-list': '!bad' });
    expect(firstCover(readTable([drop, adder, drop]), 2)).toBeUndefined();
    expect(firstCover(readTable([drop, drop]), 1)).toEqual({ first: 0, different: undefined });
    expect(firstCover(readTable([other, adder, other]), 2)).toEqual({ first: 0, different: undefined });
    expect(firstCover(readTable([outside, adder, outside]), 2)).toEqual({ first: 0, different: undefined });
    const unknownList = rule('add-src-to-address-list', {}, { addressList: undefined });
    expect(firstCover(readTable([other, unknownList, other]), 2)).toBeUndefined();
  });

  it('is sound in first-match order: a covered rule gets no packet', () => {
    const actions = fc.constantFrom('accept', 'drop', 'log');
    const chain = fc.array(fc.tuple(actions, fewMatchers), { minLength: 2, maxLength: 8 });
    let found = 0;
    fc.assert(
      fc.property(chain, world, fc.boolean(), (entries, full, known) => {
        const table = readTable(
          entries.map(([action, matchers]) => rule(action, matchers)),
          knowledgeOf(full, known),
        );
        const covered = entries.flatMap((_, index) => (firstCover(table, index) ? [index] : []));
        if (covered.length === 0) return;
        found += 1;
        const predicates = entries.map(([, matchers]) => predicate(matchers));
        const reached = new Set<number>();
        for (const one of everyPacket) {
          for (const [index, matches] of predicates.entries()) {
            if (!matches(one, full)) continue;
            reached.add(index);
            if (entries[index]![0] !== 'log') break;
          }
        }
        expect(covered.filter((index) => reached.has(index))).toEqual([]);
      }),
      { numRuns: 200 },
    );
    expect(found).toBeGreaterThan(20);
  });

  it('finds each repetition among hundreds of rules', () => {
    const rules = Array.from({ length: 400 }, (_, index) =>
      rule(index % 3 === 0 ? 'accept' : 'drop', {
        'src-address': `10.${index >> 8}.${index & 255}.0/24`,
        protocol: 'tcp',
        'dst-port': `${index}`,
      }),
    );
    const table = readTable([...rules, ...rules]);
    expect(rules.filter((_, index) => firstCover(table, index))).toHaveLength(0);
    expect(rules.filter((_, index) => firstCover(table, index + 400)?.first === index)).toHaveLength(400);
  });
});
