import type { ScriptModel } from '../../model/types';
import type { AnalysisSettings } from '../configuration/settings';
import { serviceMenu } from './services';

/** The vendor's default network of a home router: the example that a person is asked to replace. */
const exampleNetwork = '192.168.88.0/24';

/** A network to offer for managing the router: the user's own, else one to which the file itself restricts a service, else an example. */
export function managementNetwork(script: ScriptModel, settings?: AnalysisSettings): string {
  const [own] = settings?.managementNetworks ?? [];
  if (own !== undefined) return own;
  for (const item of script.state(serviceMenu).items) {
    const address = item.properties.get('address')?.value;
    if (address !== undefined && /^[0-9a-f.:/,]+$/i.test(address) && !isEverything(address)) return address;
  }
  return exampleNetwork;
}

function isEverything(addresses: string): boolean {
  return addresses.split(',').some((address) => /^(?:0\.0\.0\.0|::)(?:\/0)?$/.test(address));
}
