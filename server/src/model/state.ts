import type { Menu } from '../schema/types';
import type { Tree } from '../syntax/parser';
import type { Span } from '../syntax/span';
import { canonical, keyOf, matches, type Condition, type Has, type Key, type Match } from './conditions';
import { readFlow, type Flow } from './flow';
import { createItemTable, type MutableItem } from './itemTable';
import { defaultItems, knownItems, severalDefaults } from './knownItems';
import { isEverything, readFind, readSelector, type Selector, type SelectorContext } from './selector';
import type { ArgumentUse, CommandUse, ItemState, MenuState } from './types';

/** Arguments of `add` and `set` that say where or what, and are no property of the item. */
const notProperties = new Set(['numbers', 'place-before', 'copy-from']);

/** What all menus of a script share. */
export interface ScriptParts {
  readonly tree: Tree;
  readonly commands: readonly CommandUse[];
  /** The find command that stands in the brackets of a value, if any. */
  readonly findInside: (span: Span) => CommandUse | undefined;
}

/** Items that a command works on. */
interface Selection {
  readonly items: readonly MutableItem[];
  /** Those that it may work on as well; undefined where that may be any. */
  readonly perhaps: ReadonlySet<MutableItem> | undefined;
}

/** A command whose items are not all known. */
interface Doubt {
  readonly candidates: ReadonlySet<MutableItem> | undefined;
  /** How many items there were when it ran: one that is added later is none of them. */
  readonly count: number;
}

const nobody: ReadonlySet<MutableItem> = new Set();
const anything: Selection = { items: [], perhaps: undefined };

/** Makes the function that reads the state of one menu; `commands` are those of the menu, in the order of the text. */
export function stateReader(
  parts: ScriptParts,
): (menu: string, known: Menu | undefined, commands: readonly CommandUse[]) => MenuState {
  let flow: Flow | undefined;
  return (menu, known, commands) => {
    flow ??= readFlow(parts.tree, parts.commands, parts.findInside);
    return readState(parts, flow, menu, known, commands);
  };
}

/**
 * The state of a menu that no command of a script works on. Nothing of it need be kept: scripts inside values are asked for a hundred such menus each, and
 * there may be thousands of them.
 */
export function untouchedState(menu: string): MenuState {
  return { menu, ...untouched };
}

const untouched: Omit<MenuState, 'menu'> = {
  items: [],
  unresolved: [],
  cleared: false,
  item: () => undefined,
  itemsOf: () => [],
  mayChange: () => false,
};

