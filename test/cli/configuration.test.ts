import { describe, expect, test } from 'vitest';
import { findingsIn, useWorkspace } from './workspace';

const workspace = useWorkspace();
const file = '.routeros-guard.json';
const insecure = '/ip service set api-ssl certificate=web address=192.0.2.0/24\n';

async function findings(...parameters: readonly string[]): Promise<readonly string[]> {
  return findingsIn(await workspace.run(['check', ...parameters, '--format=json']));
}

describe('the nearest configuration above each script is in force', () => {
  test('not another one', async () => {
    await workspace.write('a.rsc', insecure);
    await workspace.write('sites/deep/b.rsc', insecure);
    await workspace.write('lab/c.rsc', insecure);
    await workspace.write(`sites/${file}`, '// not here\n{ "rules": { "tls-version-missing": "off", } }');
    expect(await findings('.')).toEqual(['a.rsc:1 tls-version-missing', 'lab/c.rsc:1 tls-version-missing']);
  });

  test('also from a folder below it, and for standard input by its name', async () => {
    await workspace.write('sites/b.rsc', insecure);
    await workspace.write(file, '{ "rules": { "tls-version-missing": "off" } }');
    const inside = await workspace.run(['check', '.', '--format=json'], { cwd: 'sites' });
    expect(findingsIn(inside)).toEqual([]);
    const piped = await workspace.run(['check', '-', '--stdin-filename=sites/x.rsc', '--format=json'], {
      stdin: insecure,
    });
    expect(findingsIn(piped)).toEqual([]);
  });

  test('overrides, severities, what it extends', async () => {
    await workspace.write('lab/a.rsc', insecure);
    await workspace.write('b.rsc', insecure);
    await workspace.write('base.json', '{ "rules": { "tls-version-missing": "hint" } }');
    await workspace.write(
      file,
      '{ "extends": "base.json", "overrides": [{ "files": ["lab/**"], "rules": { "tls-version-missing": "error" } }] }',
    );
    const { stdout, exitCode } = await workspace.run(['check', '.', '--format=compact']);
    expect(stdout.toString()).toMatch(/^b\.rsc:1:25 hint [^\n]*\nlab\/a\.rsc:1:25 error [^\n]*\n$/);
    expect(exitCode).toBe(1);
  });

  test('target version: the command line stands above it', async () => {
    await workspace.write('a.rsc', '/ip service set reverse-proxy disabled=yes\n');
    await workspace.write(file, '{ "targetVersion": "7.18.2" }');
    const without = await workspace.run(['rules', 'a.rsc', '--format=json']);
    const above = await workspace.run(['rules', 'a.rsc', '--format=json', '--target-version=7.20']);
    const release = (text: Buffer): unknown =>
      (JSON.parse(text.toString()) as { targetVersion: unknown }).targetVersion;
    expect([release(without.stdout), release(above.stdout)]).toEqual(['7.18.2', '7.20']);
  });

  test('--config and --no-config', async () => {
    await workspace.write('a.rsc', insecure);
    await workspace.write(file, '{ "rules": { "tls-version-missing": "off" } }');
    await workspace.write('other.json', '{}');
    expect(await findings('a.rsc')).toEqual([]);
    expect(await findings('a.rsc', '--no-config')).toEqual(['a.rsc:1 tls-version-missing']);
    expect(await findings('a.rsc', '--config', 'other.json')).toEqual(['a.rsc:1 tls-version-missing']);
  });

  test('it holds for fix too', async () => {
    await workspace.write('a.rsc', insecure);
    await workspace.write(file, '{ "rules": { "tls-version-missing": "off" } }');
    await workspace.run(['fix', 'a.rsc']);
    expect(await workspace.read('a.rsc')).toBe(insecure);
  });
});

