import { builtinFinding, builtinFindings, type BuiltinFinding } from './builtin';
import { rules as registry } from './registry';
import type { Example, FixClass, Rule } from './rule';

const fixWords: Readonly<Record<FixClass, string>> = {
  safe: 'safe (fix-all applies it)',
  suggestion: 'suggestion (offered one by one)',
};

/** The Markdown page of a rule; everything on it comes from the rule itself. Ends with a line end. */
export function rulePage(rule: Rule): string {
  const badges = [
    `Category: ${rule.category}`,
    `Severity: ${rule.severity}`,
    `Risk: ${rule.risk}`,
    `Fix: ${rule.fix === null ? 'none' : fixWords[rule.fix]}`,
    `Since: ${rule.since}`,
    ...(rule.recommended ? [] : ['Off unless configured']),
  ];
  return join([
    `# ${rule.id}`,
    badges.map((badge) => `**${badge}**`).join(' · '),
    `${rule.summary}.`,
    `## Why\n\n${rule.why.trim()}`,
    `## Examples\n\n${rule.examples.map(exampleText).join('\n\n')}`,
    ...(rule.silent.length === 0 ? [] : [`## Where it stays silent\n\n${rule.silent.map(silentText).join('\n\n')}`]),
    turningOff(rule.id),
    ...(rule.references.length === 0 ? [] : [`## References\n\n${rule.references.map(referenceText).join('\n')}`]),
  ]);
}

/** The page of a rule or of a finding of the engine itself; undefined when there is none with this id. */
export function rulePageById(id: string): string | undefined {
  const rule = registry.find((candidate) => candidate.id === id);
  if (rule !== undefined) return rulePage(rule);
  const builtin = builtinFinding(id);
  return builtin && builtinPage(builtin);
}

/** The page of a finding that the engine itself makes. */
export function builtinPage(finding: BuiltinFinding): string {
  return join([
    `# ${finding.id}`,
    [`Category: ${finding.category}`, `Severity: ${finding.severity}`].map((badge) => `**${badge}**`).join(' · '),
    `${finding.summary}.`,
    `## Why\n\n${finding.why}`,
    ...(finding.silenceable ? [turningOff(finding.id)] : []),
  ]);
}

/** The list of all rules, by category. */
export function indexPage(rules: readonly Rule[]): string {
  const categories = [...new Set(rules.map((rule) => rule.category))].sort();
  const sections = categories.map((category) => {
    const rows = rules
      .filter((rule) => rule.category === category)
      .map((rule) => `| [${rule.id}](${rule.id}.md) | ${rule.summary} | ${rule.severity} | ${rule.fix ?? 'none'} |`);
    const name = category.charAt(0).toUpperCase() + category.slice(1);
    return `## ${name}\n\n| Rule | What it finds | Severity | Fix |\n| --- | --- | --- | --- |\n${rows.join('\n')}`;
  });
  const builtin = builtinFindings.map(
    (finding) => `| [${finding.id}](${finding.id}.md) | ${finding.summary} | ${finding.severity} |`,
  );
  return join([
    '# Rules',
    'A finding needs evidence in the script: what a script does not mention is not wrong. Fixes are of two classes: *safe* ones are applied by fix-all, *suggestions* are offered one by one, because they need a value or may cut access.',
    ...sections,
    `## The engine itself\n\n| Finding | What it means | Severity |\n| --- | --- | --- |\n${builtin.join('\n')}`,
  ]);
}

function join(sections: readonly string[]): string {
  return `${sections.join('\n\n')}\n`;
}

function turningOff(id: string): string {
  return [
    '## Turning it off',
    'For one command, with a comment above it:',
    fence(`# routeros-guard-disable-next-line ${id} -- reason`),
    'From a place to the end of the file, and for a whole file:',
    fence(`# routeros-guard-disable ${id} -- reason\n# routeros-guard-disable-file ${id} -- reason`),
    'Everywhere, or with another severity, in the settings:',
    fence(`"routerosGuard.rules": { "${id}": "off" }`, 'json'),
  ].join('\n\n');
}

function exampleText(example: Example): string {
  const parts = ['Found:', fence(example.bad)];
  if (example.fixed !== undefined) parts.push('After its fix:', fence(example.fixed));
  parts.push('Not found:', fence(example.good));
  return parts.join('\n\n');
}

function silentText(silent: Rule['silent'][number]): string {
  return `${fence(silent.script)}\n\n${silent.because.replace(/\.$/, '')}.`;
}

function fence(text: string, language = 'routeros'): string {
  return `\`\`\`${language}\n${text.replace(/\n$/, '')}\n\`\`\``;
}

function referenceText(reference: string): string {
  const weakness = /^CWE-(\d+)$/.exec(reference)?.[1];
  if (weakness !== undefined) return `- [${reference}](https://cwe.mitre.org/data/definitions/${weakness}.html)`;
  if (/^CVE-\d{4}-\d+$/.test(reference)) return `- [${reference}](https://nvd.nist.gov/vuln/detail/${reference})`;
  return `- <${reference}>`;
}
