import { describe, expect, it } from 'vitest';
import { fixGroupTitle } from '../../server/src/rules/fixGroups';
import { applyEdits, applySafeFixes, compatibleSafeFixes, groupFixes } from '../../server/src/rules/fixes';
import { rules as registry } from '../../server/src/rules/registry';
import type { CheckResult } from '../../server/src/rules/engine';
import type { Finding, Fix } from '../../server/src/rules/rule';
import { check, ofRule } from './support';

describe('applyEdits', () => {
  it('applies edits in the order of the text, whatever order they come in', () => {
    const edits = [
      { start: 4, end: 5, text: 'E' },
      { start: 0, end: 1, text: '' },
      { start: 2, end: 2, text: '-' },
    ];
    expect(applyEdits('abcdef', edits)).toBe('b-cdEf');
  });

  it('keeps the order of insertions at one place', () => {
    const edits = [
      { start: 1, end: 1, text: 'x' },
      { start: 1, end: 1, text: 'y' },
    ];
    expect(applyEdits('ab', edits)).toBe('axyb');
  });

  it('refuses edits that overlap', () => {
    const edits = [
      { start: 0, end: 3, text: '' },
      { start: 2, end: 4, text: '' },
    ];
    expect(() => applyEdits('abcdef', edits)).toThrow(RangeError);
  });
});

describe('applySafeFixes', () => {
  it('applies safe fixes, leaves suggestions, and touches nothing else', () => {
    const text =
      '\uFEFF/ip service\r\n\tset api-ssl   certificate=c  \r\nset www-ssl tls-version=any\r\nset api disabled=no\r\n';
    expect(applySafeFixes(text, check)).toEqual({
      text: '\uFEFF/ip service\r\n\tset api-ssl   certificate=c tls-version=only-1.2  \r\nset www-ssl tls-version=only-1.2\r\nset api disabled=no\r\n',
      applied: 2,
    });
  });

  it('gives a text without findings back as it is', () => {
    expect(applySafeFixes(':put 1\r', check)).toEqual({ text: ':put 1\r', applied: 0 });
  });

  it('applies fixes that touch each other in different rounds', () => {
    // Each finding wants one letter behind its digit; both insert at the same place.
    const lint = (text: string) =>
      result(text, [
        ...(text.includes('a') ? [] : [insertion(1, 'a')]),
        ...(text.includes('b') ? [] : [insertion(1, 'b')]),
      ]);
    expect(applySafeFixes('1', lint)).toEqual({ text: '1ba', applied: 2 });
  });

  it('stops where fixes undo each other', () => {
    const lint = (text: string) => result(text, [replacement(text === 'x' ? 'y' : 'x')]);
    expect(applySafeFixes('x', lint)).toEqual({ text: 'y', applied: 1 });
  });

  it('stops where fixes go on without end', () => {
    const lint = (text: string) => result(text, [insertion(0, 'x')]);
    const { text, applied } = applySafeFixes('', lint);
    expect(text).toBe('x'.repeat(applied));
    expect(applied).toBeLessThan(1000);
  });

  it('does not apply what gives the script a new error', () => {
    const lint = (text: string) =>
      text === 'good'
        ? result(text, [replacement('bad')])
        : result(text, [{ ...replacement('worse'), severity: 'error' }]);
    expect(applySafeFixes('good', lint)).toEqual({ text: 'good', applied: 0 });
  });

  it('leaves out the fixes of a rule that breaks the script, and applies all others', () => {
    const lint = (text: string) =>
      result(text, [
        ...(text.includes('!')
          ? [{ ...insertion(0, ''), severity: 'error' as const, category: 'syntax' as const, fixes: [] }]
          : []),
        ...(text.includes('!') ? [] : [{ ...insertion(text.length, '!'), rule: 'breaks' }]),
        ...(text.includes('b') ? [] : [{ ...insertion(0, 'b'), rule: 'mends' }]),
      ]);
    expect(applySafeFixes('a', lint)).toEqual({ text: 'ba', applied: 1 });
  });

  it('does not trade an error of a rule for one of the router', () => {
    const lint = (text: string) =>
      text === 'good'
        ? result(text, [{ ...replacement('bad'), severity: 'error' }])
        : result(text, [{ ...replacement('worse'), severity: 'error', category: 'syntax', fixes: [] }]);
    expect(applySafeFixes('good', lint)).toEqual({ text: 'good', applied: 0 });
  });

  it('applies nothing twice: a second run changes nothing', () => {
    const text = '/ip service set api-ssl,www-ssl certificate=c\n/ip service set www-ssl tls-version=tls1.2';
    const first = applySafeFixes(text, check);
    expect(first.text).toBe(
      '/ip service set api-ssl,www-ssl certificate=c tls-version=only-1.2\n/ip service set www-ssl tls-version=only-1.2',
    );
    expect(applySafeFixes(first.text, check)).toEqual({ text: first.text, applied: 0 });
  });
});

