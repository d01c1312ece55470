import type { ArgumentUse, CommandUse, ItemState, MenuState, PropertyState, ScriptModel } from '../../model/types';
import type { Span, TextEdit } from '../../syntax/span';
import { appendArgument, type FixClass, replaceValue, type Report, type RuleContext } from '../rule';
import { argumentNamed, enabledState, isNo, mayBeChanged, withoutConditions } from './items';
import { absenceSpeaks, settingOf, singleItem } from './settings';

/** A constant value that the file gives a property, and that is in force at the end of it. */
export interface WrittenSetting {
  /** Undefined where it is not known which items the command means (`set 0`, `set [find default=yes]`). */
  readonly item: ItemState | undefined;
  readonly value: string;
  readonly command: CommandUse;
  readonly argument: ArgumentUse;
  /** It is in force only sometimes: a later command that runs only sometimes changes it, or the script has another branch that sets it otherwise. */
  readonly perhaps: boolean;
}

/**
 * Where the file gives a property of a menu's items a value that `matches`, and no later command takes it back. Items that are removed, switched off
 * (`disabled=yes`), or perhaps so, are left out. One entry for an argument, however many items its command writes to.
 */
export function writtenSettings(
  script: ScriptModel,
  menu: string,
  name: string,
  matches: (value: string, item: ItemState | undefined) => boolean,
): readonly WrittenSetting[] {
  const state = script.state(menu);
  const found = new Map<number, WrittenSetting>();
  /** Set under a condition, where an earlier command under a condition means well: a script that sets things up and takes them back. */
  const isOneBranch = ({ conditional, earlier }: PropertyState): boolean =>
    conditional && earlier?.conditional === true && earlier.value !== undefined && !matches(earlier.value, undefined);
  for (const item of state.items) {
    const property = item.properties.get(name);
    if (property === undefined || !isActive(script, state, item)) continue;
    if (mayBeWritten(script, state, item, name)) continue;
    const sure = withoutConditions(property);
    const weak = property.value !== undefined && matches(property.value, item);
    const { argument, command, value } = weak ? property : (sure ?? property);
    if (argument === undefined || value === undefined || (!weak && !matches(value, item))) continue;
    if (!found.has(argument.span.start))
      found.set(argument.span.start, { item, value, command, argument, perhaps: !weak || isOneBranch(property) });
  }
  // Where the items are not known, or the file shows none of those that `[find]` selects, the command alone tells.
  const known = new Set(state.items.flatMap(({ writes }) => writes));
  for (const command of script.commandsOf(menu)) {
    const argument = command.verb === 'set' && !known.has(command) ? argumentNamed(command, name) : undefined;
    const value = argument?.value?.text;
    if (argument === undefined || value === undefined || !matches(value, undefined)) continue;
    if (isTakenBack(script, menu, command, name)) continue;
    found.set(argument.span.start, { item: undefined, value, command, argument, perhaps: false });
  }
  return [...found.values()].sort((a, b) => a.argument.span.start - b.argument.span.start);
}

/** Is the item there and, as far as the file tells, not switched off? One that a command may switch off is not. */
export function isActive(script: ScriptModel, state: MenuState, item: ItemState): boolean {
  if (item.removed) return false;
  const enabled = enabledState({ ...state, unresolved: reaching(script, state, item) }, item);
  return enabled === 'enabled' || enabled === 'unsaid';
}

/** May a command whose items are not known have written this property of the item after the last one that is known to? */
export function mayBeWritten(script: ScriptModel, state: MenuState, item: ItemState, name: string): boolean {
  return mayBeChanged({ ...state, unresolved: reaching(script, state, item) }, name, item.properties.get(name));
}

/** Does the command select the item that RouterOS brings along, and no other (`[find default=yes]`)? */
export function selectsDefault(text: string, command: CommandUse): boolean {
  const numbers = argumentNamed(command, 'numbers')?.value;
  return (
    numbers?.kind === 'command' && /\bdefault\s*=\s*"?yes\b/.test(text.slice(numbers.span.start, numbers.span.end))
  );
}

/** Commands whose items are not known and that may mean this one: it must be there before, and be the default item where that is asked for. */
function reaching(script: ScriptModel, state: MenuState, item: ItemState): readonly CommandUse[] {
  const { added } = item;
  if (added === undefined) return state.unresolved;
  return state.unresolved.filter(
    (command) => command.span.start > added.span.start && !selectsDefault(script.text, command),
  );
}

/** Does a later command of the menu write the property of what may be the same items, or switch them off? */
function isTakenBack(script: ScriptModel, menu: string, command: CommandUse, name: string): boolean {
  if (command.arguments.some((argument) => argument.name === 'disabled' && !isNo(argument.value?.text))) return true;
  return script.commandsOf(menu).some((later) => {
    if (later.span.start <= command.span.start) return false;
    if (later.verb === 'disable' || later.verb === 'remove') return true;
    return later.verb === 'set' && (argumentNamed(later, name) ?? argumentNamed(later, 'disabled')) !== undefined;
  });
}

