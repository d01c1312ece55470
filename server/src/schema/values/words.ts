/** Words of an enumeration: which of them a text may stand for, and which it comes close to. */

/** More words than this are no choice to offer when none comes close. */
const fewWords = 4;

/** Words that say nothing of their own: offered last. */
const vague: ReadonlySet<string> = new Set(['any', 'none', 'all', 'auto', 'default', 'no']);

/**
 * Number of letters to add, drop, change or swap with their neighbour between two words, or `limit + 1` where it is more than `limit`.
 */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let older: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      current.push(
        Math.min(
          (previous[column] ?? 0) + 1,
          (current[column - 1] ?? 0) + 1,
          (previous[column - 1] ?? 0) + (same ? 0 : 1),
          swapped ? (older[column - 2] ?? 0) + 1 : Infinity,
        ),
      );
    }
    older = previous;
    previous = current;
  }
  return Math.min(previous[b.length] ?? 0, limit + 1);
}

/** Small letters and digits only: `keyEncipherment`, `key_encipherment` and `key-encipherment` are one. */
function bare(word: string): string {
  return word.toLowerCase().replace(/[^a-z\d]/g, '');
}

/** Names that X.509 has for what RouterOS calls otherwise (`key-usage`), as `bare` writes them. */
const otherNames: ReadonlyMap<string, string> = new Map([
  ['nonrepudiation', 'content-commitment'],
  ['serverauth', 'tls-server'],
  ['clientauth', 'tls-client'],
  ['codesigning', 'code-sign'],
  ['emailprotection', 'email-protect'],
  ['timestamping', 'timestamp'],
  ['ocspsigning', 'ocsp-sign'],
]);

/** The word that a text is another spelling of: other letters in size, other hyphens, or the name that another standard has for it. */
export function otherSpelling(text: string, words: readonly string[]): string | undefined {
  const wanted = bare(text);
  const known = otherNames.get(wanted);
  return words.find((word) => word === known || bare(word) === wanted);
}

/** Words that a text comes close to, the closest first; of a few words all, as one of them is meant. */
export function closeWords(text: string, words: readonly string[]): readonly string[] {
  const spelling = otherSpelling(text, words);
  if (spelling !== undefined) return [spelling];
  const wanted = bare(text);
  const limit = Math.min(3, Math.max(1, Math.floor(wanted.length / 3)));
  const ranked = words
    .map((word) => {
      const candidate = bare(word);
      const contains =
        candidate.length > 2 && wanted.length > 2 && (candidate.startsWith(wanted) || wanted.startsWith(candidate));
      return {
        word,
        distance: contains
          ? Math.min(1, editDistance(wanted, candidate, limit))
          : editDistance(wanted, candidate, limit),
      };
    })
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance);
  if (ranked.length > 0) return ranked.map(({ word }) => word).slice(0, fewWords);
  if (words.length > fewWords) return [];
  return [...words].sort((a, b) => Number(vague.has(a)) - Number(vague.has(b)));
}

/**
 * May the text be one of the words? An exact one is; a beginning of one may be completed by the router, other letters in size may be taken, and a
 * number may be the one behind a word: of all these nobody can say that they are wrong.
 */
export function mayBeWord(text: string, words: readonly string[]): boolean {
  const small = text.toLowerCase();
  if (words.some((word) => word.toLowerCase().startsWith(small))) return true;
  return /^(?:0x[\da-f]+|\d+)$/i.test(text) && !words.every((word) => /^(?:0x)?[\da-f]+$/i.test(word));
}
