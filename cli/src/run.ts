import { version } from '../../package.json';
import { readArguments } from './arguments';
import { check } from './check';
import type { Engine } from './engine';
import { exitCodes } from './exitCodes';
import type { ExitCode } from './exitCodes';
import { Failure } from './failure';
import { fix } from './fix';
import type { Io } from './io';
import { printable } from './reporters/text';

const usage = `Usage:
  routeros-guard check FILES... [--format text|json] [--target-version VERSION]
  routeros-guard fix FILES... [--target-version VERSION]

Checks RouterOS scripts. "-" is standard input.

  check                      report what is wrong
  fix                        apply all safe fixes to the files; "-" goes fixed to standard output
  --format text|json         form of the report (default: text)
  --target-version VERSION   RouterOS release that the scripts are for; goes before the header of an export
                             (without it the header decides, else the newest known release)
  --help, --version          print this text, or the version

Exit code: 0 nothing of severity warning or above, 1 something (with fix: left), 2 the run failed.
`;

async function loadEngine(targetVersion: string | undefined, io: Io): Promise<Engine> {
  const { createEngine } = await import('./engine');
  const engine = createEngine(targetVersion);
  if (engine.note !== undefined) io.writeStderr(`routeros-guard: ${engine.note}\n`);
  return engine;
}

async function dispatch(parameters: readonly string[], io: Io): Promise<ExitCode> {
  const request = readArguments(parameters);
  switch (request.command) {
    case 'help':
      io.writeStdout(usage);
      return exitCodes.clean;
    case 'version':
      io.writeStdout(`${version}\n`);
      return exitCodes.clean;
    case 'check':
      return check(request.files, request.format, await loadEngine(request.targetVersion, io), io);
    case 'fix':
      return fix(request.files, await loadEngine(request.targetVersion, io), io);
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
