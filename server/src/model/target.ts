import { compareReleases } from '../schema/releases';
import type { Schema } from '../schema/types';

/** The release that a script is judged by, and who says so. */
export interface Target {
  readonly release: string;
  /**
   * `choice`: a person named the router that the script is for (command line, settings). `header`: it is an export, and its header names the router
   * that wrote it. `comment`: the script says that it is for RouterOS 6 alone. `newest`: nobody says, so the newest known release stands for all.
   */
  readonly from: 'choice' | 'header' | 'comment' | 'newest';
  /** Nobody chose a release, and the script says that it was written on RouterOS 6. */
  readonly writtenOn6?: true;
}

/** Stands for RouterOS 6 where a script says no more than that. */
const lastRelease6 = '6.49';

/**
 * Which release decides what exists. The header of an export wins over what settings say of a whole workspace: a router wrote there what it has (facts,
 * security-rules.md section 2, 7). A choice that is made for this one check wins over the header: who names a release on the command line, or pushes to a
 * router, asks what that router would say of an export that another one wrote.
 * `release` and `header`: undefined or '' where there is none. `wins`: the release is such a choice. `stated`: what the script says of RouterOS 6
 * (`saidOfRelease6`), which counts where there is neither.
 */
export function targetOf(
  {
    release = '',
    releaseWins = false,
  }: { readonly release?: string | undefined; readonly releaseWins?: boolean | undefined },
  header: string | undefined,
  stated: 'only' | 'written on' | undefined,
  { releases }: Schema,
): Target {
  if (release !== '' && (releaseWins || header === undefined)) return { release, from: 'choice' };
  if (header !== undefined) return { release: header, from: 'header' };
  if (stated === 'only') return { release: lastRelease6, from: 'comment' };
  const newest: Target = { release: releases[releases.length - 1] ?? '', from: 'newest' };
  return stated === undefined ? newest : { ...newest, writtenOn6: true };
}

/** Is the release one of those between the oldest and the newest known, so that a name that no source has is wrong there? */
export function isCovered(release: string, { releases }: Schema): boolean {
  const oldest = releases[0] ?? '';
  const newest = releases[releases.length - 1] ?? '';
  return compareReleases(release, oldest) >= 0 && compareReleases(release, newest) <= 0;
}
