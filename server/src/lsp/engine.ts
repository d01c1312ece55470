import type { CheckResult, RuleConfiguration } from '../rules/engine';
import type { TextEdit } from '../syntax/span';

/** By what a text is judged. */
export interface CheckSettings {
  readonly rules: RuleConfiguration;
  /** RouterOS release for texts that name none; undefined: what any known release has is not called missing. */
  readonly release: string | undefined;
}

/** All that the server needs of the engine. It is loaded when first needed, so that `initialize` is answered before that. */
export interface Engine {
  /** Known RouterOS releases, oldest first. */
  readonly releases: readonly string[];
  /** The check in steps: between two of them other work may be done, or this one be given up. */
  checkSteps(text: string, settings: CheckSettings): Generator<undefined, CheckResult, undefined>;
  /** The text with all safe fixes applied until none is left. */
  fixAll(text: string, settings: CheckSettings): string;
  /** What is wrong with the setting `routerosGuard.rules`, a sentence each; entries that are wrong have no effect on the check. */
  ruleProblems(rules: Readonly<Record<string, unknown>>): readonly string[];
  /** Markdown page of a rule; undefined for a rule that does not exist. */
  rulePage(rule: string): string | undefined;
  suppressLine(text: string, offset: number, rule: string): TextEdit;
  suppressFile(text: string, rule: string): TextEdit;
}

/** Where the server runs: what differs between a process and a browser. */
export interface Environment {
  /** Version of RouterOS Guard. */
  readonly version: string;
  readonly loadEngine: () => Promise<Engine>;
  /** Resolves when messages and timers that wait have had their turn. */
  readonly yieldToEvents: () => Promise<void>;
}
