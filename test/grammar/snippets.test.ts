import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkScript } from '../../server/src/rules/engine';
import { schema } from '../../server/src/schema/bundled';
import { expandSnippet } from './expandSnippet';

interface Snippet {
  readonly prefix: string;
  readonly description: string;
  readonly body: readonly string[];
}

const file = new URL('../../snippets/routeros.json', import.meta.url);
const snippets = Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, Snippet>);

/** The oldest release that a snippet promises to work on, and the newest one that is known. */
function releasesOf(prefix: string): readonly string[] {
  const newest = schema().releases.at(-1) ?? '';
  return [prefix === 'ros-safe-mode' ? '7.18' : '7.15.3', newest];
}

describe('expandSnippet', () => {
  it.each([
    ['a placeholder with its default', ['name=${1:x}'], 'name=x'],
    ['a repetition after and before the default', ['$1 ${1:x} ${1}'], 'x x x'],
    ['a nested default', ['${1:a ${2:b} c}'], 'a b c'],
    ['the first choice, with an escaped comma', ['${1|a\\,b,c|}'], 'a,b'],
    ['escapes', ['\\$pw \\} \\\\'], '$pw } \\'],
    ['a backslash before anything else', ['\\n'], '\\n'],
    ['a brace outside placeholders', ['do={ :put ${1:1} }'], 'do={ :put 1 }'],
    ['the final stop', ['a$0', 'b'], 'a\nb'],
  ])('expands %s', (_what, body, expected) => {
    expect(expandSnippet(body)).toBe(expected);
  });

  it.each(['$TM_FILENAME', '${1:open', '${1|a,b', '${1/a/b/}'])('refuses %s', (body) => {
    expect(() => expandSnippet([body])).toThrow();
  });
});

describe('snippets/routeros.json', () => {
  it('has a prefix of its own for each snippet', () => {
    const prefixes = snippets.map(([, snippet]) => snippet.prefix);
    expect(prefixes.length).toBeGreaterThan(0);
    expect(new Set(prefixes).size).toBe(prefixes.length);
  });

  describe.each(snippets)('%s', (_title, snippet) => {
    const script = expandSnippet(snippet.body);

    it('has the shape that VS Code reads', () => {
      expect(Object.keys(snippet).sort()).toEqual(['body', 'description', 'prefix']);
      expect(snippet.prefix).toMatch(/^ros-[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(snippet.description).toMatch(/^[A-Z].{20,}\.$/);
      expect(snippet.body.every((line) => typeof line === 'string' && !line.includes('\n'))).toBe(true);
    });

    it('gives a repeated placeholder the same default everywhere', () => {
      const defaults = new Map<string, string>();
      for (const [, number = '', value = ''] of snippet.body.join('\n').matchAll(/\$\{(\d+):([^{}]*)\}/g)) {
        expect(defaults.get(number) ?? value).toBe(value);
        defaults.set(number, value);
      }
    });

    it('expands to plain text with balanced quotes and brackets', () => {
      expect(script).toMatch(/^[\x20-\x7e\n]*$/);
      expect(script).not.toMatch(/\$\{|\|\}/);
      const code = script.replace(/^\s*#.*$/gm, '').replace(/"[^"]*"/g, '""');
      expect((code.match(/"/g) ?? []).length % 2).toBe(0);
      for (const [open, close] of ['{}', '[]', '()'].map((pair) => [pair.charAt(0), pair.charAt(1)] as const)) {
        expect(code.split(open).length).toBe(code.split(close).length);
      }
    });

    it.each(releasesOf(snippet.prefix))('is what RouterOS Guard itself finds no fault with, for %s', (release) => {
      const weighty = checkScript(script, { schema: schema(), release })
        .findings.filter(({ severity }) => severity === 'error' || severity === 'warning')
        .map(({ rule, span, message }) => `${rule} ${script.slice(span.start, span.end)}: ${message}`);
      expect(weighty).toEqual([]);
    });

    it('starts comments only where a command may start', () => {
      const code = script.replace(/"[^"]*"/g, '""');
      for (const line of code.split('\n').filter((text) => text.includes('#'))) expect(line).toMatch(/^\s*#/);
    });

    it('holds no secret: what is secret comes from a variable that is declared and guarded', () => {
      const secrets = [...script.matchAll(/\b(?:password|secret|passphrase|private-key|preshared-key)=(\S+)/g)];
      for (const [, value = ''] of secrets) {
        expect(value).toMatch(/^\$[A-Za-z0-9]+$/);
        const name = value.slice(1);
        const before = script.slice(0, script.indexOf(`=${value}`));
        expect(before).toContain(`:global ${name}\n`);
        expect(before).toContain(`:if ([:len $${name}] = 0) do={ :error `);
      }
    });
  });
});
