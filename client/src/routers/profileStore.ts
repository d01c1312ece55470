import { commands, ConfigurationTarget, type QuickPickItem, window, workspace } from 'vscode';
import type { RouterProfile } from '../deploy/types';
import { commandIds, section } from '../identifiers';
import { readRouterEntries, type SettingName } from '../settings';
import { checkProfiles, withProfile } from './profiles';

const routersSetting: SettingName = 'routers';

/** The routers that the user has added. Entries with a problem are left out, and the problems shown with a way to the settings. */
export function readProfiles(): readonly RouterProfile[] {
  const { profiles, problems } = checkProfiles(readRouterEntries(workspace.getConfiguration(section)));
  if (problems.length > 0) showProblems(problems);
  return profiles;
}

/** Writes a profile into the user settings: see `withProfile`. */
export async function writeProfile(profile: RouterProfile): Promise<void> {
  const configuration = workspace.getConfiguration(section);
  const value = readRouterEntries(configuration);
  const entries: readonly unknown[] = Array.isArray(value) ? (value as unknown[]) : [];
  await configuration.update(routersSetting, withProfile(entries, profile), ConfigurationTarget.Global);
}

/**
 * Lets the person choose a router; the only one is chosen without asking. Undefined when nothing was chosen.
 * `placeHolder` says what it is chosen for.
 */
export async function chooseProfile(placeHolder: string): Promise<RouterProfile | undefined> {
  const profiles = readProfiles();
  if (profiles.length === 0) {
    await offerToAdd();
    return undefined;
  }
  if (profiles.length === 1) return profiles[0];
  const items = profiles.map((profile): QuickPickItem & { readonly profile: RouterProfile } => ({
    label: profile.name,
    description: `${profile.user} at ${profile.host}, port ${profile.port}`,
    profile,
  }));
  const choice = await window.showQuickPick(items, { placeHolder, matchOnDescription: true });
  return choice?.profile;
}

async function offerToAdd(): Promise<void> {
  const add = 'Add Router';
  const choice = await window.showInformationMessage('No router has been added yet.', add);
  if (choice === add) await commands.executeCommand(commandIds.addRouter);
}

function showProblems(problems: readonly string[]): void {
  const open = 'Open Settings';
  const rest = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
  void window
    .showWarningMessage(`A router is left out: ${problems[0] ?? ''}${rest}.`, open)
    .then((choice) =>
      choice === open
        ? commands.executeCommand('workbench.action.openSettings', `${section}.${routersSetting}`)
        : undefined,
    );
}
