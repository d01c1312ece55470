import { parseAddressSet, addressesInclude } from '../../firewall/addresses';
import { coversBefore, isCoveredBefore } from '../../firewall/chains';
import type { CoverIndex } from '../../firewall/coverIndex';
import { createCoverIndex, fileSet } from '../../firewall/coverIndex';
import { connectionStateIndex } from '../../firewall/numbers';
import type { PacketSet } from '../../firewall/packets';
import { mayHave, readMatchers } from '../../firewall/packets';
import type { ScriptModel } from '../../model/types';
import type { AnalysisSettings, Fix } from '../rule';
import { appendArgument, defineRule, replaceValue } from '../rule';
import type { FirewallMenu, RuleEntry } from '../support/firewall';
import { firewallRules, interfaceListNames, lastArgument } from '../support/firewall';
import { enumeration } from '../support/items';
import { managementNetwork } from '../support/networks';
import type { ManagementPort } from './managementPorts';
import { sidesIn } from '../support/chainShapes';
import { managementPorts } from './managementPorts';
import type { Sides } from '../support/sourceLimits';
import { isSourceMatcher, limitsSource, stopping, strangersMatcher } from '../support/sourceLimits';

const menu = '/ip/firewall/filter';
const protocolNumbers = { tcp: 6, udp: 17 } as const;

/**
 * Matchers with which a rule that accepts from anywhere still does: they choose destinations, ports, states, shapes of packets, or how often. Others
 * may say who it is for.
 */
const harmlessMatchers: ReadonlySet<string> = new Set([
  'connection-bytes',
  'connection-limit',
  'connection-rate',
  'connection-state',
  'dscp',
  'dst-address',
  'dst-address-list',
  'dst-address-type',
  'dst-limit',
  'dst-port',
  'fragment',
  'ingress-priority',
  'ipv4-options',
  'limit',
  'nth',
  'packet-size',
  'port',
  'priority',
  'protocol',
  'random',
  'src-port',
  'tcp-flags',
  'tcp-mss',
  'time',
  'ttl',
]);

