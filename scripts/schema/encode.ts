/** Writes the tree and the values in the form of the data file: everything numbered, the most used first. */
import { namesInLine } from '../../server/src/schema/data';
import type { SchemaData } from '../../server/src/schema/data';
import { byText } from './tree';
import type { CommandNode, MenuNode, Tree } from './tree';
import type { TypedName, TypedNames } from './values';

/** Counts texts and gives each its number, the most used first. */
export function numbered(texts: readonly string[]): {
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

export type Encoded = Pick<
  SchemaData,
  'names' | 'presences' | 'argumentSets' | 'menus' | 'types' | 'properties' | 'arguments'
>;

export interface Values {
  readonly properties: TypedNames;
  readonly commandArguments: TypedNames;
}

export function sorted<T>(map: ReadonlyMap<string, T>): readonly (readonly [string, T])[] {
  return [...map].sort(([a], [b]) => byText(a, b));
}

function inLines(list: readonly string[]): string {
  const count = Math.ceil(list.length / namesInLine);
  return Array.from({ length: count }, (_, line) =>
    list.slice(line * namesInLine, (line + 1) * namesInLine).join(' '),
  ).join('\n');
}

/** Names, presences and argument sets are numbered, and a presence is only written where it differs from that of the parent. */
export function encode(tree: Tree, { properties, commandArguments }: Values): Encoded {
  const menus = sorted(tree);
  const commands = menus.flatMap(([, menu]) =>
    sorted(menu.commands).map(([name, command]) => ({ menu, name, command })),
  );
  const typedNames = [...properties.values(), ...commandArguments.values()].flat();
  const names = numbered([
    ...commands.flatMap(({ name, command }) => [name, ...command.arguments.keys()]),
    ...typedNames.map(({ name }) => name),
  ]);
  const types = numbered(typedNames.map(({ type }) => type).filter((type) => type !== 'any'));
  const typedWord = ({ name, type, modifiers }: TypedName): string => {
    const number = type === 'any' ? '' : `:${types.numberOf(type)}`;
    return `${names.numberOf(name)}${modifiers === '' ? number : `${number === '' ? ':' : number}:${modifiers}`}`;
  };
  const typedLines = (owners: TypedNames): string =>
    sorted(owners)
      .map(([owner, list]) => [owner, ...list.map(typedWord)].join(' '))
      .join('\n');
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
    names: inLines(names.list),
    presences: presences.list.join(' '),
    argumentSets: sets.list.join('\n'),
    menus: menuLines.join('\n'),
    types: types.list.join('\n'),
    properties: typedLines(properties),
    arguments: typedLines(commandArguments),
  };
}
