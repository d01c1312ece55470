import { commands, ProgressLocation, window } from 'vscode';
import type { PeerCertificate } from '../api/transport';
import type { RouterProfile } from '../deploy/types';
import { commandIds } from '../identifiers';
import { describeCertificate } from '../routers/certificates';
import { abortSignal } from '../routers/connection';
import { asRouterError, explain } from '../routers/errors';
import { forgetPassword, keepPassword, passwordKey } from '../routers/passwords';
import { readProfiles, writeProfile } from '../routers/profileStore';
import { askForAddress, askForPassword, type RouterAddress } from '../routers/prompts';
import type { Services } from '../services';
import { routerDefaults } from '../settings';
import { requireTrust } from '../trust';
import { showError } from '../views/messages';

/**
 * Adds a router, or shows the certificate of an added one again and pins it anew. The certificate is shown and pinned before a
 * password is asked for; giving up before that leaves everything as it was.
 */
export async function addRouter(services: Services): Promise<void> {
  if (!(await requireTrust('Adding a router'))) return;
  const known = readProfiles();
  const address = await askForAddress(known);
  if (!address) return;
  const old = known.find(({ name }) => name === address.name);
  const certificate = await fetchCertificate(services, address, old);
  if (!certificate || !(await confirmPin(address, certificate, old))) return;

  const profile: RouterProfile = {
    ...address,
    sha256: certificate.sha256,
    connectTimeoutSeconds: old?.connectTimeoutSeconds ?? routerDefaults.connectTimeoutSeconds,
    commandTimeoutSeconds: old?.commandTimeoutSeconds ?? routerDefaults.commandTimeoutSeconds,
  };
  await writeProfile(profile);
  // What was kept for another address or user of this name would never be used again, nor could it be forgotten.
  if (old && passwordKey(old) !== passwordKey(profile)) await forgetPassword(services.secrets, old);
  services.output.info(
    `Pinned the certificate of ${profile.name} (${profile.host}, port ${profile.port}): ${profile.sha256}`,
  );
  const password = await askForPassword(profile);
  if (password === undefined) {
    void window.showInformationMessage(`${profile.name} was added. Its password is asked for when it is first needed.`);
    return;
  }
  await keepPassword(services.secrets, profile, password);
  const test = 'Test Connection';
  const choice = await window.showInformationMessage(`${profile.name} was added.`, test);
  if (choice === test) await commands.executeCommand(commandIds.testConnection, profile.name);
}

async function fetchCertificate(
  services: Services,
  { name, host, port }: RouterAddress,
  old: RouterProfile | undefined,
): Promise<PeerCertificate | undefined> {
  const seconds = old?.connectTimeoutSeconds ?? routerDefaults.connectTimeoutSeconds;
  try {
    return await window.withProgress(
      { location: ProgressLocation.Notification, title: `Reading the certificate of ${name}`, cancellable: true },
      (_progress, token) =>
        services
          .router()
          .fetchCertificate({ host, port, connectTimeoutMs: seconds * 1000, signal: abortSignal(token) }),
    );
  } catch (error) {
    const { message, advice } = explain(error);
    services.output.error(`Reading the certificate of ${name} (${host}, port ${port}): ${message}`);
    if (asRouterError(error)?.kind !== 'cancelled') await showError(`${name}: ${message}`, advice);
    return undefined;
  }
}

async function confirmPin(
  { name, host, port }: RouterAddress,
  certificate: PeerCertificate,
  old: RouterProfile | undefined,
): Promise<boolean> {
  const pin = 'Pin This Certificate';
  const choice = await window.showWarningMessage(
    `Is this the certificate of ${name} (${host}, port ${port})?`,
    { modal: true, detail: describeCertificate(certificate, old?.sha256 ?? '', new Date()) },
    pin,
  );
  return choice === pin;
}
