import { commands, window, workspace } from 'vscode';

/** True in a trusted workspace; else tells the person why a router is not talked to, and how to change that. */
export async function requireTrust(action: string): Promise<boolean> {
  if (workspace.isTrusted) return true;
  const manage = 'Manage Workspace Trust';
  const choice = await window.showErrorMessage(
    `${action} needs a trusted workspace: in this one, scripts are checked here and no router is talked to.`,
    manage,
  );
  if (choice === manage) await commands.executeCommand('workbench.trust.manage');
  return false;
}
