import { printable } from '../printable';
import type { FileFailure, FileReport, ReportedFinding, Run } from '../report';
import { reaches } from '../report';

/** Also what XML 1.0 has no place for is made visible: control characters by `printable`, the two that are no characters here. */
function xml(text: string): string {
  return printable(text)
    .replace(/[\ufffe\uffff]/g, (character) => `\\u{${character.charCodeAt(0).toString(16)}}`)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&apos;');
}

function findingCase(path: string, finding: ReportedFinding, counts: boolean): string {
  const { line, column, rule, severity, message, excerpt } = finding;
  const place = `${path}:${line}:${column}`;
  const detail = `${xml(`${place} ${severity} ${message}`)}\n${xml(excerpt.text)}`;
  const body = counts
    ? `<failure type="${xml(severity)}" message="${xml(message)}">${detail}</failure>`
    : `<system-out>${detail}</system-out>`;
  return `    <testcase classname="${xml(path)}" name="${xml(`${rule} ${line}:${column}`)}" file="${xml(path)}" line="${line}">${body}</testcase>\n`;
}

function suite(name: string, cases: readonly string[], failures: number, errors: number): string {
  return (
    `  <testsuite name="${xml(name)}" tests="${cases.length}" failures="${failures}" errors="${errors}" skipped="0">\n` +
    `${cases.join('')}  </testsuite>\n`
  );
}

function fileSuite({ path, findings }: FileReport, { threshold }: Run): string {
  if (findings.length === 0) {
    return suite(path, [`    <testcase classname="${xml(path)}" name="no findings" file="${xml(path)}"/>\n`], 0, 0);
  }
  const counting = findings.map(({ severity }) => reaches(severity, threshold));
  const cases = findings.map((finding, index) => findingCase(path, finding, counting[index] ?? true));
  return suite(path, cases, counting.filter(Boolean).length, 0);
}

function failureSuite({ path, message }: FileFailure): string {
  const text = xml(message);
  return suite(
    path,
    [
      `    <testcase classname="${xml(path)}" name="read"><error type="unreadable" message="${text}">${text}</error></testcase>\n`,
    ],
    0,
    1,
  );
}

/**
 * JUnit's XML: a suite for each file, a case for each finding. What counts for the exit code is a failure, weaker findings are cases that pass and say so
 * in their output; a file without findings is one case that passes.
 */
export function junitReport(run: Run): string {
  const suites = [...run.files.map((file) => fileSuite(file, run)), ...run.failures.map(failureSuite)];
  const findings = run.files.flatMap((file) => file.findings);
  const failures = findings.filter(({ severity }) => reaches(severity, run.threshold)).length;
  const empty = run.files.filter((file) => file.findings.length === 0).length;
  const tests = findings.length + empty + run.failures.length;
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    `<testsuites name="routeros-guard" tests="${tests}" failures="${failures}" errors="${run.failures.length}">\n` +
    `${suites.join('')}</testsuites>\n`
  );
}
