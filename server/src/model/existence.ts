import type { Presence } from '../schema/types';
import type { Reader } from './reader';
import type { Target } from './target';
import type { ModelError } from './types';

/**
 * Says so where the release that the script is judged by does not have a name, and gives whether it has. `what` is the name with its path;
 * `conditional`: it stands where it runs only sometimes, as in a script for several releases.
 */
export function checkPresence(
  { target, problems }: Reader,
  { presence }: { readonly presence: Presence },
  start: number,
  end: number,
  what: string,
  conditional: boolean,
): boolean {
  if (presence.has(target.release)) return true;
  const severity = absenceSeverity(target, conditional);
  problems.add('not-in-release', undefined, start, end, absence(what, presence, target), { severity });
  return false;
}

/** The sentence for what the release does not have. */
export function absence(what: string, presence: Presence, target: Target): string {
  return `${what} does not exist in ${judge(target)}${since(presence)}.`;
}

function judge({ release, from }: Target): string {
  switch (from) {
    case 'choice':
      return `RouterOS ${release}`;
    case 'header':
      return `RouterOS ${release}, which the header of this file names`;
    case 'comment':
      return 'RouterOS 6, which this script says it is for';
    case 'newest':
      return `RouterOS ${release}, the newest known release`;
  }
}

function since({ since: first, until: last }: Presence): string {
  if (first !== undefined && last !== undefined) return ` (only from ${first} to ${last})`;
  if (first !== undefined) return ` (since ${first})`;
  return last === undefined ? '' : ` (until ${last})`;
}

/**
 * An error only where a person named the release. What the router of a header wrote it has, so that a line of another release was added by hand and
 * may be meant for another router; and where nobody names a release, the script may be for an older one.
 */
export function absenceSeverity({ from }: Target, conditional: boolean): ModelError['severity'] {
  if (from === 'choice') return 'error';
  return conditional ? 'hint' : 'information';
}
