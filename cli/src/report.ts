import { rank } from '../../server/src/rules/configuration';
import type { CheckResult } from '../../server/src/rules/engine';
import { rules } from '../../server/src/rules/registry';
import type { Category, Finding, Fix, FixClass, Risk, Severity } from '../../server/src/rules/rule';
import type { Schema } from '../../server/src/schema/types';
import type { Span } from '../../server/src/syntax/span';
import { createFingerprints } from './fingerprints';
import { linesOf } from './lines';
import type { Lines, Region } from './lines';
import { masked, secretLiterals, secretSpans, withoutSecrets } from './secrets';

/** The line on which something begins, its secrets masked. Not yet printable. */
export interface Excerpt {
  readonly text: string;
  /** What is meant, as offsets in `text`; it may be empty. */
  readonly start: number;
  readonly end: number;
}

export interface ReportedEdit extends Region {
  readonly text: string;
}

export interface ReportedFix {
  readonly title: string;
  readonly class: FixClass;
  /** Undefined where they would write a secret down that stands elsewhere in the file. */
  readonly edits: readonly ReportedEdit[] | undefined;
}

export interface ReportedPlace extends Region {
  readonly message: string;
}

/**
 * A finding as reporters show it: plain data, without anything secret. Lines and columns count from 1, columns in UTF-16 units; the end is the place after
 * the last one.
 */
export interface ReportedFinding extends Region {
  readonly rule: string;
  readonly category: Category;
  readonly severity: Severity;
  readonly risk: Risk;
  readonly message: string;
  /** Class of the safest of its fixes. */
  readonly fix: FixClass | null;
  readonly fixes: readonly ReportedFix[];
  readonly related: readonly ReportedPlace[];
  readonly excerpt: Excerpt;
  /** Stays the same while lines around the finding come and go. */
  readonly fingerprint: string;
}

/** What was found in one file that could be read. */
export interface FileReport {
  /** As it was named on the command line or found; `-` is standard input without another name. */
  readonly path: string;
  readonly findings: readonly ReportedFinding[];
}

/** What kept a file from being read. */
export interface FileFailure {
  readonly path: string;
  readonly message: string;
}

/** All that a report is made of. */
export interface Run {
  readonly files: readonly FileReport[];
  readonly failures: readonly FileFailure[];
  /** Findings of this severity or above make the run end with 1. */
  readonly threshold: Severity;
  /** Findings that the baseline holds: they are left out above. */
  readonly known: number;
}

const risks: ReadonlyMap<string, Risk> = new Map(rules.map(({ id, risk }) => [id, risk]));

function safestFix({ fixes }: Finding): FixClass | null {
  if (fixes.some((fix) => fix.class === 'safe')) return 'safe';
  return fixes.length > 0 ? 'suggestion' : null;
}

/** A text whose secrets are known. */
interface Source {
  readonly text: string;
  readonly lines: Lines;
  readonly secrets: readonly Span[];
  /** Secrets that are taken out of sentences: a shorter one may be any word, and rules name no secret anyway. */
  readonly long: readonly string[];
  /** Secrets that no edit may carry. */
  readonly all: readonly string[];
}

const shortestInSentence = 8;
const shortestInEdit = 3;

function reportedFix(fix: Fix, { lines, long, all }: Source): ReportedFix {
  const tells = fix.edits.some(({ text }) => all.some((literal) => text.includes(literal)));
  return {
    title: withoutSecrets(fix.title, long),
    class: fix.class,
    edits: tells ? undefined : fix.edits.map((edit) => ({ ...lines.regionOf(edit), text: edit.text })),
  };
}

function excerptOf(span: Span, line: number, { text, lines, secrets }: Source): Excerpt {
  const shown = masked(text, lines.spanOf(line), secrets);
  return { text: shown.text, start: shown.at(span.start, 'start'), end: shown.at(span.end, 'end') };
}

/** Brings the findings of a script into the form of a report. Nothing of a secret is in it. */
export function fileReport(
  path: string,
  { script, findings }: Pick<CheckResult, 'script' | 'findings'>,
  schema: Schema,
): FileReport {
  if (findings.length === 0) return { path, findings: [] };
  const { text } = script;
  const secrets = secretSpans(script, schema);
  const source: Source = {
    text,
    lines: linesOf(text),
    secrets,
    long: secretLiterals(text, secrets, shortestInSentence),
    all: secretLiterals(text, secrets, shortestInEdit),
  };
  const fingerprintOf = createFingerprints();
  return {
    path,
    findings: findings.map((finding) => {
      const region = source.lines.regionOf(finding.span);
      const excerpt = excerptOf(finding.span, region.line, source);
      return {
        ...region,
        rule: finding.rule,
        category: finding.category,
        severity: finding.severity,
        risk: risks.get(finding.rule) ?? 'none',
        message: withoutSecrets(finding.message, source.long),
        fix: safestFix(finding),
        fixes: finding.fixes.map((fix) => reportedFix(fix, source)),
        related: finding.related.map(({ span, message }) => ({
          ...source.lines.regionOf(span),
          message: withoutSecrets(message, source.long),
        })),
        excerpt,
        fingerprint: fingerprintOf(finding.rule, excerpt.text),
      };
    }),
  };
}

/** Is a severity as strong as another, or stronger? */
export function reaches(severity: Severity, threshold: Severity): boolean {
  return rank(severity) <= rank(threshold);
}

/** Is there anything that makes the run end with 1? */
export function hasProblems(findings: readonly Pick<Finding, 'severity'>[], threshold: Severity): boolean {
  return findings.some(({ severity }) => reaches(severity, threshold));
}
