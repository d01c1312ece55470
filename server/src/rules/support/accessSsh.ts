/** Properties of /ip/ssh that a later release names otherwise (schema; facts, security-rules.md 1.3). */
export interface SshRename {
  readonly old: string;
  /** First release that has the new name and no longer the old one. */
  readonly since: string;
  readonly name: string;
  /** The new value for an old one; undefined where it cannot be told. */
  readonly newValue: (old: string) => string | undefined;
  /** The old value for a new one; undefined where the old property has none. */
  readonly oldValue: (value: string) => string | undefined;
}

export const sshMenu = '/ip/ssh';

export const sshManual = 'https://manual.mikrotik.com/docs/management-tools/ssh';

export const sshRenames: readonly SshRename[] = [
  {
    old: 'allow-none-crypto',
    since: '7.17',
    name: 'ciphers',
    newValue: (old) => (old === 'no' ? 'auto' : undefined),
    oldValue: (value) => (value === 'auto' ? 'no' : undefined),
  },
  {
    old: 'always-allow-password-login',
    since: '7.21',
    name: 'password-authentication',
    newValue: (old) => (old === 'yes' ? 'yes' : old === 'no' ? 'yes-if-no-key' : undefined),
    oldValue: (value) => (value === 'yes' ? 'yes' : value === 'yes-if-no-key' ? 'no' : undefined),
  },
];
