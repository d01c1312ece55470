import type { ItemState } from '../../model/types';
import type { RuleContext } from '../rule';
import { isNo } from './items';
import { settledValue } from './writtenSettings';
import { singleItem } from './settings';

export const snmpMenu = '/snmp';
export const communityMenu = '/snmp/community';

/** Is SNMP off, as far as the file tells? In an export that does not switch it on it is: `enabled` is `no` by default. */
export function snmpIsOff({ script }: RuleContext): boolean {
  const item = singleItem(script, snmpMenu);
  if (isNo(settledValue(script, snmpMenu, item, 'enabled'))) return true;
  return script.evidence.kind === 'full-export' && item?.properties.has('enabled') !== true;
}

/** Does a list of addresses (`addresses=`) hold everything, or nothing that would limit it? */
export function isAnyAddress(value: string): boolean {
  return value === '' || value.split(',').some((address) => /^(?:0\.0\.0\.0(?:\/0)?|::\/0|::)$/.test(address.trim()));
}

/** Is the community a user of SNMPv3, with a login of its own (`security=authorized` or `private`)? */
export function isVersion3(item: ItemState | undefined): boolean {
  const security = item?.properties.get('security')?.value;
  return security === 'authorized' || security === 'private';
}
