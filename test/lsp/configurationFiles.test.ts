import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  ConfigurationRequest,
  DidChangeWatchedFilesNotification,
  DidChangeWorkspaceFoldersNotification,
  FileChangeType,
  RegistrationRequest,
} from 'vscode-languageserver-protocol/node';
import type { Diagnostic, RegistrationParams } from 'vscode-languageserver-protocol/node';
import { pathOfUri, uriOfPath } from '../../server/src/lsp/paths';
import { readText } from '../../server/src/lsp/readText.node';
import { bundle } from './bundle';
import type { Bundle } from './bundle';
import { fullCapabilities, startClient } from './client';
import type { Client } from './client';

const insecure = '/ip service set api-ssl certificate=web disabled=no\n';
const file = '.routeros-guard.json';

let program: Bundle;
let client: Client;
let folder: string;
let settings: unknown;
let registrations: RegistrationParams['registrations'];

beforeAll(async () => {
  program = await bundle('server/src/lsp/main.node.ts');
});
afterAll(() => program.remove());

beforeEach(() => {
  settings = null;
  registrations = [];
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'routeros-guard #%41 ')));
  client = startClient(program.file);
  client.connection.onRequest(ConfigurationRequest.type, ({ items }) => items.map(() => settings));
  client.connection.onRequest(RegistrationRequest.type, (parameters) => {
    registrations = [...registrations, ...parameters.registrations];
  });
});
afterEach(() => {
  client.kill();
  rmSync(folder, { recursive: true, force: true });
});

const uriOf = (path: string): string => pathToFileURL(join(folder, path)).href;

function write(path: string, content: unknown): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), typeof content === 'string' ? content : JSON.stringify(content));
}

async function changed(path: string, type: FileChangeType = FileChangeType.Changed): Promise<void> {
  await client.connection.sendNotification(DidChangeWatchedFilesNotification.type, {
    changes: [{ uri: uriOf(path), type }],
  });
}

function codes(diagnostics: readonly Diagnostic[]): unknown[] {
  return diagnostics.map(({ code }) => code);
}

/** The codes of a script once the newest diagnostics fit. */
async function codesOf(path: string, fits: (codes: readonly unknown[]) => boolean): Promise<readonly unknown[]> {
  const { diagnostics } = await client.diagnostics(uriOf(path), (parameters) => {
    return client.published(uriOf(path)).at(-1) === parameters && fits(codes(parameters.diagnostics));
  });
  return codes(diagnostics);
}

const both = ['tls-version-missing', 'service-address-unrestricted'];
const withoutTls = { rules: { 'tls-version-missing': 'off' } };
const withoutAddress = { rules: { 'service-address-unrestricted': 'off' } };

/** Diagnostics of a configuration file, as `line:column-column message`; waits until they are `count` many. */
async function problemsOf(path: string, count: number): Promise<string[]> {
  // The server writes escapes in capitals as URIs have them; what counts is which file is meant.
  const uri = uriOfPath(pathOfUri(uriOf(path)) ?? '');
  const { diagnostics } = await client.diagnostics(uri, (parameters) => {
    return client.published(uri).at(-1) === parameters && parameters.diagnostics.length === count;
  });
  return diagnostics.map(({ range: { start, end }, message }) => {
    const text = typeof message === 'string' ? message : message.value;
    return `${start.line}:${start.character}-${end.character} ${text}`;
  });
}

