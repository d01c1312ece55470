import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { filesIn, findingsIn, useWorkspace } from './workspace';

const workspace = useWorkspace();

async function files(parameters: readonly string[], cwd = '.'): Promise<readonly string[]> {
  return filesIn(await workspace.run(['check', ...parameters, '--format=json'], { cwd }));
}

/** Writes empty files. */
async function lay(...names: readonly string[]): Promise<void> {
  for (const name of names) await workspace.write(name, '');
}

describe('directories', () => {
  test('all *.rsc below, sorted; hidden ones and node_modules left out', async () => {
    await lay('b.rsc', 'a/c.RSC', 'a/a.rsc', 'a/x.txt', '.git/g.rsc', '.hidden.rsc', 'node_modules/n.rsc', 'z/d.rsc');
    expect(await files(['.'])).toEqual(['a/a.rsc', 'a/c.RSC', 'b.rsc', 'z/d.rsc']);
    expect(await files(['z', 'a'])).toEqual(['z/d.rsc', 'a/a.rsc', 'a/c.RSC']);
  });

  test('no file twice, whatever the ways to it', async () => {
    await lay('a/b.rsc');
    expect(await files(['a/b.rsc', 'a', './a/../a/b.rsc', '**/*.rsc'])).toEqual(['a/b.rsc']);
  });

  test('links to folders are not followed, links to files are read', async () => {
    await lay('a/b.rsc');
    await symlink('..', join(workspace.folder, 'a', 'circle'));
    await symlink('b.rsc', join(workspace.folder, 'a', 'link.rsc'));
    expect(await files(['a'])).toEqual(['a/b.rsc', 'a/link.rsc']);
  });

  test('none in it is a failed run', async () => {
    await lay('a/b.txt');
    const { exitCode, stderr } = await workspace.run(['check', 'a']);
    expect(stderr).toContain('a: there is no script (*.rsc) in this directory; --ext looks for other endings');
    expect(exitCode).toBe(2);
  });

  test.each<[string, readonly string[]]>([
    ['.cfg', ['a/r1.cfg']],
    ['rsc, CFG', ['a/r1.cfg', 'a/r3.rsc']],
    ['*', ['a/r1.cfg', 'a/r2.example.net', 'a/r3.rsc', 'a/router4']],
  ])('--ext %s', async (endings, expected) => {
    await lay('a/r1.cfg', 'a/r2.example.net', 'a/r3.rsc', 'a/router4');
    expect(await files(['a', '--ext', endings])).toEqual(expected);
  });
});

