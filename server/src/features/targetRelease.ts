import { compareReleases, knownReleaseIndex, releaseKey } from '../schema/releases';

/** What a release that a user named means for the check. */
export type TargetRelease =
  /** Known by itself. */
  | { readonly kind: 'known'; readonly release: string }
  /** Between two known ones: counts as `nearest`, the older one. */
  | { readonly kind: 'between'; readonly release: string; readonly nearest: string }
  /** No release, or outside what is known; `nearest` is the known one that comes closest. */
  | { readonly kind: 'unknown'; readonly nearest: string };

/** "7.x" and "7" name a series: its newest known release is what was meant. */
function newestOfSeries(known: readonly string[], text: string): string | undefined {
  const numbers = /\d+(?:\.\d+)*/.exec(text)?.[0];
  if (numbers === undefined) return undefined;
  return known.filter((release) => release === numbers || release.startsWith(`${numbers}.`)).at(-1);
}

/**
 * Judges a RouterOS release as a user wrote it against the known ones (oldest first). Never throws; a release outside the known ones
 * is `unknown`, because nothing can be said about what it has.
 */
export function readTargetRelease(text: string, known: readonly string[]): TargetRelease {
  const release = text.trim();
  if (known.includes(release)) return { kind: 'known', release };
  const oldest = known[0] ?? '';
  const newest = known.at(-1) ?? '';
  const series = newestOfSeries(known, release);
  if (!releaseKey(release)) return { kind: 'unknown', nearest: series ?? newest };
  if (compareReleases(release, oldest) < 0) return { kind: 'unknown', nearest: series ?? oldest };
  if (compareReleases(release, newest) > 0) return { kind: 'unknown', nearest: newest };
  const nearest = known[knownReleaseIndex(known, release)] ?? newest;
  return compareReleases(nearest, release) === 0
    ? { kind: 'known', release: nearest }
    : { kind: 'between', release, nearest };
}
