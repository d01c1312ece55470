import { ProgressLocation, window } from 'vscode';
import { plainText } from '../api/plainText';
import type { RouterProfile } from '../deploy/types';
import { abortSignal, connectTo } from '../routers/connection';
import { explain } from '../routers/errors';
import { requirePin } from '../routers/pin';
import { chooseProfile, readProfiles } from '../routers/profileStore';
import { findPassword } from '../routers/prompts';
import { showRouterError } from '../routers/routerErrors';
import type { Services } from '../services';
import { requireTrust } from '../trust';

/** Connects to a router, logs in, and says what answered. Changes nothing on it. `name` comes from another command; a person chooses. */
export async function testConnection(services: Services, name?: unknown): Promise<void> {
  if (!(await requireTrust('Testing a connection'))) return;
  const named = typeof name === 'string' ? readProfiles().find((profile) => profile.name === name) : undefined;
  const profile = named ?? (await chooseProfile('Router to connect to'));
  if (!profile || !(await requirePin(profile))) return;
  const login = await findPassword(services.secrets, profile);
  if (!login) return;
  const router = services.router();
  try {
    const answer = await window.withProgress(
      { location: ProgressLocation.Notification, title: `Connecting to ${profile.name}`, cancellable: true },
      async (_progress, token) => {
        const signal = abortSignal(token);
        const transport = await connectTo(router, profile, login, services.secrets, signal);
        try {
          const identity = await transport.command('/system/identity/print', {}, { signal });
          const resource = await transport.command('/system/resource/print', {}, { signal });
          return describe(profile, identity.records[0]?.name, resource.records[0]?.version);
        } finally {
          await transport.close();
        }
      },
    );
    services.output.info(answer);
    void window.showInformationMessage(answer);
  } catch (error) {
    services.output.error(`Connecting to ${profile.name}: ${explain(error).message}`);
    await showRouterError(error, profile);
  }
}

function describe({ name }: RouterProfile, identity: string | undefined, version: string | undefined): string {
  return `${name} answers: identity "${plainText(identity ?? '', 120)}", RouterOS ${plainText(version ?? '', 120) || '(version not told)'}. The certificate is the pinned one and the login was accepted.`;
}
