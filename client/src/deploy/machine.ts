/**
 * The push as a state machine: which states there are, where each may lead, and the loop that walks them. What a state does stands in a module
 * of its own under states/.
 */
import { RouterError } from '../api/transport';
import type { RouterErrorKind } from '../api/transport';
import { routerWords } from './routerErrors';
import { leave, notApplied } from './run';
import type { Run, Transition } from './run';
import { analyse } from './states/analyse';
import { apply } from './states/apply';
import { arm } from './states/arm';
import { clean } from './states/clean';
import { confirm } from './states/confirm';
import { connect } from './states/connect';
import { identify } from './states/identify';
import { upload } from './states/upload';
import { validate } from './states/validate';
import { verify } from './states/verify';
import type { PushOutcome, PushState, PushStep } from './types';

type WorkingState = Exclude<PushState, 'done'>;

interface StateDefinition {
  readonly enter: (run: Run) => Transition | Promise<Transition>;
  readonly leadsTo: readonly PushState[];
}

/** Every state with its ways on. `clean` is where all ways out meet once a connection was made; before that there is nothing to tidy up. */
export const states: Readonly<Record<WorkingState, StateDefinition>> = {
  analyse: { enter: analyse, leadsTo: ['connect', 'done'] },
  connect: { enter: connect, leadsTo: ['identify', 'done'] },
  identify: { enter: identify, leadsTo: ['confirm', 'upload', 'clean'] },
  confirm: { enter: confirm, leadsTo: ['upload', 'clean'] },
  upload: { enter: upload, leadsTo: ['validate', 'clean'] },
  validate: { enter: validate, leadsTo: ['arm', 'clean'] },
  arm: { enter: arm, leadsTo: ['apply', 'clean'] },
  apply: { enter: apply, leadsTo: ['verify', 'clean'] },
  verify: { enter: verify, leadsTo: ['clean'] },
  clean: { enter: clean, leadsTo: ['done'] },
};

/** Walks from `analyse` to `done`. Never rejects. Returns the states that were entered, with the time that each took. */
export async function walk(run: Run): Promise<readonly PushStep[]> {
  const steps: PushStep[] = [];
  let state: PushState = 'analyse';
  while (state !== 'done') {
    const started = now(run);
    announce(run, state);
    const transition: Transition = await enter(state, run);
    run.outcome ??= transition.outcome;
    steps.push({ state, milliseconds: Math.max(now(run) - started, 0) });
    state = transition.to;
  }
  announce(run, 'done');
  return steps;
}

async function enter(state: WorkingState, run: Run): Promise<Transition> {
  const { enter: work, leadsTo } = states[state];
  try {
    const transition = await work(run);
    if (leadsTo.includes(transition.to)) return transition;
    throw new Error(`A push cannot go from ${state} to ${transition.to}`);
  } catch (error) {
    const outcome = outcomeOfError(error, run);
    return state === 'clean' ? { to: 'done', outcome } : leave(run, outcome);
  }
}

const lostConnection: readonly RouterErrorKind[] = ['dropped', 'fatal', 'timeout'];

/** The outcome of a state that failed. `apply` judges the errors of the import itself, so what comes here after it is a fault of ours. */
function outcomeOfError(error: unknown, run: Run): PushOutcome {
  if (run.importSent) return { kind: 'unknown', reason: 'The push ended in an unexpected way' };
  if (!(error instanceof RouterError)) {
    const words = error instanceof Error ? error.message : String(error);
    return notApplied(`The push failed before anything was applied: ${routerWords(words)}`);
  }
  if (error.kind === 'cancelled') return notApplied('The push was cancelled');
  // Once logged in, the advice of a lost connection speaks of a command that may have changed something: none was sent that could.
  const harmless = run.connection !== undefined && lostConnection.includes(error.kind);
  return notApplied(
    routerWords(error.message),
    harmless ? 'Check the connection to the router and try again' : error.advice,
  );
}

function now({ ports }: Run): number {
  try {
    return ports.now();
  } catch {
    return 0;
  }
}

/** Who only watches cannot stop a push half-way. */
function announce({ ports }: Run, state: PushState): void {
  try {
    ports.progress(state);
  } catch {
    // A display that fails is no reason to leave a file on a router.
  }
}
