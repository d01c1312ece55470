import { builtinFinding } from './builtin';
import { rules as registry } from './registry';
import type { Rule, Severity } from './rule';
import { isSchemaFinding } from './schemaFindings';

/** The setting `routerosGuard.rules`: rule id to `off` or a severity. */
export type RuleConfiguration = Readonly<Record<string, 'off' | Severity>>;

/** Strongest first. */
export const severities: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

export function isSeverity(value: unknown): value is Severity {
  return typeof value === 'string' && (severities as readonly string[]).includes(value);
}

/** What is configured for one rule, or undefined. Values that are neither `off` nor a severity count as not configured. */
export function configuredFor(configuration: RuleConfiguration | undefined, id: string): 'off' | Severity | undefined {
  if (configuration === undefined || !Object.hasOwn(configuration, id)) return undefined;
  const value: unknown = configuration[id];
  return value === 'off' || isSeverity(value) ? value : undefined;
}

/** Does the rule run? Recommended rules do unless they are off; others when they have a severity. */
export function isActive(rule: Rule, configuration: RuleConfiguration | undefined): boolean {
  const configured = configuredFor(configuration, rule.id);
  return configured === undefined ? rule.recommended : configured !== 'off';
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

/** What is wrong with a configuration, in plain words, one entry a problem; empty when all is well. */
export function configurationProblems(configuration: Readonly<Record<string, unknown>>): string[] {
  const problems: string[] = [];
  for (const [id, value] of Object.entries(configuration)) {
    if (!isKnownId(id)) {
      problems.push(`There is no rule "${id}". The rules are listed in docs/rules/index.md.`);
    } else if (value !== 'off' && !isSeverity(value)) {
      problems.push(`The rule "${id}" must be set to "off", "error", "warning", "information" or "hint".`);
    } else if (builtinFinding(id)?.silenceable === false) {
      problems.push(`"${id}" cannot be configured: the router would refuse the script.`);
    }
  }
  return problems;
}
