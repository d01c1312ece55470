import type { Fix } from '../rule';

const groups: ReadonlyMap<string, string> = new Map([
  ['api-ssl', 'harden-api-ssl'],
  ['www-ssl', 'harden-www-ssl'],
]);

/** The group of a fix that hardens these services: where it is one service alone, and one that has a group. */
export function hardeningGroup(services: readonly (string | undefined)[]): Pick<Fix, 'group'> {
  const [name, ...others] = services;
  const group = name === undefined || others.length > 0 ? undefined : groups.get(name);
  return group === undefined ? {} : { group };
}
