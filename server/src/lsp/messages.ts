/**
 * Custom messages between the RouterOS Guard client and server: types and method names only. The one file of the server that the
 * client may import. A client that does not know them loses nothing but what they carry.
 */

/** Request: the Markdown page of a rule. Answer `null` for an unknown rule. */
export const rulePageMethod = 'routerosGuard/rulePage';
export interface RulePageParams {
  readonly rule: string;
}
export interface RulePageResult {
  readonly rule: string;
  readonly markdown: string;
}

/** Request: analyse a text as it is (a snapshot), whatever is open. Used before a push. */
export const analyseMethod = 'routerosGuard/analyse';
export interface AnalyseParams {
  readonly uri: string;
  readonly text: string;
  /** RouterOS release to judge by; default: as for an open document. */
  readonly release?: string;
}
export interface AnalyseFinding {
  readonly rule: string;
  readonly category: string;
  readonly severity: 'error' | 'warning' | 'information' | 'hint';
  readonly message: string;
  /** Zero-based, UTF-16, as in LSP. */
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}
export interface AnalyseResult {
  readonly findings: readonly AnalyseFinding[];
}

/** What the client tells the server at `initialize` (initializationOptions). All optional: another client sends none of it. */
export interface InitializationOptions {
  /** The client can open rule pages, so an "Explain rule" action may be offered (command `routerosGuard.explainRule`). */
  readonly rulePages?: boolean;
}

/** Section of the settings that the server reads (`workspace/configuration`). */
export const settingsSection = 'routerosGuard';

type RuleLevel = 'off' | 'error' | 'warning' | 'information' | 'hint';

/** The section as the server uses it. What is null or an empty text is left to the configuration file; what is said here wins over it. */
export interface ServerSettings {
  /** Which rules are on by themselves. */
  readonly preset: '' | 'recommended' | 'strict';
  /** Rule id to `off`, a severity, or both severity and options of the rule. */
  readonly rules: Readonly<
    Record<string, RuleLevel | { readonly severity?: RuleLevel; readonly options?: Readonly<Record<string, unknown>> }>
  >;
  /** RouterOS release to judge scripts by that do not name one themselves; '': the newest known one. */
  readonly targetVersion: string;
  readonly trustedInterfaceLists: readonly string[] | null;
  readonly wanInterfaceLists: readonly string[] | null;
  readonly managementNetworks: readonly string[] | null;
  readonly managementTransport: '' | 'api' | 'api-ssl' | 'ssh' | 'winbox' | 'www' | 'www-ssl';
  readonly assumeComplete: boolean | null;
}
