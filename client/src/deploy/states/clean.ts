import { removeFile } from '../../api/session';
import { RouterError } from '../../api/transport';
import { open } from '../run';
import type { Connection, Run, Transition } from '../run';

/** Removes the temporary file and closes the connection, however the push ended. What remains is named; the outcome is not touched. */
export async function clean(run: Run): Promise<Transition> {
  const { temporaryFile } = run;
  if (temporaryFile !== undefined && !(await removed(run, temporaryFile))) {
    run.leftovers.push(
      `The file ${temporaryFile}, a copy of the script, may still be on the router; remove it there: /file remove [find name="${temporaryFile}"]`,
    );
  }
  await close(run.connection);
  return { to: 'done' };
}

async function removed(run: Run, name: string): Promise<boolean> {
  const { connection } = run;
  if (connection !== undefined && !connection.over()) {
    const attempt = await removeOver(connection, run, name);
    if (attempt !== 'lost') return attempt === 'removed';
  }
  const again = await reconnect(run);
  if (again === undefined) return false;
  const attempt = await removeOver(again, run, name);
  await close(again);
  return attempt === 'removed';
}

/** `lost`: the connection failed, so that another one may do better. The person's signal has no say: it may be why this is needed. */
async function removeOver(
  { transport }: Connection,
  { request, limits }: Run,
  name: string,
): Promise<'removed' | 'refused' | 'lost'> {
  const timeoutMs = Math.min(request.profile.commandTimeoutSeconds * 1000, limits.cleanCommand);
  try {
    await removeFile(transport, name, { timeoutMs });
    return 'removed';
  } catch (error) {
    return error instanceof RouterError && error.kind === 'trap' ? 'refused' : 'lost';
  }
}

async function reconnect({ ports, limits }: Run): Promise<Connection | undefined> {
  try {
    return await open(ports, AbortSignal.timeout(limits.reconnect));
  } catch {
    // Whatever the reason: the file is named in the report.
    return undefined;
  }
}

async function close(connection: Connection | undefined): Promise<void> {
  try {
    await connection?.transport.close();
  } catch {
    // It is over either way.
  }
}
