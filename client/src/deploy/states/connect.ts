import { open } from '../run';
import type { Run, Transition } from '../run';

/** Connection, pin and login: the port does all three, and nothing is sent to a router whose certificate is not the pinned one. */
export async function connect(run: Run): Promise<Transition> {
  run.connection = await open(run.ports, run.ports.signal);
  return { to: 'identify' };
}
