import { spawn } from 'node:child_process';
import { once } from 'node:events';

export interface Outcome {
  readonly exitCode: number | null;
  readonly stdout: Buffer;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd: string;
  readonly stdin?: string | Uint8Array;
  /** Numeric user to run as; only the administrator can choose one. */
  readonly user?: number;
  /** Beside the variables of this process; those about colour are not taken over from it. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Runs a bundled program as a process of its own and waits for its end. */
export function runProgram(file: string, parameters: readonly string[], options: RunOptions): Promise<Outcome> {
  return runProcess(process.execPath, [file, ...parameters], options);
}

/** Runs any command and waits for its end. */
export async function runProcess(
  command: string,
  parameters: readonly string[],
  { cwd, stdin = '', user, environment }: RunOptions,
): Promise<Outcome> {
  const child = spawn(command, [...parameters], {
    cwd,
    stdio: 'pipe',
    env: { ...process.env, FORCE_COLOR: undefined, NO_COLOR: undefined, ...environment },
    ...(user !== undefined && { uid: user, gid: user }),
  });
  const stdout: Buffer[] = [];
  let stderr = '';
  child.stdout.on('data', (data: Buffer) => stdout.push(data));
  child.stderr.on('data', (data: Buffer) => (stderr += data.toString()));
  // A program that does not read its input closes it.
  child.stdin.on('error', () => undefined);
  child.stdin.end(stdin);
  const [exitCode] = (await once(child, 'close')) as [number | null];
  return { exitCode, stdout: Buffer.concat(stdout), stderr };
}
