import type { IntervalSet } from './intervals';
import { complement, interval, union } from './intervals';

/** Every port, 0 to 65535. */
export const everyPort: IntervalSet<number> = [0, 65536];
/** Every IP protocol number, 0 to 255. */
export const everyProtocol: IntervalSet<number> = [0, 256];

/** Numbers of the protocol names that RouterOS shares with the IANA registry; a name that is not here stays a name. */
const protocolNumbers: ReadonlyMap<string, number> = new Map([
  ['icmp', 1],
  ['igmp', 2],
  ['tcp', 6],
  ['egp', 8],
  ['udp', 17],
  ['dccp', 33],
  ['gre', 47],
  ['ipsec-esp', 50],
  ['ipsec-ah', 51],
  ['icmpv6', 58],
  ['ospf', 89],
  ['pim', 103],
  ['vrrp', 112],
  ['l2tp', 115],
  ['sctp', 132],
  ['udp-lite', 136],
]);

/** The states of connection tracking: every packet is in exactly one of them. */
const connectionStates = ['invalid', 'established', 'related', 'new', 'untracked'] as const;

function whole(text: string, maximum: number): number | undefined {
  if (!/^\d{1,5}$/.test(text)) return undefined;
  const value = Number(text);
  return value <= maximum ? value : undefined;
}

/** Reads `dst-port=` and its kin: `22`, `22,80`, `8000-9000,22`, `!` before all of it. Undefined where it is none of these. */
export function parsePorts(text: string): IntervalSet<number> | undefined {
  const negated = text.startsWith('!');
  const sets: IntervalSet<number>[] = [];
  for (const part of (negated ? text.slice(1) : text).split(',')) {
    const [from, to, ...more] = part.trim().split('-');
    const start = from === undefined ? undefined : whole(from, 65535);
    const end = to === undefined ? start : whole(to, 65535);
    if (start === undefined || end === undefined || start > end || more.length > 0) return undefined;
    sets.push(interval(start, end + 1));
  }
  const ports = union(sets);
  return negated ? complement(ports, everyPort) : ports;
}

/** Reads `protocol=`: a name or a number, `!` before it. Undefined where the name has no known number. */
export function parseProtocol(text: string): IntervalSet<number> | undefined {
  const negated = text.startsWith('!');
  const name = negated ? text.slice(1) : text;
  const value = protocolNumbers.get(name) ?? whole(name, 255);
  if (value === undefined) return undefined;
  const set = interval(value, value + 1);
  return negated ? complement(set, everyProtocol) : set;
}

/** Reads `connection-state=` as a set over the five states, by their place in RouterOS's own order; `!` negates the whole list. */
export function parseConnectionStates(text: string): IntervalSet<number> | undefined {
  const negated = text.startsWith('!');
  const sets: IntervalSet<number>[] = [];
  for (const name of (negated ? text.slice(1) : text).split(',')) {
    const index = connectionStates.findIndex((state) => state === name.trim());
    if (index < 0) return undefined;
    sets.push(interval(index, index + 1));
  }
  const states = union(sets);
  return negated ? complement(states, [0, connectionStates.length]) : states;
}

/** The place of a connection state in the sets of `parseConnectionStates`. */
export function connectionStateIndex(state: (typeof connectionStates)[number]): number {
  return connectionStates.indexOf(state);
}
