import type { Category, Finding, FixClass, Severity } from '../../server/src/rules/rule';
import { createPlaces } from './lines';

/** A finding as reporters show it. Lines and columns count from 1, columns in UTF-16 units; the end is the place after the last one. */
export interface ReportedFinding {
  readonly rule: string;
  readonly category: Category;
  readonly severity: Severity;
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** The safest of its fixes. */
  readonly fix: FixClass | null;
}

/** What was found in one file that could be read. */
export interface FileReport {
  /** As it was named on the command line; `-` is standard input. */
  readonly path: string;
  readonly findings: readonly ReportedFinding[];
}

function safestFix({ fixes }: Finding): FixClass | null {
  if (fixes.some((fix) => fix.class === 'safe')) return 'safe';
  return fixes.length > 0 ? 'suggestion' : null;
}

/** Brings the findings of a text into the form of a report. */
export function fileReport(path: string, text: string, findings: readonly Finding[]): FileReport {
  const placeOf = createPlaces(text);
  return {
    path,
    findings: findings.map((finding) => {
      const start = placeOf(finding.span.start);
      const end = placeOf(finding.span.end);
      return {
        rule: finding.rule,
        category: finding.category,
        severity: finding.severity,
        message: finding.message,
        line: start.line,
        column: start.column,
        endLine: end.line,
        endColumn: end.column,
        fix: safestFix(finding),
      };
    }),
  };
}

/** Is there anything that makes the run end with 1: a warning or an error? */
export function hasProblems(findings: readonly Pick<Finding, 'severity'>[]): boolean {
  return findings.some(({ severity }) => severity === 'error' || severity === 'warning');
}
