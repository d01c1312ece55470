import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { projectFolder } from '../../scripts/generate-rules';
import { parseName, skeleton } from '../../scripts/new-rule';
import type { Rule } from '../../server/src/rules/rule';
import { ruleProblems } from './contract';

describe('npm run new-rule', () => {
  it('writes a skeleton that compiles, and that the tests of all rules do not accept', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'routeros-guard-rule-'));
    const imported = join(projectFolder, 'server/src/rules/rule').replaceAll('\\', '/');
    try {
      const file = join(folder, 'no-telnet.ts');
      writeFileSync(file, skeleton('security', 'no-telnet', '0.1.0').replace('../rule', imported));
      const configuration = join(folder, 'tsconfig.json');
      writeFileSync(
        configuration,
        JSON.stringify({ extends: join(projectFolder, 'tsconfig.json'), files: ['./no-telnet.ts'] }),
      );
      const compiler = join(projectFolder, 'node_modules/typescript/bin/tsc');
      const compiled = spawnSync(process.execPath, [compiler, '-p', configuration], { encoding: 'utf8' });
      expect(compiled.stdout).toBe('');
      expect(compiled.status).toBe(0);

      const { default: rule } = (await import(pathToFileURL(file).href)) as { default: Rule };
      expect(ruleProblems(rule, 'security', 'no-telnet.ts')).toEqual([
        'the summary is no sentence',
        'there is no reason in why',
        'there is no example',
        'there is no reference',
      ]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it.each([
    ['security/no-telnet', { category: 'security', id: 'no-telnet' }],
    ['style/tabs', { category: 'style', id: 'tabs' }],
  ])('takes %s', (name, expected) => {
    expect(parseName(name)).toEqual(expected);
  });

  it.each([
    undefined,
    '',
    'no-telnet',
    'nowhere/no-telnet',
    'security/NoTelnet',
    'security/../x',
    'security/a--b',
    'security/',
  ])('refuses %s', (name) => {
    expect(parseName(name)).toEqual(expect.any(String));
  });

  it('does not write over a rule that exists', () => {
    const path = join(projectFolder, 'server/src/rules/security/tls-version-any.ts');
    const before = readFileSync(path, 'utf8');
    const tsx = join(projectFolder, 'node_modules/tsx/dist/cli.mjs');
    const run = spawnSync(process.execPath, [tsx, 'scripts/new-rule.ts', 'security/tls-version-any'], {
      cwd: projectFolder,
      encoding: 'utf8',
    });
    expect(run.status).toBe(1);
    expect(run.stderr).toContain('exists already');
    expect(readFileSync(path, 'utf8')).toBe(before);
  });
});
