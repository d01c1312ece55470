import { version } from '../../package.json';
import { readArguments } from './arguments';
import { exitCodes } from './exitCodes';
import type { ExitCode } from './exitCodes';
import { Failure } from './failure';
import type { Io } from './io';
import { printable } from './printable';
import { usage } from './usage';

/** Rules and schema are loaded by the commands that need them, so that `--help` does not wait for them. */
async function dispatch(parameters: readonly string[], io: Io): Promise<ExitCode> {
  const request = readArguments(parameters);
  switch (request.command) {
    case 'help':
      io.writeStdout(usage);
      return exitCodes.clean;
    case 'version':
      io.writeStdout(`${version}\n`);
      return exitCodes.clean;
    case 'check': {
      const [{ check }, { createEngine }] = await Promise.all([import('./check'), import('./engine')]);
      return check(request, createEngine(), io);
    }
    case 'fix': {
      const [{ fix }, { createEngine }] = await Promise.all([import('./fix'), import('./engine')]);
      return fix(request, createEngine(), io);
    }
    case 'rules':
      return (await import('./rules')).listRules(request, io);
    case 'explain':
      return (await import('./explain')).explain(request.rule, io);
    case 'init':
      return (await import('./init')).init(io);
  }
}

/** Runs the command line (without the program) and resolves with the exit code. Rejects only where the program itself is at fault. */
export async function run(parameters: readonly string[], io: Io): Promise<ExitCode> {
  try {
    return await dispatch(parameters, io);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    io.writeStderr(`routeros-guard: ${printable(error.message)}\nTry "routeros-guard --help".\n`);
    return exitCodes.failed;
  }
}
