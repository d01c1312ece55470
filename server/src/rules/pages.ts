import { builtinFinding, builtinFindings, type BuiltinFinding } from './builtin';
import { optionTypeWords } from './configuration/options';
import { rules as registry } from './registry';
import type { Example, FixClass, Risk, Rule } from './rule';

const fixWords: Readonly<Record<FixClass, string>> = {
  safe: 'safe (fix-all applies it)',
  suggestion: 'suggestion (offered one by one)',
};

/** Id of the list of all rules, among the pages. */
export const indexPageId = 'index';

/** The Markdown page of a rule; everything on it comes from the rule itself. Ends with a line end. */
export function rulePage(rule: Rule): string {
  const badges = [
    `Category: ${rule.category}`,
    `Severity: ${rule.severity}`,
    `Risk: ${rule.risk}`,
    `Fix: ${rule.fix === null ? 'none' : fixWords[rule.fix]}`,
    `Since: ${rule.since}`,
    ...(rule.recommended ? [] : [strictBadge]),
  ];
  return join([
    `# ${rule.id}`,
    badges.map((badge) => `**${badge}**`).join(' · '),
    `${rule.summary}.`,
    section('Why', rule.why),
    ...(rule.impact === undefined ? [] : [section('What an attacker gains', rule.impact)]),
    section('Examples', rule.examples.map(exampleText).join('\n\n')),
    ...(rule.silent.length === 0 ? [] : [section('Where it stays silent', rule.silent.map(silentText).join('\n\n'))]),
    section('Fix', fixText(rule)),
    ...optionsSection(rule),
    turningOff(rule.id, !rule.recommended),
    section('Versions', versionsText(rule)),
    ...(rule.references.length === 0 ? [] : [section('References', rule.references.map(referenceText).join('\n'))]),
    allRules,
  ]);
}

/** The page of a rule or of a finding of the engine itself, or the list of all rules (`index`); undefined when there is none with this id. */
export function rulePageById(id: string): string | undefined {
  if (id === indexPageId) return indexPage(registry);
  const rule = registry.find((candidate) => candidate.id === id);
  if (rule !== undefined) return rulePage(rule);
  const builtin = builtinFinding(id);
  return builtin && builtinPage(builtin);
}

/** The page of a finding that the engine itself makes. */
export function builtinPage(finding: BuiltinFinding): string {
  const badges = [
    `Category: ${finding.category}`,
    `Severity: ${finding.severity}`,
    ...(finding.strict ? [strictBadge] : []),
  ];
  return join([
    `# ${finding.id}`,
    badges.map((badge) => `**${badge}**`).join(' · '),
    `${finding.summary}.`,
    section('Why', finding.why),
    ...(finding.silenceable ? [turningOff(finding.id, finding.strict === true)] : []),
    allRules,
  ]);
}

/** The list of all rules, by category and by risk. */
export function indexPage(rules: readonly Rule[]): string {
  const categories = [...new Set(rules.map((rule) => rule.category))].sort();
  const byCategory = categories.map((category) =>
    section(
      capitalised(category),
      table(
        ['Rule', 'What it finds', 'Severity', 'Fix', 'On'],
        rules
          .filter((rule) => rule.category === category)
          .map((rule) => [link(rule.id), rule.summary, rule.severity, rule.fix ?? 'none', presetWord(rule)]),
      ),
    ),
  );
  const byRisk = risks.flatMap(([risk, meaning]) => {
    const found = rules.filter((rule) => rule.risk === risk);
    return found.length === 0 ? [] : [`### ${capitalised(risk)}\n\n${meaning}\n\n${found.map(riskLine).join('\n')}`];
  });
  return join([
    '# Rules',
    'A finding needs evidence in the script: what a script does not mention is not wrong. Fixes are of two classes: *safe* ones are applied by fix-all, *suggestions* are offered one by one, because they need a value or may cut access. Rules that are on in *strict* run in that preset, or where they are given a severity.',
    ...byCategory,
    section(
      'The engine itself',
      table(
        ['Finding', 'What it means', 'Severity'],
        builtinFindings.map((finding) => [link(finding.id), finding.summary, finding.severity]),
      ),
    ),
    ...(byRisk.length === 0 ? [] : ['## By risk', ...byRisk]),
  ]);
}

