import { walk } from './machine';
import { usualLimits } from './run';
import type { PushLimits, Run } from './run';
import { readScriptText } from './script';
import type { PushPorts, PushReport, PushRequest } from './types';

export type { PushLimits } from './run';

/**
 * Takes a script to a router: checks, asks, uploads, lets the router judge, imports once, tidies up. Never rejects: every failure is an
 * outcome, and an import whose answer did not come is `unknown`. No message holds the password or the text of the script; the router's own
 * words may quote a word of it. `limits` is for those who cannot wait as long as a router may need.
 */
export async function pushScript(
  request: PushRequest,
  ports: PushPorts,
  limits: PushLimits = usualLimits,
): Promise<PushReport> {
  const run: Run = {
    request,
    ports,
    limits,
    script: readScriptText(request.text),
    mode: request.mode,
    connection: undefined,
    router: undefined,
    temporaryFile: undefined,
    fileSeen: false,
    wayBack: undefined,
    importSent: false,
    outcome: undefined,
    leftovers: [],
  };
  const steps = await walk(run);
  return {
    // Every way to `done` passes an outcome; should one not, then nothing is known.
    outcome: run.outcome ?? { kind: 'unknown', reason: 'The push ended without an outcome' },
    router: run.router?.identity,
    steps,
    ...(run.wayBack === undefined ? {} : { wayBack: run.wayBack }),
    leftovers: run.leftovers,
  };
}
