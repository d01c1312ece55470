import { PassThrough } from 'node:stream';
import { afterEach, expect, test } from 'vitest';
import {
  InitializedNotification,
  LogMessageNotification,
  StreamMessageReader,
  StreamMessageWriter,
  createProtocolConnection,
} from 'vscode-languageserver-protocol/node';
import type { ProtocolConnection } from 'vscode-languageserver-protocol/node';
import { createConnection } from 'vscode-languageserver/node';
import type { Engine } from '../../server/src/lsp/engine';
import { loadEngine } from '../../server/src/lsp/engineLoader';
import { analyseMethod } from '../../server/src/lsp/messages';
import type { AnalyseResult } from '../../server/src/lsp/messages';
import { startServer } from '../../server/src/lsp/server';

const uri = 'file:///scripts/first.rsc';
const secret = 'a-very-secret-word';

let client: ProtocolConnection | undefined;
afterEach(() => client?.dispose());

/** A server in this process, with the engine that `load` gives, and what it logs. */
async function serve(load: () => Promise<Engine>): Promise<{ connection: ProtocolConnection; logs: string[] }> {
  const toServer = new PassThrough();
  const toClient = new PassThrough();
  startServer(createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient)), {
    version: '0.0.0',
    loadEngine: load,
    readText: () => Promise.resolve({ kind: 'missing' }),
    yieldToEvents: () => new Promise((resolve) => setImmediate(resolve)),
  });
  const connection = createProtocolConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
  client = connection;
  const logs: string[] = [];
  connection.onNotification(LogMessageNotification.type, ({ message }) => void logs.push(message));
  connection.listen();
  await connection.sendRequest('initialize', { processId: null, workspaceFolders: null, capabilities: {} });
  return { connection, logs };
}

function analyse(connection: ProtocolConnection, text: string): Promise<AnalyseResult> {
  return connection.sendRequest<AnalyseResult>(analyseMethod, { uri, text });
}

test('an engine that throws is an error of the one request, and the log quotes no script', async () => {
  const engine = loadEngine();
  const { connection, logs } = await serve(() =>
    Promise.resolve({
      ...engine,
      checkSteps: (text, configuration) => {
        if (text.includes(secret)) throw new Error(`cannot read ${text}`);
        return engine.checkSteps(text, configuration);
      },
    }),
  );
  await expect(analyse(connection, `:put ${secret}`)).rejects.toMatchObject({ code: -32603 });
  expect(logs).toEqual([expect.stringMatching(/^routerosGuard\/analyse failed: Error\n {4}at /)]);
  expect(logs.join()).not.toContain(secret);
  expect((await analyse(connection, ':put "a')).findings).toMatchObject([{ rule: 'syntax-error' }]);
});

test('an engine that could not be loaded is loaded again when it is next wanted', async () => {
  let loads = 0;
  const { connection } = await serve(() => {
    loads++;
    return loads === 1 ? Promise.reject(new Error('not yet')) : Promise.resolve(loadEngine());
  });
  await expect(analyse(connection, ':put 1')).rejects.toMatchObject({ code: -32603 });
  expect(await analyse(connection, ':put 1')).toEqual({ findings: [] });
  await analyse(connection, ':put 2');
  expect(loads).toBe(2);
});

test('the engine is not loaded before the client says that it is ready', async () => {
  let loads = 0;
  const { connection } = await serve(() => {
    loads++;
    return Promise.resolve(loadEngine());
  });
  expect(loads).toBe(0);
  await connection.sendNotification(InitializedNotification.type, {});
  expect(await analyse(connection, ':put 1')).toEqual({ findings: [] });
  expect(loads).toBe(1);
});
