import type { ScriptModel } from '../../model/types';
import { writtenSettings, type WrittenSetting } from './writtenSettings';

/** Where a property of Wi-Fi security can stand: a menu and the prefix of its names there. */
export interface SecurityMenu {
  readonly menu: string;
  /** `security.` where the properties of a profile are written into another item. */
  readonly prefix: string;
  /** The driver family: their words differ. */
  readonly family: 'wifi' | 'wireless' | 'caps-man';
}

export const securityMenus: readonly SecurityMenu[] = [
  { menu: '/interface/wifi/security', prefix: '', family: 'wifi' },
  { menu: '/interface/wifi/configuration', prefix: 'security.', family: 'wifi' },
  { menu: '/interface/wifi', prefix: 'security.', family: 'wifi' },
  { menu: '/interface/wireless/security-profiles', prefix: '', family: 'wireless' },
  { menu: '/caps-man/security', prefix: '', family: 'caps-man' },
  { menu: '/caps-man/configuration', prefix: 'security.', family: 'caps-man' },
];

export const securityMenuPaths: readonly string[] = securityMenus.map(({ menu }) => menu);

/** Menus of one family. */
export function menusOf(...families: readonly SecurityMenu['family'][]): readonly SecurityMenu[] {
  return securityMenus.filter(({ family }) => families.includes(family));
}

/** The words of a comma-separated value. */
export function wordsOf(value: string | undefined): readonly string[] {
  return (value ?? '')
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
}

/** A setting of Wi-Fi security and where it stands. */
export interface SecuritySetting extends WrittenSetting {
  readonly place: SecurityMenu;
}

/** Settings of one property in all menus of some families, in the order of the menus. */
export function securitySettings(
  script: ScriptModel,
  places: readonly SecurityMenu[],
  name: string,
  matches: (value: string) => boolean,
): readonly SecuritySetting[] {
  return places.flatMap((place) =>
    script.evidence.mentions(place.menu)
      ? writtenSettings(script, place.menu, `${place.prefix}${name}`, matches).map((setting) => ({ ...setting, place }))
      : [],
  );
}

/** A constant value that another property of the same item, or else of the same command, is given; undefined where there is none. */
export function beside(setting: SecuritySetting, name: string): string | undefined {
  const full = `${setting.place.prefix}${name}`;
  if (setting.item !== undefined) return setting.item.properties.get(full)?.value;
  return setting.command.arguments.find((argument) => argument.name === full)?.value?.text;
}

/** Is another property of the same item, or else of the same command, written at all? */
export function isWrittenBeside(setting: SecuritySetting, name: string): boolean {
  const full = `${setting.place.prefix}${name}`;
  if (setting.item !== undefined) return setting.item.properties.has(full);
  return setting.command.arguments.some((argument) => argument.name === full);
}
