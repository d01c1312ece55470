import { CommandFailure, missingValues, noSuchItem, notEnoughPermissions } from '../state/failure';
import type { Change, Item } from '../state/store';
import { hasRight, type Machine } from './machine';
import { executeText, importFile } from './programs';

/** One command with its arguments, whether it came over the API or from a script. Byte strings. */
export interface Invocation {
  /** Full path: `/ip/service/set`. */
  readonly path: string;
  readonly values: ReadonlyMap<string, string>;
  readonly unset: readonly string[];
  /** Id of the account whose rights count. */
  readonly account: string;
  /** Scripts may name items by their row number. */
  readonly rowNumbers: boolean;
  /** Takes what the command prints; without it the output is dropped. */
  readonly print?: (text: string) => void;
}

/** Menus of single settings have no items to find. */
export function isSingle(machine: Machine, menu: string): boolean {
  return machine.items.rules(menu).single === true || machine.tree.command(`${menu}/find`) === undefined;
}

/** Runs a command; gives its `=ret=`, undefined without one. Throws `CommandFailure`. */
export function perform(machine: Machine, invocation: Invocation): string | undefined {
  const { path, values } = invocation;
  const cut = path.lastIndexOf('/');
  const menu = path.slice(0, cut);
  const verb = path.slice(cut + 1);
  const special = specialCommands[path] ?? (menu === '/log' && verb !== 'print' ? writeLog : undefined);
  if (special) {
    return special(machine, invocation, verb);
  }
  const change: Change = { values, unset: invocation.unset };
  switch (verb) {
    case 'print':
      requireRight(machine, invocation, 'read');
      return undefined;
    case 'get':
      return get(machine, menu, invocation);
    case 'add':
      requireChange(machine, menu, invocation);
      refuseFixed(machine, menu);
      return menu === '/file' ? machine.files.add(change) : machine.items.add(menu, change);
    case 'set':
    case 'comment':
    case 'reset': {
      requireChange(machine, menu, invocation);
      const items = selected(machine, menu, invocation);
      if (menu === '/file') {
        machine.files.set(items, change);
      } else {
        machine.items.set(menu, items, verb === 'reset' ? resetOf(machine, menu, values) : change);
      }
      return undefined;
    }
    case 'enable':
    case 'disable':
      requireChange(machine, menu, invocation);
      machine.items.set(menu, selected(machine, menu, invocation), {
        values: new Map([['disabled', verb === 'disable' ? 'true' : 'false']]),
        unset: [],
      });
      return undefined;
    case 'unset':
      requireChange(machine, menu, invocation);
      machine.items.set(menu, selected(machine, menu, invocation), {
        values: new Map(),
        unset: (values.get('value-name') ?? '').split(','),
      });
      return undefined;
    case 'remove':
      requireChange(machine, menu, invocation);
      refuseFixed(machine, menu);
      machine.items.remove(menu, selected(machine, menu, invocation));
      return undefined;
    case 'move': {
      requireChange(machine, menu, invocation);
      const destination = values.get('destination');
      const [before] = destination === undefined ? [] : machine.items.select(menu, destination, invocation.rowNumbers);
      machine.items.move(menu, selected(machine, menu, invocation), before);
      return undefined;
    }
    default:
      throw new CommandFailure(`the simulated router does not know what ${path} does`);
  }
}

type Special = (machine: Machine, invocation: Invocation, verb: string) => string | undefined;

const specialCommands: Readonly<Partial<Record<string, Special>>> = {
  '/import': (machine, invocation) => {
    importFile(machine, invocation);
    return undefined;
  },
  '/execute': (machine, invocation) => executeText(machine, invocation),
  '/system/script/run': (machine, invocation) => {
    for (const item of selected(machine, '/system/script', invocation)) {
      const values = new Map([['script', item.properties.get('source') ?? '']]);
      executeText(machine, { ...invocation, values }, true);
    }
    return undefined;
  },
  '/certificate/sign': (machine, invocation) => {
    requireRight(machine, invocation, 'write');
    const items = selected(machine, '/certificate', invocation);
    const authority = invocation.values.get('ca');
    if (authority !== undefined && !machine.items.exists('/certificate', authority)) {
      throw new CommandFailure('input does not match any value of ca', 1, 'ca');
    }
    const renamed = invocation.values.get('name');
    const values = new Map([['private-key', 'true'], ...(renamed === undefined ? [] : [['name', renamed] as const])]);
    machine.items.set('/certificate', items, { values, unset: [] });
    return undefined;
  },
};

