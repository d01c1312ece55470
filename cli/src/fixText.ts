import type { CheckResult } from '../../server/src/rules/engine';
import { applyEdits, applySafeFixes } from '../../server/src/rules/fixes';
import type { Finding, Fix } from '../../server/src/rules/rule';
import type { TextEdit } from '../../server/src/syntax/span';
import { linesOf } from './lines';

/** A suggestion that was applied. The place is that of its finding in the text as it was then. */
export interface AppliedSuggestion {
  readonly rule: string;
  readonly line: number;
  readonly column: number;
  readonly title: string;
  /** What a person must still replace. */
  readonly placeholders: readonly string[];
}

export interface FixedText {
  readonly text: string;
  /** Number of safe fixes that were applied. */
  readonly applied: number;
  readonly suggestions: readonly AppliedSuggestion[];
}

/** More rounds than this would mean that fixes undo each other. */
const maximumRounds = 20;

interface Choice {
  readonly finding: Finding;
  readonly fix: Fix;
}

/** The first suggestion of each finding of the wanted rules. */
function choices(findings: readonly Finding[], wanted: ReadonlySet<string>): readonly Choice[] {
  return findings.flatMap((finding) => {
    if (!wanted.has(finding.rule)) return [];
    const fix = finding.fixes.find(({ class: kind }) => kind === 'suggestion');
    return fix && fix.edits.length > 0 ? [{ finding, fix }] : [];
  });
}

function touches(a: TextEdit, b: TextEdit): boolean {
  return a.start <= b.end && b.start <= a.end;
}

/** Those that can be applied together, in the order of the text: of two that touch, the first. */
function compatible(all: readonly Choice[]): readonly Choice[] {
  const taken: TextEdit[] = [];
  return all.filter(({ fix }) => {
    if (fix.edits.some((edit) => taken.some((other) => touches(edit, other)))) return false;
    taken.push(...fix.edits);
    return true;
  });
}

function errorCount({ findings }: CheckResult): number {
  return findings.filter(({ severity }) => severity === 'error').length;
}

/**
 * Applies safe fixes, then in rounds the suggestions of the wanted rules, until nothing is left to do. A round that would leave more errors than there were, or
 * as many findings to mend as there were, is taken back and is the last.
 */
export function fixText(text: string, check: (text: string) => CheckResult, wanted: ReadonlySet<string>): FixedText {
  const safe = applySafeFixes(text, check);
  if (wanted.size === 0) return { ...safe, suggestions: [] };
  let current = safe.text;
  let applied = safe.applied;
  let result = check(current);
  const suggestions: AppliedSuggestion[] = [];
  for (let round = 0; round < maximumRounds; round++) {
    const open = choices(result.findings, wanted);
    const chosen = compatible(open);
    if (chosen.length === 0) break;
    const next = applySafeFixes(
      applyEdits(
        current,
        chosen.flatMap(({ fix }) => fix.edits),
      ),
      check,
    );
    const nextResult = check(next.text);
    if (errorCount(nextResult) > errorCount(result)) break;
    if (choices(nextResult.findings, wanted).length >= open.length) break;
    const lines = linesOf(current);
    for (const { finding, fix } of chosen) {
      const { line, column } = lines.placeOf(finding.span.start);
      suggestions.push({ rule: finding.rule, line, column, title: fix.title, placeholders: fix.placeholders ?? [] });
    }
    current = next.text;
    applied += next.applied;
    result = nextResult;
  }
  return { text: current, applied, suggestions };
}
