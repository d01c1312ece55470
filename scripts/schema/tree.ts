/** The tree of menus, commands and argument names, from the console's own dumps. */
import { words } from '../../server/src/schema/data';
import type { Completion } from './shapes';

export interface CommandNode {
  presence: string;
  readonly arguments: Map<string, string>;
}

export interface MenuNode {
  presence: string;
  readonly commands: Map<string, CommandNode>;
}

/** Menus by path, '' for the root. */
export type Tree = Map<string, MenuNode>;

export function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}

export function lastWord(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

export function splitLines(text: string): readonly string[] {
  return text.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#'));
}

/** Order of code units, the same on each machine. */
export function byText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

export function commandAt(tree: Tree, path: string): CommandNode | undefined {
  return tree.get(parentOf(path))?.commands.get(lastWord(path));
}

export function exists(tree: Tree, path: string): boolean {
  return tree.has(path) || commandAt(tree, path) !== undefined;
}

/** Adds a menu with all that are missing above it. */
export function addMenu(tree: Tree, path: string, presence: string): MenuNode {
  const known = tree.get(path);
  if (known) return known;
  if (path !== '') addMenu(tree, parentOf(path), presence);
  const menu: MenuNode = { presence, commands: new Map() };
  tree.set(path, menu);
  return menu;
}

export function addCommand(tree: Tree, path: string, presence: string): CommandNode {
  const { commands } = addMenu(tree, parentOf(path), presence);
  const known = commands.get(lastWord(path));
  if (known) return known;
  const command: CommandNode = { presence, arguments: new Map() };
  commands.set(lastWord(path), command);
  return command;
}

export function addArgument(command: CommandNode, name: string, presence: string): void {
  if (!command.arguments.has(name)) command.arguments.set(name, presence);
}

/** Path of the command that an argument's path belongs to; not simply its parent, as some names hold a slash: `basic-rates-a/g`. */
export function commandPathOf(tree: Tree, path: string): string {
  for (let parent = parentOf(path); parent !== ''; parent = parentOf(parent)) {
    if (commandAt(tree, parent)) return parent;
  }
  throw new Error(`command-tree.tsv: argument ${path} belongs to no command`);
}

/** The tree, its releases, and the console's type hints by the full path of the argument. */
export function readCommandTree(text: string): {
  readonly tree: Tree;
  readonly releases: readonly string[];
  readonly hints: ReadonlyMap<string, string>;
} {
  const versions = /^# versions: (.*)$/m.exec(text)?.[1];
  if (versions === undefined) throw new Error('command-tree.tsv: the line "# versions: ..." is missing');
  const releases = words(versions.trim());
  const tree: Tree = new Map();
  addMenu(tree, '', `${releases[0] ?? ''}-`);
  const rows = splitLines(text).map((line) => {
    const [path = '', kind = '', base = '', extra = '', hint = ''] = line.split('\t');
    return { path, kind, hint, presence: extra === '' ? base : `${base}|${extra}` };
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
  const hints = new Map(rows.flatMap(({ path, hint }) => (hint === '' ? [] : [[path, hint] as const])));
  return { tree, releases, hints };
}

/** The list has paths without kinds: what has grandchildren is a menu, what stands below a command is an argument, the rest are commands. */
export function addArm64(tree: Tree, text: string): void {
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

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readCompletion(node: Readonly<Record<string, unknown>>): readonly Completion[] {
  return Object.entries(node).map(([text, value]) => ({
    text,
    style: isObject(value) && typeof value.style === 'string' ? value.style : '',
  }));
}

/**
 * Adds names to the tree, and what the console completes to `completions`, by the full path of the argument: [] where it has the argument and offers
 * nothing.
 */
export function addCompletions(
  tree: Tree,
  node: Readonly<Record<string, unknown>>,
  path: string,
  completions: Map<string, readonly Completion[]>,
): void {
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
        completions.set(childPath, isObject(child._completion) ? readCompletion(child._completion) : []);
        break;
      default:
        continue;
    }
    addCompletions(tree, child, childPath, completions);
  }
}
