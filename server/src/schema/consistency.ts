import { allNames, indexField, lines, namesInLine, schemaFormat, words } from './data';
import type { SchemaData } from './data';
import { compareReleases, releaseKey } from './releases';
import { modifierPattern } from './shape';
import { parseType, typeText } from './typeText';

interface Findings {
  readonly problems: string[];
  readonly usedNames: Set<number>;
  readonly usedSets: Set<number>;
  readonly usedTypes: Set<number>;
}

function checkReleases({ releases }: SchemaData, problems: string[]): void {
  for (const [index, release] of releases.entries()) {
    if (!releaseKey(release)) problems.push(`releases: "${release}" is no release`);
    const previous = releases[index - 1];
    if (previous !== undefined && compareReleases(previous, release) >= 0) {
      problems.push(`releases: "${release}" does not come after "${previous}"`);
    }
  }
}

function checkRanges(text: string, releases: readonly string[], problems: string[]): void {
  if (text === '') return;
  for (const range of text.split(',')) {
    const [first = '', last, ...more] = range.split('-');
    const start = releases.indexOf(first);
    const end = last === '' ? releases.length : releases.indexOf(last ?? first);
    if (last === undefined || more.length > 0 || start < 0 || end < start)
      problems.push(`presences: "${range}" is no range of releases`);
  }
}

function checkPresences(data: SchemaData, problems: string[]): void {
  for (const text of words(data.presences)) {
    if (text === 'arm64' || text === 'reference') continue;
    const parts = text.split('|');
    if (parts.length > 2 || parts.every((part) => part === '')) problems.push(`presences: "${text}" says nothing`);
    for (const part of parts) checkRanges(part, data.releases, problems);
  }
}

function checkIndex(field: string | undefined, limit: number, where: string, problems: string[]): number {
  const index = field !== undefined && /^\d+$/.test(field) ? Number(field) : -1;
  if (index < 0 || index >= limit) problems.push(`${where}: "${field ?? ''}" is no index below ${limit}`);
  return index;
}

function checkSets(data: SchemaData, counts: Counts, { problems, usedNames }: Findings): void {
  for (const [number, line] of lines(data.argumentSets).entries()) {
    const seen = new Set<number>();
    for (const word of words(line)) {
      const [name, presence] = word.split(':');
      const index = checkIndex(name, counts.names, `argument set ${number}`, problems);
      if (presence !== undefined) checkIndex(presence, counts.presences, `argument set ${number}`, problems);
      if (seen.has(index)) problems.push(`argument set ${number}: name ${index} twice`);
      seen.add(index);
      usedNames.add(index);
    }
  }
}

interface Counts {
  readonly names: number;
  readonly presences: number;
  readonly sets: number;
  readonly types: number;
}

/** Arguments of each command, by path; names by index. */
type CommandSets = ReadonlyMap<string, number | undefined>;

function checkMenus(data: SchemaData, counts: Counts, findings: Findings): CommandSets {
  const { problems, usedNames, usedSets } = findings;
  const names = allNames(data);
  const menus = new Set<string>();
  const commands = new Map<string, number | undefined>();
  for (const line of lines(data.menus)) {
    const [pathWord = '', presence, ...commandWords] = words(line);
    const path = pathWord === '/' ? '' : pathWord;
    checkIndex(presence, counts.presences, `menu "${path}"`, problems);
    if (menus.has(path)) problems.push(`menu "${path}" twice`);
    if (path !== '' && !menus.has(path.slice(0, path.lastIndexOf('/'))))
      problems.push(`menu "${path}" comes before its parent`);
    menus.add(path);
    for (const word of commandWords) {
      const [name, set, commandPresence] = word.split(':');
      const index = checkIndex(name, counts.names, `menu "${path}"`, problems);
      usedNames.add(index);
      const setIndex = indexField(set);
      if (setIndex !== undefined) usedSets.add(checkIndex(set, counts.sets, `menu "${path}"`, problems));
      if (commandPresence !== undefined) checkIndex(commandPresence, counts.presences, `menu "${path}"`, problems);
      const commandPath = `${path}/${names[index] ?? ''}`;
      if (commands.has(commandPath)) problems.push(`command "${commandPath}" twice`);
      commands.set(commandPath, setIndex);
    }
  }
  for (const path of commands.keys()) {
    if (menus.has(path)) problems.push(`"${path}" is a menu and a command`);
  }
  return commands;
}

function checkRequired(data: SchemaData, commands: CommandSets, problems: string[]): void {
  const names = allNames(data);
  const sets = lines(data.argumentSets);
  for (const line of lines(data.required)) {
    const [path = '', ...required] = words(line);
    const set = commands.get(`${path}/add`);
    const known = new Set(words(sets[set ?? -1] ?? '').map((word) => names[Number(word.split(':')[0])]));
    for (const name of required) {
      if (!known.has(name)) problems.push(`required: "${path}/add" has no argument "${name}"`);
    }
  }
}

function checkValueReleases(data: SchemaData, menus: ReadonlySet<string>, problems: string[]): void {
  for (const line of lines(data.valueReleases)) {
    const [path = '', name = '', word = '', ranges = '', ...more] = words(line);
    if (!menus.has(path)) problems.push(`valueReleases: no menu "${path}"`);
    if (name === '' || word === '' || ranges === '' || more.length > 0)
      problems.push(`valueReleases: "${line}" is no line of words`);
    checkRanges(ranges, data.releases, problems);
  }
}

