import { checkScript, findingsOf, type CheckOptions, type CheckResult } from '../../server/src/rules/engine';
import type { Finding, Fix, Rule } from '../../server/src/rules/rule';
import { readScript } from '../../server/src/model/script';
import { schema } from '../../server/src/schema/bundled';

export type Options = Omit<CheckOptions, 'schema'>;

export function check(text: string, options: Options = {}): CheckResult {
  return checkScript(text, { schema: schema(), ...options });
}

/** Findings of a script with a set of rules of the test's own. */
export function checkWith(rules: readonly Rule[], text: string, options: Options = {}): readonly Finding[] {
  const { release, releaseWins } = options;
  const script = readScript(text, { schema: schema(), release, releaseWins });
  const steps = findingsOf(script, rules, { schema: schema(), ...options });
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** `rule severity "marked text"` for each finding. */
export function outline(text: string, findings: readonly Finding[]): string[] {
  return findings.map(
    ({ rule, severity, span }) => `${rule} ${severity} ${JSON.stringify(text.slice(span.start, span.end))}`,
  );
}

export function ofRule(findings: readonly Finding[], rule: string): readonly Finding[] {
  return findings.filter((finding) => finding.rule === rule);
}

export function firstFix(finding: Finding | undefined): Fix | undefined {
  return finding?.fixes[0];
}

/** A rule that finds every command with this verb; what is not given is filled in. */
export function verbRule(id: string, verb: string, more: Partial<Rule> = {}): Rule {
  return {
    id,
    category: 'style',
    severity: 'warning',
    risk: 'none',
    since: '0.1.0',
    recommended: true,
    summary: `The command ${verb}`,
    why: 'A rule of a test.',
    references: [],
    fix: null,
    examples: [],
    silent: [],
    menus: [],
    check({ script, report }) {
      for (const command of script.commands) {
        if (command.verb === verb) report({ span: command.verbSpan, message: `found ${verb}` });
      }
    },
    ...more,
  };
}
