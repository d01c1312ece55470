import { type TextDocumentContentProvider, Uri } from 'vscode';
import type { PushReport } from '../deploy/types';
import { reportScheme } from '../identifiers';
import { showMarkdown } from './markdownPreview';
import { renderReport, type ReportSubject, reportTitle } from './report';

/** Keeps the last reports in memory and shows them as virtual documents. */
export interface Reports {
  readonly provider: TextDocumentContentProvider;
  /** Keeps a report and gives its address. */
  add(report: PushReport, subject: ReportSubject): Uri;
  show(uri: Uri): Promise<void>;
}

const keptReports = 20;

export function createReports(): Reports {
  const pages = new Map<string, string>();
  let count = 0;
  return {
    provider: {
      provideTextDocumentContent: (uri) =>
        pages.get(uri.query) ??
        '# Report\n\nThis report is no longer kept. The output channel still holds its lines.\n',
    },
    add: (report, subject) => {
      count += 1;
      const id = String(count);
      pages.set(id, renderReport(report, subject));
      for (const old of [...pages.keys()].slice(0, -keptReports)) pages.delete(old);
      return Uri.from({ scheme: reportScheme, path: `/${fileName(reportTitle(subject))}.md`, query: id });
    },
    show: showMarkdown,
  };
}

function fileName(title: string): string {
  return title.replace(/[\\/:*?"<>|]/g, '-');
}
