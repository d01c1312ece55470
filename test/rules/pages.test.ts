import { describe, expect, it } from 'vitest';
import { indexPage, rulePage, rulePageById } from '../../server/src/rules/pages';
import { verbRule } from './support';

describe('the page of a rule', () => {
  it('holds what the rule says, in a fixed order', () => {
    const rule = verbRule('no-put', 'put', {
      category: 'security',
      risk: 'high',
      fix: 'suggestion',
      recommended: false,
      summary: 'Something is put',
      why: 'Because it matters.',
      references: ['CWE-319', 'CVE-2023-30799', 'https://manual.mikrotik.com/docs/x'],
      examples: [{ bad: ':put 1', fixed: ':log info 1', good: ':log info 2' }],
      silent: [{ script: ':set x 1', because: 'Nothing is put' }],
    });
    const page = rulePage(rule);
    expect(page.match(/^#+ .*$/gm)).toEqual([
      '# no-put',
      '## Why',
      '## Examples',
      '## Where it stays silent',
      '## Turning it off',
      // The comments of the example of suppressions.
      '# routeros-guard-disable-next-line no-put -- reason',
      '# routeros-guard-disable no-put -- reason',
      '# routeros-guard-disable-file no-put -- reason',
      '## References',
    ]);
    expect(page).toContain(
      '**Category: security** · **Severity: warning** · **Risk: high** · **Fix: suggestion (offered one by one)** · **Since: 0.1.0** · **Off unless configured**',
    );
    expect(page).toContain('```routeros\n:put 1\n```\n\nAfter its fix:\n\n```routeros\n:log info 1\n```');
    expect(page).toContain('```routeros\n:set x 1\n```\n\nNothing is put.\n');
    expect(page).toContain('- [CWE-319](https://cwe.mitre.org/data/definitions/319.html)');
    expect(page).toContain('- [CVE-2023-30799](https://nvd.nist.gov/vuln/detail/CVE-2023-30799)');
    expect(page).toContain('- <https://manual.mikrotik.com/docs/x>');
    expect(page.endsWith('\n')).toBe(true);
  });

  it('leaves out sections that would be empty', () => {
    const page = rulePage(verbRule('no-put', 'put', { examples: [{ bad: ':put 1', good: ':put 2' }] }));
    expect(page).not.toContain('silent');
    expect(page).not.toContain('References');
    expect(page).not.toContain('After its fix');
  });

  it('is found by id, also for what the engine itself finds', () => {
    expect(rulePageById('tls-version-any')).toMatch(/^# tls-version-any\n/);
    expect(rulePageById('syntax-error')).toMatch(/^# syntax-error\n/);
    expect(rulePageById('syntax-error')).not.toContain('Turning it off');
    expect(rulePageById('unused-suppression')).toContain('Turning it off');
    expect(rulePageById('no-such-rule')).toBeUndefined();
  });
});

it('the index lists rules by category', () => {
  const index = indexPage([verbRule('a', 'x'), verbRule('b', 'x', { category: 'firewall', fix: 'safe' })]);
  expect(index.match(/^## .*$/gm)).toEqual(['## Firewall', '## Style', '## The engine itself']);
  expect(index).toContain('| [b](b.md) | The command x | warning | safe |');
  expect(index).toContain('| [a](a.md) | The command x | warning | none |');
});
