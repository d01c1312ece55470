import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../server/src/rules/fixes';
import { suppressFileEdit, suppressLineEdit } from '../../server/src/rules/suppressions';
import { check, checkWith, outline, verbRule } from './support';

const command = '/ip service set api disabled=no address=10.0.0.0/8';
const found = 'api-plaintext-enabled warning "disabled=no"';
const next = '# routeros-guard-disable-next-line';

function outlineOf(text: string): string[] {
  return outline(text, check(text).findings);
}

describe('a suppression', () => {
  it.each([
    ['of the next line', `${next} api-plaintext-enabled\n${command}`],
    ['with a reason', `${next} api-plaintext-enabled -- the old billing system needs it\n${command}`],
    ['without blanks', `#routeros-guard-disable-next-line api-plaintext-enabled\n${command}`],
    ['in CRLF', `${next} api-plaintext-enabled\r\n${command}\r\n`],
    ['past empty lines and comments', `${next} api-plaintext-enabled\n\n# why\n  ${command}`],
    [
      'of a line that is continued',
      `${next} api-plaintext-enabled\n/ip service set api \\\n    disabled=no address=10.0.0.0/8`,
    ],
    ['inside a block', `:if (true) do={\n  ${next} api-plaintext-enabled\n  ${command}\n}`],
    ['from a place to the end', `:put 1\n# routeros-guard-disable api-plaintext-enabled\n:put 2\n${command}`],
    ['of the whole file', `${command}\n# routeros-guard-disable-file api-plaintext-enabled`],
  ])('%s', (_, text) => {
    expect(outlineOf(text)).toEqual([]);
  });

  it('of several rules, with commas or blanks', () => {
    const open = '/ip service set api disabled=no';
    expect(outlineOf(open)).toHaveLength(2);
    for (const separator of [', ', ',', ' ']) {
      expect(
        outlineOf(`${next} api-plaintext-enabled${separator}service-address-unrestricted -- both\n${open}`),
      ).toEqual([]);
    }
  });

  it('stacks', () => {
    const text = `${next} api-plaintext-enabled\n${next} service-address-unrestricted\n/ip service set api disabled=no`;
    expect(outlineOf(text)).toEqual([]);
  });

  it('does not reach past its line', () => {
    const text = `${next} api-plaintext-enabled\n:put 1\n${command}`;
    expect(outlineOf(text)).toEqual(['unused-suppression hint "api-plaintext-enabled"', found]);
  });

  it('from a place on leaves what stands before it', () => {
    const text = `${command}\n# routeros-guard-disable api-plaintext-enabled`;
    expect(outlineOf(text)).toEqual([found, 'unused-suppression hint "api-plaintext-enabled"']);
  });

  it('in a text is none', () => {
    expect(outlineOf(`:put "\n${next} api-plaintext-enabled\n"\n${command}`)).toEqual([found]);
  });

  it.each([
    [`${next} no-such-rule\n:put 1`, 'invalid-suppression hint "no-such-rule"'],
    [`${next}\n:put 1`, `invalid-suppression hint "${next}"`],
    [`${next} -- only a reason\n:put 1`, `invalid-suppression hint "${next} -- only a reason"`],
    ['# routeros-guard-disable-line x\n:put 1', 'invalid-suppression hint "# routeros-guard-disable-line x"'],
    [`${next} syntax-error\n:put 1`, 'invalid-suppression hint "syntax-error"'],
    [`${next} tls-version-any\n:put 1`, 'unused-suppression hint "tls-version-any"'],
  ])('%j is reported', (text, expected) => {
    expect(outlineOf(text)).toEqual([expected]);
  });

  it('never silences what the router refuses', () => {
    const text = '# routeros-guard-disable-file syntax-error, unknown-command\n/ip service sett api\n:put "open';
    expect(
      check(text)
        .findings.map(({ rule }) => rule)
        .filter((rule) => !rule.endsWith('suppression')),
    ).toEqual(['unknown-command', 'syntax-error']);
  });

  it('of a rule that is off or that failed is not called unused', () => {
    const text = `${next} api-plaintext-enabled\n:put 1`;
    expect(check(text, { rules: { 'api-plaintext-enabled': 'off' } }).findings).toEqual([]);
    const broken = verbRule('broken', 'put', {
      check: () => {
        throw new Error();
      },
    });
    const rules = checkWith([broken], `${next} broken\n:put 1`).map(({ rule }) => rule);
    expect(rules).toEqual(['internal-error']);
  });

  it('of hints about suppressions works, and needs no use', () => {
    const text = `# routeros-guard-disable-file unused-suppression\n${next} tls-version-any\n:put 1`;
    expect(outlineOf(text)).toEqual([]);
    expect(outlineOf('# routeros-guard-disable-file unused-suppression\n:put 1')).toEqual([]);
  });

  it('that is unused can be configured like a rule', () => {
    const text = `${next} tls-version-any\n:put 1`;
    expect(check(text, { rules: { 'unused-suppression': 'off' } }).findings).toEqual([]);
    expect(outline(text, check(text, { rules: { 'unused-suppression': 'warning' } }).findings)).toEqual([
      'unused-suppression warning "tls-version-any"',
    ]);
  });

  it.each([
    [`:put 0\n  ${next} tls-version-any -- old\n:put 1`, ':put 0\n:put 1'],
    [`${next} tls-version-any\r\n:put 1`, ':put 1'],
    [`:put 0; ${next} tls-version-any\n:put 1`, ':put 0; \n:put 1'],
    [
      `${next} tls-version-any, api-plaintext-enabled -- r\n${command}`,
      `${next} api-plaintext-enabled -- r\n${command}`,
    ],
    [
      `${next} api-plaintext-enabled, tls-version-any -- r\n${command}`,
      `${next} api-plaintext-enabled -- r\n${command}`,
    ],
  ])('that is unused can be taken out of %j', (text, expected) => {
    const [finding, ...others] = check(text).findings;
    expect(others).toEqual([]);
    expect(finding?.rule).toBe('unused-suppression');
    expect(applyEdits(text, finding?.fixes[0]?.edits ?? [])).toBe(expected);
  });
});

