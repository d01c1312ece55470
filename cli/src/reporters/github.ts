import type { Severity } from '../../../server/src/rules/rule';
import { printable } from '../printable';
import type { ReportedFinding, Run } from '../report';

const commands: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'notice',
  hint: 'notice',
};

/** Text after `::`: a line end would end the command. */
function data(text: string): string {
  return printable(text).replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

/** A property's value: `,` and `:` would end it. */
function property(text: string): string {
  return data(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}

function annotation(path: string, finding: ReportedFinding): string {
  const { line, column, endLine, endColumn, severity, rule, message } = finding;
  // Columns are for places within one line only.
  const columns = line === endLine && endColumn > column ? `,col=${column},endColumn=${endColumn}` : '';
  const file = path === '-' ? '' : `file=${property(path)},`;
  return `::${commands[severity]} ${file}line=${line},endLine=${endLine}${columns},title=${property(rule)}::${data(message)}\n`;
}

/** Workflow commands of GitHub Actions: each finding becomes an annotation of its line. */
export function githubReport({ files, failures }: Run): string {
  return (
    files.flatMap(({ path, findings }) => findings.map((finding) => annotation(path, finding))).join('') +
    failures.map(({ path, message }) => `::error title=routeros-guard::${data(`${path}: ${message}`)}\n`).join('')
  );
}
