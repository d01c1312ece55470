import type { Presence } from '../schema/types';
import type { Reader } from './reader';

/** Says so where the release that the script is judged by does not have a name. */
export function checkPresence(
  { release, problems }: Reader,
  { presence }: { readonly presence: Presence },
  start: number,
  end: number,
  what: string,
): void {
  if (release === undefined || presence.has(release)) return;
  const when =
    presence.since && !presence.until ? `since ${presence.since}` : presence.until ? `until ${presence.until}` : '';
  const message = `${what} does not exist in RouterOS ${release}${when ? ` (${when})` : ''}.`;
  problems.add('not-in-release', undefined, start, end, message);
}
