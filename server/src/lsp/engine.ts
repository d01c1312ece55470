import type { Configuration } from '../rules/configuration';
import type { SettingsLayer } from '../rules/configuration/file';
import type { ConfigurationLayer } from '../rules/configuration/layer';
import type { FileText, LoadedConfiguration, ReadText } from '../rules/configuration/load';
import type { CheckResult } from '../rules/engine';
import type { SuppressionEdits } from '../rules/suppressions';

/** All that the server needs of the engine. It is loaded when first needed, so that `initialize` is answered before that. */
export interface Engine {
  /** The check in steps: between two of them other work may be done, or this one be given up. */
  checkSteps(text: string, configuration: Configuration): Generator<undefined, CheckResult, undefined>;
  /** The text with all safe fixes applied until none is left. */
  fixAll(text: string, configuration: Configuration): string;
  /** Reads the settings of the section `routerosGuard` as a client sends them; entries that are wrong have no effect. */
  readSettings(section: unknown): SettingsLayer;
  /** Loads a configuration file with what it extends (rules/configuration/load.ts). */
  loadConfiguration(path: string, read: ReadText): Promise<LoadedConfiguration>;
  /** The configuration of a file; settings of the editor win over the configuration file. */
  configurationOf(loaded: LoadedConfiguration | undefined, path: string, settings: ConfigurationLayer): Configuration;
  /** Markdown page of a rule; undefined for a rule that does not exist. */
  rulePage(rule: string): string | undefined;
  /** Comments that switch a rule off in a script that was read. */
  suppressionEdits(script: CheckResult['script']): SuppressionEdits;
}

/** Where the server runs: what differs between a process and a browser. */
export interface Environment {
  /** Version of RouterOS Guard. */
  readonly version: string;
  readonly loadEngine: () => Promise<Engine>;
  /** Reads a text file by its `file:` URI. Must not reject. */
  readonly readText: (uri: string) => Promise<FileText>;
  /** Resolves when messages and timers that wait have had their turn. */
  readonly yieldToEvents: () => Promise<void>;
}
