import { DiagnosticSeverity, DidChangeWatchedFilesNotification, FileChangeType } from 'vscode-languageserver';
import type { Connection, Diagnostic, DidChangeWatchedFilesParams, WorkspaceFolder } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { LoadedConfiguration, LoadedFile } from '../rules/configuration/load';
import { configurationFileName, configurationPaths, folderOf, pathBelow } from '../rules/configuration/paths';
import type { ClientFeatures } from './clientFeatures';
import { diagnosticSource, toRange } from './convert';
import type { Environment } from './engine';
import { pathOfUri, uriOfPath } from './paths';
import { describeError } from './requests';

/** The configuration files of the workspace. */
export interface ConfigurationFiles {
  /**
   * The configuration file nearest above a document, with what it extends: up to the workspace folder that the document is in, or in the
   * document's own folder where it is in none. Undefined where there is none. Rejects only where the engine cannot be loaded.
   */
  of(uri: string): Promise<LoadedConfiguration | undefined>;
  /** To be called when the client says `initialized`. */
  start(client: ClientFeatures, folders: readonly WorkspaceFolder[]): void;
  /** To be called when a document is opened: a client that does not tell of changed files gets a fresh look. */
  opened(): void;
}

type Load = Promise<LoadedConfiguration | undefined>;

function problemDiagnostics({ path, text, problems }: LoadedFile): Diagnostic[] {
  const document = TextDocument.create(uriOfPath(path), 'jsonc', 0, text);
  return problems.map(({ span, message }) => ({
    range: toRange(document, span),
    severity: DiagnosticSeverity.Error,
    source: diagnosticSource,
    message,
  }));
}

/** A pattern of the protocol that fits files of this name in any folder. */
function watchPattern(name: string): string {
  return `**/${name.replace(/[*?{}[\]]/g, '[$&]')}`;
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/**
 * Finds, loads and watches configuration files, and publishes what is wrong with them. `onChange` is called when documents are to be checked
 * again.
 */
export function createConfigurationFiles(
  connection: Connection,
  environment: Environment,
  onChange: () => void,
): ConfigurationFiles {
  let loads = new Map<string, Load>();
  let tops: readonly string[] = [];
  let watches = false;
  const watched = new Set<string>();
  const published = new Set<string>();

  async function load(path: string): Load {
    const content = await environment.readText(uriOfPath(path));
    if (content.kind === 'missing') return undefined;
    const engine = await environment.loadEngine();
    return engine.loadConfiguration(path, (file) =>
      file === path ? Promise.resolve(content) : environment.readText(uriOfPath(file)),
    );
  }

  function loadOnce(path: string): Load {
    const known = loads.get(path);
    if (known) return known;
    const started = load(path);
    const own = loads;
    own.set(path, started);
    started.then(
      () => void publish(),
      // Tried again when it is next wanted.
      () => own.delete(path),
    );
    return started;
  }

  /** What is loaded as far as that has succeeded; undefined where it is out of date meanwhile. */
  async function loadedNow(): Promise<readonly LoadedConfiguration[] | undefined> {
    const own = loads;
    const settled = await Promise.allSettled(own.values());
    if (own !== loads) return undefined;
    return settled.flatMap((one) => (one.status === 'fulfilled' && one.value ? [one.value] : []));
  }

  async function publish(): Promise<void> {
    const loaded = await loadedNow();
    if (!loaded) return;
    const files = new Map(loaded.flatMap((one) => one.files).map((file) => [file.path, file]));
    watch([...files.keys()].map(nameOf));
    for (const path of published) if (!files.has(path)) send(path, []);
    for (const file of files.values()) {
      const diagnostics = problemDiagnostics(file);
      if (diagnostics.length > 0 || published.has(file.path)) send(file.path, diagnostics);
    }
  }

  function send(path: string, diagnostics: Diagnostic[]): void {
    if (diagnostics.length > 0) published.add(path);
    else published.delete(path);
    connection.sendDiagnostics({ uri: uriOfPath(path), diagnostics }).catch((error: unknown) => {
      connection.console.error(`Diagnostics of a configuration could not be sent: ${describeError(error)}`);
    });
  }

  function watch(names: readonly string[]): void {
    if (!watches) return;
    const more = [...new Set(names)].filter((name) => !watched.has(name));
    if (more.length === 0) return;
    more.forEach((name) => watched.add(name));
    const watchers = more.map((name) => ({ globPattern: watchPattern(name) }));
    connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }).catch((error: unknown) => {
      connection.console.warn(`The client does not tell of changed configuration files: ${describeError(error)}`);
    });
  }

  /** Everything is read again: the files that were there, those that are named, and what documents ask for. */
  async function reload(more: readonly string[]): Promise<void> {
    const old = loads;
    loads = new Map();
    onChange();
    const known = await Promise.allSettled(old.values());
    const roots = known.flatMap((one) => (one.status === 'fulfilled' && one.value ? [one.value.path] : []));
    await Promise.allSettled([...roots, ...more].map(loadOnce));
    await publish();
  }

  async function changed({ changes }: DidChangeWatchedFilesParams): Promise<void> {
    const loaded = (await loadedNow()) ?? [];
    const known = new Set(loaded.flatMap(({ files }) => files.map(({ path }) => path)));
    const relevant = changes.flatMap(({ uri, type }) => {
      const path = pathOfUri(uri);
      return path !== undefined && (nameOf(path) === configurationFileName || known.has(path)) ? [{ path, type }] : [];
    });
    if (relevant.length === 0) return;
    const roots = relevant.filter(
      ({ path, type }) => type !== FileChangeType.Deleted && nameOf(path) === configurationFileName,
    );
    await reload(roots.map(({ path }) => path));
  }

  connection.onDidChangeWatchedFiles((parameters) => {
    changed(parameters).catch((error: unknown) => {
      connection.console.error(`Configuration files could not be read again: ${describeError(error)}`);
    });
  });

  /** The innermost workspace folder around a file. */
  function topOf(path: string): string {
    const around = tops.filter((top) => pathBelow(top, path) !== undefined);
    return around.sort((a, b) => b.length - a.length)[0] ?? folderOf(path);
  }

  return {
    async of(uri) {
      const path = pathOfUri(uri);
      if (path === undefined) return undefined;
      for (const candidate of configurationPaths(path, topOf(path))) {
        const loaded = await loadOnce(candidate);
        if (loaded) return loaded;
      }
      return undefined;
    },
    start(client, folders) {
      tops = folders.flatMap(({ uri }) => pathOfUri(uri) ?? []);
      watches = client.registersFileWatchers;
      watch([configurationFileName]);
      if (client.workspaceFolders) {
        connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
          const gone = removed.flatMap(({ uri }) => pathOfUri(uri) ?? []);
          tops = [...tops.filter((top) => !gone.includes(top)), ...added.flatMap(({ uri }) => pathOfUri(uri) ?? [])];
          reload([]).catch(() => undefined);
        });
      }
    },
    opened() {
      if (!watches && loads.size > 0) reload([]).catch(() => undefined);
    },
  };
}
