import { setTimeout as pause } from 'node:timers/promises';
import { removeFile } from '../../api/session';
import { RouterError } from '../../api/transport';
import { refusalWords, routerWords } from '../routerErrors';
import { open } from '../run';
import type { Connection, Run, Transition } from '../run';

/** Looks for a file that was sent and never seen: a router may show it a moment after it took it. */
const unseenAttempts = 3;

/** Is the file gone? `lost`: the connection failed, so that another one may do better. */
type Removal =
  | { readonly kind: 'gone' }
  /** `why`: the reason, for a person. */
  | { readonly kind: 'refused' | 'lost'; readonly why: string };

/** Removes the temporary file and closes the connection, however the push ended. What remains is named; the outcome is not touched. */
export async function clean(run: Run): Promise<Transition> {
  const { temporaryFile } = run;
  const removal = temporaryFile === undefined ? undefined : await remove(run, temporaryFile);
  if (removal !== undefined && removal.kind !== 'gone') {
    run.leftovers.push(
      `The file ${temporaryFile}, a copy of the script, may still be on the router (${removal.why}); remove it there: /file remove [find name="${temporaryFile}"]`,
    );
  }
  await close(run.connection);
  return { to: 'done' };
}

async function remove(run: Run, name: string): Promise<Removal> {
  const { connection } = run;
  if (connection !== undefined && !connection.over()) {
    const removal = await removeOver(connection, run, name);
    if (removal.kind !== 'lost') return removal;
  }
  const again = await reconnect(run);
  if (again instanceof Error) return { kind: 'lost', why: routerWords(again.message) };
  const removal = await removeOver(again, run, name);
  await close(again);
  return removal;
}

/** The person's signal has no say: it may be why this is needed. */
async function removeOver(
  { transport }: Connection,
  { request, limits, fileSeen }: Run,
  name: string,
): Promise<Removal> {
  const timeoutMs = Math.min(request.profile.commandTimeoutSeconds * 1000, limits.cleanCommand);
  try {
    for (let attempt = 1; !(await removeFile(transport, name, { timeoutMs })); attempt += 1) {
      if (fileSeen || attempt === unseenAttempts) break;
      await pause(limits.readBackPause);
    }
    return { kind: 'gone' };
  } catch (error) {
    if (!(error instanceof RouterError)) return { kind: 'lost', why: 'its removal failed' };
    return error.kind === 'trap'
      ? { kind: 'refused', why: refusalWords(error) }
      : { kind: 'lost', why: routerWords(error.message) };
  }
}

async function reconnect({ ports, limits }: Run): Promise<Connection | Error> {
  try {
    return await open(ports, AbortSignal.timeout(limits.reconnect));
  } catch (error) {
    // Whatever the reason: the file is named in the report.
    return error instanceof Error ? error : new Error('no connection');
  }
}

async function close(connection: Connection | undefined): Promise<void> {
  try {
    await connection?.transport.close();
  } catch {
    // It is over either way.
  }
}
