import type { SecretStorage } from 'vscode';
import type { RouterProfile } from '../deploy/types';

/** What decides which password is meant. */
export type PasswordOwner = Pick<RouterProfile, 'name' | 'host' | 'port' | 'user'>;

/**
 * Key of a password in the secret storage. It holds everything that decides where the password goes, so that a profile whose host,
 * port or user has changed never gets the old one. JSON keeps the parts apart, whatever characters they hold.
 */
export function passwordKey(owner: PasswordOwner): string {
  return `password:${JSON.stringify([owner.name, owner.host, owner.port, owner.user])}`;
}

/** The password kept for a router; undefined when there is none. */
export function readPassword(secrets: SecretStorage, owner: PasswordOwner): Promise<string | undefined> {
  return Promise.resolve(secrets.get(passwordKey(owner)));
}

export async function keepPassword(secrets: SecretStorage, owner: PasswordOwner, password: string): Promise<void> {
  await secrets.store(passwordKey(owner), password);
}

/** Forgets the password of a router; nothing happens when there is none. */
export async function forgetPassword(secrets: SecretStorage, owner: PasswordOwner): Promise<void> {
  await secrets.delete(passwordKey(owner));
}
