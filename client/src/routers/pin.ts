import { commands, window } from 'vscode';
import type { RouterProfile } from '../deploy/types';
import { commandIds } from '../identifiers';

/** True when the certificate of a router is pinned; else says how to pin it: no password leaves before that. */
export async function requirePin(profile: RouterProfile): Promise<boolean> {
  if (profile.sha256 !== '') return true;
  const add = 'Add Router';
  const choice = await window.showErrorMessage(
    `The certificate of ${profile.name} is not pinned. Run "Add Router" with this name: it shows the certificate and pins it.`,
    add,
  );
  if (choice === add) await commands.executeCommand(commandIds.addRouter);
  return false;
}
