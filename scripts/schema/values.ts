/** Types and modifiers of all properties and arguments, for the data file. */
import { typeText } from '../../server/src/schema/typeText';
import type { ValueType } from '../../server/src/schema/types';
import { consolePath } from './reference';
import type { Section } from './reference';
import { derive } from './shapes';
import type { Completion, Derived } from './shapes';
import {
  blocks,
  commonFlags,
  formerWords,
  genericArguments,
  interfaceLists,
  references,
  scriptArguments,
  scripts,
  sensitive,
} from './tables';
import { byText } from './tree';
import type { CommandNode, MenuNode, Tree } from './tree';

/** One property or argument as the data file has it: name, text of the type, letters of the modifiers. */
export interface TypedName {
  readonly name: string;
  readonly type: string;
  readonly modifiers: string;
}

/** Owner (menu, command, star and verb, star) and its names. */
export type TypedNames = ReadonlyMap<string, readonly TypedName[]>;

export interface ValueSources {
  readonly tree: Tree;
  readonly hints: ReadonlyMap<string, string>;
  readonly completions: ReadonlyMap<string, readonly Completion[]>;
  readonly sections: Readonly<Record<string, Section>>;
}

/** Verbs whose arguments are the properties of the menu, or the same in each menu. */
const propertyVerbs: ReadonlySet<string> = new Set(['add', 'set']);
const genericVerbs: ReadonlySet<string> = new Set(
  'print get find export edit reset remove comment disable enable unset move recursive-print'.split(' '),
);
const genericNames: ReadonlySet<string> = new Set(
  genericArguments.filter(([verb]) => verb === '*').map(([, name]) => name),
);

const plain: Derived = { type: { kind: 'any' }, list: false, negatable: false };

interface Modifiers {
  readonly unsettable?: boolean;
  readonly kept?: boolean;
  readonly readOnly?: boolean;
  readonly flag?: boolean;
  readonly block?: boolean;
}

function namesOf(lines: readonly string[], owner: string): readonly string[] {
  return lines.filter((line) => line.startsWith(`${owner} `)).flatMap((line) => line.split(' ').slice(1));
}

function isSensitive(owner: string, name: string): boolean {
  const last = name.slice(name.lastIndexOf('.') + 1);
  return sensitive.some(
    ([paths, names]) =>
      paths.split(' ').some((path) => owner === path || owner.startsWith(`${path}/`)) &&
      names.split(' ').some((known) => known === name || known === last),
  );
}

function isScript(owner: string, name: string): boolean {
  return namesOf([...scripts, ...scriptArguments], owner).includes(name);
}

/** References to items and interface lists, which no source tells apart from other enumerations, and words that the sources forget. */
function refined(place: string, type: ValueType): ValueType {
  const former = formerWords.filter(([pattern]) => pattern.test(place)).flatMap(([, words]) => words);
  if (former.length > 0 && (type.kind === 'flags' || type.kind === 'enum'))
    return { ...type, values: [...new Set([...type.values, ...former])] };
  if (type.kind !== 'enum' || !type.open) return type;
  if (interfaceLists.some((pattern) => pattern.test(place))) return { kind: 'interfaceList' };
  const [reference] = references.flatMap(([pattern, path]) => {
    const match = pattern.exec(place);
    return match ? [path.replace('$1', match[1] ?? '')] : [];
  });
  if (reference === undefined) return type;
  const words = type.values.filter((value) => !/^(?:full|read|write|disk|echo|memory)$/.test(value));
  return words.length === 0
    ? { kind: 'item', menu: reference }
    : {
        kind: 'oneOf',
        types: [
          { kind: 'enum', values: words, open: false },
          { kind: 'item', menu: reference },
        ],
      };
}

function typed(owner: string, name: string, shape: Derived, modifiers: Modifiers): TypedName {
  const script = isScript(owner, name);
  const type = script ? ({ kind: 'script' } as const) : refined(`${owner}/${name}`, shape.type);
  const letters = [
    shape.list && 'l',
    shape.negatable && 'n',
    modifiers.unsettable && 'u',
    modifiers.kept && 'k',
    isSensitive(owner, name) && 's',
    script && 'x',
    modifiers.block && 'b',
    modifiers.readOnly && 'r',
    modifiers.flag && 'f',
  ];
  return {
    name,
    type: typeText(type),
    modifiers: letters.filter((letter) => letter !== false && letter !== undefined).join(''),
  };
}

/** The console's name of a property of the reference: its own, or the only dotted one that ends with it. */
function consoleName(known: ReadonlySet<string>, name: string): string {
  if (known.has(name)) return name;
  const dotted = [...known].filter((candidate) => candidate.endsWith(`.${name}`));
  return dotted.length === 1 && dotted[0] !== undefined ? dotted[0] : name;
}

function sectionsByPath(tree: Tree, sections: ValueSources['sections']): ReadonlyMap<string, readonly Section[]> {
  const byPath = new Map<string, Section[]>();
  for (const [name, section] of Object.entries(sections)) {
    const path = consolePath(tree, name);
    const known = byPath.get(path);
    if (known) known.push(section);
    else byPath.set(path, [section]);
  }
  return byPath;
}

/** A status word is shown, never written: nobody says that the listed ones are all. */
function readOnlyShape(shape: Derived): Derived {
  return shape.type.kind === 'enum' || shape.type.kind === 'flags'
    ? { ...shape, type: { ...shape.type, open: true } }
    : shape;
}

