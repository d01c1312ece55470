import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { builtinFindings } from '../../server/src/rules/builtin';
import { rules } from '../../server/src/rules/registry';
import { check } from '../rules/support';
import { defects, type Base, type Defect } from './defects';
import { commandSpellings, textSpellings, type Spelling } from './spellings';

const bases: Readonly<Record<Base, string>> = {
  alone: '',
  hardened: example('hardened'),
  'layered-firewall': example('layered-firewall'),
};

function example(name: string): string {
  return readFileSync(new URL(`../../examples/${name}.rsc`, import.meta.url), 'utf8');
}

function spellingsOf({ planted }: Defect): readonly Spelling[] {
  return typeof planted === 'string' ? textSpellings(planted) : commandSpellings(planted);
}

/** Is the defect found where it was planted: a finding, or a place that one points to, lies in the planted text? */
function isFound(rule: string, base: string, text: string, release: string | undefined): boolean {
  const whole = base + text;
  return check(whole, release === undefined ? {} : { release }).findings.some(
    (finding) =>
      finding.rule === rule &&
      [finding.span, ...finding.related.map((place) => place.span)].some((span) => span.end > base.length),
  );
}

const table = defects.flatMap((defect) =>
  (defect.into ?? (Object.keys(bases) as Base[])).map((base) => [defect.rule, base, defect] as const),
);

describe('planted defects', () => {
  it.each(table)('%s, planted into %s, is found in every spelling', (rule, base, defect) => {
    const missed = spellingsOf(defect).filter(({ text }) => !isFound(rule, bases[base], text, defect.release));
    expect(missed).toEqual([]);
  });

  it('are nothing that the clean configurations have themselves', () => {
    const planted = new Set(defects.map(({ rule }) => rule));
    const found = Object.values(bases).flatMap((base) => check(base).findings.map((finding) => finding.rule));
    expect(found.filter((rule) => planted.has(rule))).toEqual([]);
  });

  it('name rules that exist', () => {
    const known = new Set([...rules, ...builtinFindings].map(({ id }) => id));
    expect([...new Set(defects.map(({ rule }) => rule))].filter((rule) => !known.has(rule))).toEqual([]);
  });
});
