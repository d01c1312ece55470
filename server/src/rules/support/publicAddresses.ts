import type { ScriptModel } from '../../model/types';
import { isIpv4, isPublicAddress, networkOf } from './addresses';

/**
 * Is it an address of the Internet, and in none of the networks that the file itself gives the router an address of (IPv4)? A port behind `:` of an IPv4
 * address is left aside.
 */
export function isStrangeAddress(script: ScriptModel, text: string): boolean {
  const address = text.replace(/^([\d.]+):\d+$/, '$1');
  if (!isPublicAddress(address)) return false;
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
