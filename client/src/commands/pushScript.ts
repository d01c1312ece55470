import { runScript } from '../routers/runScript';
import type { Services } from '../services';

/** Checks the script in the active editor, asks, and lets a router run it. */
export async function pushScript(services: Services): Promise<void> {
  await runScript(services, 'push');
}