describe('the configuration file', () => {
  test('nearest above a script counts, up to the workspace folder', async () => {
    write(file, { rules: { 'tls-version-missing': 'off', 'service-address-unrestricted': 'off' } });
    write(`w/${file}`, withoutTls);
    write(`w/x/${file}`, withoutAddress);
    await client.initialize({ folders: [uriOf('w')] });
    for (const path of ['w/a.rsc', 'w/x/y/b.rsc', 'w/z/c.rsc', 'd/e.rsc']) await client.open(uriOf(path), insecure);
    expect(codes((await client.diagnostics(uriOf('w/a.rsc'), () => true)).diagnostics)).toEqual([both[1]]);
    expect(codes((await client.diagnostics(uriOf('w/x/y/b.rsc'), () => true)).diagnostics)).toEqual([both[0]]);
    expect(codes((await client.diagnostics(uriOf('w/z/c.rsc'), () => true)).diagnostics)).toEqual([both[1]]);
    expect(codes((await client.diagnostics(uriOf('d/e.rsc'), () => true)).diagnostics)).toEqual(both);
  });

  test('of its own folder counts for a script outside every workspace folder', async () => {
    write(file, withoutTls);
    await client.initialize();
    await client.open(uriOf('a.rsc'), insecure);
    expect(codes((await client.diagnostics(uriOf('a.rsc'), () => true)).diagnostics)).toEqual([both[1]]);
  });

  test('gives way to the settings of the editor', async () => {
    write(file, { rules: { 'tls-version-missing': 'off', 'service-address-unrestricted': 'off' } });
    settings = { preset: '', rules: { 'tls-version-missing': 'hint' }, assumeComplete: null };
    await client.initialize({ folders: [uriOf('.')] });
    await client.open(uriOf('a.rsc'), insecure);
    const { diagnostics } = await client.diagnostics(uriOf('a.rsc'), () => true);
    expect(diagnostics).toMatchObject([{ code: 'tls-version-missing', severity: 4 }]);
  });

  test('that is changed, made or removed is read again', async () => {
    await client.initialize({ folders: [uriOf('.')] });
    await client.open(uriOf('a.rsc'), insecure);
    await codesOf('a.rsc', (found) => found.length === 2);
    write(file, withoutTls);
    await changed(file, FileChangeType.Created);
    expect(await codesOf('a.rsc', (found) => found.length === 1)).toEqual([both[1]]);
    write(file, withoutAddress);
    await changed(file);
    expect(await codesOf('a.rsc', (found) => found[0] === both[0] && found.length === 1)).toEqual([both[0]]);
    rmSync(join(folder, file));
    await changed(file, FileChangeType.Deleted);
    expect(await codesOf('a.rsc', (found) => found.length === 2)).toEqual(both);
  });

  test('and what it extends are watched', async () => {
    write(file, { extends: 'shared/[base].json' });
    write('shared/[base].json', withoutTls);
    await client.initialize({ folders: [uriOf('.')] });
    await client.open(uriOf('a.rsc'), insecure);
    expect(await codesOf('a.rsc', () => true)).toEqual([both[1]]);
    await expect
      .poll(() =>
        registrations
          .filter(({ method }) => method === 'workspace/didChangeWatchedFiles')
          .map(({ registerOptions }) => registerOptions as unknown),
      )
      .toEqual([{ watchers: [{ globPattern: `**/${file}` }] }, { watchers: [{ globPattern: '**/[[]base[]].json' }] }]);
    write('shared/[base].json', withoutAddress);
    await changed('shared/[base].json');
    expect(await codesOf('a.rsc', (found) => found[0] === both[0] && found.length === 1)).toEqual([both[0]]);
  });

  test('is looked at afresh by a client that does not tell of changes', async () => {
    const workspace = { ...fullCapabilities.workspace, didChangeWatchedFiles: { dynamicRegistration: false } };
    await client.initialize({ folders: [uriOf('.')], capabilities: { ...fullCapabilities, workspace } });
    await client.open(uriOf('a.rsc'), insecure);
    await codesOf('a.rsc', (found) => found.length === 2);
    write(file, withoutTls);
    await client.open(uriOf('b.rsc'), insecure);
    expect(await codesOf('b.rsc', () => true)).toEqual([both[1]]);
    expect(await codesOf('a.rsc', (found) => found.length === 1)).toEqual([both[1]]);
    expect(registrations.map(({ method }) => method)).not.toContain('workspace/didChangeWatchedFiles');
  });

  test('of a workspace folder that comes later counts from then on', async () => {
    write(file, withoutTls);
    await client.initialize({ folders: [uriOf('x')] });
    await client.open(uriOf('w/a.rsc'), insecure);
    await codesOf('w/a.rsc', (found) => found.length === 2);
    await client.connection.sendNotification(DidChangeWorkspaceFoldersNotification.type, {
      event: { added: [{ uri: uriOf('.'), name: 'all' }], removed: [{ uri: uriOf('x'), name: 'x' }] },
    });
    expect(await codesOf('w/a.rsc', (found) => found.length === 1)).toEqual([both[1]]);
  });
});

