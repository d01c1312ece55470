import { availableParallelism } from 'node:os';
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads';
import type { Configuration } from '../../server/src/rules/engine';
import type { Engine } from './engine';
import { readSource } from './sources';
import { work } from './work';
import type { Outcome, Task } from './work';

/** A script to work on. */
export interface Job {
  readonly path: string;
  /** In bytes; 0 where it is not known. */
  readonly size: number;
  readonly configuration: Configuration;
}

/** A thread has to start, load the program and read the schema: with less than this many bytes to do it costs more than it brings. */
const bytesPerThread = 400_000;
/** Memory grows with each thread. */
const mostThreads = 8;

/** All that a thread is given. Configurations are sent once each; jobs name theirs by its index. */
interface ThreadData {
  readonly jobs: readonly { readonly path: string; readonly configuration: number }[];
  readonly configurations: readonly Configuration[];
  readonly task: Task;
  /** One number: the next job that nobody has taken. */
  readonly next: Int32Array;
}

interface Message {
  readonly index: number;
  readonly outcome: Outcome;
}

/** Takes one job after the other until none is left. */
async function takeJobs(
  { jobs, configurations, task, next }: ThreadData,
  engine: Engine,
  done: (message: Message) => void,
): Promise<void> {
  for (;;) {
    const index = Atomics.add(next, 0, 1);
    const job = jobs[index];
    const configuration = job && configurations[job.configuration];
    if (!job || !configuration) return;
    done({ index, outcome: await work(job.path, () => readSource(job.path), configuration, task, engine) });
  }
}

/** The whole life of a thread that `workOnAll` started. */
export async function runThread(): Promise<void> {
  const { createEngine } = await import('./engine');
  await takeJobs(workerData as ThreadData, createEngine(), (message) => parentPort?.postMessage(message));
}

export const isThread = !isMainThread;

function threadCount(jobs: readonly Job[], wanted: number | undefined): number {
  if (wanted !== undefined) return Math.min(wanted, jobs.length);
  const bytes = jobs.reduce((sum, { size }) => sum + size, 0);
  return Math.max(1, Math.min(availableParallelism(), mostThreads, jobs.length, Math.floor(bytes / bytesPerThread)));
}

/** Rejects where the thread failed, resolves with its end. */
function runWorker(data: ThreadData, done: (message: Message) => void): Promise<void> {
  return new Promise((fulfil, reject) => {
    // The program is one file; in a thread it does what `runThread` says.
    const worker = new Worker(__filename, { workerData: data });
    worker.on('message', done);
    worker.once('error', reject);
    worker.once('exit', (code) => {
      if (code === 0) fulfil();
      else reject(new Error(`A thread ended with ${code}`));
    });
  });
}

/**
 * Does a task with each script, on several threads where there is enough to do. The outcomes come in the order of the jobs, whoever was first. `progress` is
 * told how many are done.
 */
export async function workOnAll(
  jobs: readonly Job[],
  task: Task,
  engine: Engine,
  threads: number | undefined,
  progress: (done: number) => void,
): Promise<readonly Outcome[]> {
  const configurations = [...new Set(jobs.map((job) => job.configuration))];
  const indexes = new Map(configurations.map((configuration, index) => [configuration, index]));
  const data: ThreadData = {
    jobs: jobs.map(({ path, configuration }) => ({ path, configuration: indexes.get(configuration) ?? 0 })),
    configurations,
    task,
    next: new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)),
  };
  const outcomes = new Array<Outcome | undefined>(jobs.length);
  let count = 0;
  const done = ({ index, outcome }: Message): void => {
    outcomes[index] = outcome;
    count++;
    progress(count);
  };
  const workers = Array.from({ length: threadCount(jobs, threads) - 1 }, () => runWorker(data, done));
  await Promise.all([takeJobs(data, engine, done), ...workers]);
  return outcomes.map((outcome) => outcome ?? { kind: 'failed', message: 'was not looked at: a thread ended early' });
}
