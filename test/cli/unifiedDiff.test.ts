import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unifiedDiff } from '../../cli/src/unifiedDiff';

function diff(before: string, after: string): string {
  return unifiedDiff('a', { text: before, secrets: [] }, { text: after, secrets: [] });
}

/** Applies a diff as `patch` would; lines are without their ends. */
function patched(before: readonly string[], text: string): readonly string[] {
  const result: string[] = [];
  let at = 0;
  for (const line of text.split('\n').slice(2, -1)) {
    const header = /^@@ -(\d+)(?:,(\d+))? \+\d+(?:,\d+)? @@$/.exec(line);
    if (header) {
      // A stretch of no lines names the line before it.
      const start = Number(header[1]) - (header[2] === '0' ? 0 : 1);
      while (at < start) result.push(before[at++] ?? '?');
    } else if (line.startsWith('+')) result.push(line.slice(1));
    else if (!line.startsWith('\\')) {
      expect(line.slice(1)).toBe(before[at]);
      if (line.startsWith(' ')) result.push(line.slice(1));
      at++;
    }
  }
  return [...result, ...before.slice(at)];
}

describe('a unified diff', () => {
  test.each<[string, string, string, readonly string[]]>([
    ['of equal texts is empty', 'a\n', 'a\n', []],
    ['of a changed line', 'a\nb\nc\n', 'a\nx\nc\n', ['@@ -1,3 +1,3 @@', ' a', '-b', '+x', ' c']],
    ['of a new first line', 'a\n', 'x\na\n', ['@@ -1 +1,2 @@', '+x', ' a']],
    ['of nothing before', '', 'a\n', ['@@ -0,0 +1 @@', '+a']],
    ['of nothing after', 'a\n', '', ['@@ -1 +0,0 @@', '-a']],
    [
      'of a last line without its end',
      'a',
      'b',
      ['@@ -1 +1 @@', '-a', '\\ No newline at end of file', '+b', '\\ No newline at end of file'],
    ],
    ['shows control characters', 'a\u001b\n', 'b\t\n', ['@@ -1 +1 @@', '-a\\u{1b}', '+b\t']],
  ])('%s', (_name, before, after, expected) => {
    const lines = diff(before, after).split('\n').slice(0, -1);
    expect(lines).toEqual(expected.length === 0 ? [] : ['--- a', '+++ a', ...expected]);
  });

  test('far changes stand apart, near ones together', () => {
    const before = Array.from({ length: 30 }, (_, index) => `l${index}\n`);
    const after = before.map((line, index) => (index === 2 || index === 8 || index === 25 ? 'x\n' : line));
    expect(diff(before.join(''), after.join('')).match(/^@@.*$/gm)).toEqual(['@@ -1,12 +1,12 @@', '@@ -23,7 +23,7 @@']);
  });

  test('masks secrets on both sides', () => {
    const text = unifiedDiff(
      'a',
      { text: 'p=one\nx\n', secrets: [{ start: 2, end: 5 }] },
      { text: 'p=one\ny\n', secrets: [{ start: 2, end: 5 }] },
    );
    expect(text).toBe('--- a\n+++ a\n@@ -1,2 +1,2 @@\n p=***\n-x\n+y\n');
  });

  test('leads from the one text to the other, whatever they are', () => {
    const lines = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 30 });
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const text = diff(before.map((line) => `${line}\n`).join(''), after.map((line) => `${line}\n`).join(''));
        expect(text === '' ? before : patched(before, text)).toEqual(after);
      }),
      { numRuns: 500 },
    );
  });

  test('many differences are shown as one stretch, in little time', () => {
    const before = Array.from({ length: 20_000 }, (_, index) => `a${index}\n`).join('');
    const after = Array.from({ length: 20_000 }, (_, index) => `b${index}\n`).join('');
    expect(diff(before, after).split('\n')).toHaveLength(40_004);
  });
});
