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
  throw new Failure(
    `${counted(problems.length, 'problem')} in the configuration: nothing is checked until it is mended.`,
  );
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
  const nameOf = (path: string): string => (path === stdinName ? (request.stdinFilename ?? stdinName) : path);
  const jobs: Job[] = [];
  for (const { path, size } of files) {
    jobs.push({ path, size, configuration: share(await configurations.of(nameOf(path))) });
  }
  requireConfigurations(configurations, io);

  const stdin = jobs.find(({ path }) => path === stdinName);
  let input: Buffer | undefined;
  const read = async () => toSource((input = await io.readStdin()));
  const piped = stdin && (await work(nameOf(stdinName), read, stdin.configuration, task, engine));
  const inFiles = jobs.filter((job) => job !== stdin);
  const progress = createProgress(io, inFiles.length, () => performance.now());
  const outcomes = await workOnAll(inFiles, task, engine, request.threads, (done) => progress.show(done));
  progress.end();
  const byJob = new Map<Job, Outcome>(inFiles.flatMap((job, index) => pair(job, outcomes[index])));
  return {
    scripts: jobs.flatMap((job): readonly Worked[] => {
      const outcome = job === stdin ? piped : byJob.get(job);
      return outcome ? [{ path: nameOf(job.path), input: job === stdin ? input : undefined, outcome }] : [];
    }),
    failures,
  };
}

function pair<Key, Value>(key: Key, value: Value | undefined): readonly (readonly [Key, Value])[] {
  return value === undefined ? [] : [[key, value]];
}

/** Says on standard error what kept scripts from being worked on. */
export function sayFailures(failures: readonly FileFailure[], io: Io): void {
  for (const { path, message } of failures) {
    io.writeStderr(`routeros-guard: ${printable(`${path === stdinName ? 'standard input' : path}: ${message}`)}\n`);
  }
}
