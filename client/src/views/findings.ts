import {
  commands,
  DiagnosticSeverity,
  languages,
  Position,
  type QuickPickItem,
  Range,
  type TextDocument,
  window,
} from 'vscode';
import type { ScriptFinding } from '../deploy/types';

/** The errors among findings: they block a push. */
export function errorsOf(findings: readonly ScriptFinding[]): readonly ScriptFinding[] {
  return findings.filter(({ severity }) => severity === 'error');
}

/** Says that errors block what was asked for, and lets the person jump to each of them. */
export async function showBlockingErrors(
  document: TextDocument,
  errors: readonly ScriptFinding[],
  action: string,
): Promise<void> {
  const show = 'Show';
  const count = errors.length === 1 ? '1 error' : `${errors.length} errors`;
  const choice = await window.showErrorMessage(
    `${action} is not possible: the script has ${count}. Nothing was sent to a router.`,
    show,
  );
  if (choice !== show) return;
  const first = errors[0];
  if (first && errors.length === 1) {
    await reveal(document, first);
    return;
  }
  await chooseError(document, errors);
}

/** Opens the Problems view at what is known of a document. */
export async function showProblems(document: TextDocument): Promise<void> {
  const error = languages.getDiagnostics(document.uri).find(({ severity }) => severity === DiagnosticSeverity.Error);
  if (error) await window.showTextDocument(document, { selection: error.range });
  await commands.executeCommand('workbench.actions.view.problems');
}

async function chooseError(document: TextDocument, errors: readonly ScriptFinding[]): Promise<void> {
  const items = errors.map((finding): QuickPickItem & { readonly finding: ScriptFinding } => ({
    label: finding.message,
    description: `line ${finding.line + 1}`,
    finding,
  }));
  const choice = await window.showQuickPick(items, {
    placeHolder: 'Error to go to',
    onDidSelectItem: (item) => {
      const picked = items.find((candidate) => candidate === item);
      if (picked) void reveal(document, picked.finding, true);
    },
  });
  if (choice) await reveal(document, choice.finding);
}

async function reveal(document: TextDocument, finding: ScriptFinding, preserveFocus = false): Promise<void> {
  const selection = new Range(
    new Position(finding.line, finding.column),
    new Position(finding.endLine, finding.endColumn),
  );
  await window.showTextDocument(document, { selection, preserveFocus });
}