function writeLog(machine: Machine, invocation: Invocation, verb: string): undefined {
  if (!['info', 'warning', 'error', 'debug'].includes(verb)) {
    throw new CommandFailure(`the simulated router does not know what ${invocation.path} does`);
  }
  machine.log.write(`script,${verb}`, invocation.values.get('message') ?? '');
  return undefined;
}

function get(machine: Machine, menu: string, invocation: Invocation): string {
  requireRight(machine, invocation, 'read');
  const [item] = isSingle(machine, menu) ? machine.items.items(menu) : selected(machine, menu, invocation);
  const name = invocation.values.get('value-name');
  if (!item) {
    throw noSuchItem();
  }
  if (name === undefined) {
    return [...visible(machine, menu, item)].map(([key, value]) => `${key}=${value}`).join(';');
  }
  if (name === 'contents' && menu === '/file') {
    return machine.files.read(item.properties.get('name') ?? '') ?? '';
  }
  const value = visible(machine, menu, item).get(name);
  if (value === undefined && !isKnownProperty(machine, menu, name)) {
    throw new CommandFailure('input does not match any value of value-name', 1, 'value-name');
  }
  return value ?? '';
}

function isKnownProperty(machine: Machine, menu: string, name: string): boolean {
  return ['add', 'set'].some((verb) => machine.tree.command(`${menu}/${verb}`)?.arguments.has(name));
}

/** The properties that `print` and `get` show. */
export function visible(machine: Machine, menu: string, item: Item): Map<string, string> {
  const hidden = machine.items.rules(menu).hidden ?? [];
  return new Map([...item.properties].filter(([name]) => !hidden.includes(name)));
}

/** The items that `numbers`, `number` or `.id` name; the one of a menu of settings. */
function selected(machine: Machine, menu: string, invocation: Invocation): readonly Item[] {
  if (isSingle(machine, menu)) {
    return settingsOf(machine, menu);
  }
  const { values } = invocation;
  const selector = values.get('.id') ?? values.get('numbers') ?? values.get('number');
  if (selector === undefined) {
    throw missingValues([machine.tree.command(invocation.path)?.arguments.has('number') ? 'number' : 'numbers']);
  }
  return machine.items.select(menu, selector, invocation.rowNumbers);
}

/** The settings of a menu that the router does not know in depth come into being when first written. */
function settingsOf(machine: Machine, menu: string): readonly Item[] {
  if (machine.items.items(menu).length === 0) {
    machine.items.put(menu, {});
  }
  return machine.items.items(menu);
}

function requireRight(machine: Machine, invocation: Invocation, right: string): void {
  if (!hasRight(machine, invocation.account, right)) {
    throw notEnoughPermissions();
  }
}

function requireChange(machine: Machine, menu: string, invocation: Invocation): void {
  requireRight(machine, invocation, machine.items.rules(menu).right ?? 'write');
  const isScheduler = menu === '/system/scheduler' && invocation.path.endsWith('/add');
  if (isScheduler && machine.items.items('/system/device-mode')[0]?.properties.get('scheduler') === 'false') {
    throw new CommandFailure('failure: not allowed by device-mode');
  }
}

function refuseFixed(machine: Machine, menu: string): void {
  if (machine.items.rules(menu).fixed) {
    throw new CommandFailure('no such command', 0);
  }
}

/** `reset` sets the named properties back to what a new router has. */
function resetOf(machine: Machine, menu: string, values: ReadonlyMap<string, string>): Change {
  const initial = machine.items.rules(menu).initial ?? [];
  const names = [...values.keys()].filter((name) => name !== 'numbers' && name !== '.id');
  const item = initial.find((row) => row.name === values.get('numbers'));
  return { values: new Map(names.map((name) => [name, item?.[name] ?? ''])), unset: [] };
}
