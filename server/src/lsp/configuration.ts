import { DidChangeConfigurationNotification } from 'vscode-languageserver';
import type { Connection } from 'vscode-languageserver';
import type { ClientFeatures } from './clientFeatures';
import type { Configuration as CheckConfiguration } from '../rules/configuration';
import type { LoadedConfiguration } from '../rules/configuration/load';
import type { Engine } from './engine';
import { settingsSection } from './messages';
import { pathOfUri } from './paths';
import { describeError } from './requests';

/** Milliseconds to wait for a client's settings before the defaults are taken; an answer that comes later still counts from then on. */
const answerWithinMs = 2000;

/** The configuration of each document. */
export interface Configuration {
  /** What a document is checked by; the same object until it may have changed. Does not wait forever; rejects only where the engine cannot be loaded. */
  of(uri: string): Promise<CheckConfiguration>;
  /** To be called when configuration files have changed. */
  filesChanged(): void;
  /** Grows when settings may have changed: results of an earlier generation are stale. */
  generation(): number;
  /** To be called when the client says `initialized`: before that it must not be asked anything. */
  start(client: ClientFeatures): void;
  /** To be called when a document is closed. */
  forget(uri: string): void;
}

/** Resolves with the answer, or with `late` when there is none in time. */
async function withinTime<T, L>(answer: Promise<T>, late: L): Promise<T | L> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeIsUp = new Promise<L>((resolve) => {
    timer = setTimeout(() => resolve(late), answerWithinMs);
  });
  try {
    return await Promise.race([answer, timeIsUp]);
  } finally {
    clearTimeout(timer);
  }
}

const noAnswer = Symbol('no answer');

function sectionOf(settings: unknown): unknown {
  if (typeof settings !== 'object' || settings === null) return undefined;
  return (settings as Readonly<Record<string, unknown>>)[settingsSection];
}

/**
 * Keeps what documents are checked by: the configuration file nearest to each (`fileOf`), and over it the settings of the client, asked where it can be asked, else those that it sent with `workspace/didChangeConfiguration`, else
 * the defaults. What is wrong with them is logged once, as a warning. `onChange` is called when documents are to be checked again.
 */
export function createConfiguration(
  connection: Connection,
  loadEngine: () => Promise<Engine>,
  fileOf: (uri: string) => Promise<LoadedConfiguration | undefined>,
  onChange: () => void,
): Configuration {
  const kept = new Map<string, Promise<CheckConfiguration>>();
  const answeredLate = new Map<string, { readonly section: unknown }>();
  const reported = new Set<string>();
  let client: ClientFeatures | undefined;
  let pushed: unknown;
  let generation = 0;

  function warnOnce(message: string): void {
    if (reported.has(message)) return;
    reported.add(message);
    connection.console.warn(message);
  }

  async function sectionFor(uri: string): Promise<unknown> {
    if (!client?.pullsConfiguration) return pushed;
    const known = answeredLate.get(uri);
    if (known) return known.section;
    const asked = generation;
    const answer = connection.workspace.getConfiguration({
      scopeUri: uri,
      section: settingsSection,
    }) as Promise<unknown>;
    try {
      const section = await withinTime(answer, noAnswer);
      if (section !== noAnswer) return section;
      warnOnce(
        `The client has not yet answered for the settings ${settingsSection}.*: defaults are used until it does.`,
      );
      answer.then((late) => takeLate(uri, late, asked)).catch(() => undefined);
    } catch (error) {
      warnOnce(`The client did not give the settings ${settingsSection}.*: defaults are used. ${describeError(error)}`);
    }
    return undefined;
  }

  function takeLate(uri: string, section: unknown, asked: number): void {
    // Changed settings have been asked for anew, and a closed document has none.
    if (asked !== generation || !kept.delete(uri)) return;
    answeredLate.set(uri, { section });
    generation++;
    onChange();
  }

  async function read(uri: string): Promise<CheckConfiguration> {
    const [section, engine, loaded] = await Promise.all([sectionFor(uri), loadEngine(), fileOf(uri)]);
    const { layer, problems } = engine.readSettings(section);
    problems.forEach(warnOnce);
    return engine.configurationOf(loaded, pathOfUri(uri) ?? '', layer);
  }

  function changed(): void {
    generation++;
    kept.clear();
    answeredLate.clear();
    onChange();
  }

  function register(): void {
    const registration = { section: settingsSection };
    connection.client.register(DidChangeConfigurationNotification.type, registration).catch((error: unknown) => {
      warnOnce(`The client does not tell of changed settings: ${describeError(error)}`);
    });
  }

  connection.onDidChangeConfiguration((parameters) => {
    // A client that answers workspace/configuration may send nothing here, or all of its settings: it is asked anyway.
    pushed = sectionOf(parameters.settings);
    changed();
  });

  return {
    of(uri) {
      const known = kept.get(uri);
      if (known) return known;
      const started = read(uri);
      kept.set(uri, started);
      // A failed read is tried again when the settings are asked for next.
      started.catch(() => kept.delete(uri));
      return started;
    },
    filesChanged() {
      generation++;
      kept.clear();
      onChange();
    },
    generation: () => generation,
    start(features) {
      client = features;
      if (features.pullsConfiguration && features.registersConfigurationChanges) register();
      // A document that was opened too early was read with the defaults.
      if (kept.size > 0) changed();
    },
    forget(uri) {
      kept.delete(uri);
      answeredLate.delete(uri);
    },
  };
}
