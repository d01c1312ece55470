import { describe, expect, test } from 'vitest';
import { createFingerprints } from '../../cli/src/fingerprints';
import { fileReport } from '../../cli/src/report';
import { codeFrame } from '../../cli/src/reporters/frame';
import { renderMarkdown } from '../../cli/src/markdown';
import { printable } from '../../cli/src/printable';
import { styleOf, wantsColour } from '../../cli/src/style';
import { readScript } from '../../server/src/model/script';
import type { Finding } from '../../server/src/rules/rule';
import { schema } from '../../server/src/schema/bundled';

const plain = styleOf(false);

describe('a report', () => {
  const text = '/user add name=b password="Marked0001Secret"\n:put 1\n';
  const script = readScript(text, { schema: schema() });
  const finding: Finding = {
    rule: 'some-rule',
    category: 'security',
    severity: 'warning',
    span: { start: 26, end: 44 },
    message: 'Marked0001Secret is bad.',
    related: [{ span: { start: 0, end: 5 }, message: 'See Marked0001Secret.' }],
    tags: [],
    fixes: [
      {
        title: 'Move Marked0001Secret',
        class: 'suggestion',
        edits: [{ start: 0, end: 0, text: ':global pw "Marked0001Secret"\n' }],
      },
      { title: 'Remove it', class: 'suggestion', edits: [{ start: 26, end: 44, text: '$pw' }] },
    ],
  };
  const [reported] = fileReport('a.rsc', { script, findings: [finding] }, schema()).findings;

  test('holds no secret, even where a rule gives one away', () => {
    expect(JSON.stringify(reported)).not.toContain('Marked0001Secret');
    expect(reported?.message).toBe('*** is bad.');
  });

  test('leaves the edits of a fix out that would write a secret down, and no others', () => {
    expect(reported?.fixes.map(({ edits }) => edits)).toEqual([
      undefined,
      [{ line: 1, column: 27, endLine: 1, endColumn: 45, text: '$pw' }],
    ]);
  });

  test('marks the mask where the secret is meant', () => {
    const { text: shown, start, end } = reported!.excerpt;
    expect(shown.slice(start, end)).toBe('"***"');
  });
});

describe('a code frame', () => {
  function frame(text: string, marked: string, columns?: number): readonly string[] {
    const start = text.indexOf(marked);
    return codeFrame({ text, start, end: start + marked.length }, 7, plain, columns)
      .split('\n')
      .slice(0, -1);
  }

  test.each<[string, string, string, readonly string[]]>([
    ['a word', 'set api x=1', 'api', ['  7 | set api x=1', '    |     ^^^']],
    ['the whole line', 'abc', 'abc', ['  7 | abc', '    | ^^^']],
    ['no width', 'abc', '', ['  7 | abc', '    | ^']],
    ['behind characters of two cells', '字字 x', 'x', ['  7 | 字字 x', '    |      ^']],
    ['behind a tab', '\tx', 'x', ['  7 |     x', '    |     ^']],
    ['behind a control character', '\u001bx', 'x', ['  7 | \\u{1b}x', '    |       ^']],
    ['behind a combining mark', 'e\u0301 x', 'x', ['  7 | e\u0301 x', '    |   ^']],
    ['a picture of two units', '\u{1f600} x', 'x', ['  7 | \u{1f600} x', '    |    ^']],
  ])('marks %s', (_name, text, marked, expected) => expect(frame(text, marked)).toEqual(expected));

  test.each([
    ['at the start', 'MARK' + 'a'.repeat(500)],
    ['in the middle', 'a'.repeat(300) + 'MARK' + 'b'.repeat(300)],
    ['at the end', 'a'.repeat(500) + 'MARK'],
  ])('cuts a long line around what is meant: %s', (_name, text) => {
    const [line = '', marks = ''] = frame(text, 'MARK', 80);
    expect(line.length).toBeLessThanOrEqual(80);
    expect(line.slice(marks.indexOf('^'), marks.lastIndexOf('^') + 1)).toBe('MARK');
    expect(line).toContain('…');
  });

  test('of something wider than the terminal stays inside it', () => {
    const text = 'x'.repeat(500);
    for (const line of frame(text, text, 80)) expect(line.length).toBeLessThanOrEqual(80);
  });
});

test('fingerprints count occurrences, file by file', () => {
  const one = createFingerprints();
  const first = one('rule', 'line');
  expect(one('rule', ' line ')).not.toBe(first);
  expect(createFingerprints()('rule', '  line')).toBe(first);
  expect(createFingerprints()('other', 'line')).not.toBe(first);
});

test.each<[string, string]>([
  ['a\u001b[31m', 'a\\u{1b}[31m'],
  ['\u202eabc', '\\u{202e}abc'],
  ['a\u200bb', 'a\\u{200b}b'],
  ['a\u2028b', 'a\\u{2028}b'],
  ['\ud800', '\\u{d800}'],
  ['字 \u{1f600} ä', '字 \u{1f600} ä'],
])('printable %j', (text, expected) => expect(printable(text)).toBe(expected));

test.each<[string, boolean, Record<string, string>, boolean]>([
  ['a terminal', true, { TERM: 'xterm' }, true],
  ['no terminal', false, { TERM: 'xterm' }, false],
  ['a terminal that cannot', true, { TERM: 'dumb' }, false],
  ['an empty NO_COLOR is none', true, { NO_COLOR: '' }, true],
  ['FORCE_COLOR=false', true, { FORCE_COLOR: 'false' }, false],
  ['an empty FORCE_COLOR', false, { FORCE_COLOR: '' }, true],
])('colour: %s', (_name, terminal, environment, expected) => {
  expect(wantsColour(terminal, environment)).toBe(expected);
});

test('Markdown for a terminal', () => {
  const page =
    '# a-rule\n\n**Risk: high** · see `x=y`, [CWE-1](https://cwe.example/1) and <https://example.com>.\n\n```routeros\n/ip **service**\n```\n\n- one two three four five six\n';
  expect(renderMarkdown(page, plain, 20)).toBe(
    'a-rule\n\nRisk: high · see\nx=y, CWE-1\n(https://cwe.example/1)\nand\nhttps://example.com.\n\n    /ip **service**\n\n- one two three four\n  five six\n',
  );
});
