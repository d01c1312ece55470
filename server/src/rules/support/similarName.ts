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
    const distance = other.toLowerCase() === name.toLowerCase() ? 0 : distanceBelow(least, name, other);
    if (distance >= least) continue;
    least = distance;
    best = other;
  }
  return best;
}

function withoutDigits(name: string): string {
  return name.replaceAll(/\d+/g, '');
}

/** Letters to add, leave out, change or swap with their neighbour to get from one name to the other; `limit` for that many and more. */
function distanceBelow(limit: number, from: string, to: string): number {
  if (Math.abs(from.length - to.length) >= limit) return limit;
  let before: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const row = [i];
    for (let j = 1; j <= to.length; j++) {
      const same = from[i - 1] === to[j - 1];
      const swapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      row.push(
        Math.min(
          (last[j] ?? limit) + 1,
          (row[j - 1] ?? limit) + 1,
          (last[j - 1] ?? limit) + (same ? 0 : 1),
          swapped ? (before[j - 2] ?? limit) + 1 : limit,
        ),
      );
    }
    if (Math.min(...row) >= limit) return limit;
    before = last;
    last = row;
  }
  return Math.min(limit, last[to.length] ?? limit);
}
