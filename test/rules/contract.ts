import { isKnownId } from '../../server/src/rules/configuration';
import type { Rule } from '../../server/src/rules/rule';

/** What is missing or wrong in a rule's own description, in plain words; empty when all is there. */
export function ruleProblems(rule: Rule, category: string, fileName: string): string[] {
  const problems: string[] = [];
  const demand = (holds: boolean, problem: string): void => {
    if (!holds) problems.push(problem);
  };
  demand(`${rule.id}.ts` === fileName, 'the id is not the name of the file');
  demand(rule.category === category, 'the category is not the folder');
  demand(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(rule.id), 'the id is not kebab-case');
  demand(/^\d+\.\d+\.\d+$/.test(rule.since), 'since is no version');
  demand(rule.summary.length >= 10 && /^[A-Z"`]/.test(rule.summary), 'the summary is no sentence');
  demand(!rule.summary.endsWith('.'), 'the summary ends with a full stop');
  demand(rule.why.length >= 40, 'there is no reason in why');
  demand(rule.examples.length > 0, 'there is no example');
  const evident = rule.category === 'security' || rule.category === 'firewall';
  demand(!evident || rule.references.length > 0, 'there is no reference');
  for (const reference of rule.references) {
    demand(/^(?:CWE-\d+|CVE-\d{4}-\d+|https:\/\/\S+)$/.test(reference), `${reference} is no reference`);
  }
  for (const example of rule.examples) demand(example.bad !== example.good, 'an example is bad and good at once');
  for (const { because } of rule.silent) demand(because.length >= 10, 'a silent example has no reason');
  demand(
    rule.severity !== 'error' || rule.risk !== 'none',
    'an error has no risk: say what comes of it (critical, high, medium or low)',
  );
  const expected = { critical: 'warning', high: 'warning', medium: 'warning', low: 'information', none: undefined }[
    rule.risk
  ];
  demand(
    rule.severity === 'error' || rule.severity === 'hint' || expected === undefined || rule.severity === expected,
    `risk ${rule.risk} does not show as ${rule.severity}`,
  );
  demand(
    (rule.fix === null) === rule.examples.every((example) => example.fixed === undefined),
    'fix and the fixed texts of the examples do not agree',
  );
  for (const id of rule.supersedes ?? [])
    demand(id !== rule.id && isKnownId(id), `${id} in supersedes is no other rule`);
  return problems;
}
