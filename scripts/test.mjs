// `npm test`: installs what is missing and runs everything: style, types, generated files, unit tests, the server over stdio, the push over TLS,
// and the end-to-end tests in a real VS Code. Ends with one line that counts: `N passed, N failed`.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './ensure-installed.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'routeros-guard-test-'));
const results = join(folder, 'vitest.json');
let passed = 0;
let failed = 0;

/** Runs one part; it counts as one test unless it counts its own. */
function part(name, parameters, count) {
  console.log(`\n== ${name}`);
  const started = performance.now();
  const { status } = spawnSync(process.execPath, parameters, { cwd: root, stdio: 'inherit' });
  const counted = count?.();
  passed += counted?.passed ?? (status === 0 ? 1 : 0);
  failed += counted?.failed ?? (status === 0 ? 0 : 1);
  // A part may fail without a failed test, for instance when it cannot start.
  if (status !== 0 && counted?.failed === 0) failed += 1;
  console.log(`== ${name}: ${status === 0 ? 'ok' : 'FAILED'} (${((performance.now() - started) / 1000).toFixed(0)} s)`);
  return status === 0;
}

function vitestCounts() {
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(results, 'utf8'));
    return { passed: numPassedTests, failed: numFailedTests };
  } catch {
    return undefined;
  }
}

try {
  ensureInstalled(root);
  const tsx = ['--import', 'tsx'];
  // What is built last is what the end-to-end tests and `npm start -- --check` use.
  part('build', ['esbuild.mjs']);
  part('types', ['scripts/typecheck.mjs']);
  part('lint', ['node_modules/eslint/bin/eslint.js', '.']);
  part('formatting', ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.']);
  part('generated: schema', [...tsx, 'scripts/generate-schema.ts']);
  part('generated: rules', [...tsx, 'scripts/generate-rules.ts', '--check']);
  part('generated: coverage', [...tsx, 'scripts/generate-coverage.ts', '--check']);
  part('generated: notices', ['scripts/generate-notices.mjs', '--check']);
  part(
    'unit, server, transport, push',
    ['node_modules/vitest/vitest.mjs', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${results}`],
    vitestCounts,
  );
  part('edit, see, fix, push without a screen', ['scripts/start.mjs', '--check']);
  if (part('package', ['scripts/package.mjs'])) part('VS Code', ['test/e2e/run.mjs']);
} catch (error) {
  console.error(`npm test: ${error instanceof Error ? error.message : String(error)}`);
  failed += 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
