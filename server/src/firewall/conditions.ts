/** A matcher over names: interfaces, lists, marks of the NAT. Its meaning is known only relative to other conditions on the same matcher. */
export interface Condition {
  readonly matcher: string;
  readonly negated: boolean;
  /** One name, or several for matchers that take a list of flags. */
  readonly values: readonly string[];
}

/** How names of one matcher relate to each other. */
type NameKind =
  /** A packet has exactly one of them: `in-interface`. */
  | 'exclusive'
  /** A packet may have any number of them: `in-interface-list`, `src-address-list`. */
  | 'membership'
  /** The value is a list, and one of its names is enough: `connection-nat-state`. */
  | 'flags'
  /** Nothing is known but that equal text means equal packets: `ipsec-policy`. */
  | 'exact';

const nameKinds: ReadonlyMap<string, NameKind> = new Map([
  ['in-interface', 'exclusive'],
  ['out-interface', 'exclusive'],
  ['in-interface-list', 'membership'],
  ['out-interface-list', 'membership'],
  ['src-address-list', 'membership'],
  ['dst-address-list', 'membership'],
  ['connection-nat-state', 'flags'],
  ['protocol', 'exact'],
  ['ipsec-policy', 'exact'],
  ['icmp-options', 'exact'],
  ['in-bridge-port', 'exact'],
  ['out-bridge-port', 'exact'],
  ['in-bridge-port-list', 'exact'],
  ['out-bridge-port-list', 'exact'],
]);

/** The condition that a matcher's value states, or undefined for a matcher that is not one of names. */
export function parseCondition(matcher: string, text: string): Condition | undefined {
  const kind = nameKinds.get(matcher);
  if (kind === undefined) return undefined;
  if (kind === 'exact') return { matcher, negated: false, values: [text] };
  const negated = text.startsWith('!');
  const value = negated ? text.slice(1) : text;
  return { matcher, negated, values: kind === 'flags' ? value.split(',').map((name) => name.trim()) : [value] };
}

/** The condition as it is written. */
export function textOf({ negated, values }: Condition): string {
  return `${negated ? '!' : ''}${values.join(',')}`;
}

/**
 * The one text of the matcher that implies the condition, apart from what is known about members of lists; undefined where other texts do as well
 * (`in-interface=ether1` is also `in-interface=!ether2`).
 */
export function onlyText(condition: Condition): string | undefined {
  switch (nameKinds.get(condition.matcher)) {
    case 'exact':
    case 'membership':
      return textOf(condition);
    case 'exclusive':
      return condition.negated ? undefined : textOf(condition);
    case 'flags':
    case undefined:
      return undefined;
  }
}

/** Interface names that stand for many interfaces: `all-ethernet`, `all-ppp`. */
function isPlainInterface(name: string): boolean {
  return !name.startsWith('all-');
}

function subset(inner: readonly string[], outer: readonly string[]): boolean {
  return inner.every((name) => outer.includes(name));
}

/** True only when every packet that meets `given` also meets `wanted`. Both speak of the same matcher, else false. */
export function implies(given: Condition, wanted: Condition): boolean {
  if (given.matcher !== wanted.matcher) return false;
  const kind = nameKinds.get(wanted.matcher);
  switch (kind) {
    case 'exact':
    case 'membership':
      return given.negated === wanted.negated && given.values[0] === wanted.values[0];
    case 'exclusive': {
      const [from] = given.values;
      const [to] = wanted.values;
      if (from === undefined || to === undefined) return false;
      if (given.negated === wanted.negated) return from === to;
      // `ether1` is not `ether2`; but it may well be one of `all-ethernet`.
      return !given.negated && from !== to && isPlainInterface(from) && isPlainInterface(to);
    }
    case 'flags':
      if (given.negated !== wanted.negated) return false;
      return given.negated ? subset(wanted.values, given.values) : subset(given.values, wanted.values);
    case undefined:
      return false;
  }
}
