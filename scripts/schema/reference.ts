/** What the reference adds to the dumps: names of hardware that no dumped router has, required arguments, aliases. */
import { addArgument, addCommand, addMenu, byText, commandAt, exists, lastWord } from './tree';
import { numbered } from './encode';
import type { CommandNode, Tree } from './tree';

/**
 * Sections of the reference under names that are internal to RouterOS. Others of that kind are found by leaving out one word of the path
 * (`/caps-man/acl/access-list`).
 */
const internalNames: readonly (readonly [string, string])[] = [
  ['/interface/pwr-link/', '/interface/'],
  ['/colon/root', ''],
];

/** From 7.23 on `/ping` is read as `/tool/ping` (recorded answers of 7.20.8, 7.22.1 and 7.23rc1 to the same script). */
const aliases: readonly (readonly [string, string])[] = [['/ping', '/tool/ping']];

/**
 * From 7.13 on `/interface/wifiwave2` is read as `/interface/wifi` (recorded answers of 7.20.8, 7.22.1 and 7.23rc1 to scripts of 7.12: they read on
 * through its `add` and `set` lines; no dump lists the name after 7.12.2).
 */
const menuAliases: readonly (readonly [string, string])[] = [['/interface/wifiwave2', '/interface/wifi']];

/** A property of the reference: the notation of its type, and whether it can be taken away. */
export interface Fact {
  readonly t?: string;
  readonly unset?: unknown;
}

export interface Section {
  readonly type: 'Directory' | 'Settings Directory' | 'Command';
  readonly args?: Readonly<Record<string, Fact>>;
  /** Only shown. */
  readonly ro?: Readonly<Record<string, Fact>>;
  /** By letter. */
  readonly flags?: Readonly<Record<string, Fact>>;
}

/** The path that the console uses for a section of the reference. */
export function consolePath(tree: Tree, section: string): string {
  const path = internalNames.reduce(
    (current, [internal, real]) => (current.startsWith(internal) ? real + current.slice(internal.length) : current),
    `/${section}`,
  );
  if (path === '' || exists(tree, path)) return path;
  const parts = path.split('/').slice(1);
  for (let left = 1; left < parts.length - 1; left++) {
    if (exists(tree, `/${parts.slice(0, left + 1).join('/')}`)) continue;
    const shorter = `/${[...parts.slice(0, left), ...parts.slice(left + 1)].join('/')}`;
    if (exists(tree, shorter)) return shorter;
  }
  return path;
}

const listCommands = [
  'add',
  'comment',
  'disable',
  'edit',
  'enable',
  'export',
  'find',
  'get',
  'move',
  'print',
  'remove',
  'reset',
  'set',
  'unset',
];
const settingsCommands = ['edit', 'export', 'get', 'print', 'reset', 'set', 'unset'];

/** Arguments that at least every fourth of the given commands has: what a generic command takes in any menu. */
export function commonArguments(commands: readonly CommandNode[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const command of commands) {
    for (const name of command.arguments.keys()) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].filter(([, count]) => count * 4 >= commands.length).map(([name]) => name);
}

/** Common arguments of each of the commands, computed from the dumped menus: from all, or only from lists (or settings) of items. */
export function genericArguments(
  tree: Tree,
  names: readonly string[],
  lists?: boolean,
): ReadonlyMap<string, readonly string[]> {
  const menus = [...tree.values()].filter((menu) => lists === undefined || menu.commands.has('find') === lists);
  return new Map(names.map((name) => [name, commonArguments(menus.flatMap((menu) => menu.commands.get(name) ?? []))]));
}

/** Is the reference's name the last part of a dotted one that the console has (`passphrase` of `security.passphrase`)? Then it is that one. */
export function isPartOfDotted(command: CommandNode, name: string): boolean {
  return [...command.arguments.keys()].some((known) => known.endsWith(`.${name}`));
}

export function addReferenceArguments(command: CommandNode | undefined, names: readonly string[]): void {
  if (!command) return;
  for (const name of names) {
    if (!isPartOfDotted(command, name)) addArgument(command, name, 'reference');
  }
}

export interface Generic {
  readonly lists: ReadonlyMap<string, readonly string[]>;
  readonly settings: ReadonlyMap<string, readonly string[]>;
  readonly actions: ReadonlyMap<string, readonly string[]>;
}

