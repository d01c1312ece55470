import { createRequire } from 'node:module';
import type * as router from '../router';

export type RouterModule = typeof router;

/** Loads dist/router.js, all that talks to a router, when a router is first talked to: nobody who only edits pays for it. */
export function loadRouter(): RouterModule {
  return createRequire(__filename)('./router.js') as RouterModule;
}