export default defineRule({
  id: 'fw-mgmt-accept-unrestricted',
  category: 'firewall',
  severity: 'warning',
  risk: 'critical',
  since: '0.1.0',
  recommended: true,
  summary: 'A management port is accepted from anywhere',
  why: `An accept in \`input\` without a source opens the port to everyone who can send a packet to the router, on the Internet too. Management ports are tried by strangers all the time, and API (8728), telnet, FTP and WebFig over HTTP send names and passwords in clear text. Accept them only from an address list of those who manage the router, or from the interfaces of your own network.

Ports that also serve other things (80, 443, 1080, 8080, 2000) count only where the file switches the service on. That of SNMP (161) is a hint where nothing switches SNMP on. Ports that the file moves in \`/ip service\` are followed. Where the file switches the service itself off before, the open port is no more than a hint.`,
  references: [
    'CWE-284',
    'CVE-2018-14847',
    'CVE-2023-30799',
    'https://manual.mikrotik.com/docs/getting-started/securing-your-router',
    'https://manual.mikrotik.com/docs/firewall-and-quality-of-service/firewall/filter',
  ],
  fix: 'suggestion',
  examples: [
    {
      bad: '/interface list add name=LAN\n/ip firewall filter add action=accept chain=input dst-port=8728 protocol=tcp',
      fixed:
        '/interface list add name=LAN\n/ip firewall filter add action=accept chain=input dst-port=8728 protocol=tcp in-interface-list=LAN',
      good: '/ip firewall filter add chain=input protocol=tcp dst-port=8729 src-address=192.168.1.0/24 action=accept',
    },
    {
      bad: '/ip firewall filter add chain=input action=accept protocol=tcp dst-port=8728,8729',
      fixed:
        '/ip firewall filter add chain=input action=accept protocol=tcp dst-port=8728,8729 src-address=192.168.88.0/24',
      good: '/ip firewall filter add chain=input action=accept protocol=tcp dst-port=8729 src-address-list=api-clients',
    },
    {
      bad: '/interface list member add list=LAN interface=bridge\n/ip firewall filter add chain=input action=accept protocol=tcp dst-port=22 in-interface-list=WAN',
      fixed:
        '/interface list member add list=LAN interface=bridge\n/ip firewall filter add chain=input action=accept protocol=tcp dst-port=22 in-interface-list=LAN',
      good: '/ip firewall filter add chain=input action=accept protocol=tcp dst-port=22 in-interface-list=LAN',
    },
    {
      bad: '/ip firewall filter\nadd chain=input action=accept connection-state=established,related\nadd chain=input action=accept in-interface=ether1 protocol=tcp dst-port=8291\nadd chain=input action=drop in-interface=ether1',
      fixed:
        '/ip firewall filter\nadd chain=input action=accept connection-state=established,related\nadd chain=input action=accept in-interface=ether1 protocol=tcp dst-port=8291 src-address=192.168.88.0/24\nadd chain=input action=drop in-interface=ether1',
      good: '/ip firewall filter\nadd chain=input action=accept in-interface=bridge protocol=tcp dst-port=8291\nadd chain=input action=drop in-interface=ether1',
    },
    {
      bad: '/ip service set ssh port=2222\n/ip firewall filter add chain=input action=accept protocol=6 dst-port=2000-2999',
      fixed:
        '/ip service set ssh port=2222\n/ip firewall filter add chain=input action=accept protocol=6 dst-port=2000-2999 src-address=192.168.88.0/24',
      good: '/ip service set ssh port=2222\n/ip firewall filter add chain=input action=accept protocol=tcp dst-port=2000',
    },
    {
      bad: '/ip firewall filter\nadd chain=input action=jump jump-target=manage protocol=tcp\nadd chain=manage action=accept protocol=tcp dst-port=8291',
      fixed:
        '/ip firewall filter\nadd chain=input action=jump jump-target=manage protocol=tcp\nadd chain=manage action=accept protocol=tcp dst-port=8291 src-address=192.168.88.0/24',
      good: '/ip firewall filter\nadd chain=input action=jump jump-target=manage src-address-list=admins\nadd chain=manage action=accept protocol=tcp dst-port=8291',
    },
  ],
  silent: [
    {
      script: '/ip firewall filter add chain=input action=drop protocol=tcp dst-port=8728',
      because: 'It closes the port',
    },
    {
      script: '/ip firewall filter add chain=output action=accept protocol=tcp dst-port=8728',
      because: 'The router is the client',
    },
    {
      script: '/ip firewall filter add chain=forward action=accept protocol=tcp dst-port=8728 dst-address=10.1.1.5',
      because: 'It is about another host',
    },
    {
      script: '/ip firewall filter add chain=input action=accept protocol=tcp dst-port=8291 in-interface-list=LAN',
      because: 'Only the own network reaches it',
    },
    {
      script: '/ip firewall filter add chain=input action=accept protocol=tcp dst-port=8728 disabled=yes',
      because: 'The rule is disabled',
    },
    {
      script:
        '/ip firewall filter\nadd chain=input action=drop in-interface-list=!LAN\nadd chain=input action=accept protocol=tcp dst-port=8291',
      because: 'Only what comes from LAN gets past the drop',
    },
    {
      script:
        '/ip firewall filter\nadd chain=input action=accept in-interface=bridge protocol=tcp dst-port=22\nadd chain=input action=drop',
      because: 'The chain is closed for all: nothing says that strangers are behind bridge',
    },
    {
      script:
        '/ip firewall filter\nadd chain=input action=jump jump-target=manage protocol=tcp\nadd chain=manage action=return src-address-list=!admins\nadd chain=manage action=accept protocol=tcp dst-port=8291',
      because: 'Everybody else is sent back before the accept',
    },
    {
      script: '/ip firewall filter add chain=input action=accept protocol=tcp dst-port=22 src-address-list=!blocked',
      because: 'A list of those who may not is weak, and another matter',
    },
    {
      script: '/ip firewall filter add chain=input action=accept protocol=tcp dst-port=80,443',
      because: 'Nothing says that WebFig answers there: it may be ACME or SSTP',
    },
    {
      script:
        '/ip firewall filter add chain=input action=accept protocol=tcp dst-port=22 connection-state=established,related',
      because: 'No new connection is accepted',
    },
    {
      script: '/ip firewall filter add chain=input action=accept protocol=tcp dst-port=22 src-address=',
      because: 'The rule fw-empty-matcher reports it',
    },
    {
      script: '/ip firewall filter add chain=input action=accept protocol=tcp dst-port=$port',
      because: 'The port is only known on the router',
    },
    {
      script: '/ip firewall filter add chain=manage action=accept protocol=tcp dst-port=22',
      because: 'No rule of the file leads from input to this chain',
    },
    {
      script: '/ip firewall filter add chain=input action=accept protocol=udp dst-port=53,500,4500',
      because: 'None of these manages the router',
    },
    {
      script: '/ip firewall filter add chain=input action=accept protocol=tcp dst-port=22 connection-mark=knocked',
      because: 'The mark was put there by rules that may know who it is',
    },
  ],
  menus: [menu],
  check({ script, settings, report }) {
    const rules = firewallRules(script, menu);
    const ports = managementPorts(script);
    const sides = sidesIn(script, menu, settings);
    const ways = waysThrough(rules, sides);
    for (const [index, entry] of rules.entries.entries()) {
      const packets = rules.table.packets[index];
      if (packets === undefined || !acceptsAnyone(entry, packets, sides)) continue;
      const open = ports.filter((port) => takes(packets, port) && isReached(ways, index, port));
      if (open.length === 0) continue;
      const place = lastArgument(entry.command, 'dst-port') ?? lastArgument(entry.command, 'port');
      const names = open.map(({ port, protocol, name, cleartext }) => {
        const notes = [name, ...(protocol === 'udp' ? ['udp'] : []), ...(cleartext ? ['clear text'] : [])];
        return `${port} (${notes.join(', ')})`;
      });
      report({
        span: place?.span ?? entry.command.span,
        message: `${enumeration(names)} ${open.length === 1 ? 'is' : 'are'} accepted from ${strangers(entry)}: this rule names no source. Name who may connect with src-address-list=${entry.matchers.has('in-interface-list') ? '' : ' or in-interface-list='}.`,
        // A command whose items the file does not name may have changed the rule, or nothing answers on the port: the evidence is weaker.
        ...(entry.settled && open.some((port) => answers(script, port, entry)) ? {} : { severity: 'hint' as const }),
        fixes: fixesFor(script, entry, settings),
      });
    }
  },
});

