import { languages, type QuickPickItem, window } from 'vscode';
import { ruleOfDiagnostic, showRulePage } from '../views/rulePages';
import { productName } from '../identifiers';

/** Opens the page of a rule: the given one, the one at the cursor, or one that the person chooses among those of the open script. */
export async function explainRule(rule?: unknown): Promise<void> {
  const chosen = typeof rule === 'string' ? rule : await chooseRule();
  if (chosen !== undefined) await showRulePage(chosen);
}

async function chooseRule(): Promise<string | undefined> {
  const editor = window.activeTextEditor;
  const found = editor
    ? languages.getDiagnostics(editor.document.uri).filter(({ source }) => source === productName)
    : [];
  const here = found.filter(({ range }) => editor?.selection.intersection(range) !== undefined);
  const messages = new Map<string, string>();
  for (const diagnostic of here.length > 0 ? here : found) {
    const id = ruleOfDiagnostic(diagnostic);
    if (id !== undefined && !messages.has(id)) messages.set(id, diagnostic.message);
  }
  if (messages.size === 0) {
    void window.showInformationMessage('The open editor has no finding to explain.');
    return undefined;
  }
  if (messages.size === 1) return [...messages.keys()][0];
  const items = [...messages].map(([label, detail]): QuickPickItem => ({ label, detail }));
  return (await window.showQuickPick(items, { placeHolder: 'Rule to explain' }))?.label;
}
