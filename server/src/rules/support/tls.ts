import type { ItemState, MenuState, PropertyState } from '../../model/types';
import type { FixClass } from '../rule';
import { enabledState, isYes, mayBeChanged } from './items';
import { serviceMenu, serviceNamed } from './services';

/** A menu whose items have a `tls-version` (`any` or `only-1.2`, default `any`: vendor manual and the console's own completion). */
export interface TlsMenu {
  readonly menu: string;
  readonly kind: 'service' | 'server' | 'client';
  /** What an item of the menu is called in a message. */
  readonly noun: string;
  /** A tunnel may be the way one is coming in by: its change is never made without asking. */
  readonly fix: FixClass;
}

export const tlsMenus: readonly TlsMenu[] = [
  { menu: serviceMenu, kind: 'service', noun: 'service', fix: 'safe' },
  { menu: '/interface/sstp-server/server', kind: 'server', noun: 'SSTP server', fix: 'suggestion' },
  { menu: '/interface/sstp-client', kind: 'client', noun: 'SSTP client', fix: 'suggestion' },
  { menu: '/interface/ovpn-server/server', kind: 'server', noun: 'OpenVPN server', fix: 'suggestion' },
  { menu: '/interface/ovpn-client', kind: 'client', noun: 'OpenVPN client', fix: 'suggestion' },
];

export const tlsMenuPaths: readonly string[] = tlsMenus.map((menu) => menu.menu);

/** May the router take this value? It has `any` and `only-1.2`; whether it completes the beginning of one is not known. */
export function isTlsVersion(value: string): boolean {
  return ['any', 'only-1.2'].some((version) => version.startsWith(value));
}

/** The name by which a message calls an item: `api-ssl`, `the SSTP server`, `the OpenVPN client "hq"`. */
export function tlsItemName(menu: TlsMenu, item: ItemState): string {
  if (menu.kind === 'service') return item.name ?? 'the service';
  return item.name === undefined || item.name === '' ? `the ${menu.noun}` : `the ${menu.noun} "${item.name}"`;
}

/** Does the item speak TLS? In /ip/service only two do. */
export function isTlsItem(menu: TlsMenu, item: ItemState): boolean {
  return menu.kind !== 'service' || serviceNamed(item.name)?.tls === true;
}

/** Is the item off (or removed, or not known to be on or off because of a computed value) at the end of the file? */
export function isOff(state: MenuState, item: ItemState): boolean {
  const enabled = enabledState(state, item);
  if (enabled === 'disabled' || enabled === 'perhaps' || enabled === 'unknown') return true;
  const property = item.properties.get('enabled');
  if (property === undefined) return false;
  return !isYes(property.value) || mayBeChanged(state, 'enabled', property);
}

/** What in the file says that the item is in use: the property that switches it on, or the certificate that it is given. */
export function useOf(menu: TlsMenu, item: ItemState): PropertyState | 'added' | undefined {
  const enabled = item.properties.get('enabled');
  if (enabled !== undefined && isYes(enabled.value)) return enabled;
  if (menu.kind !== 'service') return item.added === undefined ? undefined : 'added';
  const certificate = item.properties.get('certificate');
  if (certificate !== undefined && certificate.value !== 'none' && certificate.value !== '') return certificate;
  return item.disabled === false ? item.properties.get('disabled') : undefined;
}