describe('the edit that suppresses a line', () => {
  it.each([
    ['at the start', `|${command}`, `${next} ID\n${command}`],
    ['after a byte order mark', `\uFEFF|${command}`, `\uFEFF${next} ID\n${command}`],
    [
      'with its indentation and line end',
      `:if (true) do={\r\n\t|:put 1\r\n}`,
      `:if (true) do={\r\n\t${next} ID\r\n\t:put 1\r\n}`,
    ],
    [
      'above a line that is continued',
      ':put 1\n/ip service set api \\\n  |disabled=no',
      `:put 1\n${next} ID\n/ip service set api \\\n  disabled=no`,
    ],
    ['above a text of several lines', ':put 1\n:put "a\nb|"\n', `:put 1\n${next} ID\n:put "a\nb"\n`],
  ])('%s', (_, marked, expected) => {
    const offset = marked.indexOf('|');
    const text = marked.replace('|', '');
    expect(applyEdits(text, [suppressLineEdit(text, offset, 'ID')])).toBe(expected);
  });

  it('suppresses the finding', () => {
    const text = `:put 1\n  ${command}\n`;
    const [finding] = check(text).findings;
    const edit = suppressLineEdit(text, finding?.span.start ?? -1, finding?.rule ?? '');
    expect(outlineOf(applyEdits(text, [edit]))).toEqual([]);
  });
});

describe('the edit that suppresses a file', () => {
  it.each([
    [':put 1', '# routeros-guard-disable-file ID\n:put 1'],
    ['\uFEFF:put 1\r\n', '\uFEFF# routeros-guard-disable-file ID\r\n:put 1\r\n'],
    [
      '# 2024-05-01 12:00:00 by RouterOS 7.14.3\n# software id = \n/ip service\n',
      '# 2024-05-01 12:00:00 by RouterOS 7.14.3\n# software id = \n# routeros-guard-disable-file ID\n/ip service\n',
    ],
  ])('%j', (text, expected) => {
    expect(applyEdits(text, [suppressFileEdit(text, 'ID')])).toBe(expected);
  });

  it('suppresses the finding', () => {
    expect(outlineOf(applyEdits(command, [suppressFileEdit(command, 'api-plaintext-enabled')]))).toEqual([]);
  });
});
