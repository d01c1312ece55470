// `npm run package`: builds and makes dist/routeros-guard.vsix, with nothing in it but what runs and what a user reads.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const steps = [
  ['esbuild.mjs'],
  ['scripts/generate-notices.mjs', '--check'],
  [
    'node_modules/@vscode/vsce/vsce',
    'package',
    '--no-dependencies',
    // The package has no public repository: there is nothing to link to, and pictures of the README are in the package.
    '--allow-missing-repository',
    '--no-rewrite-relative-links',
    '--out',
    'dist/routeros-guard.vsix',
  ],
];
for (const step of steps) {
  const { status } = spawnSync(process.execPath, step, { cwd: root, stdio: 'inherit' });
  if (status !== 0) {
    console.error(`package: node ${step[0]} failed`);
    process.exit(1);
  }
}
