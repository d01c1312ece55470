import { isEveryAddress, parseAddressSet } from '../../firewall/addresses';
import type { FirewallRule } from '../../firewall/chains';
import type { AnalysisSettings } from '../configuration/settings';
import { matchesPattern } from '../configuration/settings';

/** What is said of interface lists by their names. */
export type ListNames = Pick<AnalysisSettings, 'trustedInterfaceLists' | 'wanInterfaceLists'>;

/** Matchers that say where a packet comes from, or stand for something decided earlier that may say it. */
const sourceMatchers: ReadonlySet<string> = new Set([
  'src-address',
  'src-address-list',
  'src-address-type',
  'src-mac-address',
  'in-interface',
  'in-interface-list',
  'in-bridge-port',
  'in-bridge-port-list',
  'ipsec-policy',
  'hotspot',
  'packet-mark',
  'connection-mark',
  'routing-mark',
  'realm',
]);

/** What the file tells about the two sides of the router. */
export interface Sides {
  /** The interfaces that the file puts into each interface list. */
  readonly members: ReadonlyMap<string, ReadonlySet<string>>;
  /** The one interface (`in-interface`) or list (`in-interface-list`) for which alone the input chain is closed: strangers come from there. */
  readonly closed: { readonly matcher: string; readonly name: string } | undefined;
  /** The interfaces that lead outside by what the file does with them (see `outwardInterfaces`). */
  readonly outward: ReadonlySet<string>;
  readonly names: ListNames;
}

/** The two sides by the rules of a filter menu, the members of its lists and the interfaces that lead outside. */
export function sidesOf(entries: readonly FirewallRule[], { members, outward, names }: Omit<Sides, 'closed'>): Sides {
  const closed = new Map<string, { readonly matcher: string; readonly name: string }>();
  for (const { chain, action, disabled, matchers } of entries) {
    if (chain !== 'input' || disabled || !stopping.has(action ?? '')) continue;
    const [only, ...more] = matchers;
    // A drop of all, or of all but something, closes more than one side: then it does not tell which one is strange.
    if (only === undefined) return { members, outward, closed: undefined, names };
    const [matcher, name] = only;
    if (more.length > 0 || name === undefined || name === '') continue;
    if (matcher !== 'in-interface' && matcher !== 'in-interface-list') continue;
    if (name.startsWith('!')) return { members, outward, closed: undefined, names };
    closed.set(`${matcher}=${name}`, { matcher, name });
  }
  return { members, outward, closed: closed.size === 1 ? [...closed.values()][0] : undefined, names };
}

/** Actions that stop a packet. */
export const stopping: ReadonlySet<string> = new Set(['drop', 'reject', 'tarpit']);

/** Does the name of the interface list say that it leads to the Internet? */
export function isUntrustedList(name: string, { wanInterfaceLists }: ListNames): boolean {
  return matchesPattern(wanInterfaceLists, name);
}

export function isSourceMatcher(name: string): boolean {
  return sourceMatchers.has(name);
}

/** Do strangers come from there: a list of the Internet's side, an interface in one or one that leads outside, or what alone the file closes? */
function isStrange(
  matcher: 'in-interface' | 'in-interface-list',
  name: string,
  { members, outward, closed, names }: Sides,
): boolean {
  if (closed?.matcher === matcher && closed.name === name) return true;
  if (matcher === 'in-interface-list') return isUntrustedList(name, names);
  const isIn = (isWanted: (list: string) => boolean): boolean =>
    [...members].some(([list, interfaces]) => interfaces.has(name) && isWanted(list));
  // What the file itself counts among its own side is not strange for being masqueraded towards.
  if (outward.has(name)) return !isIn((list) => matchesPattern(names.trustedInterfaceLists, list));
  return isIn((list) => isUntrustedList(list, names));
}

/**
 * Does this matcher keep strangers out? Not where its value is everything (`0.0.0.0/0`, `all`), is the Internet's side (`WAN`), or is all but
 * the trusted side (`!LAN`). A computed value may, so it does.
 */
function limits(matcher: string, value: string | undefined, sides: Sides): boolean {
  if (value === undefined) return true;
  switch (matcher) {
    case 'src-address': {
      const set = parseAddressSet(value);
      return set === undefined || !isEveryAddress(set);
    }
    case 'in-interface-list':
      if (value.startsWith('!')) return !matchesPattern(sides.names.trustedInterfaceLists, value.slice(1));
      return value !== 'all' && !isStrange(matcher, value, sides);
    case 'in-interface':
      return !isStrange(matcher, value, sides);
    case 'ipsec-policy':
      return value === 'in,ipsec';
    default:
      return true;
  }
}

/** Does a rule with these matchers see packets of some sources only? */
export function limitsSource(matchers: ReadonlyMap<string, string | undefined>, sides: Sides): boolean {
  return [...matchers].some(([name, value]) => isSourceMatcher(name) && limits(name, value, sides));
}

/**
 * The one matcher by which a drop keeps strangers out and lets known sources through: everything but a named source (`!LAN`, `!10.0.0.0/8`), or
 * the Internet's side. Undefined where the rule has no or more source matchers than that one, or where it lets the Internet's side through (`!WAN`).
 */
export function strangersMatcher(matchers: ReadonlyMap<string, string | undefined>, sides: Sides): string | undefined {
  const [only, ...more] = [...matchers].filter(([name]) => isSourceMatcher(name));
  if (only === undefined || more.length > 0) return undefined;
  const [name, value] = only;
  if (value === undefined) return undefined;
  switch (name) {
    case 'in-interface':
    case 'in-interface-list':
      if (value.startsWith('!')) return isStrange(name, value.slice(1), sides) ? undefined : name;
      return isStrange(name, value, sides) ? name : undefined;
    case 'src-address':
    case 'src-address-list':
      return value.startsWith('!') ? name : undefined;
    default:
      return undefined;
  }
}
