import { commands, type Uri, window, workspace } from 'vscode';

/** Shows a Markdown document as a preview; as text where the built-in Markdown extension is turned off. */
export async function showMarkdown(uri: Uri): Promise<void> {
  try {
    // Not looked up first: the command is listed only once the Markdown extension runs, and running it starts the extension.
    await commands.executeCommand('markdown.showPreview', uri);
  } catch {
    await window.showTextDocument(await workspace.openTextDocument(uri), { preview: true });
  }
}
