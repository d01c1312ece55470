import type { CancellationToken, SecretStorage } from 'vscode';
import type { ConnectOptions, RouterTransport } from '../api/transport';
import type { RouterProfile } from '../deploy/types';
import type { RouterModule } from './lazyRouter';
import { keepPassword } from './passwords';

export interface Login {
  readonly password: string;
  /** It was typed just now, so it is kept once the router has accepted it. */
  readonly typed: boolean;
}

/** Connects, checks the pin and logs in. Rejects with an error whose `name` is `RouterError`. */
export async function connectTo(
  router: RouterModule,
  profile: RouterProfile,
  login: Login,
  secrets: SecretStorage,
  signal: AbortSignal,
): Promise<RouterTransport> {
  const options: ConnectOptions = {
    host: profile.host,
    port: profile.port,
    user: profile.user,
    password: login.password,
    pinnedSha256: profile.sha256,
    connectTimeoutMs: profile.connectTimeoutSeconds * 1000,
    commandTimeoutMs: profile.commandTimeoutSeconds * 1000,
    signal,
  };
  const transport = await router.connect(options);
  // A secret storage that fails, or waits for a person, costs a question next time, not the connection.
  if (login.typed) void keepPassword(secrets, profile, login.password).catch(() => undefined);
  return transport;
}

/** A signal that is aborted when the person cancels. */
export function abortSignal(token: CancellationToken): AbortSignal {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  token.onCancellationRequested(() => controller.abort());
  return controller.signal;
}
