// The part of `npm start` that opens VS Code.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { startRouterProcess } from '../test/e2e/router.mjs';
import { quietSettings } from '../test/e2e/workbench.mjs';

const password = 'demo-password';

export async function main(root) {
  const router = await startRouterProcess({ password, identity: 'demo-router' });
  try {
    await demo(root, router);
  } finally {
    await router.stop();
  }
  return 0;
}

async function demo(root, router) {
  await router.ask('putItem', ['/certificate', { name: 'router-cert' }]);
  const settings = {
    'routerosGuard.routers': [
      {
        name: 'demo-router (simulated)',
        host: router.host,
        port: router.port,
        user: 'admin',
        sha256: router.sha256,
        connectTimeoutSeconds: 10,
        commandTimeoutSeconds: 60,
      },
    ],
  };
  const state = join(root, '.routeros-guard-demo');
  // A copy, as new at each start: what is mended and saved in the demo must not change the examples that tests and --check read.
  const folder = join(state, 'examples');
  cpSync(join(root, 'examples'), folder, { recursive: true });
  const opened = desktopCode(root, state, folder, settings) ?? (await browserCode(folder, settings));
  console.log(`
The simulated router "demo-router" runs on ${router.host}:${router.port} of ${hostname()}. User: admin. Password: ${password}

${opened.text}

The scripts are a copy of examples/: ${folder}

What to try:
  1. Open first-push.rsc: three problems are marked. Use the light bulb on each, and save.
  2. F1, "RouterOS Guard: Validate Script on Router", then "RouterOS Guard: Push Script to Router". The password is ${password}
  3. Open seed-article.rsc: what an article gets wrong. F1, "RouterOS Guard: Explain Rule" says why.

Ctrl+C ends the router${opened.stop ? ' and VS Code' : ''}.`);
  await new Promise((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  await opened.stop?.();
}

/** A desktop VS Code on the PATH, with folders of its own so that nothing of the user's is touched; undefined where there is none. */
function desktopCode(root, state, folder, settings) {
  // On Windows `code` is a batch file, which only a shell can start; a shell splits what is not quoted at its blanks.
  const shell = process.platform === 'win32';
  const code = (parameters, stdio) =>
    spawnSync('code', shell ? parameters.map((parameter) => `"${parameter}"`) : parameters, { shell, stdio }).status;
  if (code(['--version'], 'ignore') !== 0) return undefined;
  const data = join(state, 'data');
  mkdirSync(join(data, 'User'), { recursive: true });
  writeFileSync(join(data, 'User/settings.json'), JSON.stringify({ ...quietSettings, ...settings }, null, 2));
  const folders = ['--user-data-dir', data, '--extensions-dir', join(state, 'extensions')];
  const vsix = join(root, 'dist/routeros-guard.vsix');
  const steps = [
    [...folders, '--install-extension', vsix, '--force'],
    [...folders, '--new-window', folder, '--goto', join(folder, 'first-push.rsc')],
  ];
  for (const step of steps) {
    if (code(step, 'inherit') !== 0) {
      console.error('npm start: the `code` on the PATH could not be used; the VS Code from npm is taken instead.');
      return undefined;
    }
  }
  return { text: 'VS Code opens in a window of its own (with its own settings and extensions).', stop: undefined };
}

/** The VS Code that comes through npm, shown by any browser. */
async function browserCode(folder, settings) {
  const { ensure } = await import('../test/e2e/ensure.mjs');
  ensure();
  const { startWorkbench } = await import('../test/e2e/workbench.mjs');
  const workbench = await startWorkbench({ folder, file: 'first-push.rsc', settings });
  return { text: `Open VS Code in a browser on this machine:\n  ${workbench.url}`, stop: workbench.stop };
}
