import type { ArgumentUse, CommandUse, ScriptModel } from '../model/types';
import type { Span, TextEdit } from '../syntax/span';
import type { RuleOption, RuleOptions } from './configuration/options';
import type { AnalysisSettings } from './configuration/settings';

export type { RuleOption, RuleOptions } from './configuration/options';
export type { AnalysisSettings } from './configuration/settings';

export type Severity = 'error' | 'warning' | 'information' | 'hint';
export type Category = 'syntax' | 'schema' | 'security' | 'firewall' | 'correctness' | 'scripting' | 'style';
/** The catalogue's own word: critical, high and medium show as warning, low as information (security-rules.md 0a.3). */
export type Risk = 'critical' | 'high' | 'medium' | 'low' | 'none';
/** `safe`: fix-all applies it. `suggestion`: needs a person (a value to fill in, or it may cut access). */
export type FixClass = 'safe' | 'suggestion';

/** A repair as data. */
export interface Fix {
  /** Imperative, says what it changes: "Set tls-version=only-1.2". */
  readonly title: string;
  readonly class: FixClass;
  readonly edits: readonly TextEdit[];
  /**
   * Parts of the edits' texts that a person must replace, letter for letter as they stand there (`ADDRESS`): an editor turns them into
   * tab stops. A fix that has them is a suggestion.
   */
  readonly placeholders?: readonly string[];
  /** Kebab-case id of a group (`harden-api-ssl`): the fixes of one group can be applied together, as one action. Titles: fixGroups.ts. */
  readonly group?: string;
}

export interface RelatedPlace {
  readonly span: Span;
  readonly message: string;
}

export interface Report {
  readonly span: Span;
  /** What is wrong, why it matters, what to do: one or two plain sentences. Never contains a secret. */
  readonly message: string;
  /** Overrides the rule's severity downwards (evidence is weak) or, for values the router refuses, to error. */
  readonly severity?: Severity;
  readonly related?: readonly RelatedPlace[];
  /** Of findings of one rule with the same key, only the first of a file is reported. */
  readonly once?: string;
  readonly tags?: readonly ('unnecessary' | 'deprecated')[];
  readonly fixes?: readonly Fix[];
}

export interface Finding extends Report {
  readonly rule: string;
  readonly category: Category;
  readonly severity: Severity;
  readonly related: readonly RelatedPlace[];
  readonly tags: readonly ('unnecessary' | 'deprecated')[];
  readonly fixes: readonly Fix[];
}

export interface Example {
  /** Yields exactly one finding of this rule (or `findings` many). */
  readonly bad: string;
  readonly findings?: number;
  /** Yields none. */
  readonly good: string;
  /** What the rule's first fix makes of `bad`; must be given when the rule has a fix. */
  readonly fixed?: string;
}

export interface RuleContext {
  readonly script: ScriptModel;
  /** RouterOS release to judge by: that of the export's header, of the settings, or the newest known (`ScriptModel.target`). */
  readonly release: string;
  /** What the user said of the network around the router, or the defaults. */
  readonly settings: AnalysisSettings;
  /** A value of the declared type for each of the rule's own `options`. */
  readonly options: RuleOptions;
  readonly report: (report: Report) => void;
}

export interface Rule {
  /** Bare kebab-case, as in the catalogue; equals the file's name. */
  readonly id: string;
  readonly category: Exclude<Category, 'syntax' | 'schema'>;
  readonly severity: Severity;
  readonly risk: Risk;
  /** First release of RouterOS Guard that has it. */
  readonly since: string;
  /** On without being asked for; others are on in the preset `strict`, or where they are given a severity. */
  readonly recommended: boolean;
  /** One sentence, no full stop: title of the page and of the SARIF entry. */
  readonly summary: string;
  /** Markdown: why it matters and what to do instead. Facts only. */
  readonly why: string;
  /** Markdown: what an attacker gains where it is found. Facts only. */
  readonly impact?: string;
  /** Markdown: what the fix changes, and what it could break (both ends of a tunnel, a way to the router). */
  readonly fixRisk?: string;
  /** Markdown: in which releases of RouterOS it is different, and how. Facts only. */
  readonly versions?: string;
  /** CWE, CVE ids and vendor pages: `CWE-319`, `https://manual.mikrotik.com/...` */
  readonly references: readonly string[];
  /** What about it can be set. */
  readonly options?: readonly RuleOption[];
  /**
   * Rules, or findings of the engine, that say less of the same cause: theirs are left out where they lie in a finding of this rule, or in a place that
   * it points to (`related`).
   */
  readonly supersedes?: readonly string[];
  readonly fix: FixClass | null;
  readonly examples: readonly Example[];
  /** Tricky scripts on which it must stay silent, each with its reason. */
  readonly silent: readonly { readonly script: string; readonly because: string }[];
  /** The menus that it listens to: it does not run on a script that mentions none of them. Empty: it always runs. */
  readonly menus: readonly string[];
  check(context: RuleContext): void;
}

/** Declares a rule; the registry (generated), documentation, SARIF and tests come from the object. */
export function defineRule(rule: Rule): Rule {
  return rule;
}

/** Edit that appends ` name=value` to a command, after its last argument. */
export function appendArgument(command: CommandUse, text: string): TextEdit {
  return { start: command.span.end, end: command.span.end, text: ` ${text}` };
}

/** Edit that replaces an argument's value. */
export function replaceValue(argument: ArgumentUse, text: string): TextEdit | undefined {
  return argument.value && { ...argument.value.span, text };
}
