import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ruleFiles, staleFiles } from '../../scripts/generate-rules';
import { applyEdits, applySafeFixes, compatibleSafeFixes } from '../../server/src/rules/fixes';
import { rulePageById } from '../../server/src/rules/pages';
import { rules } from '../../server/src/rules/registry';
import type { CheckResult } from '../../server/src/rules/engine';
import type { Finding, Rule } from '../../server/src/rules/rule';
import { ruleProblems } from './contract';
import { check, firstFix, ofRule, outline } from './support';

const files = await ruleFiles();

/** A script as it is checked where the rule is on: some are so in the strict preset only. */
function checkWithRule(rule: Rule, text: string): CheckResult {
  return check(text, rule.recommended ? {} : { rules: { [rule.id]: rule.severity } });
}

describe('the registry', () => {
  it('holds one rule a file, in the order of the files', () => {
    expect(rules.map((rule) => `${rule.category}/${rule.id}.ts`)).toEqual(files);
    expect(new Set(rules.map((rule) => rule.id)).size).toBe(rules.length);
  });

  it('and its pages are as the generator writes them', async () => {
    expect(await staleFiles()).toEqual([]);
  });
});

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  it('describes itself', () => {
    const file = files.find((path) => path.endsWith(`/${id}.ts`)) ?? '';
    expect(ruleProblems(rule, file.split('/')[0] ?? '', file.split('/')[1] ?? '')).toEqual([]);
    expect(rulePageById(id)).toContain(`# ${id}\n`);
  });

  it.each(rule.examples)('finds $bad', ({ bad, findings = 1 }) => {
    const found = checkWithRule(rule, bad).findings;
    expect(outline(bad, ofRule(found, id))).toHaveLength(findings);
    expect(
      outline(
        bad,
        found.filter((finding) => finding.severity === 'error' && finding.rule !== id),
      ),
    ).toEqual([]);
    for (const finding of ofRule(found, id)) expectWhole(finding, bad);
  });

  it.each(rule.examples)('does not find $good', ({ good }) => {
    expect(outline(good, onlyErrorsAnd(id, checkWithRule(rule, good).findings))).toEqual([]);
  });

  if (rule.silent.length > 0) {
    it.each(rule.silent)('stays silent on $script', ({ script }) => {
      expect(outline(script, ofRule(checkWithRule(rule, script).findings, id))).toEqual([]);
    });
  }

  it.each(rule.examples)('mends $bad', ({ bad, fixed }) => {
    const before = checkWithRule(rule, bad).findings;
    const fix = firstFix(ofRule(before, id)[0]);
    expect(fix === undefined ? undefined : applyEdits(bad, fix.edits)).toBe(fixed);
    if (fix === undefined || fixed === undefined) return;

    expect(fix.title).toMatch(/^[A-Z]/);
    const after = checkWithRule(rule, fixed).findings;
    expect(ofRule(after, id).length).toBe(ofRule(before, id).length - 1);
    expect(errors(after).length).toBeLessThanOrEqual(errors(before).length);
    if (fix.class !== 'safe') return;

    const known = new Set(before.map((finding) => finding.rule));
    expect(after.filter((finding) => !known.has(finding.rule)).map((finding) => finding.rule)).toEqual([]);
  });

  it('offers fixes of the class that it declares', () => {
    const classes = rule.examples.flatMap(({ bad }) =>
      ofRule(checkWithRule(rule, bad).findings, id).flatMap((finding) => finding.fixes.map((fix) => fix.class)),
    );
    expect(classes.includes('safe')).toBe(rule.fix === 'safe');
    expect(classes.length > 0).toBe(rule.fix !== null);
  });
});

describe('fixes of all rules together', () => {
  const texts = rules.flatMap((rule: Rule) => [
    ...rule.examples.flatMap(({ bad, good }) => [bad, good]),
    ...rule.silent.map(({ script }) => script),
  ]);

  it('reach a text that has no safe fix left, whatever stands together', () => {
    const scripts = fc
      .array(fc.constantFrom(...texts), { minLength: 1, maxLength: 6 })
      .chain((parts) => fc.constantFrom('\n', '\r\n').map((lineEnd) => parts.join(lineEnd)));
    fc.assert(
      fc.property(scripts, (script) => {
        const { text } = applySafeFixes(script, check);
        const after = check(text).findings;
        expect(compatibleSafeFixes(after)).toEqual([]);
        expect(errors(after).length).toBeLessThanOrEqual(errors(check(script).findings).length);
        expect(applySafeFixes(text, check)).toEqual({ text, applied: 0 });
      }),
      { numRuns: 150 },
    );
  });

  it('and rules never throw, wherever a script is cut off', () => {
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.nat(), (text, cut) => {
        const part = text.slice(0, cut % (text.length + 1));
        expect(ofRule(check(part).findings, 'internal-error')).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

function errors(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter((finding) => finding.severity === 'error');
}

function onlyErrorsAnd(id: string, findings: readonly Finding[]): readonly Finding[] {
  return findings.filter((finding) => finding.rule === id || finding.severity === 'error');
}

function expectWhole(finding: Finding, text: string): void {
  expect(finding.message).toMatch(/^\S.*[.?)]$/s);
  expect(finding.span.start).toBeLessThan(finding.span.end);
  expect(finding.span.end).toBeLessThanOrEqual(text.length);
  for (const fix of finding.fixes) {
    expect(fix.edits.length).toBeGreaterThan(0);
    expect(() => applyEdits(text, fix.edits)).not.toThrow();
  }
}
