import type { IntervalSet } from './intervals';
import { size } from './intervals';
import type { Knowledge, PacketSet } from './packets';
import { covers, isEmptySet, noKnowledge, readMatchers } from './packets';

/** A rule as plain data. */
export interface FirewallRule {
  /** Undefined where it is computed. */
  readonly chain: string | undefined;
  /** The action's name; `accept` where the rule names none; undefined where it is computed. */
  readonly action: string | undefined;
  readonly disabled: boolean;
  /** Matcher to constant value; undefined for a computed value. What is no matcher (comment, log, to-addresses) is not in it. */
  readonly matchers: ReadonlyMap<string, string | undefined>;
  /** False where its place, its being there or its content is not sure: then it neither covers nor is covered. */
  readonly certain: boolean;
  /** `address-list=` of the actions that add to one; undefined where it is computed or there is none. */
  readonly addressList?: string | undefined;
}

/**
 * Places of rules in order, apart by the destination ports that they demand: a rule for port 22 is covered only by rules for port 22 and by those
 * that are for many ports or any. That leaves few of the rules of a long chain to compare with.
 */
interface Coverers {
  readonly wide: number[];
  readonly byPort: Map<number, number[]>;
}

/** Up to this many ports a rule is filed under each of them. */
const filedPorts = 16;

/** The rules of one table in order of evaluation, read once. */
export interface RuleTable {
  readonly rules: readonly FirewallRule[];
  readonly packets: readonly PacketSet[];
  readonly knowledge: Knowledge;
  /** For each chain the rules that may cover a later one. */
  readonly coverers: ReadonlyMap<string, Coverers>;
}

/** The packets that a rule matches. */
export function readRule(rule: FirewallRule): PacketSet {
  return readMatchers(rule.matchers);
}

/** Actions after which a packet goes no further: of filter and raw, then of NAT. */
const terminalActions: ReadonlySet<string> = new Set([
  'accept',
  'drop',
  'reject',
  'tarpit',
  'dst-nat',
  'src-nat',
  'masquerade',
  'redirect',
  'netmap',
  'same',
]);

/**
 * Does a packet that matches end its way through the table here? `log`, `passthrough`, `fasttrack-connection`, marks and the like let it go on;
 * `jump` may come back.
 */
export function terminal(action: string | undefined): boolean {
  return action !== undefined && terminalActions.has(action);
}

/** Does no rule after this one in the same chain see the packet? Also true of `return`. */
export function leavesChain(action: string | undefined): boolean {
  return terminal(action) || action === 'return';
}

function isAdder(action: string | undefined): boolean {
  return action === undefined || action === 'add-src-to-address-list' || action === 'add-dst-to-address-list';
}

/** Reads the rules of a table; what its own rules put into address lists is added to what is known. */
export function readTable(rules: readonly FirewallRule[], knowledge: Knowledge = noKnowledge): RuleTable {
  const changing = new Set<string>();
  let anyList = false;
  const packets = rules.map(readRule);
  const coverers = new Map<string, Coverers>();
  for (const [index, rule] of rules.entries()) {
    if (!rule.disabled && isAdder(rule.action)) {
      if (rule.addressList === undefined) anyList = true;
      else changing.add(rule.addressList);
    }
    if (rule.disabled || !rule.certain || rule.chain === undefined || !leavesChain(rule.action)) continue;
    const places = coverers.get(rule.chain) ?? { wide: [], byPort: new Map<number, number[]>() };
    coverers.set(rule.chain, places);
    file(places, index, packets[index]?.destinationPort);
  }
  return {
    rules,
    packets,
    coverers,
    knowledge: {
      ...knowledge,
      changesWhilePassing: (list) => anyList || changing.has(list) || knowledge.changesWhilePassing(list),
    },
  };
}

function file({ wide, byPort }: Coverers, place: number, ports: IntervalSet<number> | undefined): void {
  if (ports === undefined || size(ports) > filedPorts) {
    wide.push(place);
    return;
  }
  for (let index = 0; index + 1 < ports.length; index += 2) {
    for (let port = ports[index] ?? 0; port < (ports[index + 1] ?? 0); port += 1) {
      const places = byPort.get(port);
      if (places) places.push(place);
      else byPort.set(port, [place]);
    }
  }
}

/** Places before `end` of all rules that can cover these packets, in order. */
function candidates({ wide, byPort }: Coverers, packets: PacketSet, end: number): readonly number[] {
  const [port] = packets.destinationPort ?? [];
  const filed = port === undefined ? [] : (byPort.get(port) ?? []);
  const before = [...wide, ...filed].filter((place) => place < end);
  return filed.length === 0 ? before : before.sort((a, b) => a - b);
}

/** Which earlier rules take every packet of a rule; places in `RuleTable.rules`. */
export interface Cover {
  readonly first: number;
  /** The first one whose action differs from that of the covered rule; `first` itself when it does. */
  readonly different: number | undefined;
}

/**
 * The first earlier rule of the same chain that alone takes every packet of the rule at `index`, or undefined. Soundness over completeness: a rule
 * that only several earlier ones cover together is not found, and one whose own set is empty is blamed on none.
 * It holds in chains that are jumped to as well: whatever enters the chain meets its rules in order.
 */
export function firstCover(table: RuleTable, index: number): Cover | undefined {
  const rule = table.rules[index];
  const packets = table.packets[index];
  if (rule === undefined || packets === undefined) return undefined;
  if (rule.disabled || !rule.certain || rule.chain === undefined || rule.action === undefined) return undefined;
  if (isEmptySet(packets)) return undefined;
  let first: number | undefined;
  const coverers = table.coverers.get(rule.chain);
  if (coverers === undefined) return undefined;
  for (const place of candidates(coverers, packets, index)) {
    const earlier = table.packets[place];
    if (earlier === undefined || !covers(earlier, packets, table.knowledge)) continue;
    first ??= place;
    if (table.rules[place]?.action !== rule.action) return { first, different: place };
  }
  return first === undefined ? undefined : { first, different: undefined };
}