/**
 * Does something answer on the port when the rule is there? Not where the service is off: in an export at all, in a script where it is off before the
 * rule is added. (Switched off after it, the port is open meanwhile, and stays open where the import stops in between.)
 */
function answers(script: ScriptModel, { off, assumed }: ManagementPort, { command }: RuleEntry): boolean {
  if (assumed) return false;
  return off === undefined || (script.evidence.kind === 'script' && off.span.start > command.span.start);
}

/** Where those come from for whom the port is open, in words. */
function strangers({ matchers }: RuleEntry): string {
  const side = matchers.get('in-interface-list') ?? matchers.get('in-interface');
  if (side === undefined || side === 'all') return 'anywhere';
  return side.startsWith('!') ? `anywhere but ${side.slice(1)}` : `anywhere behind ${side}`;
}

/** Is it an enabled accept of new connections to ports, without a word about the source? */
function acceptsAnyone(entry: RuleEntry, packets: PacketSet, sides: Sides): boolean {
  if (entry.action !== 'accept' || entry.disabled || !packets.bounded) return false;
  if (limitsSource(entry.matchers, sides)) return false;
  for (const [name, value] of entry.matchers) {
    if (!isSourceMatcher(name) && !harmlessMatchers.has(name)) return false;
    // A computed port, protocol or state is not known.
    if (value === undefined) return false;
  }
  if (!mayHave(packets.states, connectionStateIndex('new'))) return false;
  const loopback = parseAddressSet('127.0.0.0/8');
  if (packets.destination && loopback && addressesInclude(loopback, packets.destination)) return false;
  return !['protocol', 'dst-port', 'port', 'connection-state'].some((name) => packets.opaque.includes(name));
}

/** Does the rule take new packets to this port? One with `src-port` alone is for answers. */
function takes(packets: PacketSet, { protocol, port }: ManagementPort): boolean {
  if (packets.protocol === undefined || !mayHave(packets.protocol, protocolNumbers[protocol])) return false;
  if (packets.destinationPort === undefined && packets.eitherPort === undefined && packets.sourcePort !== undefined)
    return false;
  return mayHave(packets.destinationPort, port) && mayHave(packets.eitherPort, port);
}

