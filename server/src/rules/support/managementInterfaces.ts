import { addressesInclude, parseAddressSet, type AddressSet } from '../../firewall/addresses';
import type { ItemState, ScriptModel } from '../../model/types';
import type { AnalysisSettings } from '../configuration/settings';
import { serviceMenu } from './services';
import { isAnyAddress } from './snmp';
import { isActive } from './writtenSettings';

/** What people call the interface that they manage routers from. */
const management = /(?:^|[^a-z])(?:mgmt|mgm|management|manage|admin|admins|base|noc)(?:[^a-z]|$)/i;

/** The networks of the addresses on an interface. */
export function networksOn(script: ScriptModel, name: string): readonly AddressSet[] {
  const state = script.state('/ip/address');
  return state.items.flatMap((item) => {
    if (item.properties.get('interface')?.value !== name || !isActive(script, state, item)) return [];
    const network = parseAddressSet(item.properties.get('address')?.value ?? '');
    return network === undefined ? [] : [network];
  });
}

/** Is the router managed from an interface: by its name or comment, or because its network is one from which services may be used? */
export function isManagement(
  script: ScriptModel,
  settings: AnalysisSettings,
  item: ItemState,
  networks: readonly AddressSet[],
): boolean {
  if (management.test(item.name ?? '') || management.test(item.properties.get('comment')?.value ?? '')) return true;
  const named = [
    ...settings.managementNetworks,
    ...script.state(serviceMenu).items.flatMap(({ properties }) => {
      const value = properties.get('address')?.value ?? '';
      return isAnyAddress(value) ? [] : value.split(',');
    }),
  ];
  // Within the network of the interface: a service that is open to all private addresses tells nothing.
  return named.some((text) => {
    const set = parseAddressSet(text);
    return set !== undefined && networks.some((network) => addressesInclude(network, set));
  });
}
