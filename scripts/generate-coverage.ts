// Writes docs/coverage.md: which rules answer the catalogue, CWE, the vendor's page, Sara and the article, and what is missing.
// Usage: tsx scripts/generate-coverage.ts [--check]
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { rules } from '../server/src/rules/registry';
import type { Rule } from '../server/src/rules/rule';
import { articlePoints, catalogue, saraPoints, vendorPoints, withoutRule, type Point } from './catalogue/sources';

const path = join(fileURLToPath(new URL('..', import.meta.url)), 'docs/coverage.md');

const link = (id: string): string => `[${id}](rules/${id}.md)`;

function catalogueSection(known: ReadonlySet<string>): readonly string[] {
  const lines: string[] = [];
  for (const { title, ids } of catalogue) {
    const there = ids.filter((id) => known.has(id));
    lines.push('', `### ${title}`, '', `${there.length} of ${ids.length}: ${there.map(link).join(', ')}.`);
    const missing = ids.filter((id) => !known.has(id));
    if (missing.length === 0) continue;
    lines.push('', '| Without a rule of its own | Why |', '| --- | --- |');
    for (const id of missing) lines.push(`| ${id} | ${withoutRule[id] ?? 'not yet'} |`);
  }
  return lines;
}

function pointsSection(points: readonly Point[], known: ReadonlySet<string>): readonly string[] {
  return [
    '',
    '| Point | Rules | What is missing |',
    '| --- | --- | --- |',
    ...points.map(({ point, rules: ids, because }) => {
      const missing = ids.filter((id) => !known.has(id));
      const reasons = [...(because === undefined ? [] : [because]), ...missing.map((id) => `${id}: not yet`)];
      return `| ${point} | ${ids
        .filter((id) => known.has(id))
        .map(link)
        .join(', ')} | ${reasons.join('; ')} |`;
    }),
  ];
}

function weaknessSection(all: readonly Rule[]): readonly string[] {
  const byWeakness = new Map<string, string[]>();
  for (const rule of all)
    for (const reference of rule.references) {
      if (!/^(?:CWE|CVE)-/.test(reference)) continue;
      const ids = byWeakness.get(reference) ?? [];
      ids.push(rule.id);
      byWeakness.set(reference, ids);
    }
  const number = (reference: string): string => reference.replace(/\d+/g, (digits) => digits.padStart(6, '0'));
  const rows = [...byWeakness].sort(([a], [b]) => (number(a) < number(b) ? -1 : 1));
  return [
    '',
    '| Weakness | Rules |',
    '| --- | --- |',
    ...rows.map(([name, ids]) => `| ${name} | ${ids.map(link).join(', ')} |`),
  ];
}

/** Text of the page, from the rules as they stand. */
export function coverageText(all: readonly Rule[]): string {
  const known = new Set(all.map(({ id }) => id));
  const listed = new Set(catalogue.flatMap(({ ids }) => ids));
  const more = all.filter(({ id }) => !listed.has(id)).map(({ id }) => id);
  return [
    '# What the rules cover',
    '',
    'Generated from the rules and from what others say should be checked. A row without a rule says so.',
    '',
    '## The catalogue',
    ...catalogueSection(known),
    ...(more.length === 0 ? [] : ['', '### Beyond the catalogue', '', `${more.map(link).join(', ')}.`]),
    '',
    '## The vendor: "Securing your router"',
    ...pointsSection(vendorPoints, known),
    '',
    '## Sara',
    ...pointsSection(saraPoints, known),
    '',
    '## The article',
    '',
    'Step by step, with fixes and snippets: [article-coverage.md](article-coverage.md).',
    ...pointsSection(articlePoints, known),
    '',
    '## Weaknesses (CWE) and vulnerabilities (CVE)',
    ...weaknessSection(all),
    '',
  ].join('\n');
}

async function main(): Promise<number> {
  const text = coverageText(rules);
  if (!process.argv.includes('--check')) {
    await writeFile(path, text);
    return 0;
  }
  if ((await readFile(path, 'utf8').catch(() => '')) === text) return 0;
  console.error('docs/coverage.md is not as the rules make it: run `npm run generate`.');
  return 1;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  void main().then((code) => {
    process.exitCode = code;
  });
}
