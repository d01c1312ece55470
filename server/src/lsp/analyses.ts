import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Configuration as CheckConfiguration } from '../rules/configuration';
import type { CheckResult } from '../rules/engine';
import type { Configuration } from './configuration';
import type { Engine, Environment } from './engine';
import { runInSlices } from './slices';

/** A check of one version of a document. */
export interface Analysis {
  readonly engine: Engine;
  readonly configuration: CheckConfiguration;
  readonly result: CheckResult;
}

/** Checks of texts and open documents, in slices of time. */
export interface Analyses {
  /**
   * The check of an open document as it is now, by the settings as they are at its end; kept until text or settings change. Undefined
   * where the document was changed or closed in the meantime, or `isCancelled` said so. Rejects where the engine fails.
   */
  ofDocument(document: TextDocument, isCancelled: () => boolean): Promise<Analysis | undefined>;
  /** The check of any text, by the settings of `uri`; `release` in place of theirs where given. Undefined where cancelled. */
  ofText(
    uri: string,
    text: string,
    release: string | undefined,
    isCancelled: () => boolean,
  ): Promise<Analysis | undefined>;
  /** To be called when a document is closed. */
  forget(uri: string): void;
}

interface Kept {
  readonly document: TextDocument;
  readonly version: number;
  readonly generation: number;
  readonly analysis: Analysis;
}

/** `current` gives the open document of a URI: the very object that `ofDocument` was called with, as long as it is open. */
export function createAnalyses(
  environment: Environment,
  configuration: Configuration,
  current: (uri: string) => TextDocument | undefined,
): Analyses {
  const kept = new Map<string, Kept>();

  async function analyse(
    uri: string,
    text: string,
    release: string | undefined,
    isStale: () => boolean,
  ): Promise<Analysis | undefined> {
    const [engine, own] = await Promise.all([environment.loadEngine(), configuration.of(uri)]);
    if (isStale()) return undefined;
    const used = release === undefined ? own : { ...own, release, releaseWins: true };
    const result = await runInSlices(engine.checkSteps(text, used), isStale, environment.yieldToEvents);
    return result && { engine, configuration: used, result };
  }

  return {
    async ofDocument(document, isCancelled) {
      const { uri, version } = document;
      const isGone = (): boolean => current(uri) !== document || document.version !== version || isCancelled();
      while (!isGone()) {
        const generation = configuration.generation();
        const known = kept.get(uri);
        if (known?.document === document && known.version === version && known.generation === generation) {
          return known.analysis;
        }
        const isOld = (): boolean => isGone() || configuration.generation() !== generation;
        const analysis = await analyse(uri, document.getText(), undefined, isOld);
        // Settings that changed meanwhile are no news to whoever asked: the same text is judged by the new ones.
        if (!analysis || isOld()) continue;
        kept.set(uri, { document, version, generation, analysis });
        return analysis;
      }
      return undefined;
    },
    ofText: analyse,
    forget(uri) {
      kept.delete(uri);
    },
  };
}
