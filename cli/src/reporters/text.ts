import type { Severity } from '../../../server/src/rules/rule';
import { counted, printable } from '../printable';
import type { FileReport, ReportedFinding, Run } from '../report';
import { reaches } from '../report';
import type { Style } from '../style';
import { codeFrame } from './frame';
import type { View } from './reporters';

function severityWord(severity: Severity, style: Style): string {
  switch (severity) {
    case 'error':
      return style.bold(style.red(severity));
    case 'warning':
      return style.bold(style.yellow(severity));
    case 'information':
      return style.bold(style.blue(severity));
    case 'hint':
      return style.bold(severity);
  }
}

/** `path:line:column severity message [rule]` */
function headline(path: string, finding: ReportedFinding, style: Style): string {
  const { line, column, severity, message, rule } = finding;
  const place = printable(`${path}:${line}:${column}`);
  return `${style.bold(place)} ${severityWord(severity, style)} ${printable(message)} ${style.dim(printable(`[${rule}]`))}\n`;
}

function fixLines({ fixes }: ReportedFinding, style: Style): string {
  return fixes
    .map(({ title, class: kind }) =>
      kind === 'safe'
        ? `  ${style.green('fix:')} ${printable(title)}\n`
        : `  ${style.cyan('suggestion:')} ${printable(title)}\n`,
    )
    .join('');
}

function detailed(path: string, finding: ReportedFinding, { style, columns }: View): string {
  const related = finding.related
    .map(({ line, column, message }) => `  ${style.dim('see')} ${printable(`${path}:${line}:${column} ${message}`)}\n`)
    .join('');
  return (
    headline(path, finding, style) +
    codeFrame(finding.excerpt, finding.line, style, columns) +
    related +
    fixLines(finding, style)
  );
}

/** For each finding: place, severity, message and rule in a line, the line of the script with a mark, related places, fixes. */
export function textReport({ files }: Run, view: View): string {
  return files.flatMap(({ path, findings }) => findings.map((finding) => detailed(path, finding, view))).join('\n');
}

/** A line for each finding: `path:line:column severity message [rule]`. */
export function compactReport({ files }: Run, { style }: View): string {
  return files.flatMap(({ path, findings }) => findings.map((finding) => headline(path, finding, style))).join('');
}

function countOf(files: readonly FileReport[], severity: Severity): number {
  return files.reduce((sum, file) => sum + file.findings.filter((finding) => finding.severity === severity).length, 0);
}

/** How many findings there are of each severity that is shown, and how many `fix` would mend. One line with its end. */
export function summary({ files, known, lowest }: Run & { readonly lowest: Severity }): string {
  const safe = files.flatMap((file) => file.findings).filter(({ fix }) => fix === 'safe').length;
  const words: Readonly<Record<Severity, (count: number) => string>> = {
    error: (count) => counted(count, 'error'),
    warning: (count) => counted(count, 'warning'),
    information: (count) => `${count} information`,
    hint: (count) => counted(count, 'hint'),
  };
  const counts = (Object.keys(words) as Severity[])
    .filter((severity) => reaches(severity, lowest))
    .map((severity) => words[severity](countOf(files, severity)));
  const baseline = known === 0 ? '' : ` ${counted(known, 'finding')} of the baseline left out.`;
  const fixes = safe === 0 ? '' : ` "routeros-guard fix" mends ${safe} of them.`;
  return `${counted(files.length, 'file')} checked: ${counts.join(', ')}.${baseline}${fixes}\n`;
}
