import { Diagnostic, DiagnosticSeverity, languages, Range, type TextDocument, workspace } from 'vscode';
import type { RouterDiagnostic } from '../deploy/types';
import { productName } from '../identifiers';

/** What a router said about a script, at its place, until the text changes. */
export interface RouterDiagnostics {
  /** Replaces what is shown for a document; nothing is shown when it was closed, or its text is no longer `text`, which the router judged. */
  show(document: TextDocument, text: string, found: readonly RouterDiagnostic[]): void;
  /** Removes what is shown for a document. */
  clear(document: TextDocument): void;
  dispose(): void;
}

export function createRouterDiagnostics(): RouterDiagnostics {
  const collection = languages.createDiagnosticCollection(`${productName} (router)`);
  const changes = workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
    if (contentChanges.length > 0) collection.delete(document.uri);
  });
  const closing = workspace.onDidCloseTextDocument((document) => collection.delete(document.uri));
  return {
    show: (document, text, found) => {
      if (document.isClosed || document.getText() !== text) return;
      collection.set(
        document.uri,
        found.map((diagnostic) => toDiagnostic(document, diagnostic)),
      );
    },
    clear: (document) => collection.delete(document.uri),
    dispose: () => {
      changes.dispose();
      closing.dispose();
      collection.dispose();
    },
  };
}

function toDiagnostic(document: TextDocument, { line, column, message }: RouterDiagnostic): Diagnostic {
  const diagnostic = new Diagnostic(
    placeOf(document, line, column),
    `The router says: ${message}`,
    DiagnosticSeverity.Error,
  );
  diagnostic.source = `${productName} (router)`;
  return diagnostic;
}

/** From the router's place to the end of the word there, else of the line; the whole line when the column lies at its end. */
function placeOf(document: TextDocument, line: number, column: number): Range {
  const start = document.validatePosition(
    document.lineAt(Math.min(line, document.lineCount - 1)).range.start.translate(0, column),
  );
  const wholeLine = document.lineAt(start.line).range;
  if (start.isEqual(wholeLine.end)) return wholeLine;
  const word = document.getWordRangeAtPosition(start);
  return new Range(start, word?.end ?? wholeLine.end);
}
