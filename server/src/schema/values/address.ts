import type { AddressKind } from '../types';

/** A zone or routing table behind an address (`fe80::1%ether1`, `10.0.0.1@main`), an item id: nothing to judge here. */
const beyond = /[%@*]/;

/** Numbers parted by dots. Fewer than four are filled up by the router (`2.2` is 2.0.0.2), so only what has four can have one too large. */
function wrongIp4(text: string): boolean {
  if (!/^\d+(?:\.\d+){0,3}$/.test(text)) return true;
  const parts = text.split('.');
  return parts.length === 4 && parts.some((part) => Number(part) > 255);
}

/** Hexadecimal groups parted by colons, one gap at most, an IPv4 address as the last group. */
function wrongIp6(text: string): boolean {
  const [head = '', tail, ...more] = text.split('::');
  if (more.length > 0 || !text.includes(':')) return true;
  const groups = [head, tail ?? ''].flatMap((side) => (side === '' ? [] : side.split(':')));
  const last = groups.at(-1) ?? '';
  const dotted = last.includes('.');
  if (dotted && wrongIp4(last)) return true;
  const plain = dotted ? groups.slice(0, -1) : groups;
  if (plain.some((group) => !/^[\da-f]{1,4}$/i.test(group))) return true;
  const count = plain.length + (dotted ? 2 : 0);
  return tail === undefined ? count !== 8 : count > 8;
}

function wrongPrefix(text: string, wrongAddress: (text: string) => boolean, maximum: number): boolean {
  const [address = '', length, ...more] = text.split('/');
  if (more.length > 0 || wrongAddress(address)) return true;
  if (length === undefined) return false;
  if (/^\d+$/.test(length)) return Number(length) > maximum;
  return maximum !== 32 || wrongIp4(length);
}

const wrongPrefix4 = (text: string): boolean => wrongPrefix(text, wrongIp4, 32);
const wrongPrefix6 = (text: string): boolean => wrongPrefix(text, wrongIp6, 128);

function wrongRange4(text: string): boolean {
  const [first = '', last, ...more] = text.split('-');
  if (last === undefined) return wrongPrefix4(text);
  return more.length > 0 || wrongIp4(first) || wrongIp4(last);
}

/**
 * Is the text no address of this kind for any router? A prefix length where only an address is asked for is left alone, as is whatever names an
 * interface, a routing table or an item id.
 */
export function wrongAddress(kind: AddressKind, text: string): boolean {
  if (text === '' || beyond.test(text)) return false;
  switch (kind) {
    case 'ip4':
    case 'ip4Prefix':
      return wrongPrefix4(text);
    case 'ip4Range':
      return wrongRange4(text);
    case 'ip6':
    case 'ip6Prefix':
      return wrongPrefix6(text);
    case 'ip':
    case 'prefix':
      return wrongPrefix4(text) && wrongPrefix6(text);
  }
}

/** Six pairs of hexadecimal digits, parted by `:`, `-` or `.` or not at all. With a mask or a wildcard it is left alone. */
export function wrongMac(text: string): boolean {
  if (text === '' || /[/*]/.test(text)) return false;
  if (/[^\da-f:.-]/i.test(text)) return true;
  const groups = text.split(/[:.-]/);
  return groups.length === 6 ? groups.some((group) => !/^[\da-f]{1,2}$/i.test(group)) : groups.join('').length !== 12;
}
