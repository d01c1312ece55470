/** What the states of a push share. */
import type { RouterVersion } from '../api/session';
import { RouterError } from '../api/transport';
import type { CommandOptions, RouterTransport } from '../api/transport';
import type { Script } from './script';
import type {
  PushOutcome,
  PushPorts,
  PushRequest,
  PushState,
  RouterDiagnostic,
  RouterIdentity,
  WayBack,
} from './types';

/** Times in milliseconds that no profile sets. */
export interface PushLimits {
  /** An import is given at least this long, whatever the profile says: a script may wait for links and certificates. */
  readonly shortestImport: number;
  /** For one command while tidying up. */
  readonly cleanCommand: number;
  /** For connecting again while tidying up. */
  readonly reconnect: number;
  /** Between two looks at the uploaded file. */
  readonly readBackPause: number;
}

export const usualLimits: PushLimits = {
  shortestImport: 60_000,
  cleanCommand: 15_000,
  reconnect: 10_000,
  readBackPause: 200,
};

/** A connection, and whether it is over. */
export interface Connection {
  readonly transport: RouterTransport;
  readonly over: () => boolean;
}

/**
 * One push under way. States write down here what they did before they wait for its result, so that tidying up knows of everything that may
 * be on the router, however a state ends.
 */
export interface Run {
  readonly request: PushRequest;
  readonly ports: PushPorts;
  readonly limits: PushLimits;
  readonly script: Script;
  /** The person may turn a push into a validation. */
  mode: PushRequest['mode'];
  connection: Connection | undefined;
  router: { readonly identity: RouterIdentity; readonly version: RouterVersion } | undefined;
  /** Name of the temporary file once it may exist on the router. */
  temporaryFile: string | undefined;
  /** The router has shown the temporary file: if it is missing later, it is gone. */
  fileSeen: boolean;
  wayBack: WayBack | undefined;
  /** The import has left: from here on only the router's answer tells what happened. */
  importSent: boolean;
  /** The first outcome stays: what fails afterwards does not change what happened to the router. */
  outcome: PushOutcome | undefined;
  readonly leftovers: string[];
}

/** Where a state leads, with the outcome of the push if it is decided by now. */
export interface Transition {
  readonly to: PushState;
  readonly outcome?: PushOutcome;
}

export function notApplied(
  reason: string,
  advice = '',
  diagnostics: readonly RouterDiagnostic[] = [],
): PushOutcome & { readonly kind: 'not-applied' } {
  return { kind: 'not-applied', reason, advice, diagnostics };
}

/** The way out of a push: what was opened or made is tidied up. */
export function leave(run: Run, outcome: PushOutcome): Transition {
  return { to: run.connection === undefined && run.temporaryFile === undefined ? 'done' : 'clean', outcome };
}

/** The connection of a state that cannot be reached without one. */
export function transportOf({ connection }: Run): RouterTransport {
  if (connection === undefined) throw new Error('This state of a push needs a connection');
  return connection.transport;
}

/** Options of a command that the person may cancel. */
export function cancellable({ ports }: Run): CommandOptions {
  return { signal: ports.signal };
}

/** Milliseconds that the router may take for the whole script. */
export function importTimeout({ request, limits }: Run): number {
  return Math.max(request.profile.commandTimeoutSeconds * 1000, limits.shortestImport);
}

export function throwIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw new RouterError('cancelled', 'The push was cancelled');
}

/**
 * The result of `work`, or a rejection with `cancelled` as soon as the signal says so, even when `work` never settles. A result that comes
 * after that goes to `tooLate`.
 */
export function untilAborted<Result>(
  signal: AbortSignal,
  work: Promise<Result>,
  tooLate: (result: Result) => void = () => undefined,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    let waiting = true;
    const abort = (): void => {
      waiting = false;
      reject(new RouterError('cancelled', 'The push was cancelled'));
    };
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
    work.then(
      (result) => {
        signal.removeEventListener('abort', abort);
        if (waiting) resolve(result);
        else tooLate(result);
      },
      (error: unknown) => {
        signal.removeEventListener('abort', abort);
        reject(error instanceof Error ? error : new Error(String(error)));
      },
    );
  });
}

/** Calls the port, and takes what it throws at once as a rejection. */
export async function open(ports: PushPorts, signal: AbortSignal): Promise<Connection> {
  const transport = await untilAborted(
    signal,
    (async () => ports.connect(signal))(),
    (late) => void late.close().catch(() => undefined),
  );
  let over = false;
  void transport.closed.then(() => {
    over = true;
  });
  return { transport, over: () => over };
}
