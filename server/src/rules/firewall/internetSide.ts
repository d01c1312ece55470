import { addressesInclude, parseAddressSet, type AddressSet } from '../../firewall/addresses';
import type { ScriptModel } from '../../model/types';
import type { Span } from '../../syntax/span';
import { firewallRules } from '../support/firewall';
import type { ListNames } from '../support/sourceLimits';
import { isUntrustedList } from '../support/sourceLimits';

/** What in the file shows that the router stands between a network and the Internet. */
export interface Outside {
  readonly span: Span;
  /** In words: `it hides a network behind its own address`. */
  readonly because: string;
}

/** Addresses that nobody on the Internet can have: private, shared (RFC 6598), link-local, loopback, multicast and above (RFC 6890). */
const inner: readonly AddressSet[] = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '224.0.0.0/3',
].flatMap((text) => parseAddressSet(text) ?? []);

/** Is it an IPv4 address or prefix outside the private and reserved ones? */
export function isPublic(set: AddressSet): boolean {
  return set.family === 4 && !inner.some((known) => addressesInclude(known, set));
}

/** A rule that hides a network: `masquerade`, or `src-nat`; undefined where the file has none. */
export function hidingRule(script: ScriptModel): Outside | undefined {
  for (const { action, chain, disabled, command } of firewallRules(script, '/ip/firewall/nat').entries) {
    if (!disabled && chain === 'srcnat' && (action === 'masquerade' || action === 'src-nat'))
      return { span: command.span, because: 'it hides a network behind its own address' };
  }
  return undefined;
}

/** The first sign of an Internet side: NAT, PPPoE, LTE, an interface in a list like WAN, a public address. A DHCP client alone is none. */
export function outsideOf(script: ScriptModel, names: ListNames): Outside | undefined {
  const hiding = hidingRule(script);
  if (hiding) return hiding;
  for (const [menu, because] of [
    ['/interface/pppoe-client', 'it dials in by PPPoE'],
    ['/interface/lte', 'it has an LTE connection'],
  ] as const) {
    const item = script.state(menu).items.find(({ removed, disabled }) => !removed && disabled !== true);
    const command = item?.added ?? item?.writes[0];
    if (command) return { span: command.span, because };
  }
  for (const { removed, disabled, properties, added } of script.state('/interface/list/member').items) {
    const list = properties.get('list')?.value;
    if (added && !removed && disabled !== true && list !== undefined && isUntrustedList(list, names))
      return { span: added.span, because: `the list ${list} leads outside` };
  }
  for (const { removed, disabled, properties, added } of script.state('/ip/address').items) {
    const address = parseAddressSet(properties.get('address')?.value ?? '');
    if (added && !removed && disabled !== true && address && isPublic(hostOf(address)))
      return { span: added.span, because: 'it has a public address' };
  }
  return undefined;
}

/** The network that an address with its length stands for is public where its first address is. */
function hostOf(set: AddressSet): AddressSet {
  const [start] = set.ranges;
  return set.family === 4 && typeof start === 'number' ? { family: 4, ranges: [start, start + 1] } : set;
}
