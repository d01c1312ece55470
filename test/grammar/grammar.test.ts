import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

function runGrammarTest(pattern: string): { readonly status: number | null; readonly output: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      'node_modules/vscode-tmgrammar-test/dist/unit.js',
      '--compact',
      '--grammar',
      'syntaxes/routeros.tmLanguage.json',
      pattern,
    ],
    { cwd: root, encoding: 'utf8' },
  );
  return { status, output: stdout + stderr };
}

describe('syntaxes/routeros.tmLanguage.json', () => {
  it('gives the scopes that test/grammar/*.rsc expect', () => {
    const { status, output } = runGrammarTest('test/grammar/*.rsc');
    expect(output).toContain('strings.rsc');
    expect(status, output).toBe(0);
  });

  it('names a rule for each include, and uses each rule that it names', () => {
    const text = readFileSync(new URL('../../syntaxes/routeros.tmLanguage.json', import.meta.url), 'utf8');
    const grammar = JSON.parse(text) as { readonly repository: Record<string, unknown> };
    const included = new Set([...text.matchAll(/"include": "#([a-z-]+)"/g)].map(([, name = '']) => name));
    expect([...included].sort()).toEqual(Object.keys(grammar.repository).sort());
  });
});
