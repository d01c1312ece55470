import type { ScriptModel } from '../../model/types';
import { argumentNamed, isNo, mayBeChanged } from './items';
import { singleItem } from './settings';
import { isOffByDefault, isSwitchedOff } from './weakValues';
import { selectsDefault } from './writtenSettings';

const dnsMenu = '/ip/dns';
const lteMenu = '/interface/lte';
const apnMenu = '/interface/lte/apn';

/** Clients that may be given DNS servers by the other end (vendor manual: `use-peer-dns`). */
const clientMenus = [
  '/ip/dhcp-client',
  '/ipv6/dhcp-client',
  '/interface/pppoe-client',
  '/interface/ppp-client',
  '/interface/l2tp-client',
  '/interface/pptp-client',
  '/interface/ovpn-client',
] as const;

/**
 * Does a full export show that the router has nobody to ask for names: no servers of its own, none that a client is given, no DoH, no forwarding, and no
 * script that sets any? Then it answers what it holds itself. False where anything of it is not certain.
 */
export function hasNoUpstream(script: ScriptModel): boolean {
  if (script.evidence.kind !== 'full-export') return false;
  if (!isEmpty(script, 'servers') || !isEmpty(script, 'use-doh-server') || forwards(script)) return false;
  if (script.embedded.some((embedded) => embedded.script.evidence.mentions(dnsMenu))) return false;
  return clientMenus.every((menu) => takesNoServers(script, menu)) && lteTakesNoServers(script);
}

function isEmpty(script: ScriptModel, property: string): boolean {
  const written = singleItem(script, dnsMenu)?.properties.get(property);
  return (written === undefined || written.value === '') && !mayBeChanged(script.state(dnsMenu), property, written);
}

/** Static entries of type FWD name servers for some domains. */
function forwards(script: ScriptModel): boolean {
  return ['/ip/dns/static', '/ip/dns/forwarders'].some((menu) =>
    script
      .commandsOf(menu)
      .some((command) => menu.endsWith('forwarders') || argumentNamed(command, 'forward-to') !== undefined),
  );
}

/** Says every client of the menu that is on that it takes no servers? */
function takesNoServers(script: ScriptModel, menu: string): boolean {
  const state = script.state(menu);
  if (state.unresolved.length > 0) return false;
  return state.items.every(
    (item) =>
      isSwitchedOff(item) || isOffByDefault(script, menu, item) || isNo(item.properties.get('use-peer-dns')?.value),
  );
}

/**
 * An LTE interface has the APN that RouterOS brings along, as long as it is given no other: each of them must say no. An export of all values lists that
 * APN on routers without LTE too, and would list the interface.
 */
function lteTakesNoServers(script: ScriptModel): boolean {
  if (!script.evidence.mentions(lteMenu) && (script.evidence.verbose || !script.evidence.mentions(apnMenu)))
    return true;
  const commands = script.commandsOf(apnMenu).filter(({ verb }) => verb === 'add' || verb === 'set');
  return (
    commands.some((command) => selectsDefault(script.text, command)) &&
    commands.every((command) => isNo(argumentNamed(command, 'use-peer-dns')?.value?.text))
  );
}
