import { editDistance } from '../../schema/values/words';

/** Names shorter than this are too alike by chance. */
const shortest = 4;

/**
 * Of some names the one that may have been meant by another: it differs by its capitals, or by one or two letters. Not where only digits differ, as in
 * `WAN1` and `WAN2`.
 */
export function similarName(name: string, known: Iterable<string>): string | undefined {
  if (name.length < shortest) return undefined;
  let best: string | undefined;
  let least = name.length < 8 ? 2 : 3;
  for (const other of known) {
    if (other.length < shortest || withoutDigits(other) === withoutDigits(name)) continue;
    const distance = other.toLowerCase() === name.toLowerCase() ? 0 : editDistance(name, other, least - 1);
    if (distance >= least) continue;
    least = distance;
    best = other;
  }
  return best;
}

function withoutDigits(name: string): string {
  return name.replaceAll(/\d+/g, '');
}
