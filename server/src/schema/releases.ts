/** Order of RouterOS releases: `7.9` before `7.10`, `7.23beta5` before `7.23rc1` before `7.23` before `7.23.1`. */

const stages = ['alpha', 'beta', 'rc'] as const;
const finalStage = stages.length;

/** Longer numbers than this are no release number, and would not compare exactly. */
const pattern = /^\s*v?(\d{1,9})(?:\.(\d{1,9}))?(?:\.(\d{1,9}))?(?:(alpha|beta|rc)(\d{0,9}))?(?=$|[\s(_-])/;

/**
 * Sort key of a release: major, minor, patch, stage, number of the stage.
 * A word behind it, as routers print it (`7.18.2 (stable)`), is left aside. Undefined where the text names no release.
 */
export function releaseKey(text: string): readonly number[] | undefined {
  const match = pattern.exec(text);
  if (!match) return undefined;
  const [, major, minor, patch, stage, number] = match;
  const stageIndex = stages.findIndex((name) => name === stage);
  return [
    Number(major),
    Number(minor ?? 0),
    Number(patch ?? 0),
    stageIndex < 0 ? finalStage : stageIndex,
    Number(number ?? 0),
  ];
}

function compareKeys(a: readonly number[], b: readonly number[]): number {
  for (const [index, value] of a.entries()) {
    const difference = value - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/**
 * Compares two releases for sorting: negative where `a` is older, positive where it is newer, 0 where both are the same.
 * A text that names no release counts as older than all that do.
 */
export function compareReleases(a: string, b: string): number {
  const [left, right] = [releaseKey(a), releaseKey(b)];
  if (left && right) return compareKeys(left, right);
  return Number(left !== undefined) - Number(right !== undefined);
}

/**
 * Index of the release that `release` counts as among known ones, sorted oldest first: the same or the next older one.
 * What is older than all counts as the oldest; what names no release counts as the newest, for which nothing is gone too early.
 */
export function knownReleaseIndex(known: readonly string[], release: string): number {
  const exact = known.indexOf(release);
  if (exact >= 0) return exact;
  const key = releaseKey(release);
  if (!key) return known.length - 1;
  const newer = known.findIndex((candidate) => compareKeys(releaseKey(candidate) ?? [], key) > 0);
  return newer < 0 ? known.length - 1 : Math.max(0, newer - 1);
}
