import type { Run, Transition } from '../run';

/**
 * The way back is to be armed here, before the way forward: safe mode, or a timer that restores a backup. Neither exists yet, and the report
 * says so.
 */
export function arm(run: Run): Transition {
  run.wayBack = {
    kind: 'none',
    description: 'No way back was armed: what the script changes is not undone automatically.',
  };
  return { to: 'apply' };
}
