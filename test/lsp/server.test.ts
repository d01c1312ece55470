import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  CancellationTokenSource,
  CodeActionResolveRequest,
  ConfigurationRequest,
  DidChangeConfigurationNotification,
  ExitNotification,
  RegistrationRequest,
} from 'vscode-languageserver-protocol/node';
import type { CodeAction, Diagnostic, WorkspaceEdit } from 'vscode-languageserver-protocol/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { analyseMethod, rulePageMethod } from '../../server/src/lsp/messages';
import type { AnalyseResult, RulePageResult } from '../../server/src/lsp/messages';
import { bundle } from './bundle';
import type { Bundle } from './bundle';
import { fullCapabilities, startClient, warnings } from './client';
import type { Client } from './client';

const uri = 'file:///scripts/first.rsc';
const wholeFile = { start: { line: 0, character: 0 }, end: { line: 100_000, character: 0 } };

/** One safe problem (no tls-version) on line 0, one with suggestions only (no address) on the same line. */
const insecure = '/ip service set api-ssl certificate=web disabled=no\n';

let program: Bundle;
let client: Client;
let settings: unknown;
const clients: Client[] = [];

beforeAll(async () => {
  program = await bundle('server/src/lsp/main.node.ts');
});

afterEach(() => {
  for (const started of clients.splice(0)) started.kill();
});

afterAll(() => program.remove());

function start(): Client {
  settings = null;
  client = startClient(program.file);
  clients.push(client);
  client.connection.onRequest(ConfigurationRequest.type, ({ items }) => items.map(() => settings));
  client.connection.onRequest(RegistrationRequest.type, () => undefined);
  return client;
}

function codes(diagnostics: readonly Diagnostic[]): unknown[] {
  return diagnostics.map(({ code }) => code);
}

/** The document after the edit of an action; fails where the edit is not for this version of it. */
function applied(text: string, version: number, edit: WorkspaceEdit | undefined): string {
  const [change] = edit?.documentChanges ?? [];
  if (!change || !('edits' in change)) throw new Error('The action has no edit of a document.');
  expect(change.textDocument).toEqual({ uri, version });
  return TextDocument.applyEdits(
    TextDocument.create(uri, 'routeros', version, text),
    change.edits.filter((one) => 'newText' in one),
  );
}

function titled(actions: readonly CodeAction[], title: string | RegExp): CodeAction {
  const action = actions.find((one) => (typeof title === 'string' ? one.title === title : title.test(one.title)));
  if (!action) throw new Error(`No action ${String(title)} among: ${actions.map((one) => one.title).join(' | ')}`);
  return action;
}

