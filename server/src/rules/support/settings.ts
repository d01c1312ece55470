import { defaultValue } from '../../model/defaults';
import { isSensitive } from '../../model/sensitive';
import { menuKind } from '../../schema/menus';
import type { ItemState, MenuState, PropertyState, ScriptModel } from '../../model/types';
import { argumentNamed, mayBeChanged } from './items';

/** What the file says of one property at its end. */
export type Setting =
  /** A constant that the file writes, and no command whose items are not known can have changed since. `property` tells whether it is written only sometimes. */
  | { readonly kind: 'written'; readonly value: string; readonly property: PropertyState }
  /** The file is evidence that nobody set it, and what it then is in the release is known. */
  | { readonly kind: 'default'; readonly value: string }
  /** A secret in an export that leaves secrets out: neither missing, nor empty, nor weak. */
  | { readonly kind: 'hidden' }
  /** Anything else: computed, perhaps changed, or a script that says nothing about it. */
  | { readonly kind: 'unknown' };

/** Of the analysis settings: does the user say that the file is the whole configuration? */
export interface Completeness {
  readonly assumeComplete?: boolean;
}

export interface SettingOptions extends Completeness {
  /** Name of the item, where the file may not mention it (`api-ssl` of /ip/service). Without it: that of `item`. */
  readonly name?: string;
}

/** Menus that exports leave out: their silence says nothing (facts, security-rules.md 1.4). */
const notExported: ReadonlySet<string> = new Set([
  '/user',
  '/user/ssh-keys',
  '/user/ssh-keys/private',
  '/certificate',
  '/user-manager',
]);

const unknown: Setting = { kind: 'unknown' };

/**
 * Does the file say by its silence that something in this menu is at its default (facts, security-rules.md section 2, 2)? Only a full export, an export of this
 * menu, and a file that the user calls complete do; and exports do not for what they never hold (users, certificates).
 */
export function absenceSpeaks(script: ScriptModel, menu: string, settings: Completeness = {}): boolean {
  const { kind, release } = script.evidence;
  if (kind === 'menu-export' && script.evidence.mentions(menu)) return true;
  if (notExported.has(menu)) return settings.assumeComplete === true && release === undefined;
  return kind === 'full-export' || settings.assumeComplete === true;
}

/**
 * What a property of an item is at the end of the file.
 * `item`: its state, or undefined where the file does not mention it; then the answer is for the menu's one set of values, or for the item of `options.name`.
 * `release`: that of the rule's context. `options` takes the analysis settings as they are.
 */
export function settingOf(
  script: ScriptModel,
  menu: string,
  item: ItemState | undefined,
  property: string,
  release: string,
  options: SettingOptions = {},
): Setting {
  const state = script.state(menu);
  const written = item?.properties.get(property);
  if (written !== undefined) {
    if (written.value === undefined || mayBeChanged(state, property, written)) return unknown;
    return { kind: 'written', value: written.value, property: written };
  }
  if (isSensitive(script.schema, menu, property) && script.evidence.hidesSensitive) return { kind: 'hidden' };
  const name = options.name ?? item?.name;
  const isNowhere = item === undefined && name === undefined && isListOf(script, menu, release);
  if (isNowhere || !isUntouched(script, state, item, property, options)) return unknown;
  const value = defaultValue(menu, property, release, name);
  return value === undefined ? unknown : { kind: 'default', value };
}

/** A menu of items: one that is not named is none of them. */
function isListOf(script: ScriptModel, menu: string, release: string): boolean {
  const known = script.schema.menu(menu);
  return known !== undefined && menuKind(known, release) === 'list';
}

/** Is the file evidence that the property is at its default? */
function isUntouched(
  script: ScriptModel,
  state: MenuState,
  item: ItemState | undefined,
  property: string,
  options: SettingOptions,
): boolean {
  const unset = item?.unset.get(property);
  if (unset !== undefined) return !mayBeChanged(state, property, { command: unset });
  const added = item?.added;
  if (mayBeChanged(state, property, added && { command: added })) return false;
  if (added !== undefined) return argumentNamed(added, 'copy-from') === undefined;
  return absenceSpeaks(script, state.menu, options);
}
