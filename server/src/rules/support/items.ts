import type { ArgumentUse, CommandUse, ItemState, MenuState, PropertyState } from '../../model/types';
import type { Span, TextEdit } from '../../syntax/span';

/** `perhaps`: on for certain at first, and switched off only by a command that runs sometimes. `unsaid`: the file does not tell. */
export type Enabled = 'enabled' | 'perhaps' | 'disabled' | 'unsaid' | 'unknown';

/** Is the item on at the end of the file, as far as the file tells? `unknown` where a computed value or selector may decide. */
export function enabledState(state: MenuState, item: ItemState): Enabled {
  if (item.removed) return 'disabled';
  const property = item.properties.get('disabled');
  if (property === undefined)
    return mayBeChanged(state, 'disabled', item.added && { command: item.added }, item) ? 'unknown' : 'unsaid';
  if (item.disabled === undefined || mayBeChanged(state, 'disabled', property, item)) return 'unknown';
  if (!item.disabled) return 'enabled';
  return enabledBefore(property) ? 'perhaps' : 'disabled';
}

/**
 * May a command whose items are not known have changed the property after it was last set (or, where nothing sets it, at all)? With `item`: that of this item;
 * without it: that of any item of the menu.
 */
export function mayBeChanged(
  state: MenuState,
  name: string,
  after: { readonly command: CommandUse } | undefined,
  item?: ItemState,
): boolean {
  const from = after?.command.span.start ?? -1;
  const last = lastUnresolved(state, name);
  if (last === undefined || last <= from) return false;
  if (item === undefined) return true;
  // From the end: what is behind the last write is what counts, and most items have been written to late.
  for (let index = state.unresolved.length - 1; index >= 0; index--) {
    const command = state.unresolved[index];
    if (command === undefined || command.span.start <= from) return false;
    if (writes(command, name) && state.mayChange(command, item)) return true;
  }
  return false;
}

/**
 * Is the item removed or switched off for certain at the end of the file? Then a weak value of it is inert: worth a hint at most, unless it is a secret (facts,
 * security-rules.md section 2, 5).
 */
export function isInert(state: MenuState, item: ItemState): boolean {
  return enabledState(state, item) === 'disabled';
}

/** Is there a command whose items are not known that starts after this offset? */
export function unresolvedAfter(state: MenuState, offset: number): boolean {
  const last = lastUnresolved(state, undefined);
  return last !== undefined && last > offset;
}

// Derived from the state alone and gone with it: with thousands of items and commands, each question has to be answered at once.
const lastStarts = new WeakMap<MenuState, Map<string | undefined, number | undefined>>();

/** Start of the last command whose items are not known, of those that may write to the property (undefined: of all). */
function lastUnresolved(state: MenuState, name: string | undefined): number | undefined {
  const known = lastStarts.get(state) ?? new Map<string | undefined, number | undefined>();
  lastStarts.set(state, known);
  if (known.has(name)) return known.get(name);
  let last: number | undefined;
  for (const command of state.unresolved) {
    if (name === undefined || writes(command, name)) last = Math.max(last ?? 0, command.span.start);
  }
  known.set(name, last);
  return last;
}

/** The property as it is when the commands that run only sometimes do not run; undefined where then nothing sets it. */
export function withoutConditions(property: PropertyState | undefined): PropertyState | undefined {
  let state = property;
  while (state?.conditional === true) state = state.earlier;
  return state;
}

/** Does the constant value switch something on? */
export function isYes(value: string | undefined): boolean {
  return value === 'yes' || value === 'true';
}

/** Does the constant value switch something off? */
export function isNo(value: string | undefined): boolean {
  return value === 'no' || value === 'false';
}

/** Does the value that the property has at the end of the file come from this argument? */
export function decides(item: ItemState, argument: ArgumentUse): boolean {
  return item.properties.get(argument.name)?.argument?.span.start === argument.span.start;
}

/** Does the value come from this argument as long as the commands that run only sometimes do not run? */
export function decidesWithoutConditions(item: ItemState, argument: ArgumentUse): boolean {
  return withoutConditions(item.properties.get(argument.name))?.argument?.span.start === argument.span.start;
}

