import type { Presence } from './types';

/** Which known releases a list of ranges covers, one byte a release; undefined where it covers none. */
function coverage(ranges: string, releases: readonly string[]): Uint8Array | undefined {
  if (ranges === '') return undefined;
  const covered = new Uint8Array(releases.length);
  for (const range of ranges.split(',')) {
    const [first = '', last = ''] = range.split('-');
    const end = last === '' ? releases.length - 1 : releases.indexOf(last);
    covered.fill(1, releases.indexOf(first), end + 1);
  }
  return covered;
}

/** Present everywhere: where no dump of an x86 router has the name, nothing says in which releases it is missing. */
function everywhere(source: 'arm64' | 'reference'): Presence {
  return { has: () => true, hasBase: () => false, base: false, source };
}

/**
 * Reads a presence of the data file (form: SchemaData.presences).
 * `releases` are the known ones, oldest first; all that the text names must be among them (the consistency check holds that). `indexOf` gives the
 * index of the known release that any release counts as.
 */
export function parsePresence(
  text: string,
  releases: readonly string[],
  indexOf: (release: string) => number,
): Presence {
  if (text === 'arm64' || text === 'reference') return everywhere(text);
  const [baseRanges = '', extraRanges] = text.split('|');
  const base = coverage(baseRanges, releases);
  const extra = extraRanges === undefined ? undefined : coverage(extraRanges, releases);
  const covered = releases.map((_, index) => base?.[index] === 1 || extra?.[index] === 1);
  const first = covered.indexOf(true);
  const last = covered.lastIndexOf(true);
  const since = first > 0 ? releases[first] : undefined;
  const until = last < releases.length - 1 ? releases[last] : undefined;
  return {
    has: (release) => covered[indexOf(release)] === true,
    hasBase: (release) => base?.[indexOf(release)] === 1,
    base: base !== undefined,
    source: 'x86',
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
  };
}
