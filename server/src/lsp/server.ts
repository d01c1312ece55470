import { TextDocumentSyncKind, TextDocuments } from 'vscode-languageserver';
import type { Connection, InitializeParams, InitializeResult, WorkspaceFolder } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { fixAllKind } from '../features/codeActions';
import { isTooLarge } from '../features/textLimit';
import { createAnalyses } from './analyses';
import { leastClientFeatures, readClientFeatures } from './clientFeatures';
import type { ClientFeatures } from './clientFeatures';
import { registerCodeActions } from './codeActions';
import { createConfiguration } from './configuration';
import { createConfigurationFiles } from './configurationFiles';
import { tooLargeDiagnostic, toDiagnostics } from './convert';
import type { Environment } from './engine';
import { registerCustomRequests } from './customRequests';
import { describeError } from './requests';
import { createScheduler } from './scheduler';

/** Milliseconds without a change before a changed document is checked. */
const changeDelayMs = 150;

function initializeResult(environment: Environment, client: ClientFeatures): InitializeResult {
  return {
    serverInfo: { name: 'RouterOS Guard', version: environment.version },
    capabilities: {
      positionEncoding: 'utf-16',
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
      codeActionProvider: {
        codeActionKinds: ['quickfix', fixAllKind],
        resolveProvider: client.resolvesCodeActionEdits,
      },
      ...(client.workspaceFolders && {
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      }),
    },
  };
}

/** The folders that are open; a client that knows of one only names it in `rootUri`. */
function foldersOf(parameters: InitializeParams): readonly WorkspaceFolder[] {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- superseded by `workspaceFolders`, and all that older clients send
  const { workspaceFolders, rootUri } = parameters;
  return workspaceFolders ?? (rootUri ? [{ uri: rootUri, name: '' }] : []);
}

/** Calls `load` when first asked and keeps its result; a load that failed is tried again. */
function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loaded: Promise<T> | undefined;
  return () => {
    if (loaded) return loaded;
    const loading = load();
    loading.catch(() => (loaded = undefined));
    return (loaded = loading);
  };
}

/**
 * The language server on a connection that does not listen yet; returns when it does. All errors end as answers and log lines, none
 * of which quotes a script.
 */
export function startServer(connection: Connection, given: Environment): void {
  const environment: Environment = { ...given, loadEngine: once(() => given.loadEngine()) };
  const documents = new TextDocuments(TextDocument);
  const scheduler = createScheduler(publish);
  const files = createConfigurationFiles(connection, environment, () => configuration.filesChanged());
  const configuration = createConfiguration(connection, environment.loadEngine, (uri) => files.of(uri), scheduleAll);
  const analyses = createAnalyses(environment, configuration, (uri) => documents.get(uri));
  const open = new Set<string>();
  let client = leastClientFeatures;
  let folders: readonly WorkspaceFolder[] = [];
  let ready = false;

  function schedule(uri: string, delayMs: number): void {
    // Before `initialized` nothing may be sent, and the client's settings cannot be asked for.
    if (ready) scheduler.schedule(uri, delayMs);
  }

  function scheduleAll(): void {
    for (const uri of documents.keys()) schedule(uri, 0);
  }

  async function publish(uri: string): Promise<void> {
    const document = documents.get(uri);
    if (!document) return;
    try {
      if (isTooLarge(document.getText())) {
        const diagnostics = [tooLargeDiagnostic(document)];
        await connection.sendDiagnostics({ uri, version: document.version, diagnostics });
        return;
      }
      const analysis = await analyses.ofDocument(document, () => false);
      if (!analysis) return;
      const diagnostics = toDiagnostics(document, analysis.result.findings, client);
      await connection.sendDiagnostics({ uri, version: document.version, diagnostics });
    } catch (error) {
      connection.console.error(`A document could not be checked: ${describeError(error)}`);
    }
  }

  connection.onInitialize((parameters): InitializeResult => {
    client = readClientFeatures(parameters);
    folders = foldersOf(parameters);
    return initializeResult(environment, client);
  });

  connection.onInitialized(() => {
    ready = true;
    files.start(client, folders);
    configuration.start(client);
    scheduleAll();
    // The engine is wanted soon: it is loaded while the client is busy with its own start.
    environment.loadEngine().catch((error: unknown) => {
      connection.console.error(`The engine could not be loaded: ${describeError(error)}`);
    });
  });

  connection.onShutdown(() => {
    ready = false;
    scheduler.dispose();
  });

  documents.onDidChangeContent(({ document: { uri } }) => {
    // The first change is the opening: there is nothing to wait for.
    if (!open.has(uri)) files.opened();
    schedule(uri, open.has(uri) ? changeDelayMs : 0);
    open.add(uri);
  });
  documents.onDidClose(({ document: { uri } }) => {
    open.delete(uri);
    scheduler.cancel(uri);
    analyses.forget(uri);
    configuration.forget(uri);
    connection.sendDiagnostics({ uri, diagnostics: [] }).catch((error: unknown) => {
      connection.console.error(`Diagnostics could not be cleared: ${describeError(error)}`);
    });
  });

  const services = { connection, environment, analyses, documents, client: () => client };
  registerCodeActions(services);
  registerCustomRequests(services);

  documents.listen(connection);
  connection.listen();
}
