/**
 * Makes server/src/schema/data/schema.json, the menus, commands and argument names of RouterOS, from a folder with the source files.
 *
 *   npx tsx scripts/generate-schema.ts FOLDER           writes the file
 *   npx tsx scripts/generate-schema.ts FOLDER --check   exits 1 where the committed file is not what the sources give
 *   npx tsx scripts/generate-schema.ts                  exits 1 where the committed file is not sound in itself
 *
 * The result is the union of all sources, as none is complete: the dumps come from x86 routers, where hardware such as switch chips, PoE and LCD is
 * missing. Each run on the same sources gives the same bytes.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inconsistencies } from '../server/src/schema/consistency';
import { lines, schemaFormat, words } from '../server/src/schema/data';
import type { SchemaData, SchemaSource } from '../server/src/schema/data';

const target = fileURLToPath(new URL('../server/src/schema/data/schema.json', import.meta.url));

interface CommandNode {
  presence: string;
  readonly arguments: Map<string, string>;
}

interface MenuNode {
  presence: string;
  readonly commands: Map<string, CommandNode>;
}

/** Menus by path, '' for the root. */
type Tree = Map<string, MenuNode>;

const origins: readonly Omit<SchemaSource, 'sha256'>[] = [
  {
    file: 'command-tree.tsv',
    origin: 'console dumps of x86 routers, tikoci/restraml',
    licence: 'Unlicense',
    date: '2026-08-18',
  },
  {
    file: 'arm64-only-7.24.txt',
    origin: 'console dump of an arm64 router, tikoci/restraml',
    licence: 'Unlicense',
    date: '2026-08-18',
  },
  {
    file: 'console-completions-7.22.3.json',
    origin: 'console completions of an x86 router, tikoci/restraml',
    licence: 'Unlicense',
    date: '2026-05-08',
  },
  {
    file: 'property-types.json',
    origin: "facts of MikroTik's CLI reference",
    licence: 'facts only',
    date: '2026-08-10',
  },
  ...['7.20.8', '7.22.1', '7.23rc1'].map((release) => ({
    file: `required-args.v${release}.json`,
    origin: `answers of a RouterOS ${release} router to "add" without arguments, tikoci/lsp-routeros-ts`,
    licence: 'MIT',
    date: '2026-04-26',
  })),
];

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

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}

