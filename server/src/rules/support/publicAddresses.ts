import type { ScriptModel } from '../../model/types';
import { isIpv4, networkOf } from './addresses';

/** First and last address of the IPv4 blocks that do not lead to the Internet: own network, private, shared, loopback, link-local, multicast, reserved. */
const notPublic: readonly (readonly [number, number])[] = [
  [0x00000000, 0x00ffffff],
  [0x0a000000, 0x0affffff],
  [0x64400000, 0x647fffff],
  [0x7f000000, 0x7fffffff],
  [0xa9fe0000, 0xa9feffff],
  [0xac100000, 0xac1fffff],
  [0xc0a80000, 0xc0a8ffff],
  [0xe0000000, 0xffffffff],
];

/** Is the text one address of the Internet, IPv4 or IPv6 (a port behind `:` of an IPv4 address is left aside)? Names and anything else are not. */
export function isPublicAddress(text: string): boolean {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?::\d+)?$/.exec(text);
  if (parts === null) return /^[23][0-9a-f]{3}:[0-9a-f:]*$/i.test(text);
  const bytes = parts.slice(1).map(Number);
  if (bytes.some((byte) => byte > 255)) return false;
  const number = bytes.reduce((sum, byte) => sum * 256 + byte, 0);
  return !notPublic.some(([first, last]) => number >= first && number <= last);
}

/** Is it an address of the Internet, and in none of the networks that the file itself gives the router an address of (IPv4)? */
export function isStrangeAddress(script: ScriptModel, text: string): boolean {
  if (!isPublicAddress(text)) return false;
  const address = text.replace(/:\d+$/, '');
  if (!isIpv4(address)) return true;
  return ![...ownNetworks(script)].some(([length, networks]) => networks.has(networkOf(`${address}/${length}`)));
}

// Derived from the script alone and gone with it: there may be thousands of tunnels and of addresses.
const known = new WeakMap<ScriptModel, ReadonlyMap<string, ReadonlySet<string>>>();

/** The networks of the router's own IPv4 addresses, by the length of their prefixes. */
function ownNetworks(script: ScriptModel): ReadonlyMap<string, ReadonlySet<string>> {
  const found = known.get(script);
  if (found !== undefined) return found;
  const networks = new Map<string, Set<string>>();
  for (const { removed, properties } of script.state('/ip/address').items) {
    const address = properties.get('address')?.value ?? '';
    if (removed || !isIpv4(address)) continue;
    const length = address.split('/')[1] ?? '32';
    const others = networks.get(length);
    if (others) others.add(networkOf(address));
    else networks.set(length, new Set([networkOf(address)]));
  }
  known.set(script, networks);
  return networks;
}