/** A command that no dump has takes what commands of its name take elsewhere, or else what one that watches items takes. */
export function addReferenceCommand(tree: Tree, path: string, names: readonly string[], { actions }: Generic): void {
  const known = commandAt(tree, path);
  const command = known ?? addCommand(tree, path, 'reference');
  addReferenceArguments(command, names);
  if (!known) addReferenceArguments(command, actions.get(lastWord(path)) ?? actions.get('monitor') ?? []);
}

export function addReferenceMenu(tree: Tree, path: string, { type, args = {} }: Section, generic: Generic): void {
  if (!tree.has(path)) {
    for (const [name, generics] of type === 'Directory' ? generic.lists : generic.settings) {
      addReferenceArguments(addCommand(tree, `${path}/${name}`, 'reference'), generics);
    }
  }
  const { commands } = addMenu(tree, path, 'reference');
  const [print, add, set] = ['print', 'add', 'set'].map((name) => commands.get(name));
  for (const [name, { t }] of Object.entries(args)) {
    if ([print, add, set].some((command) => command?.arguments.has(name) && command.presence !== 'reference')) continue;
    // A `switch` that no `add` knows is a word that narrows what is printed (`print dynamic`); no item has it as a property.
    for (const command of t === 'switch' ? [print] : [add, set]) addReferenceArguments(command, [name]);
  }
}

export function addReference(tree: Tree, sections: Readonly<Record<string, Section>>): void {
  // What fewer menus have in common is no habit of the console (`reset-configuration`).
  const dumped = numbered([...tree.values()].flatMap((menu) => [...menu.commands.keys()]));
  const commandNames = dumped.list.filter((name) => dumped.countOf(name) > 2);
  const generic: Generic = {
    lists: genericArguments(tree, listCommands, true),
    settings: genericArguments(tree, settingsCommands, false),
    actions: genericArguments(tree, commandNames),
  };
  for (const [name, section] of Object.entries(sections)) {
    const path = consolePath(tree, name);
    const clash = section.type === 'Command' ? tree.has(path) : commandAt(tree, path) !== undefined;
    if (clash) throw new Error(`property-types.json: ${name} is a ${section.type}, but not in the dumps`);
    if (section.type === 'Command') addReferenceCommand(tree, path, Object.keys(section.args ?? {}), generic);
    else addReferenceMenu(tree, path, section, generic);
  }
}

/** An alias is there where either of its commands is: the console takes the word in all releases. Returns the lines for the data. */
export function addAliases(tree: Tree, releases: readonly string[]): readonly string[] {
  return [...aliases.map(commandAlias), ...menuAliases.map(menuAlias)].sort(byText);

  function commandAlias([path, other]: readonly [string, string]): string {
    const command = commandAt(tree, path);
    const otherCommand = commandAt(tree, other);
    const last = command?.presence.split('-').at(-1) ?? '';
    const since = releases[releases.indexOf(last) + 1];
    if (!command || !otherCommand || last === '' || since === undefined)
      throw new Error(`${path} is no alias of ${other}`);
    for (const [name, presence] of command.arguments) {
      command.arguments.set(name, presence.endsWith(`-${last}`) ? presence.slice(0, -last.length) : presence);
    }
    command.presence = command.presence.slice(0, -last.length);
    return `${path} ${other} ${since}`;
  }

  function menuAlias([path, other]: readonly [string, string]): string {
    const last = tree.get(path)?.presence.split('-').at(-1) ?? '';
    const since = releases[releases.indexOf(last) + 1];
    if (last === '' || since === undefined || !tree.has(other)) throw new Error(`${path} is no alias of ${other}`);
    return `${path} ${other} ${since}`;
  }
}

export interface RequiredEntry {
  readonly path: string;
  readonly required: readonly string[];
  readonly rawError: string;
}

/**
 * Arguments that each measured router demands by name. A menu whose `add` failed in other words on a router says nothing about it; one that accepted
 * `add` without arguments demands none.
 */
export function readRequired(files: readonly (readonly RequiredEntry[])[]): readonly string[] {
  const demanded = new Map<string, readonly string[]>();
  for (const { path, required, rawError } of files.flat()) {
    if (rawError !== '' && !rawError.includes('missing value(s) of argument(s)')) continue;
    const before = demanded.get(path);
    demanded.set(path, before ? before.filter((name) => required.includes(name)) : required);
  }
  return [...demanded]
    .filter(([, required]) => required.length > 0)
    .map(([path, required]) => [path, ...[...required].sort(byText)].join(' '))
    .sort(byText);
}
