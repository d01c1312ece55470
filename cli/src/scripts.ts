import type { ScriptsRequest } from './arguments';
import type { Configurations } from './configurations';
import { createConfigurations } from './configurations';
import type { Configuration } from '../../server/src/rules/engine';
import type { Engine } from './engine';
import { Failure } from './failure';
import type { Io } from './io';
import { workOnAll } from './pool';
import type { Job } from './pool';
import { counted, printable } from './printable';
import { createProgress } from './progress';
import type { FileFailure } from './report';
import { findFiles } from './search';
import { stdinName, toSource } from './sources';
import { work } from './work';
import type { Outcome, Task } from './work';

/** What became of one script. `path` is as it was named, or the name that standard input was given. */
export interface Worked {
  readonly path: string;
  /** What standard input held; undefined for a file, and where it could not be read. */
  readonly input: Uint8Array | undefined;
  readonly outcome: Outcome;
}

export interface WorkedScripts {
  readonly scripts: readonly Worked[];
  /** What could not be found. */
  readonly failures: readonly FileFailure[];
}

/** Configurations that say the same are one: they are sent to threads, and compared by identity there. */
function shareConfigurations(): (configuration: Configuration) => Configuration {
  const known = new Map<string, Configuration>();
  return (configuration) => {
    const key = JSON.stringify(configuration);
    const shared = known.get(key) ?? configuration;
    known.set(key, shared);
    return shared;
  };
}

/** Says what is wrong with configurations, and stops the run there: nobody knows how the scripts were meant to be judged. */
export function requireConfigurations(configurations: Configurations, io: Io): void {
  const problems = configurations.problems();
  if (problems.length === 0) return;
  for (const problem of problems) io.writeStderr(`routeros-guard: ${printable(problem)}\n`);
  throw new Failure(`${counted(problems.length, 'problem')} in the configuration; nothing was checked.`);
}

/** Finds the scripts that a command line names and does a task with each. Rejects with `Failure` where nothing can be begun. */
export async function workOnScripts(
  request: ScriptsRequest,
  task: Task,
  engine: Engine,
  io: Io,
): Promise<WorkedScripts> {
  const configurations = createConfigurations(request);
  if (configurations.note !== undefined) io.writeStderr(`routeros-guard: ${configurations.note}\n`);
  const { files, failures } = findFiles(request.paths, request);
  const share = shareConfigurations();
  const jobs: Job[] = [];
  for (const file of files) jobs.push({ ...file, configuration: share(await configurations.of(file.path)) });
  const stdinPath = request.stdinFilename ?? stdinName;
  const stdinAt = request.paths.indexOf(stdinName);
  const stdinConfiguration = stdinAt < 0 ? undefined : await configurations.of(stdinPath);
  requireConfigurations(configurations, io);

  const scripts: Worked[] = [];
  if (stdinConfiguration) {
    let input: Buffer | undefined;
    const read = async () => toSource((input = await io.readStdin()));
    const outcome = await work(stdinPath, read, stdinConfiguration, task, engine);
    scripts.push({ path: stdinPath, input, outcome });
  }
  const progress = createProgress(io, jobs.length, () => performance.now());
  const outcomes = await workOnAll(jobs, task, engine, request.threads, (done) => progress.show(done));
  progress.end();
  outcomes.forEach((outcome, index) => scripts.push({ path: jobs[index]?.path ?? '', input: undefined, outcome }));
  return { scripts, failures };
}

/** Says on standard error what kept scripts from being worked on. */
export function sayFailures(failures: readonly FileFailure[], io: Io): void {
  for (const { path, message } of failures) {
    io.writeStderr(`routeros-guard: ${printable(`${path === stdinName ? 'standard input' : path}: ${message}`)}\n`);
  }
}
