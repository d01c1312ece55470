import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { inconsistencies } from '../../server/src/schema/consistency';
import data from '../../server/src/schema/data/schema.json';
import type { SchemaData } from '../../server/src/schema/data';

const root = fileURLToPath(new URL('../..', import.meta.url));
const sources = process.env.SCHEMA_SOURCES ?? fileURLToPath(new URL('../../../shared/data/schema', import.meta.url));

function generate(...values: readonly string[]): { readonly status: number | null; readonly output: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', 'scripts/generate-schema.ts', ...values],
    {
      cwd: root,
      encoding: 'utf8',
    },
  );
  return { status, output: stdout + stderr };
}

describe('the generator', () => {
  it('finds the committed file sound', () => {
    const { status, output } = generate();
    expect(output).toMatch(/^schema: sound: 63 releases/);
    expect(status).toBe(0);
  });

  it('makes the committed bytes from the sources', ({ skip }) => {
    if (!existsSync(sources)) skip(`no sources at ${sources}; set SCHEMA_SOURCES to their folder`);
    const { status, output } = generate(sources, '--check');
    expect(output).toMatch(/^schema: sound/);
    expect(status).toBe(0);
  });

  it('fails where a source is missing, and writes nothing', () => {
    const { status, output } = generate(fileURLToPath(new URL('.', import.meta.url)));
    expect(status).toBe(1);
    expect(output).toContain('command-tree.tsv');
  });
});

describe('inconsistencies', () => {
  const committed: SchemaData = data;
  it('finds nothing in the committed data', () => {
    expect(inconsistencies(committed)).toEqual([]);
    expect(committed.sources.map(({ file }) => file)).toContain('command-tree.tsv');
  });

  const sound: SchemaData = {
    format: 3,
    sources: [],
    releases: ['7.9', '7.10'],
    names: 'add print name',
    presences: '7.9- 7.10- reference',
    argumentSets: '2:1',
    menus: '/ 0 1\n/ip 0 0:0:2 1',
    types: 'boolean\nnumber 1..5',
    properties: '/ip 2:0:rf',
    arguments: '/ip/add 2:1\n* 2::l\n*/print 2',
    positional: '/ip/add name\n*/print',
    packages: '/ip gps menu',
    required: '/ip name',
    valueReleases: '',
    aliases: '/print /ip/print 7.10',
  };
  it('finds nothing in a small sound file', () => {
    expect(inconsistencies(sound)).toEqual([]);
  });

  it.each<[Partial<SchemaData>, string]>([
    [{ format: 1 }, 'format 1 where 3 is expected'],
    [{ releases: ['7.10', '7.9'] }, 'releases: "7.9" does not come after "7.10"'],
    [{ releases: ['7.9', '7.10', 'new'] }, 'releases: "new" is no release'],
    [{ names: 'add print\nname' }, 'names: each line but the last must have 64'],
    [{ names: 'add print name name' }, 'names: one is there twice'],
    [{ names: 'add print name unused' }, 'names: "unused" is not used'],
    [{ presences: '7.9- 7.8- reference' }, 'presences: "7.8-" is no range of releases'],
    [{ presences: '7.9- 7.10-7.9 reference' }, 'presences: "7.10-7.9" is no range of releases'],
    [{ presences: '7.9- | reference' }, 'presences: "|" says nothing'],
    [{ argumentSets: '2:1 2' }, 'argument set 0: name 2 twice'],
    [{ argumentSets: '2:3' }, 'argument set 0: "3" is no index below 3'],
    [{ argumentSets: '2:1\n2' }, 'argument set 1 is not used'],
    [{ menus: '/ 0 1\n/ip 0 0:1 1' }, 'menu "/ip": "1" is no index below 1'],
    [{ menus: '/ 0 1\n/ip/dns 0\n/ip 0 0:0 1' }, 'menu "/ip/dns" comes before its parent'],
    [{ menus: '/ 0 1\n/ip 0 0:0 1\n/ip 0' }, 'menu "/ip" twice'],
    [{ menus: '/ 0 1\n/ip 0 0:0 1 1' }, 'command "/ip/print" twice'],
    [{ menus: '/ 0 1\n/ip 0 0:0 1\n/ip/print 0' }, '"/ip/print" is a menu and a command'],
    [{ types: 'boolean\nnumber 1..5\ncolour' }, 'types: "colour" is no type'],
    [{ types: 'boolean\nnumber 01..5' }, 'types: "number 01..5" is no type'],
    [{ types: 'boolean\nnumber 1..5\ntime' }, 'type 2 is not used'],
    [{ properties: '/ip 2:0\n/tool 2' }, 'properties: there is no "/tool"'],
    [{ properties: '/ip 2:0 2' }, 'properties of "/ip": name 2 twice'],
    [{ properties: '/ip 2:7' }, 'properties of "/ip": "7" is no index below 2'],
    [{ properties: '/ip 2:0:q' }, 'properties of "/ip": "q" are no modifiers'],
    [{ properties: '/ip 2:0\n/ip 2' }, 'properties: "/ip" twice'],
    [{ arguments: '/ip/add 2:1\n/ip/set 2' }, 'arguments: there is no "/ip/set"'],
    [{ positional: '/ip/set name' }, 'positional: no command "/ip/set"'],
    [{ positional: '/ip/add number' }, 'positional: "/ip/add" has no argument "number"'],
    [{ packages: '/ip gps' }, 'packages: "/ip gps" is no line of packages'],
    [{ required: '/ip name comment' }, 'required: "/ip/add" has no argument "comment"'],
    [{ aliases: '/ping /ip/print 7.10' }, 'aliases: no command "/ping"'],
    [{ aliases: '/print /ip/print 7.11' }, 'aliases: "7.11" is no known release'],
    [{ valueReleases: '/tool name no 7.9-' }, 'valueReleases: no menu "/tool"'],
    [{ valueReleases: '/ip name no 7.8-' }, 'presences: "7.8-" is no range of releases'],
    [{ valueReleases: '/ip name 7.9-' }, 'valueReleases: "/ip name 7.9-" is no line of words'],
  ])('%j: %s', (change, problem) => {
    expect(inconsistencies({ ...sound, ...change })).toContain(problem);
  });
});
