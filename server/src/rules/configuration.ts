import { builtinFinding } from './builtin';
import { optionValues } from './configuration/options';
import { defaultSettings } from './configuration/settings';
import { rules as registry } from './registry';
import type { AnalysisSettings, Rule, RuleOptions, Severity } from './rule';
import { isSchemaFinding } from './schemaFindings';

/** What is configured for one rule: `off`, a severity, or an object where the rule's options are set too. */
export type RuleSetting =
  'off' | Severity | { readonly severity?: 'off' | Severity | undefined; readonly options?: RuleOptions | undefined };

/** Rule id to what is configured for it; rules that are not named are as the preset has them. */
export type RuleConfiguration = Readonly<Record<string, RuleSetting>>;

/** `recommended`: the rules that are on by themselves. `strict`: all rules, and suppressions must give a reason. */
export const presets = ['recommended', 'strict'] as const;
export type Preset = (typeof presets)[number];

/** All that a check is decided by besides the script and the schema. */
export interface Configuration {
  readonly preset: Preset;
  readonly rules: RuleConfiguration;
  /** RouterOS release to judge by where the script does not name one itself; '' and undefined stand for the newest known. */
  readonly release: string | undefined;
  /** `release` goes before the header of an export: a person named it for this one check (command line, push). */
  readonly releaseWins: boolean;
  readonly settings: AnalysisSettings;
}

export const defaultConfiguration: Configuration = {
  preset: 'recommended',
  rules: {},
  release: undefined,
  releaseWins: false,
  settings: defaultSettings,
};

/** Strongest first. */
export const severities: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

export function isSeverity(value: unknown): value is Severity {
  return typeof value === 'string' && (severities as readonly string[]).includes(value);
}

/** The severity that is configured for one rule, or undefined. Values that are neither `off` nor a severity count as not configured. */
export function configuredFor(rules: RuleConfiguration | undefined, id: string): 'off' | Severity | undefined {
  const setting = settingFor(rules, id);
  const severity = isRecord(setting) ? setting.severity : setting;
  return severity === 'off' || isSeverity(severity) ? severity : undefined;
}

/** A value for each option of a rule: what is configured, where it has the right type, else the default. */
export function optionsFor(rule: Rule, rules: RuleConfiguration | undefined): RuleOptions {
  const setting = settingFor(rules, rule.id);
  const configured = isRecord(setting) ? setting.options : undefined;
  return optionValues(rule.options, isRecord(configured) ? configured : {});
}

/** Does the rule run? Those of the preset do unless they are off; others when they have a severity. */
export function isActive(rule: Rule, { preset, rules }: Pick<Configuration, 'preset' | 'rules'>): boolean {
  const configured = configuredFor(rules, rule.id);
  return configured === undefined ? rule.recommended || preset === 'strict' : configured !== 'off';
}

function settingFor(rules: RuleConfiguration | undefined, id: string): unknown {
  return rules !== undefined && Object.hasOwn(rules, id) ? rules[id] : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Severity of one finding. The configured severity stands for the rule's own; a finding that the rule itself holds for weaker than
 * its own severity (the evidence is thin) is never made stronger by it.
 */
export function findingSeverity(
  own: Severity,
  reported: Severity | undefined,
  configured: Severity | undefined,
): Severity {
  if (configured === undefined) return reported ?? own;
  if (reported === undefined || rank(reported) <= rank(own)) return configured;
  return rank(reported) > rank(configured) ? reported : configured;
}

/** 0 for the strongest. */
export function rank(severity: Severity): number {
  return severities.indexOf(severity);
}

/** Is there a rule, or another kind of finding, with this id? */
export function isKnownId(id: string): boolean {
  return registry.some((rule) => rule.id === id) || builtinFinding(id) !== undefined || isSchemaFinding(id);
}
