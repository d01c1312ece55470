import type { PropertyState, ScriptModel } from '../../model/types';
import { isYes, mayBeChanged } from './items';

export const aaaMenu = '/user/aaa';

export const aaaManual = 'https://manual.mikrotik.com/docs/authentication-authorization-accounting/user';

/** What the file says of a property of /user/aaa: undefined where it says nothing, or where a command that is not known may. */
export function aaaSetting(script: ScriptModel, name: string): PropertyState | 'unknown' | undefined {
  const state = script.state(aaaMenu);
  const property = state.item('')?.properties.get(name);
  return mayBeChanged(state, name, property) ? 'unknown' : property;
}

/** The setting by which users of a RADIUS server may log in, where the file switches it on. */
export function radiusLogin(script: ScriptModel): PropertyState | undefined {
  const use = aaaSetting(script, 'use-radius');
  return use !== undefined && use !== 'unknown' && isYes(use.value) ? use : undefined;
}