/** The constant value that a property has at the end of the file; undefined where it is not written, computed, or may be changed. */
export function settledValue(
  script: ScriptModel,
  menu: string,
  item: ItemState | undefined,
  name: string,
): string | undefined {
  const property = item?.properties.get(name);
  if (item === undefined || property === undefined) return undefined;
  return mayBeWritten(script, script.state(menu), item, name) ? undefined : property.value;
}

/** The constant that another property of the same item has at the end of the file, else the one that the same command gives it. */
export function valueBeside(
  script: ScriptModel,
  menu: string,
  { item, command }: WrittenSetting,
  name: string,
): string | undefined {
  return settledValue(script, menu, item, name) ?? argumentNamed(command, name)?.value?.text;
}

/** Does the file say nothing at all of a property of the item (and no command may have)? */
export function isUnwritten(script: ScriptModel, menu: string, item: ItemState, name: string): boolean {
  const copied = item.added !== undefined && argumentNamed(item.added, 'copy-from') !== undefined;
  return !copied && !item.properties.has(name) && !mayBeWritten(script, script.state(menu), item, name);
}

/** Does the file's silence about a menu mean that all there is at its default? Never in a script inside a value (`source=`): a whole configuration has addresses. */
export function isSilenceTelling({ script, settings }: RuleContext, menu: string): boolean {
  const whole = script.evidence.kind !== 'script' || script.evidence.mentions('/ip/address');
  return whole && absenceSpeaks(script, menu, settings);
}

/** The default of a property of a menu without items (`/ip/dns`), where the file is evidence that it is in force; else undefined. */
export function defaultInForce(context: RuleContext, menu: string, property: string): string | undefined {
  if (!isSilenceTelling(context, menu)) return undefined;
  const { script, release, settings } = context;
  const setting = settingOf(script, menu, singleItem(script, menu), property, release, settings);
  return setting.kind === 'default' ? setting.value : undefined;
}

/** Where to report what a file does not mention: the menu's own section, else the header of the export. */
export function placeOfAbsence(script: ScriptModel, menu: string): Span {
  return script.commandsOf(menu)[0]?.span ?? script.comments[0] ?? { start: 0, end: script.text.length };
}

/** A fix that gives the setting another value. */
export interface NewValue {
  readonly title: string;
  readonly class: FixClass;
  /** The new value of the property. */
  readonly value?: string;
  /** Further arguments of the command by name: replaced where they stand, added behind it where they do not. */
  readonly set?: Readonly<Record<string, string>>;
  readonly placeholders?: readonly string[];
  readonly group?: string;
}

/** What a rule says of settings of one property. */
export interface SettingRule {
  readonly menu: string;
  readonly property: string;
  readonly matches: (value: string, item: ItemState | undefined) => boolean;
  /** Of those that match: what stands beside it, or around it, makes it harmless. */
  readonly isHarmless?: (setting: WrittenSetting) => boolean;
  readonly message: (setting: WrittenSetting) => string;
  readonly severity?: (setting: WrittenSetting) => Report['severity'];
  readonly fixes?: (setting: WrittenSetting) => readonly NewValue[];
}

/** Reports every setting that matches; one whose standing depends on a condition is no more than a hint, without a fix. */
export function reportSettings({ script, report }: RuleContext, rule: SettingRule): void {
  for (const setting of writtenSettings(script, rule.menu, rule.property, rule.matches)) {
    if (rule.isHarmless?.(setting) === true) continue;
    const message = rule.message(setting);
    const { span } = setting.argument;
    if (setting.perhaps) {
      report({
        span,
        severity: 'hint',
        message: `${message} Whether it stands at the end depends on a condition in the script.`,
      });
      continue;
    }
    const severity = rule.severity?.(setting);
    report({
      span,
      message,
      ...(severity === undefined ? {} : { severity }),
      fixes: (rule.fixes?.(setting) ?? []).map(({ title, value, set, ...rest }) => ({
        ...rest,
        title,
        edits: setArguments(setting.command, {
          ...(value === undefined ? {} : { [rule.property]: value }),
          ...set,
        }),
      })),
    });
  }
}

/** Edits that give arguments of a command these values: replaced where they stand, added behind the command where they do not. */
export function setArguments(command: CommandUse, values: Readonly<Record<string, string>>): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  const missing: string[] = [];
  for (const [name, value] of Object.entries(values)) {
    const argument = argumentNamed(command, name);
    if (argument === undefined) missing.push(`${name}=${value}`);
    else edits.push(replaceValue(argument, value) ?? { ...argument.span, text: `${name}=${value}` });
  }
  return missing.length === 0 ? edits : [...edits, appendArgument(command, missing.join(' '))];
}

/** The common case: what is on becomes `no`. */
export function switchedOff(title: string, fixClass: FixClass, group?: string): () => readonly NewValue[] {
  return () => [{ title, class: fixClass, value: 'no', ...(group === undefined ? {} : { group }) }];
}
