import { executeAsString, importFile, versionAtLeast } from '../../api/session';
import { RouterError } from '../../api/transport';
import { placeInScript, placesInScript, readParseAnswer, refusalWords, routerWords } from '../routerErrors';
import { cancellable, importTimeout, leave, notApplied, transportOf } from '../run';
import type { Run, Transition } from '../run';
import type { PushOutcome, RouterDiagnostic } from '../types';

type Accepted = PushOutcome & { readonly kind: 'valid' };
type Judgement = Accepted | (PushOutcome & { readonly kind: 'not-applied' });

/** The router judges the script without running it: `/import dry-run`, which came with 7.16, else its parser alone. */
export async function validate(run: Run): Promise<Transition> {
  const { router, temporaryFile } = run;
  if (router === undefined || temporaryFile === undefined) throw new Error('There is nothing to validate');
  const judgement =
    (versionAtLeast(router.version, 7, 16) ? await dryRun(run, temporaryFile) : undefined) ??
    (await parse(run, temporaryFile));
  if (judgement.kind === 'not-applied' || run.mode === 'validate') return leave(run, judgement);
  return { to: 'arm' };
}

/** Undefined when this router has no dry run after all: early betas of 7.16. */
async function dryRun(run: Run, name: string): Promise<Judgement | undefined> {
  try {
    const options = { ...cancellable(run), timeoutMs: importTimeout(run), dryRun: true };
    const { ret } = await importFile(transportOf(run), name, options);
    // An error that comes as text instead of a trap is no acceptance.
    const place = ret === undefined ? undefined : placeInScript(ret, run.script);
    if (ret !== undefined && place !== undefined) return refused(routerWords(ret), [place]);
    return { kind: 'valid', how: 'dry-run' };
  } catch (error) {
    if (!(error instanceof RouterError) || error.kind !== 'trap') throw error;
    if (error.traps.some(({ message }) => message.startsWith('unknown parameter dry-run'))) return undefined;
    return refused(refusalWords(error), placesInScript(error, run.script));
  }
}

async function parse(run: Run, name: string): Promise<Judgement> {
  // The name is ours, of letters, digits and hyphens: nothing in it needs escaping.
  const script = `:put [:parse [/file get "${name}" contents]]`;
  const answer = await executeAsString(transportOf(run), script, {
    ...cancellable(run),
    timeoutMs: importTimeout(run),
  });
  const verdict = readParseAnswer(answer);
  if (verdict.kind === 'accepted') return { kind: 'valid', how: 'parse' };
  if (!verdict.placed) {
    return notApplied(
      `The router could not check the script: ${verdict.text === '' ? 'its answer was empty' : routerWords(verdict.text)}`,
      'Check that the group of the user has the policies read, write and test',
    );
  }
  const diagnostic = placeInScript(verdict.text, run.script);
  return refused(routerWords(verdict.text), diagnostic === undefined ? [] : [diagnostic]);
}

function refused(words: string, diagnostics: readonly RouterDiagnostic[]): Judgement {
  const first = diagnostics[0];
  const where = first === undefined ? '' : ` at line ${first.line + 1}, column ${first.column + 1}`;
  return notApplied(`The router refuses the script${where}: ${first?.message ?? words}`, '', diagnostics);
}