const strictBadge = 'Only in the preset strict, unless configured';
const allRules = '[All rules](index.md)';

/** What the words of the catalogue mean; the severity that goes with each is security-rules.md 0a.3. */
const risks: readonly (readonly [Risk, string])[] = [
  ['critical', 'Shown as warnings. A stranger can take over the router or already has, or its owner is locked out.'],
  ['high', 'Shown as warnings. A door that should be closed stands open, or a secret can be read.'],
  ['medium', 'Shown as warnings. It helps an attack, or weakens what protects against one.'],
  ['low', 'Shown for information. Better practice, or one protection of several.'],
  ['none', 'No matter of security: what does not work, or is hard to read.'],
];

function section(title: string, text: string): string {
  return `## ${title}\n\n${text.trim()}`;
}

function link(id: string): string {
  return `[${id}](${id}.md)`;
}

function presetWord(rule: Rule): string {
  return rule.recommended ? 'always' : 'strict';
}

function riskLine(rule: Rule): string {
  return `- ${link(rule.id)}: ${rule.summary}`;
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function fixText(rule: Rule): string {
  const risk = rule.fixRisk === undefined ? [] : [rule.fixRisk.trim()];
  switch (rule.fix) {
    case null:
      return ['There is no fix: what is right here cannot be told from the script.', ...risk].join('\n\n');
    case 'safe':
      return ['Safe: fix-all applies it. It changes only what the finding names.', ...risk].join('\n\n');
    case 'suggestion':
      return [
        'A suggestion: it is offered one by one and never applied by fix-all, because it needs a value that only you know, or may cut what you rely on. Read what it changes before you take it.',
        ...risk,
      ].join('\n\n');
  }
}

function optionsSection({ id, options = [] }: Rule): readonly string[] {
  if (options.length === 0) return [];
  const defaults = Object.fromEntries(options.map((option) => [option.name, option.default]));
  const rows = options.map((option) => [
    `\`${option.name}\``,
    optionTypeWords(option),
    `\`${JSON.stringify(option.default)}\``,
    option.description,
  ]);
  const example = JSON.stringify({ rules: { [id]: { options: defaults } } }, undefined, 2);
  return [
    section(
      'Options',
      [
        table(['Option', 'Takes', 'Default', 'What it does'], rows),
        'With their defaults, in `.routeros-guard.json`:',
        fence(example, 'json'),
      ].join('\n\n'),
    ),
  ];
}

function versionsText(rule: Rule): string {
  const own = `In RouterOS Guard since ${rule.since}. A script is judged by the RouterOS release in the header of an export, else by \`targetVersion\` of the configuration, else by the newest release that is known.`;
  return rule.versions === undefined ? own : `${rule.versions.trim()}\n\n${own}`;
}

function join(sections: readonly string[]): string {
  return `${sections.join('\n\n')}\n`;
}

function turningOff(id: string, isStrict: boolean): string {
  const json = (value: string): string => fence(`{ "rules": { "${id}": "${value}" } }`, 'json');
  return [
    '## Turning it off',
    'For one command, with a comment above it:',
    fence(`# routeros-guard-disable-next-line ${id} -- reason`),
    'From a place to another (or to the end of the file), and for a whole file:',
    fence(
      [
        `# routeros-guard-disable ${id} -- reason`,
        `# routeros-guard-enable ${id}`,
        `# routeros-guard-disable-file ${id} -- reason`,
      ].join('\n'),
    ),
    'Everywhere, in `.routeros-guard.json`, or in the setting `routerosGuard.rules`; instead of `off` it takes a severity:',
    json('off'),
    ...(isStrict ? ['Turning it on without the preset `strict`:', json('warning')] : []),
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
