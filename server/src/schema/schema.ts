import { indexField, lines, namesInLine, schemaFormat, words } from './data';
import type { SchemaData } from './data';
import { parsePresence } from './presence';
import { knownReleaseIndex } from './releases';
import { anyShape, makeArgument, makeProperty } from './shape';
import type { ShapeEntry, TypeAt } from './shape';
import { parseType } from './typeText';
import type { Argument, Command, Hardware, Menu, PackageNeed, Presence, Property, Schema, ValueType } from './types';

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

/** Lines by their first word, unread. */
function indexRaw(text: string): ReadonlyMap<string, string> {
  return new Map(
    lines(text).map((entry) => {
      const blank = entry.indexOf(' ');
      return blank < 0 ? [entry, ''] : [entry.slice(0, blank), entry.slice(blank + 1)];
    }),
  );
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
  const nameLines = lazy(() => lines(data.names));
  const namesOfLine = cached((line: number) => words(nameLines()[line] ?? ''));
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

  const valueReleases = lazy(() => {
    const byMenu = new Map<string, Map<string, Presence>>();
    for (const line of lines(data.valueReleases)) {
      const [path = '', name = '', word = '', ranges = ''] = words(line);
      const known = byMenu.get(path) ?? new Map<string, Presence>();
      byMenu.set(path, known.set(`${name} ${word}`, parsePresence(ranges, releases, releaseIndex)));
    }
    return byMenu;
  });

  function nameAt(field: string | undefined): string {
    const index = Number(field);
    const name = namesOfLine(Math.floor(index / namesInLine))[index % namesInLine];
    if (name === undefined) throw damaged(`no name ${field ?? ''}`);
    return name;
  }

  const typeTexts = lazy(() => lines(data.types));
  const propertyLines = lazy(() => indexRaw(data.properties));
  const argumentLines = lazy(() => indexRaw(data.arguments));
  const positionalLines = lazy(() => indexLines(data.positional));
  const packageLines = lazy(() => indexLines(data.packages));

  const anyType: ValueType = { kind: 'any' };
  const knownType = cached((index: number): ValueType => {
    const text = typeTexts()[index];
    const type = text === undefined ? undefined : parseType(text);
    if (!type) throw damaged(`no type ${index}`);
    return type;
  });
  const typeAt: TypeAt = (index) => (index === undefined ? anyType : knownType(index));

  function readEntries(line: string | undefined): ReadonlyMap<string, ShapeEntry> {
    return new Map(
      words(line ?? '').map((word) => {
        const [nameField, typeField, modifiers = ''] = word.split(':');
        return [nameAt(nameField), { type: indexField(typeField), modifiers }];
      }),
    );
  }

  const propertyEntries = cached((path: string) => readEntries(propertyLines().get(path)));
  const argumentEntries = cached((owner: string) => readEntries(argumentLines().get(owner)));

  /** Where the shapes of a command's arguments come from; commands with the same source share their arguments. */
  function shapeOwner(path: string, verb: string): string {
    return verb === 'add' || verb === 'set' || argumentLines().has(path) ? path : verb;
  }

  function shapeEntry(owner: string, name: string): ShapeEntry {
    const slash = owner.lastIndexOf('/');
    const verb = owner.slice(slash + 1);
    const own = slash < 0 ? undefined : argumentEntries(owner).get(name);
    const property = verb === 'add' || verb === 'set' ? propertyEntries(owner.slice(0, slash)).get(name) : undefined;
    return own ?? property ?? argumentEntries(`*/${verb}`).get(name) ?? argumentEntries('*').get(name) ?? anyShape;
  }

  function readArguments(set: number, commandPresence: number, owner: string): ReadonlyMap<string, Argument> {
    const line = argumentSets()[set];
    if (line === undefined) throw damaged(`no set of arguments ${set}`);
    const demanded = owner.endsWith('/add') ? (required().get(parentOf(owner)) ?? []) : [];
    return new Map(
      words(line).map((word) => {
        const [nameField, presenceField] = word.split(':');
        const name = nameAt(nameField);
        const own = presence(indexField(presenceField) ?? commandPresence);
        return [name, makeArgument(name, own, demanded.includes(name), shapeEntry(owner, name), typeAt)];
      }),
    );
  }

  // Many commands share one set (`disable`, `print`): it is read once for each presence and source of shapes that it is seen with.
  const argumentsOf = cached((key: string) => {
    const [set = '', commandPresence = '', owner = ''] = key.split(':');
    return readArguments(Number(set), Number(commandPresence), owner);
  });
  const noArguments: ReadonlyMap<string, Argument> = new Map();

  function readAlias(path: string): Command['alias'] {
    const [other, since] = aliases().get(path) ?? [];
    if (other === undefined || since === undefined) return undefined;
    const command = menu(parentOf(other))?.commands.get(other.slice(other.lastIndexOf('/') + 1));
    if (!command) throw damaged(`no command ${other}`);
    return { command, since };
  }

  function readMenuAlias(path: string): Menu['alias'] {
    const [other, since] = aliases().get(path) ?? [];
    return other === undefined || since === undefined ? undefined : { menu: knownMenu(other), since };
  }

  function readCommand(word: string, menuPath: string, menuPresence: number): Command {
    const [nameField, setField, presenceField] = word.split(':');
    const name = nameAt(nameField);
    const path = `${menuPath}/${name}`;
    const presenceIndex = indexField(presenceField) ?? menuPresence;
    const set = indexField(setField);
    const alias = readAlias(path);
    const own = lazy(() =>
      set === undefined ? noArguments : argumentsOf(`${set}:${presenceIndex}:${shapeOwner(path, name)}`),
    );
    const positional = lazy(() => positionalOf(name, path, menuPath, own()));
    return {
      name,
      path,
      menu: menuPath,
      presence: presence(presenceIndex),
      get arguments() {
        return own();
      },
      get positional() {
        return positional();
      },
      ...(alias === undefined ? {} : { alias }),
    };
  }

  function positionalOf(
    name: string,
    path: string,
    menuPath: string,
    known: ReadonlyMap<string, Argument>,
  ): readonly string[] | undefined {
    const exact = positionalLines().get(path);
    if (exact || menuPath === '') return exact;
    const ofVerb = positionalLines().get(`*/${name}`);
    if (ofVerb) return ofVerb.filter((word) => known.has(word));
    const first = positionalLines()
      .get('*')
      ?.find((word) => known.has(word));
    return first === undefined ? undefined : [first];
  }

  function readProperties(path: string): ReadonlyMap<string, Property> {
    return new Map([...propertyEntries(path)].map(([name, entry]) => [name, makeProperty(name, entry, typeAt)]));
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
    const properties = lazy(() => readProperties(path));
    const own = lazy(() => presence(Number(words(line)[1])));
    const alias = readMenuAlias(path);
    return {
      name: path.slice(path.lastIndexOf('/') + 1),
      path,
      get presence() {
        return own();
      },
      get menus() {
        return menus();
      },
      get commands() {
        return commands();
      },
      get properties() {
        return properties();
      },
      ...(alias === undefined ? {} : { alias }),
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

  function presenceOf(path: string): Presence | undefined {
    return (menu(path) ?? menu(parentOf(path))?.commands.get(path.slice(path.lastIndexOf('/') + 1)))?.presence;
  }

  function packageOf(path: string, release: string = releases.at(-1) ?? ''): PackageNeed | undefined {
    const own = presenceOf(path);
    if (!own) return undefined;
    let owner = path;
    while (owner !== '' && !packageLines().has(owner)) owner = parentOf(owner);
    const [names, gives] = packageLines().get(owner) ?? [];
    const driver = gives === 'driver';
    if (!driver && (own.hasBase(release) || (own.source !== 'x86' && names === undefined))) return undefined;
    if (driver && !own.has(release)) return undefined;
    return { names: names?.split(',') ?? [], gives: driver ? 'driver' : 'menu' };
  }

  function hardwareOf(path: string): Hardware | undefined {
    switch (presenceOf(path)?.source) {
      case 'x86':
        return 'any';
      case 'arm64':
        return 'not-x86';
      case 'reference':
        return 'board';
      case undefined:
        return undefined;
    }
  }

  return {
    releases,
    packageOf,
    hardwareOf,
    get root() {
      return knownMenu('');
    },
    menu,
    required: (menuPath) => required().get(menuPath) ?? [],
    valuePresence: (menuPath, name, word) => valueReleases().get(menuPath)?.get(`${name} ${word}`),
  };
}
