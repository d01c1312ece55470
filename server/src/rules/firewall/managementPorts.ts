import type { CommandUse, ScriptModel } from '../../model/types';
import { enabledState, isNo, isYes } from '../support/items';
import { serviceMenu, services } from '../support/services';

/** A port on which the router can be managed, or that opens it to others, as far as the file tells. */
export interface ManagementPort {
  readonly protocol: 'tcp' | 'udp';
  readonly port: number;
  /** The service's own name. */
  readonly name: string;
  readonly cleartext: boolean;
  /** The command by which the file switches the service off in the end; undefined where it does not. */
  readonly off: CommandUse | undefined;
  /** It is off by default, and nothing in the file switches it on. */
  readonly assumed: boolean;
}

/** Ports that also serve other things: they count only where the file switches the service on. */
const ambiguous: ReadonlySet<string> = new Set(['www', 'www-ssl']);

/** Menus with one item, whose service counts only where the file switches it on. */
const optional = [
  { menu: '/ip/socks', name: 'socks', port: 1080 },
  { menu: '/ip/proxy', name: 'web proxy', port: 8080 },
  { menu: '/tool/bandwidth-server', name: 'bandwidth test', port: 2000 },
] as const;

function constantPort(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,5}$/.test(text) ? Number(text) : undefined;
}

/**
 * The management ports by the file: defaults of `/ip service`, moved where the file moves them, and what it switches on besides. A service that the
 * file switches off keeps its default port here: one command brings it back, and the hole is still there.
 */
export function managementPorts(script: ScriptModel): readonly ManagementPort[] {
  const ports: ManagementPort[] = [];
  const state = script.state(serviceMenu);
  for (const { name, port: usual, cleartext } of services) {
    const item = state.item(name);
    const port = constantPort(item?.properties.get('port')?.value) ?? usual;
    const counts = port !== usual ? item?.disabled !== true : !ambiguous.has(name) || item?.disabled === false;
    const off = item && enabledState(state, item) === 'disabled' ? item.properties.get('disabled')?.command : undefined;
    if (counts) ports.push({ protocol: 'tcp', port, name, cleartext, off, assumed: false });
  }
  const snmp = script.state('/snmp').item('')?.properties.get('enabled')?.value;
  if (!isNo(snmp))
    ports.push({ protocol: 'udp', port: 161, name: 'snmp', cleartext: false, off: undefined, assumed: !isYes(snmp) });
  for (const { menu, name, port: usual } of optional) {
    const properties = script.state(menu).item('')?.properties;
    const enabled = properties?.get('enabled')?.value;
    if (!isYes(enabled)) continue;
    ports.push({
      protocol: 'tcp',
      port: constantPort(properties?.get('port')?.value) ?? usual,
      name,
      cleartext: false,
      off: undefined,
      assumed: false,
    });
  }
  return ports;
}
