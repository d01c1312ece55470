import { parseCondition } from '../syntax/parser';
import type { Span } from '../syntax/span';
import { keyOf, meansAllOwn, readCondition, type Condition } from './conditions';
import type { Flow } from './flow';
import type { CommandUse, ValueUse } from './types';

/** Which items a command means. */
export type Selector =
  | { readonly kind: 'all' }
  | { readonly kind: 'names'; readonly names: readonly string[] }
  /** Items that meet a condition: `[find comment="x" chain=input]`. */
  | { readonly kind: 'where'; readonly condition: Condition }
  /** What an earlier `find` gave, kept in a variable or gone through by a loop. */
  | { readonly kind: 'found'; readonly find: CommandUse }
  /** Internal ids (`*1F`): items that were on the router before, but which is not known. */
  | { readonly kind: 'existing' }
  /** Not to be told from the text: a computed value, a row number. */
  | { readonly kind: 'unknown' };

const unknown: Selector = { kind: 'unknown' };

/** What a selector may refer to, beside its own text. */
export interface SelectorContext {
  readonly text: string;
  readonly flow: Flow;
  /** The find command that stands in the brackets of a value, if any. */
  readonly findInside: (span: Span) => CommandUse | undefined;
  /** Is the word a property of the menu? In a condition its variable of the same name would be read as the property. */
  readonly isProperty: (name: string) => boolean;
}

/** Reads what selects the items of `set`, `enable`, `remove` ...: names, `[find ...]`, or a variable that holds one of these for certain. */
export function readSelector(value: ValueUse | undefined, command: CommandUse, context: SelectorContext): Selector {
  if (!value) return unknown;
  if (value.text !== undefined) return readNames(value.text.split(','));
  if (value.kind === 'variable') {
    const held = context.flow.held(context.text.slice(value.span.start + 1, value.span.end), command);
    if (held === undefined) return unknown;
    return held.kind === 'found' ? held : readNames(held.texts);
  }
  const find = value.kind === 'command' ? context.findInside(value.span) : undefined;
  return find ? readFind(find, context) : unknown;
}

/** All items of a menu, or all but those that no command could touch. */
export function isEverything(selector: Selector): boolean {
  return selector.kind === 'all' || (selector.kind === 'where' && meansAllOwn(selector.condition));
}

/** Does a `find` give all items of its menu, whatever variables hold? */
export function findsEverything(text: string, find: CommandUse): boolean {
  return isEverything(readFind(find, { text, flow: noFlow, findInside: () => undefined, isProperty: () => false }));
}

/** The items that a `find` gives. */
export function readFind(find: CommandUse, context: SelectorContext): Selector {
  if (!find.condition) return find.arguments.length > 0 ? unknown : { kind: 'all' };
  const { text, flow, isProperty } = context;
  const { start, end } = find.condition;
  const { expression } = parseCondition(text, start, end);
  if (!expression) return unknown;
  /** Variables that stand for several texts in turn. */
  const lists = new Map<string, readonly string[]>();
  const read = (chosen?: string): Condition =>
    readCondition(text, start - 1, expression, (variable) => {
      const held = isProperty(variable) ? undefined : flow.held(variable, find);
      if (held?.kind !== 'texts') return undefined;
      const [only, more] = held.texts;
      if (more === undefined) return only;
      lists.set(variable, held.texts);
      return chosen;
    });
  const once = read();
  const [list, another] = lists.values();
  if (list === undefined) return { kind: 'where', condition: once };
  if (another !== undefined) return unknown;
  const [first, ...others] = list.map(read);
  if (first === undefined) return unknown;
  return {
    kind: 'where',
    condition: others.reduce((left, right): Condition => ({ kind: 'or', left, right }), first),
  };
}

/** Nothing is known of variables and loops. */
const noFlow: Flow = { held: () => undefined, isKept: () => false, sometimes: ({ conditional }) => conditional };

/**
 * The names that a value stands for by itself: `api-cert`, `a,b`, `[find name=a]`. Undefined where it stands for something else, or that depends on a
 * variable. `commands` are those of the script with this text. For commands that are no writes to items, such as `sign`.
 */
export function namesIn(
  text: string,
  value: ValueUse | undefined,
  command: CommandUse,
  commands: readonly CommandUse[],
): readonly string[] | undefined {
  const findInside = (span: Span): CommandUse | undefined =>
    commands.find(({ verb, span: at }) => verb === 'find' && at.start >= span.start && at.end <= span.end);
  const selector = readSelector(value, command, { text, flow: noFlow, findInside, isProperty: () => false });
  if (selector.kind === 'names') return selector.names;
  const key = selector.kind === 'where' ? keyOf(selector.condition) : undefined;
  return key?.property === 'name' ? key.values : undefined;
}

function readNames(written: readonly string[]): Selector {
  const names = written.map((name) => name.trim());
  if (names.length > 0 && names.every((name) => /^\*[0-9A-Fa-f]+$/.test(name))) return { kind: 'existing' };
  // Row numbers say nothing about which item it is.
  if (names.some((name) => name === '' || /^(?:\d+|\*[0-9A-Fa-f]+)$/.test(name))) return unknown;
  return { kind: 'names', names };
}
