import type { CommandUse, ItemState, ScriptModel } from '../../model/types';
import { listed } from './accessValues';

export const userMenu = '/user';
export const groupMenu = '/user/group';

/** The three groups that every router has (vendor manual, "User"). */
export const builtinGroups: ReadonlySet<string> = new Set(['read', 'write', 'full']);

/** The policies that a group has by a constant `policy`, without those that it denies (`!write`). */
export function granted(policy: string): readonly string[] {
  return listed(policy).filter((word) => !word.startsWith('!'));
}

/** The words of a name, in lower case: `svc-backupUser` gives svc, backup, user. */
export function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

/** May a user with this group manage everything: `full`, a group of the file with the policies write and policy, or one that is not known? */
export function mayBeFullGroup(script: ScriptModel, group: string | undefined): boolean {
  if (group === undefined || group === 'full') return true;
  const state = script.state(groupMenu);
  const policy = state.item(group)?.properties.get('policy');
  if (policy === undefined) return !builtinGroups.has(group);
  if (policy.value === undefined) return true;
  const policies = granted(policy.value);
  return policies.includes('write') && policies.includes('policy');
}

/** The name by which a message calls a user: its name where it is known and harmless to print. */
export function userTitle(item: ItemState): string {
  return item.name === undefined || item.name === '' ? 'The user' : `The user ${item.name}`;
}

/** Does the command take over settings of another item, which are not known? */
export function copies(command: CommandUse | undefined): boolean {
  return command?.arguments.some(({ name }) => name === 'copy-from') === true;
}
