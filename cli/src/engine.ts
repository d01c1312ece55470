import { readTargetRelease } from '../../server/src/features/targetRelease';
import { checkScript } from '../../server/src/rules/engine';
import type { CheckResult } from '../../server/src/rules/engine';
import { applySafeFixes } from '../../server/src/rules/fixes';
import { schema } from '../../server/src/schema/bundled';
import { Failure } from './failure';

/** The engine for one run of a command. */
export interface Engine {
  check(text: string): CheckResult;
  /** Applies safe fixes until none is left; `applied` counts them. */
  fix(text: string): { readonly text: string; readonly applied: number };
  /** Something to tell about the wanted release, or undefined. */
  readonly note: string | undefined;
}

/**
 * Makes an engine that judges scripts by a RouterOS release; undefined: by the header of an export, else by the newest known one. Throws `Failure` for a release that is not
 * known. This module is imported by the commands that need it, so that `--help` does not wait for it.
 */
export function createEngine(targetVersion: string | undefined): Engine {
  const { releases } = schema();
  const target = targetVersion === undefined ? undefined : readTargetRelease(targetVersion, releases);
  if (target?.kind === 'unknown') {
    throw new Failure(
      `--target-version: "${targetVersion ?? ''}" is no known RouterOS release. The nearest known one is ${target.nearest}; ` +
        `releases from ${releases[0] ?? ''} to ${releases.at(-1) ?? ''} are known.`,
    );
  }
  const release = target?.release;
  const check = (text: string): CheckResult => checkScript(text, { schema: schema(), release });
  return {
    check,
    fix: (text) => applySafeFixes(text, check),
    note:
      target?.kind === 'between'
        ? `RouterOS ${target.release} is not known by itself: it counts as ${target.nearest}.`
        : undefined,
  };
}
