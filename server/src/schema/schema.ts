import { indexField, lines, schemaFormat, words } from './data';
import type { SchemaData } from './data';
import { parsePresence } from './presence';
import { knownReleaseIndex } from './releases';
import type { Argument, Command, Menu, Presence, Schema } from './types';

/** Calls `make` at the first request and keeps what it returned. */
function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** Keeps what `make` returns for a key. */
function cached<K, T>(make: (key: K) => T): (key: K) => T {
  const kept = new Map<K, T>();
  return (key) => {
    const known = kept.get(key);
    if (known !== undefined) return known;
    const value = make(key);
    kept.set(key, value);
    return value;
  };
}

/** Keeps the last answer only: one script is read for one release, and whatever releases are asked for, nothing piles up. */
function rememberLast(make: (key: string) => number): (key: string) => number {
  let last: { readonly key: string; readonly value: number } | undefined;
  return (key) => {
    if (last?.key !== key) last = { key, value: make(key) };
    return last.value;
  };
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}

function damaged(what: string): Error {
  return new Error(`The schema data is damaged: ${what}. Run "npx tsx scripts/generate-schema.ts" to check it.`);
}

interface MenuLines {
  readonly line: ReadonlyMap<string, string>;
  readonly children: ReadonlyMap<string, readonly string[]>;
}

/** The one pass over all menus: where the line of each is, and which are its children. */
function indexMenus(text: string): MenuLines {
  const line = new Map<string, string>();
  const children = new Map<string, string[]>();
  for (const entry of lines(text)) {
    const path = entry.startsWith('/ ') ? '' : entry.slice(0, entry.indexOf(' '));
    line.set(path, entry);
    if (path === '') continue;
    const siblings = children.get(parentOf(path));
    if (siblings) siblings.push(path);
    else children.set(parentOf(path), [path]);
  }
  return { line, children };
}

/** First words of each line, with the rest of it. */
function indexLines(text: string): ReadonlyMap<string, readonly string[]> {
  return new Map(
    lines(text).map((entry) => {
      const [key = '', ...rest] = words(entry);
      return [key, rest];
    }),
  );
}

/**
 * Makes the schema that the rest of the program asks, from the parsed data file. No menu, command or argument is made before it is asked for; each
 * is made once. Throws an Error where the data has another format number than this code (the two are built together) or is damaged.
 */
export function createSchema(data: SchemaData): Schema {
  if (data.format !== schemaFormat) throw damaged(`format ${data.format} where ${schemaFormat} is expected`);
  const { releases } = data;
  const names = lazy(() => words(data.names));
  const presenceTexts = lazy(() => words(data.presences));
  const argumentSets = lazy(() => lines(data.argumentSets));
  const menuLines = lazy(() => indexMenus(data.menus));
  const required = lazy(() => indexLines(data.required));
  const aliases = lazy(() => indexLines(data.aliases));

  const releaseIndex = rememberLast((release) => knownReleaseIndex(releases, release));
  const presence = cached((index: number): Presence => {
    const text = presenceTexts()[index];
    if (text === undefined) throw damaged(`no presence ${index}`);
    return parsePresence(text, releases, releaseIndex);
  });

  function nameAt(field: string | undefined): string {
    const name = names()[Number(field)];
    if (name === undefined) throw damaged(`no name ${field ?? ''}`);
    return name;
  }

  function readArguments(set: number, commandPresence: number): ReadonlyMap<string, Argument> {
    const line = argumentSets()[set];
    if (line === undefined) throw damaged(`no set of arguments ${set}`);
    return new Map(
      words(line).map((word) => {
        const [nameField, presenceField] = word.split(':');
        const name = nameAt(nameField);
        return [name, { name, presence: presence(indexField(presenceField) ?? commandPresence) }];
      }),
    );
  }

  // Many commands share one set (`disable`, `print`): it is read once for each presence that it is seen with.
  const argumentsOf = cached((key: string) => {
    const [set = '', commandPresence = ''] = key.split(':');
    return readArguments(Number(set), Number(commandPresence));
  });
  const noArguments: ReadonlyMap<string, Argument> = new Map();

  function readAlias(path: string): Command['alias'] {
    const [other, since] = aliases().get(path) ?? [];
    if (other === undefined || since === undefined) return undefined;
    const command = menu(parentOf(other))?.commands.get(other.slice(other.lastIndexOf('/') + 1));
    if (!command) throw damaged(`no command ${other}`);
    return { command, since };
  }

  function readCommand(word: string, menuPath: string, menuPresence: number): Command {
    const [nameField, setField, presenceField] = word.split(':');
    const name = nameAt(nameField);
    const path = `${menuPath}/${name}`;
    const presenceIndex = indexField(presenceField) ?? menuPresence;
    const set = indexField(setField);
    const alias = readAlias(path);
    return {
      name,
      path,
      presence: presence(presenceIndex),
      get arguments() {
        return set === undefined ? noArguments : argumentsOf(`${set}:${presenceIndex}`);
      },
      ...(alias === undefined ? {} : { alias }),
    };
  }

  function readCommands(line: string, path: string): ReadonlyMap<string, Command> {
    const [, presenceField, ...commandWords] = words(line);
    const commands = commandWords.map((word) => readCommand(word, path, Number(presenceField)));
    return new Map(commands.map((command) => [command.name, command]));
  }

  function readMenu(path: string, line: string): Menu {
    const menus = lazy(() => {
      const children = menuLines().children.get(path) ?? [];
      return new Map(children.map((childPath) => [childPath.slice(path.length + 1), knownMenu(childPath)]));
    });
    const commands = lazy(() => readCommands(line, path));
    return {
      name: path.slice(path.lastIndexOf('/') + 1),
      path,
      get presence() {
        return presence(Number(words(line)[1]));
      },
      get menus() {
        return menus();
      },
      get commands() {
        return commands();
      },
    };
  }

  const knownMenu = cached((path: string): Menu => {
    const line = menuLines().line.get(path);
    if (line === undefined) throw damaged(`no menu "${path}"`);
    return readMenu(path, line);
  });

  function menu(path: string): Menu | undefined {
    return menuLines().line.has(path) ? knownMenu(path) : undefined;
  }

  return {
    releases,
    get root() {
      return knownMenu('');
    },
    menu,
    required: (menuPath) => required().get(menuPath) ?? [],
  };
}
