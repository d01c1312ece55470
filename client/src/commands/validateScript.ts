import { runScript } from '../routers/runScript';
import type { Services } from '../services';

/** Lets a router check the script in the active editor; changes nothing on it. */
export async function validateScript(services: Services): Promise<void> {
  await runScript(services, 'validate');
}
