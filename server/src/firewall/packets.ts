import type { AddressLists } from './addressLists';
import { noAddressLists } from './addressLists';
import type { AddressSet } from './addresses';
import { addressesInclude, isEveryAddress, parseAddressSet } from './addresses';
import type { Condition } from './conditions';
import { implies, parseCondition } from './conditions';
import type { IntervalSet } from './intervals';
import { includes, includesAll } from './intervals';
import { parseConnectionStates, parsePorts, parseProtocol } from './numbers';

/**
 * The packets that the matchers of one rule let through, as far as they can be known. A field that is undefined does not narrow.
 * All conditions hold together. What cannot be modelled stands in `opaque`: the rule then matches some unknown part of the set, so the set
 * can be covered (it is an upper bound) and never covers.
 */
export interface PacketSet {
  readonly source: AddressSet | undefined;
  readonly destination: AddressSet | undefined;
  readonly protocol: IntervalSet<number> | undefined;
  readonly sourcePort: IntervalSet<number> | undefined;
  readonly destinationPort: IntervalSet<number> | undefined;
  /** `port=`: one of the two ports is in it. */
  readonly eitherPort: IntervalSet<number> | undefined;
  readonly states: IntervalSet<number> | undefined;
  readonly conditions: readonly Condition[];
  /** Names of the matchers whose effect is not modelled. */
  readonly opaque: readonly string[];
  /** False where not even an upper bound is known: a matcher with an empty value, whose effect is not proven. */
  readonly bounded: boolean;
  /** No packet can match: one of the fields has nothing left. */
  readonly empty: boolean;
  /** One bit for each group of fields that narrows the set; a set cannot be covered by one that narrows where it does not. */
  readonly narrowed: number;
}

/** What is known about names. Lists only ever grow on a router, so the members given here are a lower bound. */
export interface Knowledge {
  readonly interfaceLists: ReadonlyMap<string, ReadonlySet<string>>;
  readonly addressLists: AddressLists;
  /** Is an entry put into this address list while packets pass the table (`add-src-to-address-list`)? Then two looks at it may differ. */
  changesWhilePassing(list: string): boolean;
}

/** Nothing is known. */
export const noKnowledge: Knowledge = {
  interfaceLists: new Map(),
  addressLists: noAddressLists,
  changesWhilePassing: () => false,
};

const enum Group {
  Source = 1,
  Destination = 2,
  Protocol = 4,
  Ports = 8,
  States = 16,
  In = 32,
  Out = 64,
  Other = 128,
}

const groups: ReadonlyMap<string, Group> = new Map([
  ['src-address', Group.Source],
  ['src-address-list', Group.Source],
  ['dst-address', Group.Destination],
  ['dst-address-list', Group.Destination],
  ['protocol', Group.Protocol],
  ['src-port', Group.Ports],
  ['dst-port', Group.Ports],
  ['port', Group.Ports],
  ['connection-state', Group.States],
  ['in-interface', Group.In],
  ['in-interface-list', Group.In],
  ['out-interface', Group.Out],
  ['out-interface-list', Group.Out],
]);

type Fields = {
  -readonly [Key in keyof Omit<PacketSet, 'conditions' | 'opaque' | 'bounded' | 'empty' | 'narrowed'>]: PacketSet[Key];
};

/** Puts what one matcher says into `fields`; false where its value is not understood or its matcher is not one of sets. */
function readField(fields: Fields, matcher: string, text: string): boolean {
  switch (matcher) {
    case 'src-address':
    case 'dst-address': {
      const set = parseAddressSet(text);
      if (set === undefined) return false;
      if (matcher === 'src-address') fields.source = set;
      else fields.destination = set;
      return true;
    }
    case 'protocol': {
      const set = parseProtocol(text);
      if (set) fields.protocol = set;
      return set !== undefined;
    }
    case 'src-port':
    case 'dst-port': {
      const set = parsePorts(text);
      if (set === undefined) return false;
      if (matcher === 'src-port') fields.sourcePort = set;
      else fields.destinationPort = set;
      return true;
    }
    case 'port': {
      // Whether `port=!22` means neither or not both is not known.
      const set = text.startsWith('!') ? undefined : parsePorts(text);
      if (set) fields.eitherPort = set;
      return set !== undefined;
    }
    case 'connection-state': {
      const set = parseConnectionStates(text);
      if (set) fields.states = set;
      return set !== undefined;
    }
    default:
      return false;
  }
}

function hasEmptyField(fields: Fields): boolean {
  return [
    fields.source?.ranges,
    fields.destination?.ranges,
    fields.protocol,
    fields.sourcePort,
    fields.destinationPort,
    fields.eitherPort,
    fields.states,
  ].some((field) => field?.length === 0);
}

/**
 * Reads the matchers of a rule (name to constant value; undefined for a computed one) into the set of packets that it matches.
 * `src-address=0.0.0.0/0` narrows nothing and is left out.
 */