function lastWord(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function splitLines(text: string): readonly string[] {
  return text.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#'));
}

/** Order of code units, the same on each machine. */
function byText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function commandAt(tree: Tree, path: string): CommandNode | undefined {
  return tree.get(parentOf(path))?.commands.get(lastWord(path));
}

function exists(tree: Tree, path: string): boolean {
  return tree.has(path) || commandAt(tree, path) !== undefined;
}

/** Adds a menu with all that are missing above it. */
function addMenu(tree: Tree, path: string, presence: string): MenuNode {
  const known = tree.get(path);
  if (known) return known;
  if (path !== '') addMenu(tree, parentOf(path), presence);
  const menu: MenuNode = { presence, commands: new Map() };
  tree.set(path, menu);
  return menu;
}

function addCommand(tree: Tree, path: string, presence: string): CommandNode {
  const { commands } = addMenu(tree, parentOf(path), presence);
  const known = commands.get(lastWord(path));
  if (known) return known;
  const command: CommandNode = { presence, arguments: new Map() };
  commands.set(lastWord(path), command);
  return command;
}

function addArgument(command: CommandNode, name: string, presence: string): void {
  if (!command.arguments.has(name)) command.arguments.set(name, presence);
}

/** Path of the command that an argument's path belongs to; not simply its parent, as some names hold a slash: `basic-rates-a/g`. */
function commandPathOf(tree: Tree, path: string): string {
  for (let parent = parentOf(path); parent !== ''; parent = parentOf(parent)) {
    if (commandAt(tree, parent)) return parent;
  }
  throw new Error(`command-tree.tsv: argument ${path} belongs to no command`);
}

function readCommandTree(text: string): { readonly tree: Tree; readonly releases: readonly string[] } {
  const versions = /^# versions: (.*)$/m.exec(text)?.[1];
  if (versions === undefined) throw new Error('command-tree.tsv: the line "# versions: ..." is missing');
  const releases = words(versions.trim());
  const tree: Tree = new Map();
  addMenu(tree, '', `${releases[0] ?? ''}-`);
  const rows = splitLines(text).map((line) => {
    const [path = '', kind = '', base = '', extra = ''] = line.split('\t');
    return { path, kind, presence: extra === '' ? base : `${base}|${extra}` };
  });
  for (const { path, kind, presence } of rows) {
    if (kind === 'dir' || kind === 'path') addMenu(tree, path, presence);
  }
  for (const { path, kind, presence } of rows) {
    if (kind === 'cmd') addCommand(tree, path, presence);
  }
  for (const { path, kind, presence } of rows) {
    if (kind !== 'arg') continue;
    const commandPath = commandPathOf(tree, path);
    addArgument(addCommand(tree, commandPath, presence), path.slice(commandPath.length + 1), presence);
  }
  return { tree, releases };
}

/** The list has paths without kinds: what has grandchildren is a menu, what stands below a command is an argument, the rest are commands. */
function addArm64(tree: Tree, text: string): void {
  const paths = splitLines(text);
  const parents = new Set(paths.map(parentOf));
  const grandparents = new Set([...parents].map(parentOf));
  for (const path of paths) {
    if (exists(tree, path)) continue;
    const parent = commandAt(tree, parentOf(path));
    if (parent) addArgument(parent, lastWord(path), 'arm64');
    else if (grandparents.has(path)) addMenu(tree, path, 'arm64');
    else addCommand(tree, path, 'arm64');
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Names only: values and everything that begins with `_` is of no interest here. */
function addCompletions(tree: Tree, node: Readonly<Record<string, unknown>>, path: string): void {
  for (const [name, child] of Object.entries(node)) {
    if (name.startsWith('_') || !isObject(child)) continue;
    const childPath = `${path}/${name}`;
    switch (child._type) {
      case 'dir':
      case 'path':
        addMenu(tree, childPath, 'reference');
        break;
      case 'cmd':
        addCommand(tree, childPath, 'reference');
        break;
      case 'arg':
        addArgument(addCommand(tree, path, 'reference'), name, 'reference');
        break;
      default:
        continue;
    }
    addCompletions(tree, child, childPath);
  }
}

interface Section {
  readonly type: 'Directory' | 'Settings Directory' | 'Command';
  readonly args?: Readonly<Record<string, { readonly t?: string }>>;
}

/** The path that the console uses for a section of the reference. */
function consolePath(tree: Tree, section: string): string {
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
function commonArguments(commands: readonly CommandNode[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const command of commands) {
    for (const name of command.arguments.keys()) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].filter(([, count]) => count * 4 >= commands.length).map(([name]) => name);
}

/** Common arguments of each of the commands, computed from the dumped menus: from all, or only from lists (or settings) of items. */
function genericArguments(
  tree: Tree,
  names: readonly string[],
  lists?: boolean,
): ReadonlyMap<string, readonly string[]> {
  const menus = [...tree.values()].filter((menu) => lists === undefined || menu.commands.has('find') === lists);
  return new Map(names.map((name) => [name, commonArguments(menus.flatMap((menu) => menu.commands.get(name) ?? []))]));
}

/** Is the reference's name the last part of a dotted one that the console has (`passphrase` of `security.passphrase`)? Then it is that one. */
function isPartOfDotted(command: CommandNode, name: string): boolean {
  return [...command.arguments.keys()].some((known) => known.endsWith(`.${name}`));
}

function addReferenceArguments(command: CommandNode | undefined, names: readonly string[]): void {
  if (!command) return;
  for (const name of names) {
    if (!isPartOfDotted(command, name)) addArgument(command, name, 'reference');
  }
}

interface Generic {
  readonly lists: ReadonlyMap<string, readonly string[]>;
  readonly settings: ReadonlyMap<string, readonly string[]>;
  readonly actions: ReadonlyMap<string, readonly string[]>;
}

/** A command that no dump has takes what commands of its name take elsewhere, or else what one that watches items takes. */
function addReferenceCommand(tree: Tree, path: string, names: readonly string[], { actions }: Generic): void {
  const known = commandAt(tree, path);
  const command = known ?? addCommand(tree, path, 'reference');
  addReferenceArguments(command, names);
  if (!known) addReferenceArguments(command, actions.get(lastWord(path)) ?? actions.get('monitor') ?? []);
}

function addReferenceMenu(tree: Tree, path: string, { type, args = {} }: Section, generic: Generic): void {
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

function addReference(tree: Tree, sections: Readonly<Record<string, Section>>): void {
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
function addAliases(tree: Tree, releases: readonly string[]): readonly string[] {
  return aliases.map(([path, other]) => {
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
  });
}

interface RequiredEntry {
  readonly path: string;
  readonly required: readonly string[];
  readonly rawError: string;
}

/**
 * Arguments that each measured router demands by name. A menu whose `add` failed in other words on a router says nothing about it; one that accepted
 * `add` without arguments demands none.
 */
function readRequired(files: readonly (readonly RequiredEntry[])[]): readonly string[] {
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

/** Counts texts and gives each its number, the most used first. */
function numbered(texts: readonly string[]): {
  readonly list: readonly string[];
  readonly numberOf: (text: string) => number;
  readonly countOf: (text: string) => number;
} {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  const list = [...counts].sort(([a, m], [b, n]) => n - m || byText(a, b)).map(([text]) => text);
  const numbers = new Map(list.map((text, index) => [text, index]));
  return { list, numberOf: (text) => numbers.get(text) ?? -1, countOf: (text) => counts.get(text) ?? 0 };
}

type Encoded = Pick<SchemaData, 'names' | 'presences' | 'argumentSets' | 'menus'>;

function sorted<T>(map: ReadonlyMap<string, T>): readonly (readonly [string, T])[] {
  return [...map].sort(([a], [b]) => byText(a, b));
}

/** Names, presences and argument sets are numbered, and a presence is only written where it differs from that of the parent. */
function encode(tree: Tree): Encoded {
  const menus = sorted(tree);
  const commands = menus.flatMap(([, menu]) =>
    sorted(menu.commands).map(([name, command]) => ({ menu, name, command })),
  );
  const names = numbered(commands.flatMap(({ name, command }) => [name, ...command.arguments.keys()]));
  const presences = numbered([
    ...menus.map(([, menu]) => menu.presence),
    ...commands.flatMap(({ menu, command }) => [
      ...(command.presence === menu.presence ? [] : [command.presence]),
      ...[...command.arguments.values()].filter((presence) => presence !== command.presence),
    ]),
  ]);
  const difference = (own: string, inherited: string): string =>
    own === inherited ? '' : `:${presences.numberOf(own)}`;
  const setOf = (command: CommandNode): string =>
    sorted(command.arguments)
      .map(([name, presence]) => `${names.numberOf(name)}${difference(presence, command.presence)}`)
      .join(' ');
  const sets = numbered(commands.map(({ command }) => setOf(command)).filter((set) => set !== ''));
  const commandWord = (name: string, command: CommandNode, menu: MenuNode): string => {
    const set = setOf(command);
    const presence = difference(command.presence, menu.presence);
    if (set === '') return `${names.numberOf(name)}${presence === '' ? '' : `:${presence}`}`;
    return `${names.numberOf(name)}:${sets.numberOf(set)}${presence}`;
  };
  const menuLines = menus.map(([path, menu]) =>
    [
      path === '' ? '/' : path,
      presences.numberOf(menu.presence),
      ...sorted(menu.commands).map(([name, command]) => commandWord(name, command, menu)),
    ].join(' '),
  );
  return {
    names: names.list.join(' '),
    presences: presences.list.join(' '),
    argumentSets: sets.list.join('\n'),
    menus: menuLines.join('\n'),
  };
}

/** The whole data, from the folder with the sources. Throws an Error with the file's name where one is missing or not of the expected form. */
function generate(folder: string): SchemaData {
  const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
  const { tree, releases } = readCommandTree(read('command-tree.tsv'));
  addArm64(tree, read('arm64-only-7.24.txt'));
  addCompletions(tree, JSON.parse(read('console-completions-7.22.3.json')) as Record<string, unknown>, '');
  addReference(tree, JSON.parse(read('property-types.json')) as Record<string, Section>);
  const aliasLines = addAliases(tree, releases);
  const requiredFiles = origins.map(({ file }) => file).filter((file) => file.startsWith('required-args.'));
  const required = readRequired(requiredFiles.map((file) => JSON.parse(read(file)) as RequiredEntry[]));
  const sources = origins.map((origin) => ({
    ...origin,
    sha256: createHash('sha256').update(read(origin.file)).digest('hex'),
  }));
  return {
    format: schemaFormat,
    sources,
    releases,
    ...encode(tree),
    required: required.join('\n'),
    aliases: aliasLines.join('\n'),
  };
}

function fail(message: string): never {
  console.error(`schema: ${message}`);
  process.exit(1);
}

function main(values: readonly string[]): void {
  const check = values.includes('--check');
  const folder = values.find((value) => !value.startsWith('--'));
  const committed = existsSync(target) ? readFileSync(target, 'utf8') : '';
  if (folder === undefined && committed === '') fail('there is no data file yet; give the folder with its sources');
  const text = folder === undefined ? committed : `${JSON.stringify(generate(folder), null, 1)}\n`;
  const data = JSON.parse(text) as SchemaData;
  const problems = inconsistencies(data);
  if (problems.length > 0) fail(problems.slice(0, 20).join('\n        '));
  if (folder !== undefined && check && text !== committed)
    fail('the committed file is not what the sources give; run this without --check');
  if (folder !== undefined && !check) writeFileSync(target, text);
  const menus = lines(data.menus);
  const commands = menus.reduce((sum, line) => sum + words(line).length - 2, 0);
  console.log(
    `schema: sound: ${data.releases.length} releases, ${menus.length} menus, ${commands} commands, ${lines(data.argumentSets).length} argument sets, ` +
      `${words(data.names).length} names, ${lines(data.required).length} menus with required arguments, ${Buffer.byteLength(text)} bytes`,
  );
}

main(process.argv.slice(2));
