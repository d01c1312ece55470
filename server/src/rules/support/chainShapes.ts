import { connectionStateIndex } from '../../firewall/numbers';
import type { PacketSet } from '../../firewall/packets';
import { mayHave } from '../../firewall/packets';
import type { ScriptModel } from '../../model/types';
import type { FirewallMenu, RuleEntry } from './firewall';
import { outwardInterfaces, firewallRules, interfaceListMembers } from './firewall';
import { unresolvedAfter } from './items';
import type { AnalysisSettings } from '../configuration/settings';
import type { ListNames, Sides } from './sourceLimits';
import { limitsSource, sidesOf, stopping, strangersMatcher } from './sourceLimits';

/** The two sides of the router by the filter rules of a menu's own family (`/ip/...` or `/ipv6/...`). */
export function sidesIn(script: ScriptModel, menu: string, names: ListNames): Sides {
  const filter = menu.startsWith('/ipv6') ? '/ipv6/firewall/filter' : '/ip/firewall/filter';
  return sidesOf(firewallRules(script, filter).entries, {
    members: interfaceListMembers(script),
    outward: outwardInterfaces(script),
    names,
  });
}

/** A matcher that leaves a drop one of all protocols and ports: sides, states, directions. */
const wideMatchers: ReadonlySet<string> = new Set([
  'connection-nat-state',
  'connection-state',
  'dst-address',
  'dst-address-list',
  'dst-address-type',
  'hotspot',
  'in-bridge-port',
  'in-bridge-port-list',
  'in-interface',
  'in-interface-list',
  'ipsec-policy',
  'out-bridge-port',
  'out-bridge-port-list',
  'out-interface',
  'out-interface-list',
  'packet-mark',
  'connection-mark',
  'routing-mark',
  'protocol',
  'routing-table',
  'src-address',
  'src-address-type',
]);

/** Does the rule let packets of new connections pass to it, as far as its states tell? */
export function seesNew(packets: PacketSet | undefined): boolean {
  return packets === undefined || mayHave(packets.states, connectionStateIndex('new'));
}

/**
 * May the rule stop new connections of all ports from some side? False only for what by its matchers stops a part: ports, a list of addresses, a limit,
 * a state other than new.
 */
function mayCloseSide(entry: RuleEntry, packets: PacketSet | undefined): boolean {
  if (entry.action !== undefined && !stopping.has(entry.action)) return false;
  if (!seesNew(packets)) return false;
  return [...entry.matchers].every(
    ([name, value]) =>
      wideMatchers.has(name) || value === undefined || (name.endsWith('address-list') && value.startsWith('!')),
  );
}

/** Names of the chains that packets of a chain may come to by jumps, the chain itself first; `certainly`: that all of them come to. */
export function chainsFrom({ entries }: FirewallMenu, chain: string, certainly = false): ReadonlySet<string> {
  const targets = new Map<string, string[]>();
  for (const { chain: from, action, disabled, matchers, item } of entries) {
    const target = action === 'jump' ? item.properties.get('jump-target')?.value : undefined;
    if (disabled || from === undefined || target === undefined || (certainly && matchers.size > 0)) continue;
    const known = targets.get(from);
    if (known) known.push(target);
    else targets.set(from, [target]);
  }
  const reached = new Set([chain]);
  for (const from of reached) for (const target of targets.get(from) ?? []) reached.add(target);
  return reached;
}

/**
 * Is there a rule in the chain, or in one that it jumps to, which may stop new connections of all ports from some side? Recognised by pattern, and
 * answered with yes in doubt: a rule for some ports, addresses or states is the only one that is certainly none.
 */
export function mayBeClosed(menu: FirewallMenu, chain: string): boolean {
  const reached = chainsFrom(menu, chain);
  return menu.entries.some(
    (entry, index) =>
      !entry.disabled &&
      (entry.chain === undefined || reached.has(entry.chain)) &&
      mayCloseSide(entry, menu.table.packets[index]),
  );
}

/** The last enabled rule of the chain in the file. */
export function lastRule({ entries }: FirewallMenu, name: string): RuleEntry | undefined {
  return entries.filter(({ chain, disabled }) => chain === name && !disabled).at(-1);
}

/** Does the file show all of its router's configuration: a full export, or a script that the user says is all there is? */
export function isComplete({ evidence }: ScriptModel, { assumeComplete }: AnalysisSettings): boolean {
  return evidence.kind === 'full-export' || assumeComplete;
}

/** Does the file show all rules of the menu: an export does, and so does a script that removes what was there? And are they certain? */
export function isWhole(
  script: ScriptModel,
  menu: string,
  { entries }: FirewallMenu,
  settings: AnalysisSettings,
): boolean {
  const { evidence } = script;
  const state = script.state(menu);
  const exported = isComplete(script, settings) || (evidence.kind === 'menu-export' && evidence.mentions(menu));
  return (exported || state.cleared) && !unresolvedAfter(state, -1) && entries.every(({ certain }) => certain);
}

/**
 * For each chain the place of the first rule behind which no new connection of strangers comes: a drop of everything, or of what is not from a trusted
 * side. Recognised by pattern.
 */
export function closings({ entries, table }: FirewallMenu, sides: Sides): ReadonlyMap<string, number> {
  const first = new Map<string, number>();
  for (const [index, entry] of entries.entries()) {
    const { chain, action, disabled, certain, matchers } = entry;
    if (disabled || !certain || chain === undefined || first.has(chain) || !stopping.has(action ?? '')) continue;
    if (!seesNew(table.packets[index])) continue;
    const side = strangersMatcher(matchers, sides);
    const plain = [...matchers.keys()].every(
      (name) => name === side || name === 'connection-state' || name === 'connection-nat-state',
    );
    if (plain) first.set(chain, index);
  }
  return first;
}

/** Does the rule stand behind one that closes its chain to strangers (see `closings`)? */
export function isBehindClosing(
  { chain, item }: RuleEntry,
  index: number,
  closed: ReadonlyMap<string, number>,
): boolean {
  const place = chain === undefined ? undefined : closed.get(chain);
  return place !== undefined && place < index && !item.placed;
}

/** An enabled accept of the chain `input` for new connections that names no source, and behind no rule that keeps strangers out. */
export function acceptsStrangers(
  menu: FirewallMenu,
  index: number,
  sides: Sides,
  closed: ReadonlyMap<string, number>,
): boolean {
  const entry = menu.entries[index];
  if (entry?.chain !== 'input' || entry.action !== 'accept' || entry.disabled) return false;
  const packets = menu.table.packets[index];
  return (
    packets?.bounded === true &&
    seesNew(packets) &&
    !limitsSource(entry.matchers, sides) &&
    !isBehindClosing(entry, index, closed)
  );
}
