import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findingsIn, useWorkspace } from './workspace';
import type { Outcome } from './program';

const workspace = useWorkspace();

const insecure = '/ip service set api-ssl certificate=web disabled=no\n';

function check(...parameters: readonly string[]): Promise<Outcome> {
  return workspace.run(['check', ...parameters, '--baseline', 'known.json', '--format=json']);
}

async function update(...paths: readonly string[]): Promise<Outcome> {
  return workspace.run(['check', ...paths, '--baseline', 'known.json', '--update-baseline']);
}

describe('a baseline', () => {
  test('leaves out what it holds, wherever its lines have moved, and shows what is new', async () => {
    await workspace.write('a.rsc', insecure);
    const { exitCode, stdout, stderr } = await update('a.rsc');
    expect([exitCode, stdout.toString(), stderr]).toEqual([0, '', 'known.json: 2 findings held.\n']);
    expect((await check('a.rsc')).exitCode).toBe(0);

    await workspace.write(
      'a.rsc',
      `:put 1\n\n${insecure}/ip service set www-ssl certificate=web disabled=no address=192.0.2.0/24\n`,
    );
    const later = await check('a.rsc');
    expect(findingsIn(later)).toEqual(['a.rsc:4 tls-version-missing']);
    expect(later.exitCode).toBe(1);
    expect(JSON.parse(later.stdout.toString())).toMatchObject({ inBaseline: 2 });
  });

  test('a second finding of the same kind on such a line is new', async () => {
    await workspace.write('a.rsc', ':put )\n');
    await update('a.rsc');
    await workspace.write('a.rsc', ':put )\n:put )\n');
    expect(findingsIn(await check('a.rsc'))).toEqual(['a.rsc:2 syntax-error']);
  });

  test('says what is gone; an update drops it', async () => {
    await workspace.write('a.rsc', insecure);
    await update('a.rsc');
    await workspace.write('a.rsc', ':put 1\n');
    expect((await check('a.rsc')).stderr).toBe(
      '2 findings of the baseline not found any more; --update-baseline drops what is gone.\n',
    );
    await update('a.rsc');
    expect(JSON.parse(await workspace.read('known.json'))).toEqual({ version: 1, files: {} });
  });

  test('an update keeps what it knows of other files, as long as they exist', async () => {
    await workspace.write('a.rsc', insecure);
    await workspace.write('b.rsc', insecure);
    await workspace.write('c.rsc', insecure);
    await update('.');
    await rm(join(workspace.folder, 'c.rsc'));
    await update('a.rsc');
    expect(Object.keys((JSON.parse(await workspace.read('known.json')) as { files: object }).files)).toEqual([
      'a.rsc',
      'b.rsc',
    ]);
  });

  test('is the same file whatever the order, and whatever the directory of the run', async () => {
    await workspace.write('sites/a.rsc', insecure);
    await workspace.write('sites/b.rsc', insecure);
    await update('sites/b.rsc', 'sites/a.rsc');
    const first = await workspace.read('known.json');
    const inside = await workspace.run(['check', '.', '--baseline', '../known.json', '--update-baseline'], {
      cwd: 'sites',
    });
    expect(inside.exitCode).toBe(0);
    expect(await workspace.read('known.json')).toBe(first);
    expect(first).toContain('"sites/a.rsc"');
  });

  test.each<[string, string, RegExp]>([
    ['no JSON', '{"version": 1,\n  "files" {}}', /^routeros-guard: known\.json:2:\d+: This is no JSON: /],
    ['nothing', '', /^routeros-guard: known\.json:1:1: /],
    [
      'another version',
      '{\n "version": 9, "files": {}}',
      /^routeros-guard: known\.json:2:13: A baseline must say "version": 1\./,
    ],
    ['no files', '{ "version": 1 }', /^routeros-guard: known\.json:1:1: A baseline must have an object "files"\./],
    [
      'wrong files',
      '{ "version": 1, "files": { "a": [] } }',
      /^routeros-guard: known\.json:1:33: It must be an object of fingerprints/,
    ],
  ])('%s in its place stops the run, and says where', async (_name, text, message) => {
    await workspace.write('known.json', text);
    await workspace.write('a.rsc', insecure);
    const { exitCode, stdout, stderr } = await check('a.rsc');
    expect(stderr).toMatch(message);
    expect(stdout.toString()).toBe('');
    expect(exitCode).toBe(2);
  });

  test('that is not there stops the run', async () => {
    await workspace.write('a.rsc', insecure);
    const { exitCode, stderr } = await check('a.rsc');
    expect(stderr).toContain('known.json: there is no such baseline; make it with --update-baseline.');
    expect(exitCode).toBe(2);
  });

  test('update with a file that cannot be read is a failed run', async () => {
    await workspace.write('a.rsc', insecure);
    expect((await update('a.rsc', 'missing.rsc')).exitCode).toBe(2);
  });
});
