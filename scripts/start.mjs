// `npm start`: installs what is missing, builds, starts the simulated router and opens examples/ in VS Code with the extension.
// `npm start -- --check`: goes the same way without a person or a browser, prints each step, and exits 0 or 1.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './ensure-installed.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const unknown = process.argv.slice(2).filter((argument) => argument !== '--check');
if (unknown.length > 0) {
  console.error(`npm start: unknown option ${unknown.join(' ')}. There is one: npm start -- --check`);
  process.exit(2);
}

try {
  const check = process.argv.includes('--check');
  ensureInstalled(root);
  run(check ? ['esbuild.mjs'] : ['scripts/package.mjs']);
  // What follows imports installed packages, so it is loaded only now.
  const { main } = await import(check ? './start-check.mjs' : './start-demo.mjs');
  process.exitCode = await main(root);
} catch (error) {
  console.error(`npm start: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}

function run(parameters) {
  const { status } = spawnSync(process.execPath, parameters, { cwd: root, stdio: 'inherit' });
  if (status !== 0) throw new Error(`node ${parameters.join(' ')} failed; its messages stand above`);
}
