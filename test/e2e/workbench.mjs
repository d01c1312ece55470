// Starts VS Code's own server with the packaged extension in it. No browser is needed here: the address opens in any.
import { spawn, spawnSync } from 'node:child_process';
import { createWriteStream, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const vscode = fileURLToPath(new URL('node_modules/code-server/lib/vscode', import.meta.url));
const serverMain = join(vscode, 'out/server-main.js');

/** Where `npm run package` puts the extension. */
export const packagedExtension = join(root, 'dist/routeros-guard.vsix');

/** Settings that keep VS Code quiet, offline, and the same in every run. */
export const quietSettings = {
  'chat.commandCenter.enabled': false,
  'chat.disableAIFeatures': true,
  'editor.cursorBlinking': 'solid',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'typescript.disableAutomaticTypeAcquisition': true,
  'window.autoDetectColorScheme': false,
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

// EXTENSIONS_GALLERY: no marketplace, so no request for one.
const environment = { ...process.env, EXTENSIONS_GALLERY: '{}', VSCODE_CLI: undefined, NODE_OPTIONS: undefined };
const startSeconds = 60;

/**
 * Starts VS Code with the extension.
 *
 * - `vsix`: the packaged extension; default dist/routeros-guard.vsix. Throws when it is not there.
 * - `folder`: the folder to open.
 * - `file`: a file in it to open at once; optional.
 * - `settings`: user settings beside `quietSettings`, for instance `routerosGuard.routers`.
 * - `state`: folder for VS Code's own data; default a temporary one that `stop` removes.
 * - `port`: default 0, any free one.
 *
 * Gives `{ url, host, data, stop }`: the address for a browser, `127.0.0.1:PORT`, the folder of the user data, and an async function
 * that ends the server.
 */
export async function startWorkbench({ vsix = packagedExtension, folder, file, settings = {}, state, port = 0 }) {
  if (!existsSync(vsix)) throw new Error(`${vsix} is not there: run "npm run package" first`);
  if (!existsSync(serverMain)) throw new Error('VS Code is not installed: run "node test/e2e/ensure.mjs" first');
  const base = state ?? mkdtempSync(join(tmpdir(), 'routeros-guard-vscode-'));
  const data = join(base, 'data');
  const extensions = join(base, 'extensions');
  for (const made of [join(data, 'User'), join(data, 'Machine'), extensions]) mkdirSync(made, { recursive: true });
  const userSettings = JSON.stringify({ ...quietSettings, ...settings }, null, 2);
  writeFileSync(join(data, 'User/settings.json'), userSettings);
  const folders = ['--extensions-dir', extensions, '--server-data-dir', data, '--user-data-dir', data];
  installExtension(vsix, folders);

  const child = spawn(
    process.execPath,
    [
      serverMain,
      ...['--host', '127.0.0.1', '--port', String(port), '--without-connection-token', '--accept-server-license-terms'],
      ...['--telemetry-level', 'off', ...folders],
    ],
    { env: environment, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const log = join(base, 'server.log');
  const listening = await waitForPort(child, log);
  const host = `127.0.0.1:${listening}`;
  return {
    url: workbenchUrl(host, folder, file),
    host,
    data,
    log,
    stop: async () => {
      await stopProcess(child);
      if (state === undefined) rmSync(base, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}

function workbenchUrl(host, folder, file) {
  const url = new URL(`http://${host}/`);
  url.searchParams.set('folder', pathToFileURL(folder).pathname);
  if (file !== undefined) {
    const opened = `vscode-remote://${host}${pathToFileURL(join(folder, file)).pathname}`;
    url.searchParams.set('payload', JSON.stringify([['openFile', opened]]));
  }
  return url.href;
}

function installExtension(vsix, folders) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [serverMain, '--accept-server-license-terms', '--install-extension', vsix, '--force', ...folders],
    { env: environment, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`VS Code refuses ${vsix}:\n${stdout}${stderr}`);
}

function waitForPort(child, log) {
  const lines = createWriteStream(log);
  child.stderr.pipe(lines);
  return new Promise((resolve, reject) => {
    let output = '';
    const timer = setTimeout(
      () => reject(new Error(`VS Code did not start in ${startSeconds} s; see ${log}`)),
      startSeconds * 1000,
    );
    child.once('exit', (code) => reject(new Error(`VS Code's server ended with code ${code}; see ${log}`)));
    child.stdout.on('data', (chunk) => {
      lines.write(chunk);
      output += chunk;
      const match = /Extension host agent listening on (\d+)/.exec(output);
      if (!match) return;
      clearTimeout(timer);
      resolve(Number(match[1]));
    });
  });
}

/** Ends a process that was started here: asks first, then insists. Settles when it is gone. */
export function stopProcess(child) {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) {
      resolve();
      return;
    }
    const insist = setTimeout(() => child.kill('SIGKILL'), 3000);
    child.once('exit', () => {
      clearTimeout(insist);
      resolve();
    });
    child.kill('SIGTERM');
  });
}