describe('a wrong configuration stops the run, and its places are named', () => {
  test.each<[string, string, RegExp]>([
    ['no JSON', '{\n  "rules" {}\n}', /\.routeros-guard\.json:2:\d+: This is no JSON/],
    [
      'an unknown rule',
      '{\n  "rules": { "tls-version-mising": "off" }\n}',
      /\.routeros-guard\.json:2:14: There is no rule "tls-version-mising"\. Did you mean "tls-version-missing"/,
    ],
    ['an unknown key', '{ "rule": {} }', /\.routeros-guard\.json:1:3: .*"rule"/],
    [
      'a file that is not there',
      '{ "extends": "no.json" }',
      /\.routeros-guard\.json:1:14: "no\.json" is not in force: there is no such file/,
    ],
  ])('%s', async (_name, text, message) => {
    await workspace.write(file, text);
    await workspace.write('a.rsc', insecure);
    const { exitCode, stdout, stderr } = await workspace.run(['check', 'a.rsc']);
    expect(stderr).toMatch(message);
    expect(stderr).toMatch(/\d problems? in the configuration/);
    expect(stdout.toString()).toBe('');
    expect(exitCode).toBe(2);
  });

  test('one that is not UTF-8, one that is a directory, one that is not there', async () => {
    await workspace.write('a.rsc', insecure);
    await workspace.write('latin.json', Buffer.from('{ "x": "\xe4" }', 'latin1'));
    await workspace.write('folder/x', '');
    for (const [name, reason] of [
      ['latin.json', 'it is not UTF-8'],
      ['folder', 'it is a directory'],
      ['missing.json', 'there is no such file'],
    ] as const) {
      const { exitCode, stderr } = await workspace.run(['check', 'a.rsc', '--config', name]);
      expect(stderr).toContain(`${name}:1:1: This configuration is not in force: `);
      expect(stderr).toContain(reason);
      expect(exitCode).toBe(2);
    }
  });

  test('nothing of it reaches the terminal as it is', async () => {
    await workspace.write(file, '{ "rules": { "\\u001b[31m": "off" } }');
    await workspace.write('a.rsc', insecure);
    const { stderr } = await workspace.run(['check', 'a.rsc']);
    expect(stderr).toContain('\\u{1b}');
    expect(stderr.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  });
});

describe('rules', () => {
  interface Listed {
    readonly configurationFile: string | null;
    readonly rules: readonly { readonly id: string; readonly severity: string; readonly source: string }[];
  }

  test('what is in force, and where that was said', async () => {
    await workspace.write('base.json', '{ "rules": { "default-admin-user": "off" } }');
    await workspace.write(file, '{ "extends": "base.json", "rules": { "tls-version-missing": "error" } }');
    const { stdout, exitCode } = await workspace.run(['rules', '--format=json']);
    const listed = JSON.parse(stdout.toString()) as Listed;
    const of = (id: string): unknown => listed.rules.find((rule) => rule.id === id);
    expect(of('tls-version-missing')).toMatchObject({ severity: 'error', source: file, fix: 'safe', risk: 'medium' });
    expect(of('default-admin-user')).toMatchObject({ severity: 'off', source: 'base.json' });
    expect(of('api-plaintext-enabled')).toMatchObject({ severity: 'warning', source: 'default' });
    expect(of('syntax-error')).toMatchObject({ severity: 'error', source: 'default' });
    expect(listed.configurationFile).toBe(file);
    expect(exitCode).toBe(0);
  });

  test('as text: a line for each rule', async () => {
    const { stdout, stderr } = await workspace.run(['rules']);
    expect(stdout.toString()).toMatch(/^tls-version-missing +warning +default +A TLS service or tunnel/m);
    expect(stderr).toMatch(/^\d+ rules, \d+ on; preset recommended; no configuration file\.\n$/);
  });

  test('for a script with overrides', async () => {
    await workspace.write(
      file,
      '{ "overrides": [{ "files": ["lab/**"], "rules": { "tls-version-missing": "hint" } }] }',
    );
    const severity = async (path: string): Promise<unknown> => {
      const { stdout } = await workspace.run(['rules', path, '--format=json']);
      return (JSON.parse(stdout.toString()) as Listed).rules.find(({ id }) => id === 'tls-version-missing')?.severity;
    };
    expect(await severity('lab/new.rsc')).toBe('hint');
    expect(await severity('new.rsc')).toBe('warning');
  });
});
