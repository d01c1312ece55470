import { describe, expect, it } from 'vitest';
import { applyEdits, applySafeFixes } from '../../server/src/rules/fixes';
import { suppressionEdits } from '../../server/src/rules/suppressions';
import { parse } from '../../server/src/syntax/parser';
import { check, checkWith, outline, verbRule, type Options } from './support';

const command = '/ip service set api disabled=no address=10.0.0.0/8';
const found = 'api-plaintext-enabled warning "disabled=no"';
const next = '# routeros-guard-disable-next-line';

const edits = (text: string) => suppressionEdits({ text, tree: parse(text) });

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

  it('from a place to where it is enabled again', () => {
    const found = (text: string): string[] =>
      outline(text, checkWith([verbRule('no-put', 'put'), verbRule('no-delay', 'delay')], text)).map((line) =>
        line.slice(0, 6),
      );
    const text =
      '# routeros-guard-disable no-put, no-delay\n:put 1; :delay 1\n# routeros-guard-enable no-put\n:put 2; :delay 2';
    expect(found(text)).toEqual(['no-put']);
    expect(found(text.replace('enable no-put', 'enable'))).toEqual(['no-put', 'no-del']);
    expect(found(`${text}\n# routeros-guard-disable no-put -- again\n:put 3`)).toEqual(['no-put']);
  });

  it('that is ended before it finds anything is unused', () => {
    const id = 'api-plaintext-enabled';
    const text = `# routeros-guard-disable ${id}\n:put 1\n# routeros-guard-enable ${id}\n${command}`;
    expect(outlineOf(text)).toEqual([`unused-suppression hint "${id}"`, found]);
  });

  it.each([
    ['# routeros-guard-enable', 'invalid-suppression hint "# routeros-guard-enable"'],
    ['# routeros-guard-enable tls-version-any', 'invalid-suppression hint "tls-version-any"'],
    [
      '# routeros-guard-disable-file tls-version-any\n# routeros-guard-enable tls-version-any',
      'invalid-suppression hint "tls-version-any"',
    ],
  ])('that ends nothing is reported: %j', (text, expected) => {
    expect(outlineOf(`${text}\n:put 1`)).toContain(expected);
  });

  const directive = `${next} api-plaintext-enabled`;
  const misplaced = `invalid-suppression hint "${next}"`;

  it.each([
    ['in a text of several lines', `:put "\n${directive}\n"\n${command}`, [misplaced, found]],
    ['in a comment property', `/interface set 0 comment="${directive}"\n${command}`, [misplaced, found]],
  ])('%s is none, and says so', (_, text, expected) => {
    expect(outlineOf(text).filter((line) => !line.startsWith('syntax-error'))).toEqual(expected);
  });

  it.each([
    ['behind an argument', `${command} # routeros-guard-disable-file api-plaintext-enabled`],
    ['in a line that is continued', `/ip service set api \\\n${directive}\n  disabled=no`],
  ])('%s is none, and says so beside the error', (_, text) => {
    const { findings } = check(text);
    expect(findings.map(({ rule }) => rule)).toEqual(expect.arrayContaining(['syntax-error', 'invalid-suppression']));
    expect(findings.find(({ rule }) => rule === 'invalid-suppression')?.message).toMatch(
      /^RouterOS takes no comment here/,
    );
  });

  it.each([
    ['that a comment speaks of', `# how to: ${directive}\n:put 1`],
    ['behind a semicolon, where a comment may stand', `:put 0; ${directive}\n${command}`],
    ['in a script inside a value', `/system script add name=s source={\n${directive}\n${command}\n}`],
    ['in a script inside a string', `/system script add name=s source="${directive}\\n${command}"`],
  ])('%s is not reported', (_, text) => {
    expect(outlineOf(text)).toEqual([]);
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

  it('of what the router refuses is not called unused, but said to have no effect', () => {
    const text = `${next} unknown-command -- it is in a package\n/ip service sett api`;
    expect(check(text).findings.map(({ rule, message }) => [rule, message])).toEqual([
      ['invalid-suppression', '"unknown-command" cannot be suppressed here: the router would refuse the script.'],
      ['unknown-command', expect.any(String)],
    ]);
    const weaker = `${next} needs-package\n/container print`;
    expect(outlineOf(weaker)).toEqual([]);
  });

  it('is not called unused in a script that cannot be read to its end', () => {
    expect(outlineOf(`${next} tls-version-any\n:put "open`).filter((line) => !line.startsWith('syntax-error'))).toEqual(
      [],
    );
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
    expect(finding?.fixes[0]?.class).toBe('safe');
    expect(applyEdits(text, finding?.fixes[0]?.edits ?? [])).toBe(expected);
  });
});

describe('a suppression without a reason', () => {
  const bare = `${next} api-plaintext-enabled\n${command}`;
  const finding = `suppression-without-reason warning "${next} api-plaintext-enabled"`;

  it.each<[string, string, Options, readonly string[]]>([
    ['is none of anybody by default', bare, {}, []],
    ['is reported in strict', bare, { preset: 'strict' }, [finding]],
    ['is reported where it is asked for', bare, { rules: { 'suppression-without-reason': 'warning' } }, [finding]],
    ['is not where it is off', bare, { preset: 'strict', rules: { 'suppression-without-reason': 'off' } }, []],
    ['with a reason is none', bare.replace('\n', ' -- old billing\n'), { preset: 'strict' }, []],
    ['with an empty reason is one', bare.replace('\n', ' --\n'), { preset: 'strict' }, [finding.replace(/"$/, ' --"')]],
    [
      'is reported once for several rules',
      `${next} api-plaintext-enabled, service-address-unrestricted\n/ip service set api disabled=no`,
      { preset: 'strict' },
      [`suppression-without-reason warning "${next} api-plaintext-enabled, service-address-unrestricted"`],
    ],
  ])('%s', (_, text, options, expected) => {
    const found = check(text, options).findings.filter(({ rule }) => rule.includes('suppression'));
    expect(outline(text, found)).toEqual(expected);
  });

  it.each([
    [bare, bare.replace('\n', ' -- REASON\n')],
    [bare.replace('\n', ' --\n'), bare.replace('\n', ' -- REASON\n')],
  ])('asks for one in %j', (text, expected) => {
    const [fix] = check(text, { preset: 'strict' }).findings.find(({ rule }) => rule.includes('reason'))?.fixes ?? [];
    expect(fix).toMatchObject({ class: 'suggestion', placeholders: ['REASON'] });
    expect(applyEdits(text, fix?.edits ?? [])).toBe(expected);
  });
});

it('a file of suppressions alone is read in time', () => {
  const lines = Array.from({ length: 5_000 }, (_, index) => `${next} tls-version-any -- ${index}`).join('\n');
  const unused = check(`${lines}\n:put 1`).findings;
  expect(unused).toHaveLength(5_000);
  expect(applySafeFixes(`${lines}\n:put 1`, check).text).toBe(':put 1');
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
    expect(applyEdits(text, [edits(text).line(offset, 'ID')])).toBe(expected);
  });

  it('suppresses the finding', () => {
    const text = `:put 1\n  ${command}\n`;
    const [finding] = check(text).findings;
    const edit = edits(text).line(finding?.span.start ?? -1, finding?.rule ?? '');
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
    expect(applyEdits(text, [edits(text).file('ID')])).toBe(expected);
  });

  it('suppresses the finding', () => {
    expect(outlineOf(applyEdits(command, [edits(command).file('api-plaintext-enabled')]))).toEqual([]);
  });
});
