import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A program built the way it ships, in a folder of its own. */
export interface Bundle {
  readonly file: string;
  readonly folder: string;
  remove(): Promise<void>;
}

/** Bundles an entry point (a path from the root of the repository) into one CommonJS file. */
export async function bundle(entry: string): Promise<Bundle> {
  const folder = await mkdtemp(join(tmpdir(), 'routeros-guard-test-'));
  const file = join(folder, 'program.js');
  await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile: file,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    // As in esbuild.mjs: its other build loads its own parts in a way that no bundler follows.
    alias: { 'jsonc-parser': './node_modules/jsonc-parser/lib/esm/main.js' },
    minify: true,
    logLevel: 'error',
  });
  return { file, folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
