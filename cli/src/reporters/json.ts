import { version } from '../../../package.json';
import type { Run } from '../report';

/**
 * One JSON object with a line end. Its form is a contract (docs/terminal.md): what is added later is added beside, `version` changes with the meaning.
 * No line of a script is in it.
 */
export function jsonReport({ files, failures, known }: Run): string {
  const shown = files.map(({ path, findings }) => ({
    path,
    findings: findings.map((finding) => ({
      rule: finding.rule,
      category: finding.category,
      severity: finding.severity,
      risk: finding.risk,
      message: finding.message,
      line: finding.line,
      column: finding.column,
      endLine: finding.endLine,
      endColumn: finding.endColumn,
      fix: finding.fix,
      fixes: finding.fixes.map(({ title, class: kind, edits }) => ({ title, class: kind, edits: edits ?? null })),
      related: finding.related.map(({ line, column, endLine, endColumn, message }) => ({
        message,
        line,
        column,
        endLine,
        endColumn,
      })),
      fingerprint: finding.fingerprint,
    })),
  }));
  const tool = { name: 'routeros-guard', version };
  return `${JSON.stringify({ version: 1, tool, files: shown, failures, inBaseline: known })}\n`;
}
