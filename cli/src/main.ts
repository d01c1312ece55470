import { exitCodes } from './exitCodes';
import { Failure, systemReason } from './failure';
import { readStdin } from './files';
import type { Io } from './io';
import { run } from './run';

function outputFailure(error: unknown): Failure {
  return new Failure(`standard output cannot be written: ${systemReason(error)}`);
}

const io: Io = {
  readStdin,
  writeStdout(data) {
    try {
      process.stdout.write(data);
    } catch (error) {
      throw outputFailure(error);
    }
  },
  writeStderr(text) {
    try {
      process.stderr.write(text);
    } catch {
      // Nobody is left to be told; the exit code still says how it went.
    }
  },
};

// Node throws what goes wrong with a file, and tells of a pipe later. A reader that has seen enough (`| head`) is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') return;
  io.writeStderr(`routeros-guard: ${outputFailure(error).message}\n`);
  process.exit(exitCodes.failed);
});
process.stderr.on('error', () => undefined);

/** Where in the program it happened. The message is left out, because it may quote a script. */
function placesOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  return [error.name, ...(error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '))].join('\n');
}

run(process.argv.slice(2), io).then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  (error: unknown) => {
    io.writeStderr(`routeros-guard: a fault of the program itself; please report it.\n${placesOf(error)}\n`);
    process.exitCode = exitCodes.failed;
  },
);
