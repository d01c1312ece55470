import { commands, type MessageItem, window } from 'vscode';
import { commandIds } from '../identifiers';

const showOutput = 'Show Output';

/** An error with a way to the output channel. Settles when the person has answered or closed it. */
export async function showError(message: string, advice = ''): Promise<void> {
  const choice = await window.showErrorMessage(advice === '' ? message : `${message} ${advice}`, showOutput);
  if (choice === showOutput) await commands.executeCommand(commandIds.showOutput);
}

/** A modal with a text that a person needs to compare; it has no button but the one that closes it. */
export async function showModalError(message: string, detail: string): Promise<void> {
  const close: MessageItem = { title: 'Close', isCloseAffordance: true };
  await window.showErrorMessage(message, { modal: true, detail }, close);
}
