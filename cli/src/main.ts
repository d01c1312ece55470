import { buffer } from 'node:stream/consumers';
import { exitCodes } from './exitCodes';
import type { Io } from './io';
import { run } from './run';

const io: Io = {
  readStdin: () => buffer(process.stdin),
  writeStdout: (data) => void process.stdout.write(data),
  writeStderr: (text) => void process.stderr.write(text),
};

// A reader that has seen enough (`| head`) is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

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
    process.stderr.write(`routeros-guard: a fault of the program itself; please report it.\n${placesOf(error)}\n`);
    process.exitCode = exitCodes.failed;
  },
);
