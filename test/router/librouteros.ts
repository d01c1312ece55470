/** Debian's python3-librouteros as a client that nobody here wrote: it reads the router back. */
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { SimulatedRouter } from './index';

/** Debian's own Python: others do not see Debian's packages. */
const python = '/usr/bin/python3';

export interface ReadBackRequest {
  /** `/ip/service/print` */
  readonly path: string;
  readonly attributes?: Readonly<Record<string, string>>;
  /** Without the question mark: `name=api`. */
  readonly queries?: readonly string[];
}

/** Values as librouteros gives them: it turns `true`, `false` and numbers into its own types. */
export type ReadBackRow = Readonly<Record<string, string | number | boolean>>;

export interface ReadBackAnswer {
  readonly rows?: readonly ReadBackRow[];
  /** Message of the trap, when the router refused. */
  readonly trap?: string;
}

/**
 * Can librouteros be used? Where it is missing, says so in one line and returns false; throws instead where the environment variable CI is set, so
 * that no check is left out there unnoticed.
 */
export function hasLibrouteros(): boolean {
  const found = spawnSync(python, ['-c', 'import librouteros'], { stdio: 'ignore' }).status === 0;
  if (!found) {
    const message = 'python3-librouteros is missing: install it with `apt-get install python3-librouteros`';
    if (process.env.CI) {
      throw new Error(message);
    }
    console.warn(`skipped, ${message}`);
  }
  return found;
}

/** Logs in over TLS (the certificate is verified) and runs commands in order; one answer each. Rejects when the login is refused or the client fails. */
export async function readBack(
  router: Pick<SimulatedRouter, 'host' | 'port' | 'certificate'>,
  user: string,
  password: string,
  requests: readonly ReadBackRequest[],
): Promise<readonly ReadBackAnswer[]> {
  const order = {
    host: router.host,
    port: router.port,
    certificate: router.certificate.certificate,
    user,
    password,
    commands: requests,
  };
  const output = await run(JSON.stringify(order));
  const result = JSON.parse(output) as { readonly login: string | null; readonly answers: readonly ReadBackAnswer[] };
  if (result.login !== null) {
    throw new Error(result.login);
  }
  return result.answers;
}

/** The rows of each request; rejects where the router refused one. */
export async function readBackRows(
  router: Pick<SimulatedRouter, 'host' | 'port' | 'certificate'>,
  user: string,
  password: string,
  requests: readonly ReadBackRequest[],
): Promise<readonly (readonly ReadBackRow[])[]> {
  const answers = await readBack(router, user, password, requests);
  return answers.map(({ rows, trap }, index) => {
    if (!rows) {
      throw new Error(`${requests[index]?.path ?? ''}: ${trap ?? 'no answer'}`);
    }
    return rows;
  });
}

/** Reads a list that a person wrote down by hand: `expected/NAME.json`, from request path to the rows that must be there, each with the properties that count. */
export function expectedItems(name: string): Readonly<Record<string, readonly ReadBackRow[]>> {
  const path = fileURLToPath(new URL(`expected/${name}.json`, import.meta.url));
  return JSON.parse(readFileSync(path, 'utf8')) as Record<string, ReadBackRow[]>;
}

function run(input: string): Promise<string> {
  const script = fileURLToPath(new URL('python/converse.py', import.meta.url));
  return new Promise((resolve, reject) => {
    const child = spawn(python, [script], { stdio: ['pipe', 'pipe', 'pipe'] });
    let output = '';
    let errors = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (errors += chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) {
        resolve(output);
      } else {
        reject(new Error(`librouteros ended with ${code ?? 'a signal'}: ${errors.trim().split('\n').at(-1) ?? ''}`));
      }
    });
    child.stdin.end(input);
  });
}
