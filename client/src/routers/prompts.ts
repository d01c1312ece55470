import { type SecretStorage, window } from 'vscode';
import type { RouterProfile } from '../deploy/types';
import { routerDefaults } from '../settings';
import { readPassword } from './passwords';
import { hostProblem, nameProblem, portProblem, userProblem } from './profiles';

/** The four fields of a router that a person types. */
export type RouterAddress = Pick<RouterProfile, 'name' | 'host' | 'port' | 'user'>;

interface Question {
  readonly title: string;
  readonly prompt: string;
  readonly value: string;
  readonly subject: string;
  readonly check: (value: string) => string | undefined;
}

/** Asks for name, host, port and user. A name that is taken is allowed: its entry is shown and replaced. Undefined when given up. */
export async function askForAddress(known: readonly RouterProfile[]): Promise<RouterAddress | undefined> {
  const name = await ask({
    title: 'Add Router (1/4): Name',
    prompt: 'A name of your own for the router. The name of a router that you have added shows its entry again.',
    value: '',
    subject: 'The name',
    check: (value) => nameProblem(value),
  });
  if (name === undefined) return undefined;
  const old = known.find((profile) => profile.name === name);
  const host = await ask({
    title: 'Add Router (2/4): Host',
    prompt: 'Host name or IP address of the router.',
    value: old?.host ?? '',
    subject: 'The host',
    check: hostProblem,
  });
  if (host === undefined) return undefined;
  const port = await ask({
    title: 'Add Router (3/4): Port',
    prompt: `Port of its API-SSL service; ${routerDefaults.port} unless it was changed.`,
    value: String(old?.port ?? routerDefaults.port),
    subject: 'The port',
    check: portProblem,
  });
  if (port === undefined) return undefined;
  const user = await ask({
    title: 'Add Router (4/4): User',
    prompt: 'User to log in with. The password is asked for after you have seen the certificate.',
    value: old?.user ?? '',
    subject: 'The user',
    check: userProblem,
  });
  return user === undefined ? undefined : { name, host, port: Number(port), user };
}

/** Asks for the password of a router; an empty one is allowed, as RouterOS allows it. Undefined when given up. */
export async function askForPassword(profile: RouterProfile): Promise<string | undefined> {
  return window.showInputBox({
    title: `Password of ${profile.name}`,
    prompt: `Password of user ${profile.user} at ${profile.host}, port ${profile.port}. It is kept in the secret storage of VS Code, never in settings.`,
    password: true,
    ignoreFocusOut: true,
  });
}

/** The password kept for a router, else the one that the person types now; `typed` tells which. Undefined when given up. */
export async function findPassword(
  secrets: SecretStorage,
  profile: RouterProfile,
): Promise<{ readonly password: string; readonly typed: boolean } | undefined> {
  const kept = await readPassword(secrets, profile);
  if (kept !== undefined) return { password: kept, typed: false };
  const typed = await askForPassword(profile);
  return typed === undefined ? undefined : { password: typed, typed: true };
}

async function ask({ title, prompt, value, subject, check }: Question): Promise<string | undefined> {
  return window.showInputBox({
    title,
    prompt,
    value,
    ignoreFocusOut: true,
    validateInput: (typed) => {
      const problem = check(typed);
      return problem === undefined ? undefined : `${subject} ${problem}.`;
    },
  });
}
