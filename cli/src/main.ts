import { exitCodes } from './exitCodes';
import { Failure, systemReason } from './failure';
import { readStdin, removeTemporaries } from './files';
import type { Io, Screen } from './io';
import { isThread, runThread } from './pool';
import { run } from './run';
import { wantsColour } from './style';

function outputFailure(error: unknown): Failure {
  return new Failure(`standard output cannot be written: ${systemReason(error)}`);
}

function screenOf({ isTTY, columns }: NodeJS.WriteStream): Screen {
  // A stream that is no terminal has neither property, whatever its type says.
  const terminal = (isTTY as boolean | undefined) ?? false;
  return { terminal, columns: terminal ? columns : undefined, colour: wantsColour(terminal, process.env) };
}

function terminalIo(): Io {
  return {
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
    stdout: screenOf(process.stdout),
    stderr: screenOf(process.stderr),
  };
}

/** Where in the program it happened. The message is left out, because it may quote a script. */
function placesOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  return [error.name, ...(error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '))].join('\n');
}

/** Ctrl+C ends the program as it would end any other, and leaves nothing half written behind. */
function endOn(signal: NodeJS.Signals): void {
  process.once(signal, () => {
    removeTemporaries();
    process.kill(process.pid, signal);
  });
}

function main(): void {
  const io = terminalIo();
  // Node throws what goes wrong with a file, and tells of a pipe later. A reader that has seen enough (`| head`) is no failure of ours.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    io.writeStderr(`routeros-guard: ${outputFailure(error).message}\n`);
    process.exit(exitCodes.failed);
  });
  process.stderr.on('error', () => undefined);
  endOn('SIGINT');
  endOn('SIGTERM');
  run(process.argv.slice(2), io).then(
    (exitCode) => {
      process.exitCode = exitCode;
    },
    (error: unknown) => {
      io.writeStderr(`routeros-guard: a fault of the program itself; please report it.\n${placesOf(error)}\n`);
      process.exit(exitCodes.failed);
    },
  );
}

if (isThread) void runThread();
else main();
