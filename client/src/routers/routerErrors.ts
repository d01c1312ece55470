import { commands, window } from 'vscode';
import type { RouterError } from '../api/transport';
import type { RouterProfile } from '../deploy/types';
import { commandIds } from '../identifiers';
import { showError, showModalError } from '../views/messages';
import { changedCertificate } from './certificates';
import { asRouterError, explain } from './errors';

/**
 * Shows a person why a router could not be talked to and what to do. A changed certificate gets a modal with both fingerprints and
 * no button that accepts it; a refused login offers to forget the password.
 */
export async function showRouterError(error: unknown, profile: RouterProfile): Promise<void> {
  const { message, advice } = explain(error);
  const routerError = asRouterError(error);
  if (routerError?.kind === 'certificate-changed') {
    await showChangedCertificate(profile, routerError);
    return;
  }
  if (routerError?.kind === 'cancelled') return;
  if (routerError?.kind === 'login') {
    const forget = 'Forget Password';
    const choice = await window.showErrorMessage(joined(profile, message, advice), forget);
    if (choice === forget) await commands.executeCommand(commandIds.forgetRouterPassword, profile.name);
    return;
  }
  await showError(joined(profile, message, advice));
}

/** Shows both fingerprints and how to pin anew, in a dialog that accepts nothing. The one seen is that of the connection that was stopped. */
export async function showChangedCertificate(profile: RouterProfile, error: RouterError): Promise<void> {
  const { message, detail } = changedCertificate(profile, profile.sha256, error.shownSha256);
  await showModalError(message, detail);
}

function joined({ name }: RouterProfile, message: string, advice: string): string {
  return [`${name}: ${message}`, advice].filter((part) => part !== '').join(' ');
}