describe('what is wrong with a configuration file', () => {
  test('is a diagnostic at its place, in the file where it stands, and goes when it is mended', async () => {
    write(file, '{\n  "extends": ["base.json", "gone.json"],\n  "ruels": {}\n}\n');
    write('base.json', '{ "rules": { "tls-version-missing": "loud" } }');
    await client.initialize({ folders: [uriOf('.')] });
    await client.open(uriOf('a.rsc'), insecure);
    expect(await codesOf('a.rsc', () => true)).toEqual(both);
    expect(await problemsOf(file, 2)).toEqual([
      '2:2-9 A configuration file has no "ruels", so it has no effect. Did you mean "rules"?',
      '1:27-38 "gone.json" is not in force: there is no such file.',
    ]);
    expect(await problemsOf('base.json', 1)).toEqual([
      expect.stringMatching(/^0:36-42 The rule "tls-version-missing" must be/),
    ]);
    write(file, '{}');
    await changed(file);
    expect(await problemsOf(file, 0)).toEqual([]);
    expect(await problemsOf('base.json', 0)).toEqual([]);
  });

  test('is told of a file that no open script needs, once it is written', async () => {
    await client.initialize({ folders: [uriOf('.')] });
    write(`x/${file}`, '{ "preset": 1 }');
    await changed(`x/${file}`, FileChangeType.Created);
    expect(await problemsOf(`x/${file}`, 1)).toEqual(['0:12-13 It must be "recommended" or "strict".']);
    rmSync(join(folder, 'x'), { recursive: true });
    await changed(`x/${file}`, FileChangeType.Deleted);
    expect(await problemsOf(`x/${file}`, 0)).toEqual([]);
  });

  test('does not keep scripts from being checked, whatever stands there', async () => {
    mkdirSync(join(folder, 'x', file), { recursive: true });
    write(`y/${file}`, '['.repeat(100_000));
    writeFileSync(join(folder, 'y', 'latin.json'), Buffer.from([0x7b, 0xff, 0x7d]));
    await client.initialize({ folders: [uriOf('.')] });
    await client.open(uriOf('x/a.rsc'), insecure);
    await client.open(uriOf('y/a.rsc'), insecure);
    expect(await codesOf('x/a.rsc', () => true)).toEqual(both);
    expect(await codesOf('y/a.rsc', () => true)).toEqual(both);
    expect(await problemsOf(`x/${file}`, 1)).toEqual([
      '0:0-0 This configuration is not in force: it cannot be read: it is no file.',
    ]);
    expect((await problemsOf(`y/${file}`, 1))[0]).toMatch(/^0:\d+-\d+ /);
  });
});

test.each([
  ['/w/a.rsc', 'file:///w/a.rsc'],
  ['/c:/w x/a#.rsc', 'file:///c%3A/w%20x/a%23.rsc'],
  ['//server/share/ä.rsc', 'file://server/share/%C3%A4.rsc'],
])('%s is %s, there and back', (path, uri) => {
  expect(uriOfPath(path)).toBe(uri);
  expect(pathOfUri(uri)).toBe(path);
});

test.each(['untitled:Untitled-1', 'vscode-vfs://github/a/b.rsc', 'no uri', 'file:///%', 'file:///%ff'])(
  '%s has no path',
  (uri) => {
    expect(pathOfUri(uri)).toBeUndefined();
  },
);

describe('reading a text', () => {
  test.each<[string, () => void, unknown]>([
    ['that is not there', () => undefined, { kind: 'missing' }],
    ['that is empty', () => writeFileSync(join(folder, 'text'), ''), { kind: 'text', text: '' }],
    ['of UTF-8', () => writeFileSync(join(folder, 'text'), '\uFEFFä'), { kind: 'text', text: '\uFEFFä' }],
    [
      'of something else',
      () => writeFileSync(join(folder, 'text'), Buffer.from([0xff])),
      { kind: 'unreadable', reason: 'it is not UTF-8' },
    ],
    ['that is a folder', () => mkdirSync(join(folder, 'text')), { kind: 'unreadable', reason: 'it is no file' }],
    [
      'that never ends',
      () => spawnSync('mkfifo', [join(folder, 'text')]),
      { kind: 'unreadable', reason: 'it is no file' },
    ],
    [
      'that is huge',
      () => writeFileSync(join(folder, 'text'), 'x'.repeat(1_000_001)),
      { kind: 'unreadable', reason: 'it has more than 1000000 bytes' },
    ],
  ])('%s', async (_, make, expected) => {
    make();
    expect(await readText(uriOf('text'))).toEqual(expected);
  });

  test('of another kind of place is refused', async () => {
    expect(await readText('https://example.com/x')).toEqual({
      kind: 'unreadable',
      reason: 'the system says ERR_INVALID_URL_SCHEME',
    });
  });
});