function writableNames(menu: MenuNode): ReadonlySet<string> {
  const names = [...propertyVerbs].flatMap((verb) => [...(menu.commands.get(verb)?.arguments.keys() ?? [])]);
  return new Set(names.filter((name) => !genericNames.has(name)));
}

function propertiesOf(
  path: string,
  menu: MenuNode,
  sections: readonly Section[],
  sources: ValueSources,
): readonly TypedName[] {
  const writable = writableNames(menu);
  const args = new Map<string, { readonly t?: string; readonly unset?: unknown }>();
  const shown = new Map<string, string | undefined>();
  const flags = new Set<string>();
  for (const section of sections) {
    for (const [name, fact] of Object.entries(section.args ?? {})) {
      const own = consoleName(writable, name);
      if (!args.has(own)) args.set(own, fact);
    }
    for (const [name, { t }] of Object.entries(section.ro ?? {})) shown.set(name, t);
    for (const { t = '' } of Object.values(section.flags ?? {})) if (/^[a-z][\w.-]*$/i.test(t)) flags.add(t);
  }
  for (const command of ['get/value-name', 'print/proplist']) {
    for (const { text, style } of sources.completions.get(`${path}/${command}`) ?? []) {
      if (style === 'none' && /^[\w.][\w./-]*$/.test(text) && !shown.has(text)) shown.set(text, undefined);
    }
  }
  const result = new Map<string, TypedName>();
  // What the console completes behind `unset` is all that it takes away: each `!name` of the open corpora and of the recorded answers is among it.
  const taken = sources.completions.get(`${path}/unset/value-name`)?.map(({ text }) => text);
  for (const name of writable) {
    const hints = [...propertyVerbs].flatMap((verb) => sources.hints.get(`${path}/${verb}/${name}`) ?? []);
    const completions = [...propertyVerbs].flatMap((verb) => sources.completions.get(`${path}/${verb}/${name}`) ?? []);
    const fact = args.get(name);
    const recorded = [...propertyVerbs].some((verb) => sources.completions.has(`${path}/${verb}/${name}`));
    const shape = derive({
      place: `${path}/${name}`,
      notation: fact?.t,
      hints,
      completions: completions.length > 0 ? completions : undefined,
      recorded,
    });
    const unsettable = fact?.unset !== undefined || taken?.includes(name) === true;
    const kept = taken !== undefined && taken.length > 0 && recorded && !unsettable;
    result.set(name, typed(path, name, shape, { unsettable, kept, flag: flags.has(name) }));
  }
  for (const [name, notation] of shown) {
    if (result.has(name)) continue;
    const shape = readOnlyShape(
      derive({ place: `${path}/${name}`, notation, hints: [], completions: undefined, recorded: true }),
    );
    const flag = flags.has(name) || (notation === undefined && commonFlags.has(name));
    result.set(
      name,
      typed(path, name, flag ? { ...plain, type: { kind: 'boolean' } } : shape, { readOnly: true, flag }),
    );
  }
  for (const name of flags) {
    if (!result.has(name))
      result.set(name, typed(path, name, { ...plain, type: { kind: 'boolean' } }, { readOnly: true, flag: true }));
  }
  return [...result.values()].sort((a, b) => byText(a.name, b.name));
}

function argumentsOf(
  path: string,
  command: CommandNode,
  sections: readonly Section[],
  sources: ValueSources,
): readonly TypedName[] {
  const facts = new Map(sections.flatMap((section) => Object.entries(section.args ?? {})));
  const blockNames = namesOf(blocks, path);
  const names = [...command.arguments.keys()].filter((name) => !genericNames.has(name) || facts.has(name));
  return names
    .sort(byText)
    .map((name) => {
      const place = `${path}/${name}`;
      const offered = sources.completions.get(place) ?? [];
      const shape = derive({
        place,
        notation: facts.get(name)?.t,
        hints: [sources.hints.get(place) ?? ''],
        completions: offered.length > 0 ? offered : undefined,
        recorded: sources.completions.has(place),
      });
      const block = blockNames.includes(name);
      return typed(path, name, block ? plain : shape, { block });
    })
    .filter(({ type, modifiers }) => type !== 'any' || modifiers !== '');
}

/** Properties of each menu, and arguments of each command that are not properties of its menu. */
export function readValues(sources: ValueSources): {
  readonly properties: TypedNames;
  readonly commandArguments: TypedNames;
} {
  const byPath = sectionsByPath(sources.tree, sources.sections);
  const properties = new Map<string, readonly TypedName[]>();
  const commandArguments = new Map<string, readonly TypedName[]>();
  const add = (map: Map<string, readonly TypedName[]>, key: string, names: readonly TypedName[]): void => {
    if (names.length > 0) map.set(key, names);
  };
  for (const [path, menu] of sources.tree) {
    add(properties, path, path === '' ? [] : propertiesOf(path, menu, byPath.get(path) ?? [], sources));
    for (const [verb, command] of menu.commands) {
      if (path !== '' && (genericVerbs.has(verb) || propertyVerbs.has(verb))) continue;
      const commandPath = `${path}/${verb}`;
      add(commandArguments, commandPath, argumentsOf(commandPath, command, byPath.get(commandPath) ?? [], sources));
    }
  }
  for (const [owner, name, type, modifiers] of genericArguments) {
    commandArguments.set(owner, [...(commandArguments.get(owner) ?? []), { name, type, modifiers }]);
  }
  const everywhere = namesOf(blocks, '*').map((name) => ({ name, type: 'any', modifiers: 'b' }));
  commandArguments.set('*', [...(commandArguments.get('*') ?? []), ...everywhere]);
  return { properties, commandArguments };
}
