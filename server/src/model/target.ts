import { compareReleases } from '../schema/releases';
import type { Schema } from '../schema/types';

/** The release that a script is judged by, and who says so. */
export interface Target {
  readonly release: string;
  /**
   * `choice`: a person named the router that the script is for (command line, settings). `header`: it is an export, and its header names the router
   * that wrote it. `newest`: nobody says, so the newest known release stands for all.
   */
  readonly from: 'choice' | 'header' | 'newest';
}

/**
 * Which release decides what exists. A choice wins over the header: who names a release asks what that router would say, also of an export that
 * another one wrote. The header wins over the newest release: a router wrote there what it has.
 * `choice` and `header`: a release, or undefined where there is none.
 */
export function targetOf(choice: string | undefined, header: string | undefined, { releases }: Schema): Target {
  if (choice !== undefined && choice !== '') return { release: choice, from: 'choice' };
  if (header !== undefined) return { release: header, from: 'header' };
  return { release: releases[releases.length - 1] ?? '', from: 'newest' };
}

/** Is the release one of those between the oldest and the newest known, so that a name that no source has is wrong there? */
export function isCovered(release: string, { releases }: Schema): boolean {
  const oldest = releases[0] ?? '';
  const newest = releases[releases.length - 1] ?? '';
  return compareReleases(release, oldest) >= 0 && compareReleases(release, newest) <= 0;
}
