import { describe, expect, it } from 'vitest';
import { builtinFindings } from '../../server/src/rules/builtin';
import type { Finding } from '../../server/src/rules/rule';
import { rules } from '../../server/src/rules/registry';
import { check } from '../rules/support';
import { bases, scripts, unjoined, type Base } from './bases';
import { defects, removals, type Defect, type Removal } from './defects';
import { commandSpellings, textSpellings, wholeSpellings, type Spelling } from './spellings';

type Judged = Pick<Defect, 'release' | 'preset'>;

function basesOf({ into }: Defect): readonly Base[] {
  return into ?? scripts;
}

function spellingsOf(defect: Defect, base: Base): readonly Spelling[] {
  const { planted, except } = defect;
  const all = typeof planted === 'string' ? textSpellings(planted) : commandSpellings(planted);
  const isFirst = base === basesOf(defect)[0];
  return all.filter(({ label, rare }) => (isFirst || rare !== true) && except?.test(label) !== true);
}

/** A rule, and those that say more of the same cause: where they do, it is silent. */
function ruleAndBetter(rule: string): readonly string[] {
  return [rule, ...rules.filter(({ supersedes }) => supersedes?.includes(rule)).map(({ id }) => id)];
}

function findingsIn(text: string, rule: string, { release, preset }: Judged): readonly Finding[] {
  const wanted = ruleAndBetter(rule);
  const options = { ...(release === undefined ? {} : { release }), ...(preset === undefined ? {} : { preset }) };
  return check(text, options).findings.filter((finding) => wanted.includes(finding.rule));
}

/** Is the defect found where it was planted: a finding, or a place that one points to, lies in the planted text? */
function isFound(base: string, text: string, defect: Defect): boolean {
  return findingsIn(base + text, defect.rule, defect).some((finding) =>
    [finding.span, ...finding.related.map((place) => place.span)].some((span) => span.end > base.length),
  );
}

function robbed({ from, without, instead = '' }: Removal): string {
  return unjoined(bases[from]).replace(without, instead);
}

const table = defects.flatMap((defect) => basesOf(defect).map((base) => [defect.rule, base, defect] as const));

describe('planted defects', () => {
  it.each(table)('%s, planted into %s, is found in every spelling', (_, base, defect) => {
    const missed = spellingsOf(defect, base).filter(({ text }) => !isFound(bases[base], text, defect));
    expect(missed).toEqual([]);
  });

  it.each(removals.map((removal) => [removal.rule, removal.from, String(removal.without), removal] as const))(
    '%s is found in %s without %s',
    (rule, from, _, removal) => {
      expect(unjoined(bases[from])).toMatch(removal.without);
      const missed = wholeSpellings(robbed(removal)).filter(({ text }) => findingsIn(text, rule, removal).length === 0);
      expect(missed.map(({ label }) => label)).toEqual([]);
    },
  );

  it('are nothing that the clean configurations have themselves', () => {
    const planted = new Set([...defects, ...removals].map(({ rule }) => rule));
    const found = Object.values(bases).flatMap((base) => check(base).findings.map((finding) => finding.rule));
    expect(found.filter((rule) => planted.has(rule))).toEqual([]);
  });

  it('are nothing that the strict preset finds where they are planted', () => {
    const places = [...table.map(([rule, base]) => [rule, base]), ...removals.map(({ rule, from }) => [rule, from])];
    const pairs = new Set(places.map((pair) => pair.join(' in ')));
    const found = Object.entries(bases).flatMap(([base, text]) =>
      check(text, { preset: 'strict' }).findings.map((finding) => `${finding.rule} in ${base}`),
    );
    expect(found.filter((pair) => pairs.has(pair))).toEqual([]);
  });

  it('take nothing more from a clean configuration than the defect: spelled otherwise, it stays clean', () => {
    const planted = new Set(removals.map(({ rule }) => rule));
    const found = [...new Set(removals.map(({ from }) => from))].flatMap((from) =>
      wholeSpellings(unjoined(bases[from])).flatMap(({ label, text }) =>
        check(text)
          .findings.filter(({ rule }) => planted.has(rule))
          .map(({ rule }) => `${rule} in ${from}, ${label}`),
      ),
    );
    expect(found).toEqual([]);
  });

  it('name rules that exist', () => {
    const known = new Set([...rules, ...builtinFindings].map(({ id }) => id));
    expect([...new Set([...defects, ...removals].map(({ rule }) => rule))].filter((rule) => !known.has(rule))).toEqual(
      [],
    );
  });
});
