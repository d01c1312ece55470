import { afterEach, expect, test } from 'vitest';
import { setTimeout as pause } from 'node:timers/promises';
import type { PushState } from '../../client/src/deploy/types';
import { startRouter, type SimulatedRouter } from '../router';
import { addresses, arrived, hastyLimits, imports, password, push, temporaryFiles } from './harness';

let running: SimulatedRouter | undefined;

async function start(version: '7.15' | '7.18' = '7.18'): Promise<SimulatedRouter> {
  running = await startRouter({ password, version });
  return running;
}

afterEach(async () => {
  await running?.close();
  running = undefined;
});

const script = '/ip firewall address-list\nadd list=push address=192.0.2.1\n';

const before: readonly PushState[] = [
  'analyse',
  'connect',
  'identify',
  'confirm',
  'upload',
  'validate',
  'arm',
  'apply',
];

test.each(before)('cancelled as %s begins: nothing is applied, nothing is left', async (state) => {
  const router = await start();
  const { outcome, report } = await push(router, script, {
    progress: (entered, cancel) => {
      if (entered === state) cancel();
    },
  });
  expect(outcome).toEqual({ kind: 'not-applied', reason: 'The push was cancelled', advice: '', diagnostics: [] });
  expect(imports(router)).toBe(0);
  expect(addresses(router, 'push')).toEqual([]);
  expect(temporaryFiles(router)).toEqual([]);
  expect(report.leftovers).toEqual([]);
});

test.each<PushState>(['verify', 'clean', 'done'])('cancelled as %s begins: it was applied by then', async (state) => {
  const router = await start();
  const { outcome } = await push(router, script, {
    progress: (entered, cancel) => {
      if (entered === state) cancel();
    },
  });
  expect(outcome).toEqual({ kind: 'applied' });
  expect(temporaryFiles(router)).toEqual([]);
});

test.each([
  ['/system/identity/print', 1],
  ['/system/resource/print', 1],
  ['/system/routerboard/print', 1],
  ['/system/device-mode/print', 1],
  ['/file/print', 1],
  ['/file/add', 1],
  ['/file/print', 2],
  ['/import dry-run', 1],
] as const)('cancelled while %s (no. %i) is not answered: nothing is applied, nothing is left', async (name, times) => {
  for (const when of ['before', 'after'] as const) {
    const router = await start();
    const [command = ''] = name.split(' ');
    const cancel = new AbortController();
    let seen = 0;
    void arrived(router, name, times).then(() => cancel.abort());
    const { outcome, report } = await push(router, script, {
      cancel,
      beforeCommand: (_index, path) => {
        if (path !== command) return;
        seen += 1;
        if (seen === times) router.addFault({ command, when, effect: { kind: 'silence' } });
      },
    });
    expect(outcome).toMatchObject({ kind: 'not-applied', reason: 'The push was cancelled' });
    expect(imports(router)).toBe(0);
    expect(temporaryFiles(router)).toEqual([]);
    expect(report.leftovers).toEqual([]);
    await router.close();
  }
});

test('cancelled while /file/add is not answered, and the file shows up a moment later: it is removed all the same', async () => {
  const router = await start();
  const cancel = new AbortController();
  router.addFault({ command: '/file/add', when: 'before', effect: { kind: 'silence' } });
  void arrived(router, '/file/add').then(() => cancel.abort());
  let looks = 0;
  const { report } = await push(router, script, {
    cancel,
    uniqueName: () => 'routeros-guard-late',
    beforeCommand: (_index, path) => {
      if (path !== '/file/print' || !cancel.signal.aborted) return;
      looks += 1;
      if (looks === 2) router.writeFile('routeros-guard-late.rsc', script);
    },
  });
  expect(looks).toBe(2);
  expect(temporaryFiles(router)).toEqual([]);
  expect(report.leftovers).toEqual([]);
});

test('cancelled while :parse is not answered', async () => {
  const router = await start('7.15');
  const cancel = new AbortController();
  router.addFault({ command: '/execute', when: 'before', effect: { kind: 'silence' } });
  void arrived(router, '/execute').then(() => cancel.abort());
  const { outcome } = await push(router, script, { cancel });
  expect(outcome).toMatchObject({ kind: 'not-applied', reason: 'The push was cancelled' });
  expect(imports(router)).toBe(0);
  expect(temporaryFiles(router)).toEqual([]);
});

test.each([
  ['before', []],
  ['after', ['192.0.2.1']],
] as const)('cancelled while the import is under way (%s it ran): unknown', async (when, expected) => {
  const router = await start('7.15');
  const cancel = new AbortController();
  router.addFault({ command: '/import', when, effect: { kind: 'silence' } });
  void arrived(router, '/import').then(() => cancel.abort());
  const { outcome, connects } = await push(router, script, { cancel });
  expect(outcome).toEqual({ kind: 'unknown', reason: 'The push was cancelled while the router ran the script' });
  expect(addresses(router, 'push')).toEqual(expected);
  expect(imports(router)).toBe(1);
  expect(temporaryFiles(router)).toEqual([]);
  // The connection lives on: there is no need for another one.
  expect(connects).toBe(1);
});

test('cancelled, and the connection is lost too: the file is removed over a new one', async () => {
  const router = await start('7.15');
  const cancel = new AbortController();
  router.addFault({ command: '/import', when: 'after', effect: { kind: 'silence' } });
  void arrived(router, '/import').then(() => {
    cancel.abort();
    router.cutConnections();
  });
  const { outcome, report, connects } = await push(router, script, { cancel, limits: hastyLimits });
  expect(outcome.kind).toBe('unknown');
  expect(connects).toBe(2);
  expect(temporaryFiles(router)).toEqual([]);
  expect(report.leftovers).toEqual([]);
});

test('cancelled while the person is asked: the dialog does not have to answer', async () => {
  const router = await start();
  const cancel = new AbortController();
  const { outcome } = await push(router, script, {
    cancel,
    confirm: () => {
      cancel.abort();
      return new Promise(() => undefined);
    },
  });
  expect(outcome).toMatchObject({ kind: 'not-applied', reason: 'The push was cancelled' });
  expect(router.items('/file')).toEqual([]);
});

test('cancelled while the router does not answer the login: the connection is closed', async () => {
  const router = await start();
  const cancel = new AbortController();
  router.addFault({ command: '/login', when: 'after', effect: { kind: 'silence' } });
  void arrived(router, '/login').then(() => cancel.abort());
  const { outcome, states } = await push(router, script, { cancel });
  expect(outcome).toMatchObject({ kind: 'not-applied', reason: 'The push was cancelled' });
  expect(states).toEqual(['analyse', 'connect', 'done']);
  while (router.connections.some(({ closed }) => !closed)) await pause(1);
});

test('cancelled by the person in the dialog', async () => {
  const router = await start();
  const { outcome, states } = await push(router, script, { decision: 'cancel' });
  expect(outcome).toMatchObject({ kind: 'not-applied', reason: 'The push was cancelled' });
  expect(states).toEqual(['analyse', 'connect', 'identify', 'confirm', 'clean', 'done']);
});
