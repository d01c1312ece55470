import { describe, expect, it } from 'vitest';
import { builtinFindings } from '../../server/src/rules/builtin';
import { rules as registry } from '../../server/src/rules/registry';
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
      impact: 'Everything.',
      fixRisk: 'The other end must match.',
      versions: 'Since 7.18 it is called otherwise.',
      options: [{ name: 'limit', type: 'number', default: 8, description: 'The least a|b.' }],
      references: ['CWE-319', 'CVE-2023-30799', 'https://manual.mikrotik.com/docs/x'],
      examples: [{ bad: ':put 1', fixed: ':log info 1', good: ':log info 2' }],
      silent: [{ script: ':set x 1', because: 'Nothing is put' }],
    });
    const page = rulePage(rule);
    expect(page.match(/^#+ .*$/gm)).toEqual([
      '# no-put',
      '## Why',
      '## What an attacker gains',
      '## Examples',
      '## Where it stays silent',
      '## Fix',
      '## Options',
      '## Turning it off',
      // The comments of the example of suppressions.
      '# routeros-guard-disable-next-line no-put -- reason',
      '# routeros-guard-disable no-put -- reason',
      '# routeros-guard-enable no-put',
      '# routeros-guard-disable-file no-put -- reason',
      '## Versions',
      '## References',
    ]);
    expect(page).toContain(
      '**Category: security** · **Severity: warning** · **Risk: high** · **Fix: suggestion (offered one by one)** · **Since: 0.1.0** · **Only in the preset strict, unless configured**',
    );
    expect(page).toContain('```routeros\n:put 1\n```\n\nAfter its fix:\n\n```routeros\n:log info 1\n```');
    expect(page).toContain('```routeros\n:set x 1\n```\n\nNothing is put.\n');
    expect(page).toContain('- [CWE-319](https://cwe.mitre.org/data/definitions/319.html)');
    expect(page).toContain('- [CVE-2023-30799](https://nvd.nist.gov/vuln/detail/CVE-2023-30799)');
    expect(page).toContain('- <https://manual.mikrotik.com/docs/x>');
    expect(page).toContain('## What an attacker gains\n\nEverything.\n');
    expect(page).toMatch(/## Fix\n\nA suggestion: .*\n\nThe other end must match\.\n/);
    expect(page).toContain('| `limit` | a number | `8` | The least a\\|b. |');
    expect(page).toContain('"no-put": {\n      "options": {\n        "limit": 8\n');
    expect(page).toContain('{ "rules": { "no-put": "warning" } }');
    expect(page).toMatch(/## Versions\n\nSince 7\.18 it is called otherwise\.\n\nIn RouterOS Guard since 0\.1\.0\./);
    expect(page).toMatch(/\n\n\[All rules\]\(index\.md\)\n$/);
  });

  it('leaves out sections that would be empty', () => {
    const page = rulePage(verbRule('no-put', 'put', { examples: [{ bad: ':put 1', good: ':put 2' }] }));
    expect(page).not.toContain('silent');
    expect(page).not.toContain('References');
    expect(page).not.toContain('After its fix');
    expect(page).not.toContain('attacker');
    expect(page).not.toContain('## Options');
    expect(page).toContain('There is no fix');
    expect(page).not.toContain('preset');
  });

  it('is found by id, also for what the engine itself finds', () => {
    expect(rulePageById('tls-version-any')).toMatch(/^# tls-version-any\n/);
    expect(rulePageById('syntax-error')).toMatch(/^# syntax-error\n/);
    expect(rulePageById('syntax-error')).not.toContain('Turning it off');
    expect(rulePageById('unused-suppression')).toContain('Turning it off');
    expect(rulePageById('suppression-without-reason')).toContain('**Only in the preset strict, unless configured**');
    expect(rulePageById('index')).toMatch(/^# Rules\n/);
    expect(rulePageById('no-such-rule')).toBeUndefined();
  });
});

it('the index lists rules by category and by risk', () => {
  const index = indexPage([
    verbRule('a', 'x'),
    verbRule('b', 'x', { category: 'firewall', fix: 'safe', risk: 'high' }),
    verbRule('c', 'y', { category: 'firewall', risk: 'critical', recommended: false }),
  ]);
  expect(index.match(/^##+ .*$/gm)).toEqual([
    '## Firewall',
    '## Style',
    '## The engine itself',
    '## By risk',
    '### Critical',
    '### High',
    '### None',
  ]);
  expect(index).toContain('| [b](b.md) | The command x | warning | safe | always |');
  expect(index).toContain('| [c](c.md) | The command y | warning | none | strict |');
  expect(index).toContain('| [a](a.md) | The command x | warning | none | always |');
  expect(index).toMatch(/### Critical\n\n.*\n\n- \[c\]\(c\.md\): The command y\n/);
});

it('every page that a page leads to exists', () => {
  const pages = new Map([...registry, ...builtinFindings].map(({ id }) => [id, rulePageById(id) ?? '']));
  pages.set('index', rulePageById('index') ?? '');
  for (const [id, page] of pages) {
    expect(page, id).not.toBe('');
    for (const [, target = ''] of page.matchAll(/\]\(([a-z0-9-]+)\.md\)/g))
      expect(pages.has(target), `${id}: ${target}`).toBe(true);
  }
});
