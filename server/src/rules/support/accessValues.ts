import { compareReleases } from '../../schema/releases';
import type { ArgumentUse, ItemState, PropertyState, ScriptModel } from '../../model/types';
import type { Report } from '../rule';
import { enabledState, mayBeChanged } from './items';

/** A constant that a command of the file gives to a property, and that the property has at the end of the file. */
export interface WrittenValue {
  readonly property: PropertyState;
  readonly argument: ArgumentUse;
  readonly value: string;
  /** The items that have it from this one argument, in the file's order. */
  readonly items: readonly ItemState[];
  /** A later command replaces it, but runs only sometimes. */
  readonly perhaps: boolean;
}

/**
 * The constants of a property that the menu's items have at the end of the file and that `isWanted` accepts, one entry for each argument that
 * sets them. Items that are off or removed are left out, and so is what a command whose items are not known may have changed afterwards.
 */
export function writtenValues(
  script: ScriptModel,
  menu: string,
  name: string,
  isWanted: (value: string, item: ItemState) => boolean,
): readonly WrittenValue[] {
  const state = script.state(menu);
  const found = new Map<string, { readonly written: WrittenValue; readonly items: ItemState[] }>();
  for (const item of state.items) {
    if (enabledState(state, item) === 'disabled') continue;
    let property = item.properties.get(name);
    if (mayBeChanged(state, name, property)) continue;
    let perhaps = false;
    while (property?.conditional === true && (property.value === undefined || !isWanted(property.value, item))) {
      property = property.earlier;
      perhaps = true;
    }
    const argument = property?.argument;
    if (property?.value === undefined || argument?.value === undefined || !isWanted(property.value, item)) continue;
    const key = `${argument.span.start} ${perhaps}`;
    const entry = found.get(key);
    if (entry !== undefined) {
      entry.items.push(item);
      continue;
    }
    const items = [item];
    found.set(key, { written: { property, argument, value: property.value, items, perhaps }, items });
  }
  return [...found.values()].map(({ written }) => written);
}

/** Severity of a finding whose value a later command replaces sometimes: a hint. */
export function weakened({ perhaps }: WrittenValue, severity?: Report['severity']): Pick<Report, 'severity'> {
  if (perhaps) return { severity: 'hint' };
  return severity === undefined ? {} : { severity };
}

/** Place of an argument's value, else of the whole argument (`address=` has an empty value). */
export function valueSpan(argument: ArgumentUse): Report['span'] {
  const span = argument.value?.span;
  return span === undefined || span.start === span.end ? argument.span : span;
}

export function isRelease6(release: string): boolean {
  return /^\s*v?[3-6]\./.test(release);
}

/** Is a release this one or newer? A text that names no release is not. */
export function isAtLeast(release: string, other: string): boolean {
  return compareReleases(release, other) >= 0;
}

/** The words of a comma list, without the spaces around them and without empty ones. */
export function listed(value: string): readonly string[] {
  return value
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
}

/** A text as the value of an argument: bare where it may stand so, else in quotes. */
export function asValue(text: string): string {
  return /^[\w.@:/-]+$/.test(text) ? text : `"${text.replace(/["\\$?]/g, '\\$&')}"`;
}
