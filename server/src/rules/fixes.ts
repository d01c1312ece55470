import type { TextEdit } from '../syntax/span';
import type { CheckResult } from './engine';
import type { Finding, Fix } from './rule';

/** A round mends what does not overlap; more rounds than this would mean that fixes go on without end. */
const maximumRounds = 50;

/** Applies edits that do not overlap. Insertions at one place keep their order. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let end = 0;
  for (const edit of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    if (edit.start < end) throw new RangeError('Edits overlap');
    result += text.slice(end, edit.start) + edit.text;
    end = edit.end;
  }
  return result + text.slice(end);
}

/** The first safe fix of a finding, or undefined. */
export function safeFix(finding: Finding): Fix | undefined {
  return finding.fixes.find((fix) => fix.class === 'safe');
}

/** A fix, and the finding that it mends. */
export interface FindingFix {
  readonly finding: Finding;
  readonly fix: Fix;
}

/**
 * Fixes that can be applied together. Where edits of two fixes touch, the one whose finding stands first in the text is taken; at one place the
 * shorter finding, then the rule that comes first in the alphabet, then the fix: the same choice whatever order they are given in. A fix that
 * is the very same as one that is taken (two findings, one cause) goes with it.
 */
export function compatibleFixes(fixes: readonly FindingFix[]): readonly FindingFix[] {
  const chosen: FindingFix[] = [];
  const taken = new EditSet();
  const known = new Set<string>();
  for (const one of [...fixes].sort(compare)) {
    if (one.fix.edits.length === 0) continue;
    const key = JSON.stringify(one.fix.edits);
    if (known.has(key) || one.fix.edits.some((edit) => taken.touches(edit))) continue;
    known.add(key);
    chosen.push(one);
    for (const edit of one.fix.edits) taken.add(edit);
  }
  return chosen;
}

/** Safe fixes that can be applied together, one of each finding. */
export function compatibleSafeFixes(findings: readonly Finding[]): readonly Fix[] {
  return compatibleFixes(safeFixesOf(findings)).map(({ fix }) => fix);
}

/** Fixes of one group (`Fix.group`) that can be applied together: of each finding its first safe one of the group, else its first one. */
export function groupFixes(findings: readonly Finding[], group: string): readonly FindingFix[] {
  return compatibleFixes(
    findings.flatMap((finding) => {
      const own = finding.fixes.filter((fix) => fix.group === group);
      const fix = own.find((one) => one.class === 'safe') ?? own[0];
      return fix === undefined ? [] : [{ finding, fix }];
    }),
  );
}

/**
 * Applies safe fixes until there is none left, in rounds. A text never has more errors than the one before it: the fixes of a rule that would
 * break the script are left out, because that is a fault of the rule and must not reach the file. Stops where a text comes back that has been
 * there before. `applied` counts fixes.
 */
export function applySafeFixes(
  text: string,
  check: (text: string) => CheckResult,
): { readonly text: string; readonly applied: number } {
  let current = text;
  let findings = check(current).findings;
  let applied = 0;
  const seen = new Set([text]);
  const faulty = new Set<string>();
  for (let round = 0; round < maximumRounds; round++) {
    const fixes = compatibleFixes(safeFixesOf(findings.filter(({ rule }) => !faulty.has(rule))));
    const next = applyEdits(current, editsOf(fixes));
    if (fixes.length === 0 || seen.has(next)) break;
    const nextFindings = check(next).findings;
    if (breaks(nextFindings, findings)) {
      const before = faulty.size;
      for (const rule of faultyRules(current, findings, fixes, check)) faulty.add(rule);
      // Together they break what each by itself does not: nothing can be said about which is wrong.
      if (faulty.size === before) break;
      continue;
    }
    current = next;
    seen.add(next);
    findings = nextFindings;
    applied += fixes.length;
  }
  return { text: current, applied };
}

/** Rules whose fixes by themselves give the text a new error. */
function faultyRules(
  text: string,
  findings: readonly Finding[],
  fixes: readonly FindingFix[],
  check: (text: string) => CheckResult,
): readonly string[] {
  const rules = [...new Set(fixes.map(({ finding }) => finding.rule))];
  return rules.filter((rule) => {
    const own = fixes.filter(({ finding }) => finding.rule === rule);
    return breaks(check(applyEdits(text, editsOf(own))).findings, findings);
  });
}

function safeFixesOf(findings: readonly Finding[]): readonly FindingFix[] {
  return findings.flatMap((finding) => {
    const fix = safeFix(finding);
    return fix === undefined ? [] : [{ finding, fix }];
  });
}

function editsOf(fixes: readonly FindingFix[]): readonly TextEdit[] {
  return fixes.flatMap(({ fix }) => fix.edits);
}

/** More errors than before, or more that the router itself would report (a rule may be configured as an error: mending it hides none). */
function breaks(after: readonly Finding[], before: readonly Finding[]): boolean {
  return errorCount(after) > errorCount(before) || refusalCount(after) > refusalCount(before);
}

function errorCount(findings: readonly Finding[]): number {
  return findings.filter(({ severity }) => severity === 'error').length;
}

function refusalCount(findings: readonly Finding[]): number {
  return findings.filter(
    ({ category, severity }) => severity === 'error' && (category === 'syntax' || category === 'schema'),
  ).length;
}

function compare(a: FindingFix, b: FindingFix): number {
  return (
    a.finding.span.start - b.finding.span.start ||
    a.finding.span.end - b.finding.span.end ||
    compareTexts(a.finding.rule, b.finding.rule) ||
    compareTexts(JSON.stringify(a.fix.edits), JSON.stringify(b.fix.edits))
  );
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Edits that do not touch each other, sorted: a look at one costs the logarithm of their number. */
class EditSet {
  private readonly edits: TextEdit[] = [];

  /** Two edits touch where they overlap or stand at the same place: which of two insertions comes first is nobody's guess. */
  touches(edit: TextEdit): boolean {
    const at = this.place(edit.start);
    const [before, after] = [this.edits[at - 1], this.edits[at]];
    return (before !== undefined && before.end >= edit.start) || (after !== undefined && after.start <= edit.end);
  }

  add(edit: TextEdit): void {
    this.edits.splice(this.place(edit.start), 0, edit);
  }

  /** How many edits start before an offset. */
  private place(offset: number): number {
    let low = 0;
    let high = this.edits.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.edits[middle]?.start ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