/** The rules of the menu, and what is needed to follow packets of strangers through them. */
interface Ways {
  readonly rules: FirewallMenu;
  readonly sides: Sides;
  /** Places of the jumps to each chain. */
  readonly jumps: ReadonlyMap<string, readonly number[]>;
  /** For each chain the rules that turn away all but known sources, filed as if they turned away all. */
  readonly turningAway: ReadonlyMap<string, CoverIndex>;
  /** The packets of those, by place. */
  readonly fromAnywhere: readonly (PacketSet | undefined)[];
}

function waysThrough(rules: FirewallMenu, sides: Sides): Ways {
  const jumps = new Map<string, number[]>();
  const turningAway = new Map<string, CoverIndex>();
  const fromAnywhere: (PacketSet | undefined)[] = [];
  for (const [place, entry] of rules.entries.entries()) {
    const { chain, action, disabled, certain, matchers } = entry;
    if (disabled) continue;
    const target = action === 'jump' ? entry.item.properties.get('jump-target')?.value : undefined;
    if (target !== undefined) push(jumps, target, place);
    const turnsAway = stopping.has(action ?? '') || action === 'return';
    const matcher = turnsAway && certain ? strangersMatcher(matchers, sides) : undefined;
    if (matcher === undefined || chain === undefined) continue;
    const packets = readMatchers(new Map([...matchers].filter(([name]) => name !== matcher)));
    fromAnywhere[place] = packets;
    const index = turningAway.get(chain) ?? createCoverIndex(rules.table.knowledge);
    turningAway.set(chain, index);
    fileSet(index, place, packets);
  }
  return { rules, sides, jumps, turningAway, fromAnywhere };
}

function push(lists: Map<string, number[]>, name: string, place: number): void {
  const list = lists.get(name);
  if (list) list.push(place);
  else lists.set(name, [place]);
}

/**
 * Do packets of strangers get from the start of `input` to the rule at `index`? Not past an earlier rule that takes all packets of the rule, or all
 * but those of known sources; not through a jump that is for known sources.
 */
function isReached(ways: Ways, index: number, port: ManagementPort): boolean {
  const { rules, sides, jumps } = ways;
  const accept = rules.table.packets[index];
  const go = (place: number, below: readonly string[]): boolean => {
    const entry = rules.entries[place];
    const here = rules.table.packets[place];
    if (entry?.chain === undefined || here === undefined || accept === undefined) return false;
    const { chain } = entry;
    if (below.includes(chain)) return false;
    if (!entry.item.placed && isShielded(ways, chain, place, [accept, here])) return false;
    if (chain === 'input') return true;
    return (jumps.get(chain) ?? []).some((from) => {
      const jump = rules.entries[from];
      const packets = rules.table.packets[from];
      if (jump === undefined || packets === undefined || limitsSource(jump.matchers, sides)) return false;
      const leads =
        mayHave(packets.protocol, protocolNumbers[port.protocol]) &&
        mayHave(packets.destinationPort, port.port) &&
        mayHave(packets.states, connectionStateIndex('new'));
      return leads && go(from, [...below, chain]);
    });
  };
  return go(index, []);
}

/** Does an earlier rule of the chain take all packets of one of the sets, or all but those of known sources? */
function isShielded(ways: Ways, chain: string, place: number, sets: readonly PacketSet[]): boolean {
  const turningAway = ways.turningAway.get(chain);
  return sets.some(
    (set) =>
      isCoveredBefore(ways.rules.table, chain, place, set) ||
      (turningAway !== undefined && coversBefore(turningAway, ways.fromAnywhere, place, set)),
  );
}

function fixesFor(script: ScriptModel, { command }: RuleEntry, settings: AnalysisSettings): readonly Fix[] {
  if (interfaceListNames(script).has('LAN') && lastArgument(command, 'in-interface') === undefined) {
    const list = lastArgument(command, 'in-interface-list');
    const edit = list ? replaceValue(list, 'LAN') : appendArgument(command, 'in-interface-list=LAN');
    return edit
      ? [{ title: 'Accept only from the interfaces of the list LAN', class: 'suggestion', edits: [edit] }]
      : [];
  }
  const known = managementNetwork(script, settings);
  const network = parseAddressSet(known)?.family === 4 ? known : '192.168.88.0/24';
  const address = lastArgument(command, 'src-address');
  const edit = address ? replaceValue(address, network) : appendArgument(command, `src-address=${network}`);
  if (edit === undefined) return [];
  return [
    { title: `Accept only from ${network} (put your management network here)`, class: 'suggestion', edits: [edit] },
  ];
}
