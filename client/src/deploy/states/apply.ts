import { importFile, parseErrorPlace } from '../../api/session';
import { RouterError } from '../../api/transport';
import { isReadingError, placesInScript, refusalWords, routerWords } from '../routerErrors';
import { cancellable, importTimeout, leave, notApplied, throwIfCancelled, transportOf } from '../run';
import type { Run, Transition } from '../run';
import { mayNameOtherPlaces } from '../script';
import type { PushOutcome } from '../types';

/** Runs the script: one `/import`, not verbose, never repeated. */
export async function apply(run: Run): Promise<Transition> {
  const { connection, temporaryFile, ports } = run;
  if (temporaryFile === undefined) throw new Error('There is nothing to import');
  throwIfCancelled(ports.signal);
  if (connection?.over() !== false) {
    return leave(run, notApplied('The connection was lost before the import was sent', 'Try again'));
  }
  run.importSent = true;
  try {
    const options = { ...cancellable(run), timeoutMs: importTimeout(run) };
    const { ret } = await importFile(transportOf(run), temporaryFile, options);
    if (ret !== undefined && parseErrorPlace(ret) !== undefined) {
      return leave(run, { kind: 'unknown', reason: `The router ended the import with the words: ${routerWords(ret)}` });
    }
  } catch (error) {
    return leave(run, outcomeOfFailure(error, run));
  }
  return { to: 'verify', outcome: { kind: 'applied' } };
}

function outcomeOfFailure(error: unknown, run: Run): PushOutcome {
  if (!(error instanceof RouterError)) return { kind: 'unknown', reason: 'The import ended in an unexpected way' };
  if (error.kind === 'cancelled') {
    return { kind: 'unknown', reason: 'The push was cancelled while the router ran the script' };
  }
  if (error.kind !== 'trap') return { kind: 'unknown', reason: error.message };
  return outcomeOfTrap(error, run);
}

/**
 * A trap tells that the script did not run through, or not even that: a trap has been reported of an import that had worked. So the only one
 * that means "nothing was applied" is the refusal of the whole file while it was read.
 */
function outcomeOfTrap(error: RouterError, { script }: Run): PushOutcome {
  const words = refusalWords(error);
  const diagnostics = placesInScript(error, script);
  const first = diagnostics[0];
  if (first === undefined) {
    return {
      kind: 'partly-applied',
      line: undefined,
      reason: `${words}. Anything from nothing to the whole script may have been applied: read the state of the router back`,
      diagnostics,
    };
  }
  if (mayNameOtherPlaces(script)) {
    return {
      kind: 'partly-applied',
      line: undefined,
      reason: `${words}. The place may be in a text that the script runs. Read the state of the router back`,
      diagnostics: [],
    };
  }
  if (error.traps.every(({ message }) => isReadingError(message))) {
    const where = ` at line ${first.line + 1}, column ${first.column + 1}`;
    return notApplied(`The router refuses the script${where}: ${first.message}`, '', diagnostics);
  }
  return { kind: 'partly-applied', line: first.line, reason: first.message, diagnostics };
}