export function readMatchers(matchers: ReadonlyMap<string, string | undefined>): PacketSet {
  // Every set has the same fields in the same order: comparing thousands of rules with thousands stays quick.
  const fields: Fields = {
    source: undefined,
    destination: undefined,
    protocol: undefined,
    sourcePort: undefined,
    destinationPort: undefined,
    eitherPort: undefined,
    states: undefined,
  };
  const conditions: Condition[] = [];
  const opaque: string[] = [];
  let bounded = true;
  let narrowed = 0;
  for (const [matcher, text] of matchers) {
    if (text === '') bounded = false;
    narrowed |= groups.get(matcher) ?? Group.Other;
    if (text === undefined || text === '') {
      opaque.push(matcher);
      continue;
    }
    if (readField(fields, matcher, text)) continue;
    // Only a protocol without a known number is a name; an address or a port that cannot be read is a mistake.
    const condition = matcher === 'protocol' && /^!?\d/.test(text) ? undefined : parseCondition(matcher, text);
    if (condition) conditions.push(condition);
    else opaque.push(matcher);
  }
  if (fields.source && isEveryAddress(fields.source)) {
    fields.source = undefined;
    if (!matchers.has('src-address-list')) narrowed &= ~Group.Source;
  }
  if (fields.destination && isEveryAddress(fields.destination)) {
    fields.destination = undefined;
    if (!matchers.has('dst-address-list')) narrowed &= ~Group.Destination;
  }
  // RouterOS has no ports without a protocol that has them; what such a rule would do is not known.
  if (narrowed & Group.Ports && !(narrowed & Group.Protocol)) opaque.push('protocol');
  return { ...fields, conditions, opaque, bounded, empty: hasEmptyField(fields), narrowed };
}

/** True when no packet can match: an address, port, protocol or state set has nothing left. */
export function isEmptySet(set: PacketSet): boolean {
  return set.empty;
}

function within(outer: IntervalSet<number> | undefined, inner: IntervalSet<number> | undefined): boolean {
  return outer === undefined || (inner !== undefined && includesAll(outer, inner));
}

function addressWithin(outer: AddressSet | undefined, inner: AddressSet | undefined): boolean {
  return outer === undefined || (inner !== undefined && addressesInclude(outer, inner));
}

function eitherPortWithin(outer: IntervalSet<number> | undefined, inner: PacketSet): boolean {
  if (outer === undefined) return true;
  return [inner.eitherPort, inner.sourcePort, inner.destinationPort].some(
    (ports) => ports && includesAll(outer, ports),
  );
}

/** Does a list's known membership alone show that every packet of `set` meets the condition? */
function knownMember(wanted: Condition, set: PacketSet, knowledge: Knowledge): boolean {
  const [list] = wanted.values;
  if (list === undefined || wanted.negated) return false;
  switch (wanted.matcher) {
    case 'in-interface-list':
    case 'out-interface-list': {
      const members = knowledge.interfaceLists.get(list);
      const matcher = wanted.matcher === 'in-interface-list' ? 'in-interface' : 'out-interface';
      return set.conditions.some(
        ({ matcher: other, negated, values: [name] }) =>
          other === matcher && !negated && name !== undefined && members?.has(name) === true,
      );
    }
    case 'src-address-list':
    case 'dst-address-list': {
      const address = wanted.matcher === 'src-address-list' ? set.source : set.destination;
      return address !== undefined && knowledge.addressLists.holding(address).has(list);
    }
    default:
      return false;
  }
}

function meets(set: PacketSet, wanted: Condition, knowledge: Knowledge): boolean {
  const [name] = wanted.values;
  const list = wanted.matcher === 'src-address-list' || wanted.matcher === 'dst-address-list';
  // A packet outside a list may have been put into it between the two rules; one that is outside now was outside before.
  const stable = !list || wanted.negated || name === undefined || !knowledge.changesWhilePassing(name);
  return (stable && set.conditions.some((given) => implies(given, wanted))) || knownMember(wanted, set, knowledge);
}

/**
 * True only when every packet of `inner` is a packet of `outer`. False says nothing: the sets may differ, or it cannot be known.
 */
export function covers(outer: PacketSet, inner: PacketSet, knowledge: Knowledge = noKnowledge): boolean {
  if (!outer.bounded || !inner.bounded || outer.opaque.length > 0) return false;
  if (inner.empty) return true;
  if ((outer.narrowed & ~inner.narrowed) !== 0) return false;
  return (
    within(outer.protocol, inner.protocol) &&
    within(outer.destinationPort, inner.destinationPort) &&
    within(outer.sourcePort, inner.sourcePort) &&
    eitherPortWithin(outer.eitherPort, inner) &&
    within(outer.states, inner.states) &&
    addressWithin(outer.source, inner.source) &&
    addressWithin(outer.destination, inner.destination) &&
    outer.conditions.every((wanted) => meets(inner, wanted, knowledge))
  );
}

/** May the set contain packets with this value of a field? True where the field does not narrow. */
export function mayHave(field: IntervalSet<number> | undefined, value: number): boolean {
  return field === undefined || includes(field, value);
}
