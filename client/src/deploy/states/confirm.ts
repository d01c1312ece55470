import { leave, notApplied, untilAborted } from '../run';
import type { Run, Transition } from '../run';

/** The person sees what is about to change, and decides. Nothing was sent to the router by now but questions. */
export async function confirm(run: Run): Promise<Transition> {
  const { ports, request, router, script } = run;
  if (router === undefined) throw new Error('A push is confirmed only when the router is known');
  const { profile, fromHost, file, unsaved, analysis } = request;
  const asked = (async () =>
    ports.confirm({
      profile,
      router: router.identity,
      fromHost,
      file,
      unsaved,
      bytes: script.bytes,
      warnings: analysis.findings.filter(({ severity }) => severity === 'warning'),
    }))();
  const decision = await untilAborted(ports.signal, asked);
  switch (decision) {
    case 'cancel':
      return leave(run, notApplied('The push was cancelled'));
    case 'validate':
      run.mode = 'validate';
      return { to: 'upload' };
    case 'push':
      return { to: 'upload' };
  }
}
