import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { bundle } from '../lsp/bundle';
import type { Bundle } from '../lsp/bundle';
import { runProgram } from './program';
import type { Outcome } from './program';

export interface Workspace {
  /** The folder of the running test, empty at its start. */
  readonly folder: string;
  /** The bundled program. */
  readonly program: string;
  run(parameters: readonly string[], options?: RunOptions): Promise<Outcome>;
  /** Writes a file, its folders too. */
  write(name: string, content: string | Uint8Array): Promise<void>;
  read(name: string): Promise<string>;
}

export interface RunOptions {
  readonly stdin?: string | Uint8Array;
  /** Below the folder of the test. */
  readonly cwd?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** The program, bundled once for a test file, and a folder of its own for each test. */
export function useWorkspace(): Workspace {
  let bundled: Bundle | undefined;
  let folder = '';
  beforeAll(async () => {
    bundled = await bundle('cli/src/main.ts');
  });
  afterAll(() => bundled?.remove());
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'routeros-guard-cli-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));
  return {
    get folder() {
      return folder;
    },
    get program() {
      return bundled?.file ?? '';
    },
    run: (parameters, { stdin, cwd = '.', environment } = {}) =>
      runProgram(bundled?.file ?? '', parameters, {
        cwd: join(folder, cwd),
        ...(stdin !== undefined && { stdin }),
        ...(environment && { environment }),
      }),
    async write(name, content) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), content);
    },
    read: (name) => readFile(join(folder, name), 'utf8'),
  };
}

/** Findings of a JSON report as `path:line rule`. */
export function findingsIn({ stdout }: Outcome): readonly string[] {
  const { files } = JSON.parse(stdout.toString()) as {
    readonly files: readonly {
      readonly path: string;
      readonly findings: readonly { readonly line: number; readonly rule: string }[];
    }[];
  };
  return files.flatMap(({ path, findings }) => findings.map(({ line, rule }) => `${path}:${line} ${rule}`));
}

/** Paths of the files in a JSON report. */
export function filesIn({ stdout }: Outcome): readonly string[] {
  const { files } = JSON.parse(stdout.toString()) as { readonly files: readonly { readonly path: string }[] };
  return files.map(({ path }) => path);
}
