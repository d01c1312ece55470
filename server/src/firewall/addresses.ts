import type { IntervalSet } from './intervals';
import { complement, includesAll, interval, union } from './intervals';

/** A set of addresses of one family; IPv4 fits in a number, IPv6 needs a bigint. */
export type AddressSet =
  | { readonly family: 4; readonly ranges: IntervalSet<number> }
  | { readonly family: 6; readonly ranges: IntervalSet<bigint> };

const ipv4Universe: IntervalSet<number> = [0, 2 ** 32];
const ipv6Universe: IntervalSet<bigint> = [0n, 1n << 128n];

function decimal(text: string, maximum: number): number | undefined {
  if (!/^\d{1,10}$/.test(text)) return undefined;
  const value = Number(text);
  return value <= maximum ? value : undefined;
}

function parseIpv4(text: string): number | undefined {
  const parts = text.split('.');
  if (parts.length !== 4) return undefined;
  let value = 0;
  for (const part of parts) {
    const byte = decimal(part, 255);
    if (byte === undefined) return undefined;
    value = value * 256 + byte;
  }
  return value;
}

function ipv6Groups(text: string): readonly bigint[] | undefined {
  if (text === '') return [];
  const groups: bigint[] = [];
  const parts = text.split(':');
  for (const [index, part] of parts.entries()) {
    if (part.includes('.')) {
      const tail = index === parts.length - 1 ? parseIpv4(part) : undefined;
      if (tail === undefined) return undefined;
      groups.push(BigInt(tail) >> 16n, BigInt(tail) & 0xffffn);
    } else {
      if (!/^[0-9a-f]{1,4}$/i.test(part)) return undefined;
      groups.push(BigInt(`0x${part}`));
    }
  }
  return groups;
}

function parseIpv6(text: string): bigint | undefined {
  const halves = text.split('::');
  const [first, second] = halves;
  if (first === undefined || halves.length > 2) return undefined;
  const head = ipv6Groups(first);
  const tail = second === undefined ? [] : ipv6Groups(second);
  if (head === undefined || tail === undefined) return undefined;
  const missing = 8 - head.length - tail.length;
  if (second === undefined ? missing !== 0 : missing < 1) return undefined;
  const groups = [...head, ...Array.from({ length: missing }, () => 0n), ...tail];
  return groups.reduce((value, group) => (value << 16n) | group, 0n);
}

function ipv4Ranges(text: string): IntervalSet<number> | undefined {
  const [from, to, ...more] = text.split('-');
  if (from === undefined || more.length > 0) return undefined;
  if (to !== undefined) {
    const start = parseIpv4(from);
    const end = parseIpv4(to);
    return start === undefined || end === undefined || start > end ? undefined : interval(start, end + 1);
  }
  const [address, length, ...rest] = text.split('/');
  const value = address === undefined ? undefined : parseIpv4(address);
  const bits = length === undefined ? 32 : decimal(length, 32);
  if (value === undefined || bits === undefined || rest.length > 0) return undefined;
  const size = 2 ** (32 - bits);
  const start = value - (value % size);
  return interval(start, start + size);
}

function ipv6Ranges(text: string): IntervalSet<bigint> | undefined {
  const [address, length, ...rest] = text.split('/');
  const value = address === undefined ? undefined : parseIpv6(address);
  const bits = length === undefined ? 128 : decimal(length, 128);
  if (value === undefined || bits === undefined || rest.length > 0) return undefined;
  const size = 1n << BigInt(128 - bits);
  const start = value - (value % size);
  return interval(start, start + size);
}

/**
 * Reads the value of `src-address=` or `dst-address=`: an address, a prefix, for IPv4 also a range `a-b`, with `!` before it for everything else.
 * Undefined where the text is none of these.
 */
export function parseAddressSet(text: string): AddressSet | undefined {
  const negated = text.startsWith('!');
  const value = negated ? text.slice(1) : text;
  if (value.includes(':')) {
    const ranges = ipv6Ranges(value);
    return ranges && { family: 6, ranges: negated ? complement(ranges, ipv6Universe) : ranges };
  }
  const ranges = ipv4Ranges(value);
  return ranges && { family: 4, ranges: negated ? complement(ranges, ipv4Universe) : ranges };
}

/** Everything in any of the sets of one family; sets of the other family are left out. */
export function addressUnion(family: 4 | 6, sets: readonly AddressSet[]): AddressSet {
  if (family === 4) return { family, ranges: union(sets.flatMap((set) => (set.family === 4 ? [set.ranges] : []))) };
  return { family, ranges: union(sets.flatMap((set) => (set.family === 6 ? [set.ranges] : []))) };
}

/** True when every address of `inner` is in `outer`; false between families. */
export function addressesInclude(outer: AddressSet, inner: AddressSet): boolean {
  if (outer.family === 4) return inner.family === 4 && includesAll(outer.ranges, inner.ranges);
  return inner.family === 6 && includesAll(outer.ranges, inner.ranges);
}

/** True for 0.0.0.0/0 and ::/0 (and for what else amounts to every address). */
export function isEveryAddress(set: AddressSet): boolean {
  return set.family === 4 ? includesAll(set.ranges, ipv4Universe) : includesAll(set.ranges, ipv6Universe);
}