function checkAliases(data: SchemaData, commands: CommandSets, menus: ReadonlySet<string>, problems: string[]): void {
  for (const line of lines(data.aliases)) {
    const [path = '', other = '', since = ''] = words(line);
    const areMenus = menus.has(path) && menus.has(other);
    for (const command of areMenus ? [] : [path, other]) {
      if (!commands.has(command)) problems.push(`aliases: no command "${command}"`);
    }
    if (!data.releases.includes(since)) problems.push(`aliases: "${since}" is no known release`);
  }
}

function checkTypes(data: SchemaData, problems: string[]): void {
  for (const text of lines(data.types)) {
    const type = parseType(text);
    if (!type || typeText(type) !== text) problems.push(`types: "${text}" is no type`);
  }
}

/** Lines of properties or arguments: the owner must exist, or be a star with or without a verb. */
function checkTyped(
  field: 'properties' | 'arguments',
  data: SchemaData,
  counts: Counts,
  owners: ReadonlySet<string>,
  { problems, usedNames, usedTypes }: Findings,
): void {
  const seen = new Set<string>();
  for (const line of lines(data[field])) {
    const [owner = '', ...typedWords] = words(line);
    if (seen.has(owner)) problems.push(`${field}: "${owner}" twice`);
    seen.add(owner);
    const general = field === 'arguments' && /^\*(?:\/[\w-]+)?$/.test(owner);
    if (!general && !owners.has(owner)) problems.push(`${field}: there is no "${owner}"`);
    const names = new Set<number>();
    for (const word of typedWords) {
      const [name, type, modifiers = ''] = word.split(':');
      const index = checkIndex(name, counts.names, `${field} of "${owner}"`, problems);
      if (names.has(index)) problems.push(`${field} of "${owner}": name ${index} twice`);
      names.add(index);
      usedNames.add(index);
      if (indexField(type) !== undefined)
        usedTypes.add(checkIndex(type, counts.types, `${field} of "${owner}"`, problems));
      if (!modifierPattern.test(modifiers)) problems.push(`${field} of "${owner}": "${modifiers}" are no modifiers`);
    }
  }
}

function checkPositional(data: SchemaData, commands: CommandSets, problems: string[]): void {
  const names = allNames(data);
  const sets = lines(data.argumentSets);
  for (const line of lines(data.positional)) {
    const [owner = '', ...positional] = words(line);
    if (owner.startsWith('*')) continue;
    if (!commands.has(owner)) problems.push(`positional: no command "${owner}"`);
    const known = new Set(
      words(sets[commands.get(owner) ?? -1] ?? '').map((word) => names[Number(word.split(':')[0])]),
    );
    for (const name of positional) {
      if (!known.has(name)) problems.push(`positional: "${owner}" has no argument "${name}"`);
    }
  }
}

function checkPackages(data: SchemaData, problems: string[]): void {
  for (const line of lines(data.packages)) {
    if (!/^\/\S+ [a-z\d,-]+ (?:menu|driver)$/.test(line)) problems.push(`packages: "${line}" is no line of packages`);
  }
}

/**
 * What is wrong with a data file, one sentence each; nothing where it is sound: all indexes lead somewhere, nothing is there twice, nothing is
 * unused, parents come before children, and required arguments and aliases name what exists.
 */
export function inconsistencies(data: SchemaData): readonly string[] {
  if (data.format !== schemaFormat) return [`format ${data.format} where ${schemaFormat} is expected`];
  const problems: string[] = [];
  const names = allNames(data);
  const counts = {
    names: names.length,
    presences: words(data.presences).length,
    sets: lines(data.argumentSets).length,
    types: lines(data.types).length,
  };
  const findings: Findings = { problems, usedNames: new Set(), usedSets: new Set(), usedTypes: new Set() };
  if (
    lines(data.names)
      .slice(0, -1)
      .some((line) => words(line).length !== namesInLine)
  )
    problems.push(`names: each line but the last must have ${namesInLine}`);
  if (new Set(names).size !== names.length) problems.push('names: one is there twice');
  checkReleases(data, problems);
  checkPresences(data, problems);
  checkSets(data, counts, findings);
  const commands = checkMenus(data, counts, findings);
  const menus = new Set(lines(data.menus).map((line) => words(line)[0] ?? ''));
  checkTypes(data, problems);
  checkTyped('properties', data, counts, menus, findings);
  checkTyped('arguments', data, counts, new Set(commands.keys()), findings);
  checkPositional(data, commands, problems);
  checkPackages(data, problems);
  checkRequired(data, commands, problems);
  checkValueReleases(data, menus, problems);
  checkAliases(data, commands, menus, problems);
  for (const index of names.keys()) {
    if (!findings.usedNames.has(index)) problems.push(`names: "${names[index] ?? ''}" is not used`);
  }
  for (let set = 0; set < counts.sets; set++) {
    if (!findings.usedSets.has(set)) problems.push(`argument set ${set} is not used`);
  }
  for (let type = 0; type < counts.types; type++) {
    if (!findings.usedTypes.has(type)) problems.push(`type ${type} is not used`);
  }
  return problems;
}
