import type { Transition } from '../run';

/**
 * Whether the router can still be reached and does what it should is to be looked at here, over a new connection, before the way back is
 * given up. As long as `arm` arms none there is nothing to keep or to undo: what the router answered to the import stands.
 */
export function verify(): Transition {
  return { to: 'clean' };
}
