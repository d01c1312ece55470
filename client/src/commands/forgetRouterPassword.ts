import { window } from 'vscode';
import { forgetPassword } from '../routers/passwords';
import { chooseProfile, readProfiles } from '../routers/profileStore';
import type { Services } from '../services';

/** Forgets the password of a router. `name` comes from another command; a person chooses. */
export async function forgetRouterPassword(services: Services, name?: unknown): Promise<void> {
  const named = typeof name === 'string' ? readProfiles().find((profile) => profile.name === name) : undefined;
  const profile = named ?? (await chooseProfile('Router whose password is forgotten'));
  if (!profile) return;
  await forgetPassword(services.secrets, profile);
  void window.showInformationMessage(
    `The password of ${profile.name} is forgotten. It is asked for when it is next needed.`,
  );
}