/** The items that a command writes to. */
export function itemsOf(state: MenuState, command: CommandUse): readonly ItemState[] {
  return state.itemsOf(command);
}

/** Does the command write to this item and to no other? */
export function writesOnly(state: MenuState, command: CommandUse, item: ItemState): boolean {
  const items = itemsOf(state, command);
  return items.length === 1 && items[0] === item;
}

/**
 * Does the second of two commands run whenever the first one does? Not where an `:if` or a loop around one of them alone decides, or where they stand in two
 * branches of one. A `:do` with `on-error=` around a command decides nothing: it runs as long as nothing fails.
 */
export function runTogether(first: CommandUse, second: CommandUse): boolean {
  const around = new Set<CommandUse | undefined>([undefined]);
  for (let { parent } = first; parent !== undefined; parent = parent.parent) around.add(parent);
  let { parent: shared } = second;
  while (!around.has(shared)) shared = shared?.parent;
  if (shared !== undefined && branchOf(shared, first) !== branchOf(shared, second)) return false;
  return runsWith(first, shared) && runsWith(second, shared);
}

/** Does nothing between a command and one around it (undefined: the script) decide whether it runs? */
function runsWith(command: CommandUse, around: CommandUse | undefined): boolean {
  for (let { parent } = command; parent !== undefined && parent !== around; parent = parent.parent) {
    if (parent.path !== '/do' || branchOf(parent, command)?.name === 'on-error') return false;
  }
  return true;
}

/** The argument of a command in which another one stands. */
function branchOf({ arguments: uses }: CommandUse, { span }: CommandUse): ArgumentUse | undefined {
  return uses.find((argument) => argument.span.start <= span.start && span.end <= argument.span.end);
}

export function argumentNamed(command: CommandUse, name: string): ArgumentUse | undefined {
  return command.arguments.find((argument) => argument.name === name);
}

/** Does the command pick the item by its name, and not only as one of all (`[find]`)? */
export function names(text: string, command: CommandUse, name: string): boolean {
  const value = argumentNamed(command, command.verb === 'add' ? 'name' : 'numbers')?.value;
  return (
    value !== undefined &&
    text
      .slice(value.span.start, value.span.end)
      .split(/[^\w.-]+/)
      .includes(name)
  );
}

/** Place of what decided a property: its argument, else the command. */
export function placeOf(property: PropertyState): Span {
  return property.argument?.span ?? property.command.span;
}

/** Edit that puts another command behind a command, on the same line: it stands where the first one does, in blocks as well. */
export function commandAfter(command: CommandUse, text: string): TextEdit {
  return { start: command.span.end, end: command.span.end, text: `; ${text}` };
}

/** What a message adds of a command that runs only sometimes: words that follow on "has an empty password". */
export function whereItRuns(command: CommandUse): string {
  for (let { parent } = command; parent !== undefined; parent = parent.parent)
    if (parent.path === '/if' || parent.path === '/while') return ' where the condition around this command holds';
  return ' where this command runs';
}

/** `a`, `a and b`, `a, b and c` */
export function enumeration(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

function writes(command: CommandUse, name: string): boolean {
  switch (command.verb) {
    case 'enable':
    case 'disable':
      return name === 'disabled';
    case 'set':
    case 'unset':
      return command.arguments.some((argument) => argument.name === name || argument.value?.text === name);
    case 'remove':
    case 'reset':
      return true;
    default:
      return false;
  }
}

/** Was it switched on before the commands that run only sometimes? */
function enabledBefore(property: PropertyState): boolean {
  const before = property.earlier;
  if (!property.conditional || before === undefined) return false;
  return isNo(before.value) || enabledBefore(before);
}

/** The commands that begin in a span, in the order of the text: found by halving, so that a rule may ask for every value of a long script. */
export function* commandsWithin(
  commands: readonly CommandUse[],
  { start, end }: Span,
): Generator<CommandUse, undefined, undefined> {
  let low = 0;
  for (let high = commands.length; low < high;) {
    const middle = (low + high) >> 1;
    if ((commands[middle]?.span.start ?? end) < start) low = middle + 1;
    else high = middle;
  }
  for (let command = commands[low]; command !== undefined && command.span.start < end; command = commands[++low])
    yield command;
}