/** State of a menu's items at the end of the file: commands in file order, last write wins (facts, security-rules.md section 2, 3). */
function readState(
  { tree, findInside }: ScriptParts,
  flow: Flow,
  menu: string,
  knownMenu: Menu | undefined,
  commands: readonly CommandUse[],
): MenuState {
  const table = createItemTable(menu, knownMenu);
  const unresolved: CommandUse[] = [];
  const doubts = new Map<CommandUse, Doubt>();
  /** What a `find` gave that a variable or a loop keeps. */
  const found = new Map<CommandUse, Selection>();
  const written = new Map<CommandUse, MutableItem[]>();
  let cleared = false;
  const context: SelectorContext = {
    text: tree.text,
    flow,
    findInside,
    isProperty: (name) => knownMenu?.properties.has(name) === true,
  };
  // Thousands of conditions that only looking at every item can answer, over thousands of items: from some point on the answer is that it is not known.
  let effort = 100_000 + 4 * commands.length;

  function spend(items: number): boolean {
    effort -= items + 1;
    return effort >= 0;
  }

  /** An item that was on the router before: made when it is first named. */
  function itemOrExisting(name: string): MutableItem {
    return table.named(name) ?? table.make(name);
  }

  interface Candidate {
    readonly draft: MutableItem;
    readonly make: () => MutableItem;
  }

  function candidate(name: string | undefined, identity?: ReadonlyMap<string, string>): Candidate {
    return { draft: table.draft(name, identity), make: () => table.make(name, identity) };
  }

  /** Items that the router surely has although no command has named them yet. The one that a menu comes with cannot be removed. */
  function unnamed(verb: string): Candidate[] {
    const known = knownItems[menu] ?? [];
    const first = verb === 'remove' ? undefined : defaultItems[menu];
    return (first === undefined ? known : [...known, first])
      .filter((name) => !table.mentions(name))
      .map((name) => candidate(name));
  }

  function select(selector: Selector, verb: string): Selection {
    switch (selector.kind) {
      case 'all': {
        if (!spend(table.live.size)) return anything;
        for (const { make } of unnamed(verb)) make();
        return { items: [...table.live], perhaps: nobody };
      }
      case 'names':
        return { items: selector.names.map(itemOrExisting), perhaps: nobody };
      case 'where':
        return selectWhere(selector.condition, verb);
      case 'found':
        return stillThere(found.get(selector.find));
      case 'existing':
        return spend(table.live.size)
          ? { items: [], perhaps: new Set([...table.live].filter(({ added }) => added === undefined)) }
          : anything;
      case 'unknown':
        return anything;
    }
  }

  function stillThere(selection: Selection | undefined): Selection {
    return selection === undefined
      ? anything
      : { ...selection, items: selection.items.filter(({ removed }) => !removed) };
  }

  function selectWhere(condition: Condition, verb: string): Selection {
    const matchOf = (item: MutableItem): Match => matches(condition, (property) => hasFor(verb, item, property));
    const key = keyOf(condition);
    if (!spend(key ? table.countWithValue(key.property, key.values) : table.live.size)) return anything;
    const pool = key ? table.withValue(key.property, key.values) : table.live;
    const items: MutableItem[] = [];
    const perhaps = new Set<MutableItem>();
    for (const item of pool) {
      const match = matchOf(item);
      if (match === 'yes') items.push(item);
      else if (match === 'maybe') perhaps.add(item);
    }
    for (const { draft, make } of key === undefined ? unnamed(verb) : named(key, items)) {
      if (matchOf(draft) === 'yes') items.push(make());
    }
    return { items, perhaps };
  }

  /** To be switched off, an item need not be known to be on: either way it is off behind the command. */
  function hasFor(verb: string, item: MutableItem, property: string): Has {
    if (property === 'disabled' && verb === 'disable') return { value: 'no' };
    if (property === 'disabled' && verb === 'enable') return { value: 'yes' };
    return table.has(item, property);
  }

  /** Items from before that a condition names, and that no command has named yet. */
  function named({ property, values }: Key, items: readonly MutableItem[]): Candidate[] {
    const isKnown = (value: string): boolean => {
      const has = canonical(value);
      return items.some((item) => {
        const own = table.has(item, property);
        return typeof own !== 'string' && canonical(own.value) === has;
      });
    };
    if (property === 'name') {
      return values.filter((name) => table.named(name) === undefined).map((name) => candidate(name));
    }
    const isDefault =
      property === 'default' && !severalDefaults.has(menu) && values.every((value) => canonical(value) === 'yes');
    if (!isDefault && property !== 'default-name') return [];
    return values
      .filter((value) => !isKnown(value))
      .map((value) => {
        const identity = new Map([[property, isDefault ? 'yes' : value]]);
        // Until it is renamed an interface has its default name.
        const name = isDefault ? defaultItems[menu] : value;
        return candidate(name, identity);
      });
  }

  function write(
    item: MutableItem,
    name: string,
    value: string | undefined,
    argument: ArgumentUse | undefined,
    command: CommandUse,
    conditional: boolean,
  ): void {
    const earlier = item.properties.get(name);
    item.unset.delete(name);
    item.properties.set(name, {
      name,
      value,
      argument,
      command,
      conditional,
      earlier: conditional ? earlier : undefined,
    });
    if (name === 'disabled') item.disabled = asBoolean(value);
    if (name === 'name') table.rename(item, value);
    table.changed(item, name);
  }

  /** Back to what it is when nobody sets it; by a command that runs only sometimes: to nobody knows what. */
  function takeBack(
    item: MutableItem,
    name: string,
    argument: ArgumentUse | undefined,
    command: CommandUse,
    conditional: boolean,
  ): void {
    if (conditional) {
      if (item.properties.has(name)) write(item, name, undefined, argument, command, conditional);
      return;
    }
    item.properties.delete(name);
    item.unset.set(name, command);
    if (name === 'disabled') item.disabled = undefined;
    table.changed(item, name);
  }

  function writeArguments(item: MutableItem, command: CommandUse, conditional: boolean): void {
    for (const argument of command.arguments) {
      if (notProperties.has(argument.name) || argument.name === '') continue;
      if (argument.unset) takeBack(item, argument.name, argument, command, conditional);
      // A flag without a value (`add disabled`) is a yes.
      else write(item, argument.name, argument.value ? argument.value.text : 'yes', argument, command, conditional);
    }
  }

  function reset(item: MutableItem, command: CommandUse, conditional: boolean): void {
    const names = command.arguments.flatMap(({ name, value }) => {
      if (name === 'numbers' || name === '') return [];
      return name === 'value-name' ? (value?.text?.split(',') ?? [...item.properties.keys()]) : [name];
    });
    for (const name of names) takeBack(item, name.trim(), undefined, command, conditional);
    // Without names: all of it may go back.
    if (names.length === 0)
      for (const name of item.properties.keys()) write(item, name, undefined, undefined, command, conditional);
  }

  function add(command: CommandUse): void {
    const conditional = flow.sometimes(command);
    const copied = command.arguments.find(({ name }) => name === 'copy-from');
    const source = copied ? select(readSelector(copied.value, command, context), 'add') : undefined;
    const item = table.make(undefined, undefined, command);
    const [original, more] = source?.items ?? [];
    if (original && !more && source?.perhaps?.size === 0) copy(original, item, command, conditional);
    item.writes.push(command);
    written.set(command, [item]);
    item.placed = command.arguments.some(({ name }) => name === 'place-before');
    const name = command.arguments.find((argument) => argument.name === 'name')?.value?.text;
    const before = name === undefined ? undefined : table.named(name);
    writeArguments(item, command, conditional);
    // "Remove it if it is there, then add it", "add it if nothing is found": the one of that name from before is not there.
    if (before?.added === undefined && (before?.perhapsRemoved === true || before?.writes.length === 0))
      table.remove(before);
  }

  /** A copy has what the other has, but no argument that could be changed for it. */
  function copy(from: MutableItem, to: MutableItem, command: CommandUse, conditional: boolean): void {
    for (const [name, property] of from.properties) {
      if (name === 'name') continue;
      write(to, name, property.conditional ? undefined : property.value, undefined, command, conditional);
    }
  }

  function change(item: MutableItem, command: CommandUse, conditional: boolean): void {
    item.writes.push(command);
    switch (command.verb) {
      case 'set':
      case 'comment':
        writeArguments(item, command, conditional);
        break;
      case 'enable':
        write(item, 'disabled', 'no', undefined, command, conditional);
        break;
      case 'disable':
        write(item, 'disabled', 'yes', undefined, command, conditional);
        break;
      case 'remove':
        if (conditional) item.perhapsRemoved = true;
        else table.remove(item);
        break;
      case 'unset':
      case 'reset':
        reset(item, command, conditional);
        break;
    }
  }

  for (const command of commands) {
    if (command.verb === 'add') {
      add(command);
      continue;
    }
    if (command.verb === 'find') {
      if (flow.isKept(command)) found.set(command, select(readFind(command, context), 'find'));
      continue;
    }
    if (!writes.has(command.verb)) continue;
    const numbers = command.arguments.find(({ name }) => name === 'numbers');
    // A menu with a single item has no numbers: `/ip/ssh/set strong-crypto=yes`.
    const selector: Selector = numbers ? readSelector(numbers.value, command, context) : singleton;
    const conditional = flow.sometimes(command, selector.kind === 'found' ? selector.find : undefined);
    const everything = isEverything(selector);
    if (command.verb === 'remove' && everything && !conditional) cleared = true;
    const selection = select(selector, command.verb);
    const count = table.items.length;
    const isMove = command.verb === 'move';
    const isNobody = selection.items.length === 0 && !everything;
    if (isMove || isNobody || selection.perhaps?.size !== 0) {
      const all = isMove && selection.perhaps ? new Set([...selection.items, ...selection.perhaps]) : selection.perhaps;
      unresolved.push(command);
      doubts.set(command, { candidates: all, count });
    }
    if (isMove) continue;
    written.set(command, [...selection.items]);
    for (const item of selection.items) change(item, command, conditional);
  }

  // A condition may name an item, and no command then work on it.
  const finished: readonly ItemState[] = table.items.filter(({ writes }) => writes.length > 0);
  return {
    menu,
    items: finished,
    unresolved,
    cleared,
    item(name) {
      const item = table.named(name);
      return item !== undefined && item.writes.length > 0 ? item : undefined;
    },
    itemsOf: (command) => written.get(command) ?? [],
    mayChange(command, item) {
      const doubt = doubts.get(command);
      if (doubt === undefined) return false;
      const own = item as MutableItem;
      if (own.index >= doubt.count) return own.added === undefined;
      return doubt.candidates === undefined || doubt.candidates.has(own);
    },
  };
}

const singleton: Selector = { kind: 'names', names: [''] };
const writes = new Set(['set', 'comment', 'enable', 'disable', 'remove', 'unset', 'reset', 'move']);

/** `yes`/`true` and `no`/`false`; undefined for anything else. */
export function asBoolean(value: string | undefined): boolean | undefined {
  if (value === 'yes' || value === 'true') return true;
  if (value === 'no' || value === 'false') return false;
  return undefined;
}
