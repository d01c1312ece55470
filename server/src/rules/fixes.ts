import type { TextEdit } from '../syntax/span';
import type { CheckResult } from './engine';
import type { Finding, Fix } from './rule';

/** A round mends what does not overlap; more rounds than this would mean that fixes undo each other. */
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

/** Safe fixes that can be applied together, in the order of the findings: those whose edits touch an earlier one's are left out. */
export function compatibleSafeFixes(findings: readonly Finding[]): readonly Fix[] {
  const chosen: Fix[] = [];
  const taken: TextEdit[] = [];
  for (const finding of findings) {
    const fix = safeFix(finding);
    if (fix === undefined || fix.edits.length === 0) continue;
    if (fix.edits.some((edit) => taken.some((other) => touches(edit, other)))) continue;
    chosen.push(fix);
    taken.push(...fix.edits);
  }
  return chosen;
}

/**
 * Applies safe fixes until there is none left, in rounds. Stops at the last text that had no more errors than the one before it:
 * a fix that broke a script would be a fault of its rule, and must not reach the file. `applied` counts fixes.
 */
export function applySafeFixes(
  text: string,
  check: (text: string) => CheckResult,
): { readonly text: string; readonly applied: number } {
  let current = text;
  let findings = check(current).findings;
  let applied = 0;
  for (let round = 0; round < maximumRounds; round++) {
    const fixes = compatibleSafeFixes(findings);
    if (fixes.length === 0) break;
    const next = applyEdits(
      current,
      fixes.flatMap((fix) => fix.edits),
    );
    if (next === current) break;
    const nextFindings = check(next).findings;
    if (errorCount(nextFindings) > errorCount(findings)) break;
    current = next;
    findings = nextFindings;
    applied += fixes.length;
  }
  return { text: current, applied };
}

function errorCount(findings: readonly Finding[]): number {
  return findings.filter((finding) => finding.severity === 'error').length;
}

/** Two edits touch where they overlap or stand at the same place: which of two insertions comes first is nobody's guess. */
function touches(a: TextEdit, b: TextEdit): boolean {
  return a.start <= b.end && b.start <= a.end;
}
