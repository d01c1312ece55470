import type { CoverIndex } from './coverIndex';
import { createCoverIndex, fileSet, mayCover } from './coverIndex';
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

/** The rules of one table in order of evaluation, read once. */
export interface RuleTable {
  readonly rules: readonly FirewallRule[];
  readonly packets: readonly PacketSet[];
  readonly knowledge: Knowledge;
  /** For each chain the rules that may cover a later one. */
  readonly coverers: ReadonlyMap<string, CoverIndex>;
  /** What `firstCover` has found so far: several rules of the linter ask for the same. */
  readonly found: (Cover | null | undefined)[];
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
  for (const { disabled, action, addressList } of rules) {
    if (disabled || !isAdder(action)) continue;
    if (addressList === undefined) anyList = true;
    else changing.add(addressList);
  }
  const known: Knowledge = {
    ...knowledge,
    changesWhilePassing: (list) => anyList || changing.has(list) || knowledge.changesWhilePassing(list),
  };
  const packets = rules.map(readRule);
  return { rules, packets, coverers: fileCoverers(rules, packets, known), knowledge: known, found: [] };
}

function fileCoverers(
  rules: readonly FirewallRule[],
  packets: readonly PacketSet[],
  knowledge: Knowledge,
): ReadonlyMap<string, CoverIndex> {
  const coverers = new Map<string, CoverIndex>();
  // Of rules that are alike in all that counts here only the first one can be the first to cover anything.
  const seen = new Set<string>();
  for (const [place, rule] of rules.entries()) {
    if (rule.disabled || !rule.certain || rule.chain === undefined || !leavesChain(rule.action)) continue;
    const likeness = JSON.stringify([rule.chain, rule.action, ...[...rule.matchers].sort()]);
    const set = packets[place];
    if (set === undefined || seen.has(likeness)) continue;
    seen.add(likeness);
    const index = coverers.get(rule.chain) ?? createCoverIndex(knowledge);
    coverers.set(rule.chain, index);
    fileSet(index, place, set);
  }
  return coverers;
}

/** Does a rule of the chain before `end` that decides take all of these packets by itself? */
export function isCoveredBefore(table: RuleTable, chain: string, end: number, packets: PacketSet): boolean {
  const index = table.coverers.get(chain);
  return index !== undefined && coversBefore(index, table.packets, end, packets);
}

/** Does a filed set before `end` cover these packets? `sets` holds what was filed, by place. */
export function coversBefore(
  index: CoverIndex,
  sets: readonly (PacketSet | undefined)[],
  end: number,
  packets: PacketSet,
): boolean {
  for (const place of mayCover(index, packets, end)) {
    const set = sets[place];
    if (set !== undefined && covers(set, packets, index.knowledge)) return true;
  }
  return false;
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
  const known = table.found[index];
  if (known !== undefined) return known ?? undefined;
  const found = findCover(table, index);
  table.found[index] = found ?? null;
  return found;
}

function findCover({ rules, packets: sets, coverers, knowledge }: RuleTable, index: number): Cover | undefined {
  const rule = rules[index];
  const packets = sets[index];
  if (rule === undefined || packets === undefined) return undefined;
  if (rule.disabled || !rule.certain || rule.chain === undefined || rule.action === undefined) return undefined;
  if (!packets.bounded || isEmptySet(packets)) return undefined;
  const filed = coverers.get(rule.chain);
  if (filed === undefined) return undefined;
  let first: number | undefined;
  for (const place of mayCover(filed, packets, index)) {
    const same = rules[place]?.action === rule.action;
    const earlier = sets[place];
    // Behind the first one only another action is of interest.
    if (earlier === undefined || (same && first !== undefined) || !covers(earlier, packets, knowledge)) continue;
    first ??= place;
    if (!same) return { first, different: place };
  }
  return first === undefined ? undefined : { first, different: undefined };
}
