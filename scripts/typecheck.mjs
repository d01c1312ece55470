// Runs the TypeScript compiler over every project of the package: each has the types that its layer may know, and no others.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const projects = [
  'server',
  'server/src/lsp',
  'client',
  'client/src/api',
  'client/src/deploy',
  'cli',
  'test',
  'scripts',
];
const wanted = process.argv.slice(2);
let failed = false;
for (const project of wanted.length > 0 ? wanted : projects) {
  const { status } = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', project, '--noEmit'], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) {
    console.error(`types: ${project} does not compile`);
    failed = true;
  }
}
process.exit(failed ? 1 : 0);
