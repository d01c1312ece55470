// `npm start -- --check`: edit, see, fix, push, with the bundles that a user gets: the language server as a process over LSP, the push over
// TLS to the simulated router, and the router read back against a list that a person wrote down (first-push.expected.json).
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { startRouterProcess } from '../test/e2e/router.mjs';

const require = createRequire(import.meta.url);
const { createProtocolConnection, StreamMessageReader, StreamMessageWriter } = require('vscode-languageserver/node');
const { TextDocument } = require('vscode-languageserver-textdocument');

const password = 'check-password';
/** The one suggestion that is taken, by its title: what is safe needs no name. */
const suggestion = 'Suggestion: Replace modern by only-1.2';
const waitMilliseconds = 30_000;

export async function main(root) {
  const stops = [];
  let last = performance.now();
  const step = (text) => {
    const now = performance.now();
    console.log(`check: ${((now - last) / 1000).toFixed(2).padStart(6)} s  ${text}`);
    last = now;
  };
  try {
    const router = await startRouterProcess({ password, identity: 'check-router' });
    stops.push(router.stop);
    await router.ask('putItem', ['/certificate', { name: 'router-cert' }]);
    step(`simulated router on ${router.host}:${router.port}`);

    const file = join(root, 'examples/first-push.rsc');
    const editor = startEditor(join(root, 'dist/server.js'), pathToFileURL(file).href, readFileSync(file, 'utf8'));
    stops.push(editor.stop);
    await editor.initialize();
    step('language server answers');
    const found = await editor.findings();
    expectEqual('findings', found.map(({ code }) => code).sort(), [
      'syntax-error',
      'tls-version-invalid',
      'tls-version-missing',
    ]);
    step(
      `first-push.rsc: ${found.length} findings: ${found.map(({ code, range }) => `${code} (line ${range.start.line + 1})`).join(', ')}`,
    );

    await editor.fixAll();
    step('all safe fixes applied');
    await editor.applyAction(suggestion);
    step(`suggestion applied: ${suggestion}`);
    expectEqual('findings after the fixes', await editor.findings(), []);
    step('no finding is left');

    const { pushScript, connect } = require(join(root, 'dist/router.js'));
    const profile = {
      name: 'check-router',
      host: router.host,
      port: router.port,
      user: 'admin',
      sha256: router.sha256,
      connectTimeoutSeconds: 10,
      commandTimeoutSeconds: 60,
    };
    const open = () =>
      connect({
        host: profile.host,
        port: profile.port,
        user: profile.user,
        password,
        pinnedSha256: profile.sha256,
        connectTimeoutMs: 10_000,
        commandTimeoutMs: 30_000,
      });
    const report = await pushScript(
      {
        mode: 'push',
        profile,
        file: 'first-push.rsc',
        text: editor.text(),
        unsaved: true,
        fromHost: hostname(),
        analysis: await editor.analyse(),
      },
      {
        connect: open,
        confirm: () => Promise.resolve('push'),
        progress: () => undefined,
        signal: new AbortController().signal,
        now: () => performance.now(),
        uniqueName: () => randomBytes(8).toString('hex'),
      },
    );
    if (report.outcome.kind !== 'applied') throw new Error(`the push ended as ${JSON.stringify(report.outcome)}`);
    expectEqual('leftovers', report.leftovers, []);
    step(`pushed over API-SSL: ${report.outcome.kind} (${report.steps.map(({ state }) => state).join(', ')})`);

    await readBack(open, JSON.parse(readFileSync(join(root, 'scripts/first-push.expected.json'), 'utf8')));
    step('the router has what was written down by hand');
    console.log('check: passed');
    return 0;
  } catch (error) {
    console.error(`check: FAILED: ${error instanceof Error ? error.message : String(error)}`);
    return 1;
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}

/** Reads menus of the router and compares the properties that are written down; for a list, the number of its items too. */
async function readBack(open, expected) {
  const transport = await open();
  try {
    for (const [menu, wanted] of Object.entries(expected)) {
      const { records } = await transport.command(`${menu}/print`);
      const rows = wanted.map((properties, index) => {
        const record =
          properties.name === undefined ? records[index] : records.find(({ name }) => name === properties.name);
        return Object.fromEntries(Object.keys(properties).map((name) => [name, record?.[name]]));
      });
      expectEqual(menu, rows, wanted);
      if (wanted.every(({ name }) => name === undefined))
        expectEqual(`number of items of ${menu}`, records.length, wanted.length);
    }
  } finally {
    await transport.close();
  }
}

function expectEqual(what, actual, expected) {
  if (isDeepStrictEqual(actual, expected)) return;
  throw new Error(`${what}:\n  expected ${JSON.stringify(expected)}\n  but found ${JSON.stringify(actual)}`);
}

/** One document in an editor without a screen: what VS Code does with a language server, over stdio. */
function startEditor(server, uri, text) {
  const child = spawn(process.execPath, [server, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  let document = TextDocument.create(uri, 'routeros', 1, text);
  let published;
  let arrived = () => undefined;
  connection.onNotification('textDocument/publishDiagnostics', (params) => {
    if (params.uri !== uri) return;
    published = params;
    arrived();
  });
  connection.onRequest('workspace/configuration', ({ items }) => items.map(() => null));
  connection.onRequest('client/registerCapability', () => null);
  connection.listen();

  async function findings() {
    const end = performance.now() + waitMilliseconds;
    while (published?.version !== document.version) {
      if (performance.now() > end) throw new Error('the language server sent no diagnostics');
      await new Promise((resolve) => {
        const timer = setTimeout(resolve, 1000);
        arrived = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    return published.diagnostics;
  }

  async function apply(edit) {
    const edits = edit.changes?.[uri] ?? edit.documentChanges.flatMap((change) => change.edits);
    const changed = TextDocument.applyEdits(document, edits);
    document = TextDocument.create(uri, 'routeros', document.version + 1, changed);
    await connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: document.version },
      contentChanges: [{ text: changed }],
    });
    await findings();
  }

  const actions = (range, diagnostics, only) =>
    connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri },
      range,
      context: { diagnostics, ...(only ? { only } : {}) },
    });

  return {
    findings,
    text: () => document.getText(),
    async initialize() {
      await connection.sendRequest('initialize', {
        processId: process.pid,
        rootUri: null,
        capabilities: { workspace: { configuration: true, workspaceEdit: { documentChanges: true } } },
      });
      await connection.sendNotification('initialized', {});
      await connection.sendNotification('textDocument/didOpen', {
        textDocument: { uri, languageId: 'routeros', version: 1, text },
      });
    },
    async fixAll() {
      const whole = { start: { line: 0, character: 0 }, end: document.positionAt(document.getText().length) };
      const [action] = (await actions(whole, await findings(), ['source.fixAll.routeros-guard'])) ?? [];
      if (!action?.edit) throw new Error('the language server offers no source.fixAll');
      await apply(action.edit);
    },
    async applyAction(title) {
      for (const diagnostic of await findings()) {
        const offered = (await actions(diagnostic.range, [diagnostic], ['quickfix'])) ?? [];
        const action = offered.find((candidate) => candidate.title === title);
        if (!action?.edit) continue;
        await apply(action.edit);
        return;
      }
      throw new Error(`the language server does not offer "${title}"`);
    },
    analyse: () => connection.sendRequest('routerosGuard/analyse', { uri, text: document.getText() }),
    async stop() {
      if (child.exitCode !== null) return;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      await ended;
      connection.dispose();
    },
  };
}
