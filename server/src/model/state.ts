import type { Span } from '../syntax/span';
import { knownItems } from './knownItems';
import { readSelector, type Selector } from './selector';
import type { ArgumentUse, CommandUse, ItemState, MenuState, PropertyState } from './types';

interface MutableItem {
  name: string | undefined;
  formerNames: string[];
  added: CommandUse | undefined;
  writes: CommandUse[];
  properties: Map<string, PropertyState>;
  unset: Map<string, CommandUse>;
  disabled: boolean | undefined;
  removed: boolean;
  placed: boolean;
}

/** Arguments of `add` and `set` that say where or what, and are no property of the item. */
const notProperties = new Set(['numbers', 'place-before', 'copy-from']);

/**
 * State of a menu's items at the end of the file: commands in file order, last write wins (facts, security-rules.md section 2, 3).
 * `commands` are those of the menu, in the order of the text.
 */
export function readState(
  text: string,
  menu: string,
  commands: readonly CommandUse[],
  findInside: (span: Span) => CommandUse | undefined,
): MenuState {
  const items: MutableItem[] = [];
  const unresolved: CommandUse[] = [];
  let cleared = false;
  const existing = knownItems[menu] ?? [];

  /** Items by name, so that a file of thousands of `set NAME` takes linear time. */
  const named = new Map<string, MutableItem>();

  function itemNamed(name: string): MutableItem | undefined {
    const item = named.get(name);
    return item && !item.removed ? item : undefined;
  }

  /** An item that was on the router before: made when it is first named. */
  function itemOrExisting(name: string): MutableItem {
    const found = itemNamed(name);
    if (found) return found;
    const made = newItem(name);
    items.push(made);
    named.set(name, made);
    return made;
  }

  function select(selector: Selector): MutableItem[] | undefined {
    switch (selector.kind) {
      case 'all':
        for (const name of existing)
          if (!items.some((item) => item.name === name || item.formerNames.includes(name))) itemOrExisting(name);
        return items.filter((item) => !item.removed);
      case 'names':
        return selector.names.map(itemOrExisting);
      case 'matches':
        for (const name of existing) if (selector.pattern.test(name)) itemOrExisting(name);
        return items.filter((item) => !item.removed && item.name !== undefined && selector.pattern.test(item.name));
      case 'equals': {
        const found = items.filter(
          (item) =>
            !item.removed &&
            selector.conditions.every(({ property, value }) => item.properties.get(property)?.value === value),
        );
        return found.length > 0 ? found : undefined;
      }
      case 'unknown':
        return undefined;
    }
  }

  function write(
    item: MutableItem,
    name: string,
    value: string | undefined,
    argument: ArgumentUse | undefined,
    command: CommandUse,
  ): void {
    const earlier = item.properties.get(name);
    item.unset.delete(name);
    item.properties.set(name, {
      name,
      value,
      argument,
      command,
      conditional: command.conditional,
      earlier: command.conditional ? earlier : undefined,
    });
    if (name === 'disabled') item.disabled = asBoolean(value);
    if (name === 'name' && item.name !== value) {
      if (item.name !== undefined) {
        item.formerNames.push(item.name);
        if (named.get(item.name) === item) named.delete(item.name);
      }
      item.name = value;
      // The first of two items of one name is the one that a name means.
      if (value !== undefined && itemNamed(value) === undefined) named.set(value, item);
    }
  }

  /** Back to what it is when nobody sets it; by a command that runs only sometimes: to nobody knows what. */
  function takeBack(item: MutableItem, name: string, argument: ArgumentUse, command: CommandUse): void {
    if (command.conditional) {
      if (item.properties.has(name)) write(item, name, undefined, argument, command);
      return;
    }
    item.properties.delete(name);
    item.unset.set(name, command);
    if (name === 'disabled') item.disabled = undefined;
  }

  function writeArguments(item: MutableItem, command: CommandUse): void {
    for (const argument of command.arguments) {
      if (notProperties.has(argument.name) || argument.name === '') continue;
      if (argument.unset) {
        takeBack(item, argument.name, argument, command);
        continue;
      }
      // A flag without a value (`add disabled`) is a yes.
      write(item, argument.name, argument.value ? argument.value.text : 'yes', argument, command);
    }
  }

  for (const command of commands) {
    if (command.verb === 'add') {
      const item = newItem(undefined);
      item.added = command;
      item.writes.push(command);
      item.placed = command.arguments.some(({ name }) => name === 'place-before');
      writeArguments(item, command);
      items.push(item);
      continue;
    }
    if (!writes.has(command.verb)) continue;
    const numbers = command.arguments.find(({ name }) => name === 'numbers');
    // A menu with a single item has no numbers: `/ip/ssh/set strong-crypto=yes`.
    const selector: Selector = numbers ? readSelector(text, numbers.value, findInside) : singleton;
    if (command.verb === 'remove' && selector.kind === 'all' && !command.conditional) cleared = true;
    const selected = select(selector);
    if (!selected || command.verb === 'move') {
      unresolved.push(command);
      continue;
    }
    for (const item of selected) {
      item.writes.push(command);
      switch (command.verb) {
        case 'set':
        case 'comment':
          writeArguments(item, command);
          break;
        case 'enable':
          write(item, 'disabled', 'no', undefined, command);
          break;
        case 'disable':
          write(item, 'disabled', 'yes', undefined, command);
          break;
        case 'remove':
          if (!command.conditional) item.removed = true;
          break;
        case 'unset':
        case 'reset':
          for (const argument of command.arguments) {
            const name =
              argument.name === 'value-name'
                ? argument.value?.text
                : argument.name === 'numbers'
                  ? undefined
                  : argument.name;
            if (name !== undefined) takeBack(item, name, argument, command);
          }
          break;
      }
    }
  }

  const finished: readonly ItemState[] = items;
  return { menu, items: finished, unresolved, cleared, item: (name) => itemNamed(name) };
}

const singleton: Selector = { kind: 'names', names: [''] };
const writes = new Set(['set', 'comment', 'enable', 'disable', 'remove', 'unset', 'reset', 'move']);

function newItem(name: string | undefined): MutableItem {
  return {
    name,
    formerNames: [],
    added: undefined,
    writes: [],
    properties: new Map(),
    unset: new Map(),
    disabled: undefined,
    removed: false,
    placed: false,
  };
}

/** `yes`/`true` and `no`/`false`; undefined for anything else. */
export function asBoolean(value: string | undefined): boolean | undefined {
  if (value === 'yes' || value === 'true') return true;
  if (value === 'no' || value === 'false') return false;
  return undefined;
}