describe('fixes that touch each other', () => {
  const at = (rule: string, start: number, edits: Fix['edits']): Finding => ({
    ...finding({ title: rule, class: 'safe', edits }),
    rule,
    span: { start, end: start + 1 },
  });
  const chosen = (...findings: readonly Finding[]): string[] => compatibleSafeFixes(findings).map(({ title }) => title);
  const wide = at('b', 0, [{ start: 0, end: 5, text: '' }]);
  const inner = at('a', 3, [{ start: 3, end: 4, text: 'x' }]);
  const apart = at('c', 9, [{ start: 9, end: 9, text: 'y' }]);
  const same = at('a', 0, [{ start: 5, end: 5, text: 'z' }]);

  it('are settled in one way, whatever order they come in', () => {
    for (const order of [
      [wide, inner, apart],
      [apart, inner, wide],
      [inner, apart, wide],
    ]) {
      expect(chosen(...order)).toEqual(['b', 'c']);
    }
    expect(chosen(wide, same)).toEqual(['a']);
    expect(chosen(same, wide)).toEqual(['a']);
  });

  it('are found among many, on both sides', () => {
    const many = Array.from({ length: 3000 }, (_, index) =>
      at(`r${index}`, index, [
        { start: index * 10, end: index * 10 + 3, text: '' },
        { start: 100_000 - index * 10, end: 100_000 - index * 10, text: 'x' },
      ]),
    );
    const late = at('late', 4000, [{ start: 15_003, end: 15_004, text: '' }]);
    const free = at('free', 4001, [{ start: 15_005, end: 15_006, text: '' }]);
    expect(chosen(...many, late, free)).toHaveLength(3001);
  });

  it('are one where they are the same', () => {
    expect(chosen(wide, at('d', 1, [{ start: 0, end: 5, text: '' }]))).toEqual(['b']);
  });
});

describe('fixes of one group', () => {
  it('are the first safe one of each finding, else the first', () => {
    const edit = (start: number) => [{ start, end: start, text: 'x' }];
    const two: Finding = {
      ...finding({ title: 'maybe', class: 'suggestion', edits: edit(1), group: 'g' }),
      fixes: [
        { title: 'other', class: 'safe', edits: edit(1) },
        { title: 'maybe', class: 'suggestion', edits: edit(1), group: 'g' },
        { title: 'surely', class: 'safe', edits: edit(2), group: 'g' },
      ],
    };
    const one = finding({ title: 'perhaps', class: 'suggestion', edits: edit(9), group: 'g' });
    expect(groupFixes([one, two], 'g').map(({ fix }) => fix.title)).toEqual(['surely', 'perhaps']);
    expect(groupFixes([one, two], 'h')).toEqual([]);
  });

  it.each([
    ['harden-api-ssl', 'Harden api-ssl'],
    ['disable-plain-services', 'Disable plain services'],
    ['close-a-door', 'Close a door'],
    ['constructor', 'Constructor'],
  ])('%s is called %s', (group, title) => {
    expect(fixGroupTitle(group)).toBe(title);
  });
});

describe('the fixes of all rules', () => {
  const fixes = registry.flatMap((rule) =>
    rule.examples.flatMap(({ bad }) =>
      ofRule(check(bad, { rules: { [rule.id]: rule.severity } }).findings, rule.id).flatMap((one) => one.fixes),
    ),
  );

  it('name what a person must fill in as it stands in their edits, and are suggestions then', () => {
    for (const { title, placeholders = [], edits, class: fixClass } of fixes) {
      for (const placeholder of placeholders) {
        expect(
          edits.some(({ text }) => text.includes(placeholder)),
          `${title}: ${placeholder}`,
        ).toBe(true);
        expect(fixClass, title).toBe('suggestion');
      }
    }
    expect(fixes.length).toBeGreaterThan(10);
  });

  it('name their groups in kebab-case', () => {
    for (const { group, title } of fixes) expect(group ?? 'none', title).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  });
});

function result(text: string, findings: readonly Finding[]): CheckResult {
  return { ...check(text), findings };
}

function finding(fix: Fix): Finding {
  return {
    rule: 'test',
    category: 'style',
    severity: 'warning',
    span: { start: 0, end: 1 },
    message: 'A finding.',
    related: [],
    tags: [],
    fixes: [fix],
  };
}

function insertion(at: number, text: string): Finding {
  return finding({ title: 'Insert', class: 'safe', edits: [{ start: at, end: at, text }] });
}

function replacement(text: string): Finding {
  return finding({ title: 'Replace', class: 'safe', edits: [{ start: 0, end: text.length + 1, text }] });
}
