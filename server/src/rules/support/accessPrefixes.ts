import type { ScriptModel } from '../../model/types';
import type { AnalysisSettings } from '../rule';
import { listed } from './accessValues';
import { managementNetwork } from './networks';

/** How much of the world a prefix lets in: `everything` of its family, a part so large that it is no restriction, or less than that. */
export type Breadth = 'everything' | 'broad' | 'narrow';

/** Prefixes shorter than these are no restriction to known networks (facts, security-rules.md 3.1). */
const shortest = { 4: 8, 6: 32 } as const;

/** Unique local addresses and link-local ones: large, but nobody on the Internet has one. */
const localIpv6 = /^f(?:[cd][0-9a-f]{0,2}|e[89ab][0-9a-f]?):/i;

export function breadthOf(prefix: string): Breadth {
  const [address = '', written] = prefix.split('/');
  const length = written === undefined ? undefined : Number(written);
  if (address === '0.0.0.0' || address === '::') return length === undefined || length === 0 ? 'everything' : 'broad';
  if (length === undefined || !Number.isInteger(length)) return 'narrow';
  if (length === 0) return 'everything';
  if (address.includes(':')) return length < shortest[6] && !localIpv6.test(address) ? 'broad' : 'narrow';
  return length < shortest[4] ? 'broad' : 'narrow';
}

/** Does a list of prefixes let everybody in, by one prefix at least? */
export function isEverybody(prefixes: string): boolean {
  return listed(prefixes).some((prefix) => breadthOf(prefix) === 'everything');
}

/** The vendor's default network of a home router: the example that a person is asked to replace. */
const exampleNetwork = '192.168.88.0/24';

/** The networks to offer for managing the router: those of the settings, else one that the file itself names, else an example. */
export function managementAddresses(script: ScriptModel, settings: AnalysisSettings): string {
  if (settings.managementNetworks.length > 0) return settings.managementNetworks.join(',');
  const network = managementNetwork(script);
  return listed(network).every((prefix) => breadthOf(prefix) === 'narrow') ? network : exampleNetwork;
}
