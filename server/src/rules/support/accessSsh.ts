import type { ScriptModel } from '../../model/types';
import type { Report } from '../rule';
import { weakened, type WrittenValue } from './accessValues';
import { enabledState } from './items';
import { serviceMenu } from './services';

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

/** Does the file switch the service ssh off, for certain and in the end? Then what it sets in /ip/ssh answers nobody. */
export function isSshOff(script: ScriptModel): boolean {
  const state = script.state(serviceMenu);
  const item = state.item('ssh');
  return item !== undefined && enabledState(state, item) === 'disabled';
}

/** Severity of a finding on a value of /ip/ssh: a hint where the service is off, or a later command replaces the value sometimes. */
export function sshSeverity(
  script: ScriptModel,
  written: WrittenValue,
  severity?: Report['severity'],
): Pick<Report, 'severity'> {
  return isSshOff(script) ? { severity: 'hint' } : weakened(written, severity);
}
