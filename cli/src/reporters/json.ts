import type { FileReport } from '../report';

/** One JSON object with a line end. Its form is a contract: what is added later is added beside, `version` changes with the meaning. */
export function jsonReport(files: readonly FileReport[]): string {
  const shown = files.map(({ path, findings }) => ({
    path,
    findings: findings.map(({ rule, category, severity, message, line, column, endLine, endColumn, fix }) => ({
      rule,
      category,
      severity,
      message,
      line,
      column,
      endLine,
      endColumn,
      fix,
    })),
  }));
  return `${JSON.stringify({ version: 1, files: shown })}\n`;
}
