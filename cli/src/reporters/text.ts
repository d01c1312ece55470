import type { Severity } from '../../../server/src/rules/rule';
import type { FileReport } from '../report';

/**
 * Control characters from a script or a file name, those that turn the direction of text among them, must not reach the terminal: they
 * could rewrite the report.
 */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Bidi_Control}]/gu, (character) => `\\u{${character.charCodeAt(0).toString(16)}}`);
}

/** `1 file`, `2 files` */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** A line for each finding: `path:line:column severity message [rule]`. */
export function textReport(files: readonly FileReport[]): string {
  return files
    .flatMap(({ path, findings }) =>
      findings.map(({ line, column, severity, message, rule }) =>
        printable(`${path}:${line}:${column} ${severity} ${message} [${rule}]`),
      ),
    )
    .map((line) => `${line}\n`)
    .join('');
}

/** How many findings there are of each severity, and how many `fix` would mend. One line with its end. */
export function summary(files: readonly FileReport[]): string {
  const findings = files.flatMap((file) => file.findings);
  const count = (severity: Severity): number => findings.filter((finding) => finding.severity === severity).length;
  const safe = findings.filter(({ fix }) => fix === 'safe').length;
  const counts = [
    counted(count('error'), 'error'),
    counted(count('warning'), 'warning'),
    `${count('information')} information`,
    counted(count('hint'), 'hint'),
  ];
  const fixes = safe === 0 ? '' : ` "routeros-guard fix" mends ${safe} of them.`;
  return `${counted(files.length, 'file')} checked: ${counts.join(', ')}.${fixes}\n`;
}
