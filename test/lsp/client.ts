import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import {
  CodeActionRequest,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  ExitNotification,
  InitializedNotification,
  LogMessageNotification,
  MessageType,
  PublishDiagnosticsNotification,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  createProtocolConnection,
} from 'vscode-languageserver-protocol/node';
import type {
  ClientCapabilities,
  CodeAction,
  InitializeResult,
  LogMessageParams,
  ProtocolConnection,
  PublishDiagnosticsParams,
  Range,
  TextDocumentContentChangeEvent,
} from 'vscode-languageserver-protocol/node';
import type { InitializationOptions } from '../../server/src/lsp/messages';

/** What VS Code says of itself, as far as the server asks. */
export const fullCapabilities: ClientCapabilities = {
  workspace: {
    configuration: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    workspaceFolders: true,
    workspaceEdit: { documentChanges: true, snippetEditSupport: true },
  },
  textDocument: {
    publishDiagnostics: { relatedInformation: true, tagSupport: { valueSet: [1, 2] }, versionSupport: true },
    codeAction: { dataSupport: true, resolveSupport: { properties: ['edit'] } },
  },
};

/** An editor's side of a real server process over stdio. */
export interface Client {
  readonly process: ChildProcessWithoutNullStreams;
  readonly connection: ProtocolConnection;
  readonly logs: readonly LogMessageParams[];
  /** Everything that was published for a document, in order. */
  published(uri: string): readonly PublishDiagnosticsParams[];
  initialize(options?: {
    readonly capabilities?: ClientCapabilities;
    readonly initializationOptions?: InitializationOptions;
    readonly folders?: readonly string[];
  }): Promise<InitializeResult>;
  open(uri: string, text: string, version?: number): Promise<void>;
  change(uri: string, version: number, changes: TextDocumentContentChangeEvent[]): Promise<void>;
  close(uri: string): Promise<void>;
  /** Waits for diagnostics that fit; those that are there already count. */
  diagnostics(uri: string, fits: (parameters: PublishDiagnosticsParams) => boolean): Promise<PublishDiagnosticsParams>;
  /** Waits for a log message that contains the text. */
  logged(text: string): Promise<LogMessageParams>;
  codeActions(uri: string, range: Range, only?: string[]): Promise<CodeAction[]>;
  /** Says goodbye properly; the exit code of the process. */
  end(): Promise<number | null>;
  /** Ends the process, whatever it is doing. */
  kill(): void;
}

/** Calls back until it gives a value; the test's own time limit is the only one. */
function createWaiting() {
  const waiting = new Set<() => void>();
  return {
    changed: () => {
      for (const look of [...waiting]) look();
    },
    until: <T>(find: () => T | undefined): Promise<T> =>
      new Promise((resolve) => {
        const look = (): void => {
          const found = find();
          if (found === undefined) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
  };
}

/** Starts a server process (`--stdio`) and connects to it. */
export function startClient(serverFile: string): Client {
  const child = spawn(process.execPath, [serverFile, '--stdio'], { stdio: 'pipe' });
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const publications: PublishDiagnosticsParams[] = [];
  const logs: LogMessageParams[] = [];
  const waiting = createWaiting();
  const exited = once(child, 'exit');
  connection.onNotification(PublishDiagnosticsNotification.type, (parameters) => {
    publications.push(parameters);
    waiting.changed();
  });
  connection.onNotification(LogMessageNotification.type, (parameters) => {
    logs.push(parameters);
    waiting.changed();
  });
  connection.listen();

  return {
    process: child,
    connection,
    logs,
    published: (uri) => publications.filter((parameters) => parameters.uri === uri),
    async initialize({ capabilities = fullCapabilities, initializationOptions, folders } = {}) {
      const result = await connection.sendRequest<InitializeResult>('initialize', {
        processId: process.pid,
        workspaceFolders: folders?.map((folder) => ({ uri: folder, name: 'folder' })) ?? null,
        capabilities,
        initializationOptions,
      });
      await connection.sendNotification(InitializedNotification.type, {});
      return result;
    },
    open: (uri, text, version = 1) =>
      connection.sendNotification(DidOpenTextDocumentNotification.type, {
        textDocument: { uri, languageId: 'routeros', version, text },
      }),
    change: (uri, version, contentChanges) =>
      connection.sendNotification(DidChangeTextDocumentNotification.type, {
        textDocument: { uri, version },
        contentChanges,
      }),
    close: (uri) => connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } }),
    diagnostics: (uri, fits) =>
      waiting.until(() => publications.find((parameters) => parameters.uri === uri && fits(parameters))),
    logged: (text) => waiting.until(() => logs.find(({ message }) => message.includes(text))),
    async codeActions(uri, range, only) {
      const actions = await connection.sendRequest(CodeActionRequest.type, {
        textDocument: { uri },
        range,
        context: { diagnostics: [], ...(only && { only }) },
      });
      return (actions ?? []) as CodeAction[];
    },
    async end() {
      await connection.sendRequest(ShutdownRequest.type);
      await connection.sendNotification(ExitNotification.type);
      const [code] = (await exited) as [number | null];
      connection.dispose();
      return code;
    },
    kill() {
      connection.dispose();
      child.kill('SIGKILL');
    },
  };
}

/** Warnings that reached the log. */
export function warnings(client: Client): readonly string[] {
  return client.logs.filter(({ type }) => type === MessageType.Warning).map(({ message }) => message);
}
