import { schema } from '../../server/src/schema/bundled';
import type { PlantedCommand } from './spellings';

/** The shortest beginning that no other name has; a name that begins another one stays whole, since an exact name wins. */
function shortest(name: string, all: Iterable<string>): string {
  const others = [...all].filter((other) => other !== name);
  for (let length = 1; length < name.length; length++) {
    const beginning = name.slice(0, length);
    if (!others.some((other) => other.startsWith(beginning))) return beginning;
  }
  return name;
}

/** The command with every word of its path, its verb and the names of its arguments as short as RouterOS takes them in any known release. */
export function abbreviated({ menu, verb, item, arguments: given }: PlantedCommand): string {
  const words: string[] = [];
  let here = schema().root;
  for (const word of [...menu.slice(1).split('/'), verb]) {
    words.push(shortest(word, [...here.menus.keys(), ...here.commands.keys()]));
    here = here.menus.get(word) ?? here;
  }
  const known = here.commands.get(verb)?.arguments ?? new Map<string, unknown>();
  const names = given.map((argument) => {
    const [name = '', ...value] = argument.split('=');
    return known.has(name) ? [shortest(name, known.keys()), ...value].join('=') : argument;
  });
  return `/${[...words, ...(item === undefined ? [] : [item]), ...names].join(' ')}`;
}
