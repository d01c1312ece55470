import { leave, notApplied, untilAborted } from '../run';
import type { Run, Transition } from '../run';
import { replacementCharacter } from '../script';
import type { Script } from '../script';
import type { ScriptFinding } from '../types';

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
      warnings: [...lostCharacters(script), ...analysis.findings.filter(({ severity }) => severity === 'warning')],
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

/** A file that is not UTF-8 is opened with U+FFFD in place of what could not be read, and that is what the router would get. */
function lostCharacters(script: Script): readonly ScriptFinding[] {
  const place = replacementCharacter(script);
  if (place === undefined) return [];
  const message =
    'There are characters here that could not be read when the file was opened, and they are lost in what is sent: open the file with its own encoding.';
  return [
    {
      rule: 'unreadable-characters',
      severity: 'warning',
      message,
      ...place,
      endLine: place.line,
      endColumn: place.column + 1,
    },
  ];
}