describe('starting and ending', () => {
  test('says what it can do', async () => {
    const { capabilities, serverInfo } = await start().initialize();
    expect(serverInfo).toMatchObject({
      name: 'RouterOS Guard',
      version: expect.stringMatching(/^\d+\.\d+\.\d+/) as string,
    });
    expect(capabilities).toEqual({
      positionEncoding: 'utf-16',
      textDocumentSync: { openClose: true, change: 2 },
      codeActionProvider: { codeActionKinds: ['quickfix', 'source.fixAll.routeros-guard'], resolveProvider: true },
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    });
  });

  test('ends with 0 after shutdown', async () => {
    await start().initialize();
    expect(await client.end()).toBe(0);
  });

  test('ends with 1 on exit without shutdown', async () => {
    await start().initialize();
    const exited = once(client.process, 'exit');
    await client.connection.sendNotification(ExitNotification.type);
    expect(await exited).toEqual([1, null]);
  });

  test('ends when the editor is gone', async () => {
    await start().initialize();
    const exited = once(client.process, 'exit');
    client.process.stdin.end();
    expect(await exited).toEqual([1, null]);
  });

  test.each<[string[], number, RegExp, RegExp]>([
    [['--version'], 0, /^\d+\.\d+\.\d+\n$/, /^$/],
    [['--help'], 0, /^Usage: routeros-guard-language-server --stdio\n/, /^$/],
    [[], 2, /^$/, /Say how the editor is connected: --stdio or --node-ipc\./],
    [['--socket=6009'], 2, /^$/, /There is no option "--socket=6009"\./],
    [['--stdio', 'more'], 2, /^$/, /"more" is too much\./],
    [['--node-ipc'], 2, /^$/, /--node-ipc needs a Node parent process/],
  ])('%j ends with %i', async (parameters, exitCode, stdout, stderr) => {
    const child = spawn(process.execPath, [program.file, ...parameters], { stdio: ['ignore', 'pipe', 'pipe'] });
    const output = { stdout: '', stderr: '' };
    child.stdout.on('data', (data) => (output.stdout += String(data)));
    child.stderr.on('data', (data) => (output.stderr += String(data)));
    expect(await once(child, 'close')).toEqual([exitCode, null]);
    expect(output.stdout).toMatch(stdout);
    expect(output.stderr).toMatch(stderr);
  });

  test('speaks node IPC with the arguments of vscode-languageclient', async () => {
    const child = spawn(process.execPath, [program.file, '--node-ipc', `--clientProcessId=${process.pid}`], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const answered = once(child, 'message');
    child.send({
      jsonrpc: '2.0',
      id: 1,
      method: 'initialize',
      params: { processId: null, rootUri: null, capabilities: {} },
    });
    expect(await answered).toMatchObject([{ id: 1, result: { serverInfo: { name: 'RouterOS Guard' } } }, undefined]);
    const exited = once(child, 'exit');
    child.disconnect();
    expect(await exited).toEqual([1, null]);
  });
});

describe('diagnostics', () => {
  test('have code, source, severity and range in UTF-16 units', async () => {
    await start().initialize();
    await client.open(uri, `:put "\u{1F600}" ; /nosuch\n${insecure}`);
    const { diagnostics, version } = await client.diagnostics(uri, () => true);
    expect(version).toBe(1);
    const unknown = diagnostics.find(({ code }) => code === 'unknown-command');
    expect(unknown).toMatchObject({
      source: 'RouterOS Guard',
      severity: 1,
      range: { start: { line: 0, character: 13 }, end: { line: 0, character: 19 } },
    });
    expect(unknown).not.toHaveProperty('codeDescription');
  });

  test('follow an incremental edit and disappear with the document', async () => {
    await start().initialize();
    await client.open(uri, insecure);
    const first = await client.diagnostics(uri, ({ version }) => version === 1);
    expect(codes(first.diagnostics)).toContain('tls-version-missing');
    const end = { line: 0, character: insecure.length - 1 };
    await client.change(uri, 2, [{ range: { start: end, end }, text: ' tls-version=only-1.2' }]);
    const second = await client.diagnostics(uri, ({ version }) => version === 2);
    expect(codes(second.diagnostics)).not.toContain('tls-version-missing');
    expect(codes(second.diagnostics)).toContain('service-address-unrestricted');
    await client.close(uri);
    const last = await client.diagnostics(uri, ({ version }) => version === undefined);
    expect(last.diagnostics).toEqual([]);
  });

  test('of a burst of edits the versions in between are dropped', async () => {
    await start().initialize();
    await client.open(uri, ':put 0\n');
    await client.diagnostics(uri, ({ version }) => version === 1);
    for (let version = 2; version <= 60; version++) {
      await client.change(uri, version, [
        { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: `:put ${version}\n` },
      ]);
    }
    await client.diagnostics(uri, ({ version }) => version === 60);
    const versions = client.published(uri).map(({ version }) => version);
    expect([versions[0], versions.at(-1)]).toEqual([1, 60]);
    // A machine under load may let a pause slip in; that each edit is answered would be another thing.
    expect(versions.length).toBeLessThan(10);
  });

  test('a huge file gets at most 1000, the first of which counts the rest; the errors are among them', async () => {
    await start().initialize();
    const line = '/ip service set api-ssl tls-version=modern certificate=x\n';
    await client.open(
      uri,
      `${':nonsense-command\n:put 1\n:put 2\n'.repeat(1500)}${line.repeat(500)}:put "never closed\n`,
    );
    const { diagnostics } = await client.diagnostics(uri, () => true);
    expect(diagnostics).toHaveLength(1000);
    expect(diagnostics[0]).toMatchObject({
      severity: 3,
      message: expect.stringMatching(/^\d+ more problems are not shown/) as string,
    });
    expect(diagnostics[0]).not.toHaveProperty('code');
    const severities = diagnostics.slice(1).map(({ severity }) => severity);
    expect(severities.every((severity) => severity === 1)).toBe(true);
    const lines = diagnostics.map(({ range }) => range.start.line);
    expect(lines).toEqual([...lines].sort((a, b) => a - b));
  });

  test('a megabyte that is being checked does not keep another request waiting for its end', async () => {
    await start().initialize();
    const big = 'file:///scripts/big.rsc';
    await client.open(
      big,
      '/ip firewall address-list add list=blocked address=192.0.2.1 comment="some words"\n'.repeat(14_000),
    );
    const page = await client.connection.sendRequest<RulePageResult | null>(rulePageMethod, {
      rule: 'tls-version-missing',
    });
    expect(page?.rule).toBe('tls-version-missing');
    expect(client.published(big)).toEqual([]);
    expect((await client.diagnostics(big, () => true)).diagnostics).toEqual([]);
  });

  test('a client that can show neither tags nor related places is sent none', async () => {
    await start().initialize({ capabilities: {} });
    await client.open(uri, `# routeros-guard-disable-file tls-version-any\n:put 1\n`);
    const { diagnostics } = await client.diagnostics(uri, () => true);
    expect(codes(diagnostics)).toEqual(['unused-suppression']);
    expect(diagnostics[0]).not.toHaveProperty('tags');
    expect(diagnostics[0]).not.toHaveProperty('relatedInformation');
  });

  test('tags reach a client that shows them', async () => {
    await start().initialize();
    await client.open(uri, `# routeros-guard-disable-file tls-version-any\n:put 1\n`);
    const { diagnostics } = await client.diagnostics(uri, () => true);
    expect(diagnostics).toMatchObject([{ code: 'unused-suppression', tags: [1] }]);
  });
});

describe('a file that is too large', () => {
  const tooLong = '\n'.repeat(16 * 2 ** 20 + 1);

  test('is not checked, and says so; once it is shorter it is checked', async () => {
    await start().initialize();
    await client.open(uri, tooLong);
    const { diagnostics } = await client.diagnostics(uri, ({ version }) => version === 1);
    expect(diagnostics).toMatchObject([
      { severity: 3, message: 'This file is not checked: it has more than 16777216 characters.' },
    ]);
    expect(await client.codeActions(uri, wholeFile)).toEqual([]);
    await client.change(uri, 2, [{ text: insecure }]);
    const second = await client.diagnostics(uri, ({ version }) => version === 2);
    expect(codes(second.diagnostics)).toContain('tls-version-missing');
  });

  test('is not analysed for a push', async () => {
    await start().initialize();
    const request = client.connection.sendRequest(analyseMethod, { uri, text: tooLong });
    await expect(request).rejects.toMatchObject({ code: -32602 });
  });
});

describe('code actions', () => {
  test('the safe fix of a finding is preferred, mends it, and belongs to this version', async () => {
    await start().initialize();
    await client.open(uri, insecure, 7);
    const actions = await client.codeActions(uri, {
      start: { line: 0, character: 16 },
      end: { line: 0, character: 50 },
    });
    const [preferred, ...others] = actions.filter(({ isPreferred }) => isPreferred);
    expect(others).toEqual([]);
    expect(preferred).toMatchObject({ kind: 'quickfix', diagnostics: [{ code: 'tls-version-missing' }] });
    const text = applied(insecure, 7, preferred?.edit);
    expect(text).toContain('tls-version=only-1.2');
    await client.change(uri, 8, [{ text }]);
    const { diagnostics } = await client.diagnostics(uri, ({ version }) => version === 8);
    expect(codes(diagnostics)).not.toContain('tls-version-missing');
    expect(actions.some(({ title }) => title.startsWith('Suggestion: '))).toBe(true);
  });

  test.each(['source.fixAll.routeros-guard', 'source.fixAll', 'source'])(
    '%s fixes all safe problems of the file',
    async (kind) => {
      const text = `${insecure}/ip service set www-ssl certificate=web disabled=no\n`;
      await start().initialize();
      await client.open(uri, text, 3);
      const actions = await client.codeActions(uri, wholeFile, [kind]);
      expect(actions.map(({ title }) => title)).toEqual(['Fix all safe problems']);
      const fixed = applied(text, 3, actions[0]?.edit);
      expect(fixed.match(/tls-version=only-1\.2/g)).toHaveLength(2);
      await client.change(uri, 4, [{ text: fixed }]);
      await client.diagnostics(uri, ({ version }) => version === 4);
      expect(await client.codeActions(uri, wholeFile, [kind])).toEqual([]);
    },
  );

  test('without a named kind, the edits of fix-all come when they are asked for, for the text as it is then', async () => {
    await start().initialize();
    await client.open(uri, insecure);
    const action = titled(await client.codeActions(uri, wholeFile), 'Fix all safe problems');
    expect(action).not.toHaveProperty('edit');
    const longer = `:put "one more line"\n${insecure}`;
    await client.change(uri, 2, [{ text: longer }]);
    const resolved = await client.connection.sendRequest(CodeActionResolveRequest.type, action);
    expect(applied(longer, 2, resolved.edit)).toMatch(/^:put "one more line"\n.*tls-version=only-1\.2/s);
  });

  test('a client that cannot ask for them later has them at once, without versions where it knows none', async () => {
    await start().initialize({ capabilities: {} });
    await client.open(uri, insecure);
    const action = titled(await client.codeActions(uri, wholeFile), 'Fix all safe problems');
    expect(action.edit?.changes?.[uri]).toHaveLength(1);
    expect(action.edit).not.toHaveProperty('documentChanges');
  });

  test('actions are those of the text as it is, though its check has not run yet', async () => {
    await start().initialize();
    await client.open(uri, insecure);
    await client.diagnostics(uri, () => true);
    const moved = `:put "pushed down"\n${insecure}`;
    await client.change(uri, 2, [{ text: moved }]);
    const cursor = { line: 1, character: 30 };
    const [action] = await client.codeActions(uri, { start: cursor, end: cursor });
    expect(applied(moved, 2, action?.edit)).toMatch(/^:put "pushed down"\n\/ip service set api-ssl .*tls-version=/);
  });

  test.each([
    ['line', '# routeros-guard-disable-next-line tls-version-missing\n'],
    ['file', '# routeros-guard-disable-file tls-version-missing\n'],
  ])('suppressing a rule for the %s takes its finding away', async (place, comment) => {
    await start().initialize();
    await client.open(uri, insecure);
    const action = titled(await client.codeActions(uri, wholeFile), `Suppress tls-version-missing for this ${place}`);
    const text = applied(insecure, 1, action.edit);
    expect(text).toBe(comment + insecure);
    await client.change(uri, 2, [{ text }]);
    const { diagnostics } = await client.diagnostics(uri, ({ version }) => version === 2);
    expect(codes(diagnostics)).toEqual(['service-address-unrestricted']);
  });

  test('what a person must fill in is a tab stop where the client takes one, else plain text', async () => {
    const text = `# routeros-guard-disable-next-line tls-version-missing\n${insecure}`;
    const end = { line: 0, character: 54 };
    const editsFor = async (capabilities: typeof fullCapabilities): Promise<unknown> => {
      start();
      settings = { preset: 'strict' };
      await client.initialize({ capabilities });
      await client.open(uri, text);
      const { edit } = titled(await client.codeActions(uri, wholeFile), 'Suggestion: Add a reason');
      return (
        edit?.changes?.[uri] ?? edit?.documentChanges?.flatMap((change) => ('edits' in change ? change.edits : []))
      );
    };
    const range = { start: end, end };
    const plain = [{ range, newText: ' -- REASON' }];
    const snippet = [{ range, snippet: { kind: 'snippet', value: ' -- ${1:REASON}' } }];
    const workspace = { configuration: true };
    expect(await editsFor(fullCapabilities)).toEqual(snippet);
    expect(await editsFor({ workspace: { ...workspace, workspaceEdit: { documentChanges: true } } })).toEqual(plain);
    expect(await editsFor({ workspace: { ...workspace, workspaceEdit: { snippetEditSupport: true } } })).toEqual(plain);
  });

  test('only what is asked for', async () => {
    await start().initialize({ initializationOptions: { rulePages: true } });
    await client.open(uri, insecure);
    expect(await client.codeActions(uri, wholeFile, ['refactor'])).toEqual([]);
    expect(await client.codeActions(uri, wholeFile, ['source.organizeImports'])).toEqual([]);
    const kinds = (await client.codeActions(uri, wholeFile, ['quickfix'])).map(({ kind }) => kind);
    expect(new Set(kinds)).toEqual(new Set(['quickfix']));
  });

  test('a rule is explained only where the client can show its page', async () => {
    await start().initialize({ initializationOptions: { rulePages: true } });
    await client.open(uri, insecure);
    expect(titled(await client.codeActions(uri, wholeFile), 'Explain tls-version-missing')).toMatchObject({
      command: { command: 'routerosGuard.explainRule', arguments: ['tls-version-missing'] },
    });
    await start().initialize();
    await client.open(uri, insecure);
    const titles = (await client.codeActions(uri, wholeFile)).map(({ title }) => title);
    expect(titles.filter((title) => title.startsWith('Explain'))).toEqual([]);
  });

  test('an unknown document has none', async () => {
    await start().initialize();
    expect(await client.codeActions('file:///nowhere.rsc', wholeFile)).toEqual([]);
  });
});

describe('custom requests', () => {
  test('a rule page', async () => {
    await start().initialize();
    const page = await client.connection.sendRequest<RulePageResult>(rulePageMethod, { rule: 'tls-version-any' });
    expect(page.rule).toBe('tls-version-any');
    expect(page.markdown).toMatch(/^# tls-version-any\n/);
    expect(await client.connection.sendRequest(rulePageMethod, { rule: 'no-such-rule' })).toBeNull();
  });

  test('a text is analysed as it is given, open or not', async () => {
    await start().initialize();
    await client.open(uri, ':put 1\n');
    const { findings } = await client.connection.sendRequest<AnalyseResult>(analyseMethod, {
      uri,
      text: `\n${insecure}`,
    });
    expect(findings.map(({ rule }) => rule)).toEqual(['tls-version-missing', 'service-address-unrestricted']);
    expect(findings[0]).toMatchObject({
      category: 'security',
      severity: 'warning',
      line: 1,
      column: 24,
      endLine: 1,
      endColumn: 39,
    });
  });

  test('a text is analysed by the settings of its document', async () => {
    start();
    settings = { rules: { 'tls-version-missing': 'error', 'service-address-unrestricted': 'off' } };
    await client.initialize();
    const { findings } = await client.connection.sendRequest<AnalyseResult>(analyseMethod, { uri, text: insecure });
    expect(findings).toMatchObject([{ rule: 'tls-version-missing', severity: 'error' }]);
  });
});

describe('settings', () => {
  test('are asked for, and asked for again when they change', async () => {
    await start().initialize();
    await client.open(uri, insecure);
    const first = await client.diagnostics(uri, () => true);
    expect(codes(first.diagnostics)).toContain('tls-version-missing');
    settings = { rules: { 'tls-version-missing': 'off' } };
    await client.connection.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
    const second = await client.diagnostics(uri, (parameters) => parameters !== first);
    expect(codes(second.diagnostics)).toEqual(['service-address-unrestricted']);
  });

  test('that change while a request is worked on: it is answered by the new ones', async () => {
    await start().initialize();
    await client.open(uri, insecure);
    const answered = client.codeActions(uri, wholeFile, ['quickfix']);
    settings = { rules: { 'tls-version-missing': 'off' } };
    await client.connection.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
    const titles = (await answered).map(({ title }) => title);
    expect(titles).toContain('Suppress service-address-unrestricted for this line');
    expect(titles).not.toContain('Suppress tls-version-missing for this line');
  });

  test('come with the notification where the client cannot be asked', async () => {
    await start().initialize({ capabilities: {} });
    await client.open(uri, insecure);
    const first = await client.diagnostics(uri, () => true);
    await client.connection.sendNotification(DidChangeConfigurationNotification.type, {
      settings: { routerosGuard: { rules: { 'tls-version-missing': 'hint' } } },
    });
    const second = await client.diagnostics(uri, (parameters) => parameters !== first);
    expect(second.diagnostics.find(({ code }) => code === 'tls-version-missing')?.severity).toBe(4);
  });

  test('that are wrong are named once and have no effect', async () => {
    start();
    settings = { rules: { 'no-such-rule': 'off', 'tls-version-missing': 'loud' }, targetVersion: '7.x' };
    await client.initialize();
    await client.open(uri, insecure);
    await client.open('file:///scripts/second.rsc', insecure);
    const { diagnostics } = await client.diagnostics('file:///scripts/second.rsc', () => true);
    expect(diagnostics.find(({ code }) => code === 'tls-version-missing')?.severity).toBe(2);
    expect(warnings(client)).toEqual([
      expect.stringMatching(/^routerosGuard\.rules: .*"no-such-rule"/),
      expect.stringMatching(/^routerosGuard\.rules: .*"tls-version-missing" must be/),
      expect.stringMatching(
        /^routerosGuard\.targetVersion: "7\.x" is no known RouterOS release; the nearest known one is 7\.\d+/,
      ),
    ]);
  });

  test('of a client that does not answer are the defaults, until it does', async () => {
    start();
    let answer: ((sections: unknown[]) => void) | undefined;
    client.connection.onRequest(
      ConfigurationRequest.type,
      () => new Promise<unknown[]>((resolve) => (answer = resolve)),
    );
    await client.initialize();
    await client.open(uri, insecure);
    const first = await client.diagnostics(uri, () => true);
    expect(codes(first.diagnostics)).toContain('tls-version-missing');
    expect(warnings(client)).toEqual([expect.stringContaining('has not yet answered')]);
    answer?.([{ rules: { 'tls-version-missing': 'off' } }]);
    const second = await client.diagnostics(uri, (parameters) => parameters !== first);
    expect(codes(second.diagnostics)).toEqual(['service-address-unrestricted']);
  });

  test('that a client refuses to give are the defaults', async () => {
    start();
    client.connection.onRequest(ConfigurationRequest.type, () => {
      throw new Error('no');
    });
    await client.initialize();
    await client.open(uri, insecure);
    const { diagnostics } = await client.diagnostics(uri, () => true);
    expect(codes(diagnostics)).toContain('tls-version-missing');
    expect(warnings(client)).toEqual([expect.stringContaining('did not give the settings')]);
  });
});

describe('what should not come', () => {
  /** Proof that the server lives and works. */
  async function expectAlive(): Promise<void> {
    const other = 'file:///scripts/alive.rsc';
    await client.open(other, insecure);
    expect(codes((await client.diagnostics(other, () => true)).diagnostics)).toContain('tls-version-missing');
  }

  test('a request without what it needs is answered with an error, logged without text of the script', async () => {
    await start().initialize();
    const secret = ':put "a-very-secret-word"\n';
    await client.open(uri, secret);
    await client.diagnostics(uri, () => true);
    const request = client.connection.sendRequest('textDocument/codeAction', { textDocument: { uri }, context: {} });
    await expect(request).rejects.toMatchObject({
      code: -32603,
      message: expect.stringContaining('textDocument/codeAction') as string,
    });
    await client.logged('textDocument/codeAction failed: TypeError');
    expect(JSON.stringify(client.logs)).not.toContain('a-very-secret-word');
    await expectAlive();
  });

  test.each<[string, unknown]>([
    [rulePageMethod, {}],
    [rulePageMethod, { rule: 7 }],
    [rulePageMethod, null],
    [analyseMethod, { uri }],
    [analyseMethod, { uri, text: 'x', release: 7 }],
    [analyseMethod, []],
  ])('%s with %j is refused', async (method, parameters) => {
    await start().initialize();
    await expect(client.connection.sendRequest(method, parameters)).rejects.toMatchObject({ code: -32602 });
    await expectAlive();
  });

  test('an unknown request is refused', async () => {
    await start().initialize();
    await expect(client.connection.sendRequest('routerosGuard/none', {})).rejects.toMatchObject({ code: -32601 });
    await expectAlive();
  });

  test('changes of an unknown document, of no range and of places outside the text', async () => {
    await start().initialize();
    await client.change('file:///nowhere.rsc', 2, [{ text: 'x' }]);
    await client.close('file:///nowhere.rsc');
    await client.open(uri, ':put 1\n');
    await client.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges: [{ range: {}, text: '' }],
    });
    await client.connection.sendNotification('textDocument/didChange', {});
    const far = { line: 900, character: 900 };
    await client.change(uri, 3, [{ range: { start: far, end: far }, text: insecure }]);
    const { diagnostics } = await client.diagnostics(uri, ({ version }) => version === 3);
    expect(codes(diagnostics)).toContain('tls-version-missing');
    await expectAlive();
  });

  test('a message that is no JSON', async () => {
    await start().initialize();
    client.process.stdin.write('Content-Length: 9\r\n\r\n{"broken:');
    await expectAlive();
    expect(await client.end()).toBe(0);
  });

  test('a request that is taken back is answered as such', async () => {
    await start().initialize();
    const text = '/ip service set api-ssl certificate=x disabled=no\n'.repeat(5000);
    await client.open(uri, text);
    const source = new CancellationTokenSource();
    const request = client.connection.sendRequest(analyseMethod, { uri, text }, source.token);
    source.cancel();
    await expect(request).rejects.toMatchObject({ code: -32800 });
    await expectAlive();
  });
});
