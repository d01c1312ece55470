import { setTimeout as pause } from 'node:timers/promises';
import { readFile, uploadFile } from '../../api/session';
import { RouterError } from '../../api/transport';
import { cancellable, leave, notApplied, throwIfCancelled, transportOf, untilAborted } from '../run';
import type { Run, Transition } from '../run';

/** Names that are tried before it is taken for granted that something is wrong. */
const nameAttempts = 3;
/** Looks at the uploaded file: a router may show a file a moment after it took it. */
const readBackAttempts = 3;

/** Puts the script on the router under a name that nothing else has, and makes sure that all of it arrived. */
export async function upload(run: Run): Promise<Transition> {
  const transport = transportOf(run);
  const name = await freeName(run);
  if (name === undefined) {
    return leave(run, notApplied('No name for the temporary file was free on the router', 'Try again'));
  }
  throwIfCancelled(run.ports.signal);
  // From here on it may exist, even if the answer never comes.
  run.temporaryFile = name;
  try {
    await uploadFile(transport, name, run.script.text, cancellable(run));
  } catch (error) {
    if (isNameTaken(error)) {
      // Then it came from elsewhere a moment ago: not ours to remove.
      run.temporaryFile = undefined;
      run.leftovers.push(`The file ${name} was on the router already, as it says; it was left alone`);
    }
    throw error;
  }
  const size = await readBack(run, name);
  if (size === run.script.bytes) return { to: 'validate' };
  const found = size === undefined ? 'shows no size for it' : `has ${size}`;
  return leave(
    run,
    notApplied(
      `The script did not arrive whole: ${run.script.bytes} bytes were sent and the router ${found}`,
      'Check the free space on the router (/system resource print) and try again',
    ),
  );
}

/** A name that no file of the router has; undefined when every attempt was taken. */
async function freeName(run: Run): Promise<string | undefined> {
  for (let attempt = 0; attempt < nameAttempts; attempt += 1) {
    const stem = run.ports.uniqueName();
    // No dot: a file that ends with .auto.rsc is run by the router itself as soon as it arrives over FTP.
    if (!/^[\w-]{1,100}$/.test(stem)) throw new Error('The name for the temporary file is not a plain one');
    const name = `${stem}.rsc`;
    if ((await readFile(transportOf(run), name, cancellable(run))) === undefined) return name;
  }
  return undefined;
}

async function readBack(run: Run, name: string): Promise<number | undefined> {
  let size: number | undefined;
  for (let attempt = 0; attempt < readBackAttempts; attempt += 1) {
    if (attempt > 0) await untilAborted(run.ports.signal, pause(run.limits.readBackPause));
    const file = await readFile(transportOf(run), name, cancellable(run));
    run.fileSeen ||= file !== undefined;
    size = file?.size;
    if (size === run.script.bytes) break;
  }
  return size;
}

function isNameTaken(error: unknown): boolean {
  return (
    error instanceof RouterError &&
    error.kind === 'trap' &&
    error.traps.some(({ message }) => message.includes('already have'))
  );
}
