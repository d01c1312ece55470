/**
 * Makes server/src/schema/data/schema.json, the menus, commands, arguments and value types of RouterOS, from a folder with the source files.
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
import { allNames, lines, schemaFormat, words } from '../server/src/schema/data';
import type { SchemaData, SchemaSource } from '../server/src/schema/data';
import { encode } from './schema/encode';
import { addAliases, addReference, readRequired } from './schema/reference';
import type { RequiredEntry, Section } from './schema/reference';
import type { Completion } from './schema/shapes';
import { packages, positional, valueReleases } from './schema/tables';
import { addArm64, addCompletions, byText, readCommandTree } from './schema/tree';
import { readValues } from './schema/values';

const target = fileURLToPath(new URL('../server/src/schema/data/schema.json', import.meta.url));

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

/** The whole data, from the folder with the sources. Throws an Error with the file's name where one is missing or not of the expected form. */
function generate(folder: string): SchemaData {
  const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
  const { tree, releases, hints } = readCommandTree(read('command-tree.tsv'));
  addArm64(tree, read('arm64-only-7.24.txt'));
  const completions = new Map<string, readonly Completion[]>();
  addCompletions(tree, JSON.parse(read('console-completions-7.22.3.json')) as Record<string, unknown>, '', completions);
  const sections = JSON.parse(read('property-types.json')) as Record<string, Section>;
  addReference(tree, sections);
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
    ...encode(tree, readValues({ tree, hints, completions, sections })),
    positional: [...positional].sort(byText).join('\n'),
    packages: packages.map((line) => line.join(' ')).join('\n'),
    required: required.join('\n'),
    valueReleases: [...valueReleases].sort(byText).join('\n'),
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
      `${allNames(data).length} names, ${lines(data.types).length} types, ${lines(data.required).length} menus with required arguments, ${Buffer.byteLength(text)} bytes`,
  );
}

main(process.argv.slice(2));