describe('globs', () => {
  test.each<[string, readonly string[]]>([
    ['*.rsc', ['top.rsc']],
    ['sites/*.rsc', ['sites/a.rsc', 'sites/b.rsc']],
    ['sites/**', ['sites/a.rsc', 'sites/b.rsc', 'sites/deep/c.rsc', 'sites/deep/router1']],
    ['**/*.rsc', ['sites/a.rsc', 'sites/b.rsc', 'sites/deep/c.rsc', 'top.rsc']],
    ['sites/{a,b}.rsc', ['sites/a.rsc', 'sites/b.rsc']],
    ['sites/?.rsc', ['sites/a.rsc', 'sites/b.rsc']],
    ['sites/deep/router*', ['sites/deep/router1']],
  ])('%s', async (pattern, expected) => {
    await lay('top.rsc', 'sites/a.rsc', 'sites/b.rsc', 'sites/deep/c.rsc', 'sites/deep/router1', '.git/x.rsc');
    expect(await files([pattern])).toEqual(expected);
  });

  test('an absolute one', async () => {
    await lay('a/b.rsc');
    const pattern = join(workspace.folder, '*', '*.rsc');
    expect(await files([pattern])).toEqual([join(workspace.folder, 'a', 'b.rsc')]);
  });

  test('a file with such a name is meant itself', async () => {
    await lay('{a}*.rsc', 'b.rsc');
    expect(await files(['{a}*.rsc'])).toEqual(['{a}*.rsc']);
  });

  test.each<[string, RegExp]>([
    ['none/*.rsc', /none: cannot be looked into: there is no such file/],
    ['*.nothing', /\*\.nothing: no file fits this pattern/],
    ['{a,b', /\{a,b: this pattern has braces without an end/],
  ])('%s fits nothing: a failed run', async (pattern, message) => {
    await lay('a.rsc');
    const { exitCode, stderr } = await workspace.run(['check', pattern, 'a.rsc']);
    expect(stderr).toMatch(message);
    expect(exitCode).toBe(2);
  });
});

describe('.gitignore', () => {
  test('is respected as Git does, from the root of the repository down', async () => {
    await lay(
      '.git/HEAD',
      'old/a.rsc',
      'sites/a.rsc',
      'sites/tmp-1.rsc',
      'sites/tmp-2.rsc',
      'sites/Old/b.rsc',
      'private/p.rsc',
    );
    await workspace.write('.gitignore', '/old/\ntmp-*\n');
    await workspace.write('sites/.gitignore', '!tmp-2.rsc\n');
    await workspace.write('.git/info/exclude', 'private\n');
    expect(await files(['.'])).toEqual(['sites/Old/b.rsc', 'sites/a.rsc', 'sites/tmp-2.rsc']);
    expect(await files(['.'], 'sites')).toEqual(['Old/b.rsc', 'a.rsc', 'tmp-2.rsc']);
    expect(await files(['**/tmp-*.rsc'])).toEqual(['sites/tmp-2.rsc']);
  });

  test('does not touch what was named, file or folder', async () => {
    await lay('.git/HEAD', 'old/a.rsc', 'old/b.rsc');
    await workspace.write('.gitignore', 'old\n');
    expect(await files(['old/a.rsc'])).toEqual(['old/a.rsc']);
    expect(await files(['old'])).toEqual(['old/a.rsc', 'old/b.rsc']);
  });

  test('--no-ignore', async () => {
    await lay('.git/HEAD', 'old/a.rsc');
    await workspace.write('.gitignore', 'old\n');
    expect(await files(['.', '--no-ignore'])).toEqual(['old/a.rsc']);
  });
});

describe('backups of other tools', () => {
  const secret = 'Marked0001Secret';
  test.each<[string, string, string]>([
    [
      'Oxidized',
      'routers/core-1',
      '# software id = ABCD-EFGH\n#\n/ip service\nset api-ssl certificate=web disabled=no\n',
    ],
    [
      'RANCID',
      'configs/core-1.example.net',
      `#RANCID-CONTENT-TYPE: mikrotik\n#\n# 2024-05-01 12:00:00 by RouterOS 7.14.3\n/ip service\nset api-ssl certificate=web disabled=no\n/user add name=b password=${secret}\n`,
    ],
  ])('of %s: any name, with or without a header', async (_tool, name, text) => {
    await workspace.write(name, text);
    const line = text.split('\n').findIndex((content) => content.startsWith('set api-ssl')) + 1;
    for (const parameters of [[name], [`${name.split('/')[0] ?? ''}/*`], [name.split('/')[0] ?? '', '--ext=*']]) {
      const outcome = await workspace.run(['check', ...parameters, '--format=json']);
      expect(findingsIn(outcome)).toContain(`${name}:${line} tls-version-missing`);
      expect(outcome.stdout.toString()).not.toContain(secret);
    }
  });
});

describe('threads', () => {
  test('the report is the same, whoever was first', async () => {
    for (let index = 0; index < 24; index++) {
      await workspace.write(
        `r${index}.rsc`,
        ':put 1\n'.repeat((index * 37) % 500) + '/ip service set api-ssl certificate=web\n',
      );
    }
    await workspace.write('wide.rsc', Buffer.from('\uFEFF:put 1', 'utf16le'));
    const [one, four] = await Promise.all(
      ['1', '4'].map((threads) => workspace.run(['check', '.', '--format=json', '--threads', threads])),
    );
    expect(filesIn(four!)).toHaveLength(24);
    expect(four!.stdout.toString()).toBe(one!.stdout.toString());
    expect(four!.stderr).toBe(one!.stderr);
    expect([one!.exitCode, four!.exitCode]).toEqual([2, 2]);
  });

  test('fixes on several threads write what one thread writes', async () => {
    for (let index = 0; index < 6; index++)
      await workspace.write(`r${index}.rsc`, '/ip service set api-ssl certificate=web\n');
    const { stdout } = await workspace.run(['fix', '.', '--threads', '3']);
    expect(stdout.toString()).toMatch(/^(?:r\d\.rsc: 1 problem fixed[^\n]*\n){6}$/);
    for (let index = 0; index < 6; index++) {
      expect(await workspace.read(`r${index}.rsc`)).toBe(
        '/ip service set api-ssl certificate=web tls-version=only-1.2\n',
      );
    }
  });
});

test('standard input under a name', async () => {
  const stdin = '/ip service set api-ssl certificate=web\n';
  const outcome = await workspace.run(['check', '-', '--stdin-filename', 'sites/a.rsc', '--format=json'], { stdin });
  expect(findingsIn(outcome)).toContain('sites/a.rsc:1 tls-version-missing');
});
