/**
 * `npm run corpus -- FOLDER... [--sample N] [--seed N] [--rule ID] [--errors] [--fixes]`: what the rules say about the `.rsc` files of other people.
 * Prints the findings per rule and how fast they came; `--sample` a random sample with at least one finding of each rule (the same for the same
 * seed), `--errors` every finding of severity error, `--rule` all of one rule, `--fixes` what safe fixes do to the files: whether an error or a
 * finding is new, a second run changes something, or an edit leaves the statement of its finding. Ends with 1 where fixes did so.
 */
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { decode } from '../cli/src/bytes';
import { checkScript, type CheckResult } from '../server/src/rules/engine';
import { applyEdits, applySafeFixes, compatibleSafeFixes } from '../server/src/rules/fixes';
import type { Finding } from '../server/src/rules/rule';
import { schema } from '../server/src/schema/bundled';
import { lex } from '../server/src/syntax/lexer';

interface Place {
  readonly file: string;
  readonly text: string;
  readonly finding: Finding;
}

const check = (text: string): CheckResult => checkScript(text, { schema: schema() });

function scriptsBelow(path: string): readonly string[] {
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      if (entry.isDirectory()) return entry.name === '.git' ? [] : scriptsBelow(join(path, entry.name));
      return entry.isFile() && entry.name.toLowerCase().endsWith('.rsc') ? [join(path, entry.name)] : [];
    });
}

function countBy<T>(values: readonly T[], key: (value: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(key(value), (counts.get(key(value)) ?? 0) + 1);
  return counts;
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** `size` places: one of each rule first, then any. */
function sampleOf(places: readonly Place[], size: number, seed: number): readonly Place[] {
  const random = randomNumbers(seed);
  const shuffled = places
    .map((place) => ({ place, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ place }) => place);
  const rules = new Set<string>();
  const first = shuffled.filter(({ finding }) => !rules.has(finding.rule) && rules.add(finding.rule));
  const chosen = [...new Set([...first, ...shuffled])].slice(0, Math.max(size, first.length));
  return chosen.sort((a, b) => (a.finding.rule < b.finding.rule ? -1 : a.finding.rule > b.finding.rule ? 1 : 0));
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split(/\r\n|\r|\n/).length;
}

function show({ file, text, finding }: Place): string {
  const line = lineOf(text, finding.span.start);
  const shown = text.slice(finding.span.start, Math.min(finding.span.end, finding.span.start + 160));
  return `${file}:${line} ${finding.rule} ${finding.severity}: ${finding.message}\n    ${shown.replace(/\s+/g, ' ')}`;
}

/** The end of the command line is as good a place as the command: what a fix appends stands there. */
function sameStatement(text: string, finding: Finding): (start: number, end: number) => boolean {
  const { statementStarts, statementCount } = lex(text);
  const named = [finding.span, ...finding.related.map(({ span }) => span)];
  const statements = named.map(({ start }) => {
    let index = 0;
    while (index + 1 < statementCount && (statementStarts[index + 1] ?? Infinity) <= start) index++;
    return [statementStarts[index] ?? 0, statementStarts[index + 1] ?? text.length] as const;
  });
  return (start, end) => statements.some(([from, to]) => start >= from && end <= to);
}

/** What safe fixes did wrong in one file, in words. */
function faultsOfFixes(text: string): { readonly applied: number; readonly faults: readonly string[] } {
  const before = check(text).findings;
  const faults: string[] = [];
  const { text: fixed, applied } = applySafeFixes(text, check);
  if (applied === 0) return { applied, faults };
  for (const finding of before) {
    const inside = sameStatement(text, finding);
    for (const fix of finding.fixes.filter((one) => one.class === 'safe'))
      if (!fix.edits.every(({ start, end }) => inside(start, end))) faults.push(`${finding.rule} edits elsewhere`);
  }
  const after = check(fixed).findings;
  const known = countBy(before, ({ rule }) => rule);
  for (const [rule, count] of countBy(after, ({ rule }) => rule))
    if (count > (known.get(rule) ?? 0)) faults.push(`${rule}: ${count} instead of ${known.get(rule) ?? 0}`);
  const again = applySafeFixes(fixed, check);
  if (again.text !== fixed) faults.push('a second run changes something');
  const once = compatibleSafeFixes(before).flatMap((fix) => fix.edits);
  if (check(applyEdits(text, once)).findings.some(({ rule }) => rule === 'internal-error')) faults.push('a rule fails');
  return { applied, faults };
}

function main(): number {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      sample: { type: 'string' },
      seed: { type: 'string', default: '1' },
      rule: { type: 'string' },
      errors: { type: 'boolean', default: false },
      fixes: { type: 'boolean', default: false },
    },
  });
  if (positionals.length === 0) {
    console.error('usage: npm run corpus -- FOLDER... [--sample N] [--seed N] [--rule ID] [--errors] [--fixes]');
    return 2;
  }
  const places: Place[] = [];
  const texts: { readonly file: string; readonly text: string }[] = [];
  let characters = 0;
  let unread = 0;
  const started = performance.now();
  for (const folder of positionals) {
    for (const path of scriptsBelow(resolve(folder))) {
      const decoded = decode(readFileSync(path));
      if (decoded.kind !== 'text') {
        unread++;
        continue;
      }
      const file = relative(resolve(folder), path);
      const { text } = decoded;
      texts.push({ file, text });
      characters += text.length;
      places.push(...check(text).findings.map((finding) => ({ file, text, finding })));
    }
  }
  const seconds = (performance.now() - started) / 1000;
  console.log(
    `${texts.length} files (${unread} in UTF-16 not read), ${(characters / 1e6).toFixed(1)} MB, ${places.length} findings in ${seconds.toFixed(1)} s`,
  );
  const counts = countBy(places, ({ finding }) => `${finding.rule} ${finding.severity}`);
  for (const [rule, count] of [...counts].sort((a, b) => b[1] - a[1]))
    console.log(`${String(count).padStart(7)} ${rule}`);

  const listed = places.filter(
    ({ finding }) => (values.errors && finding.severity === 'error') || finding.rule === values.rule,
  );
  for (const place of listed) console.log(show(place));
  if (values.sample !== undefined) {
    const sample = sampleOf(places, Number(values.sample), Number(values.seed));
    console.log(`\nsample of ${sample.length}, seed ${values.seed}`);
    for (const place of sample) console.log(show(place));
  }
  if (!values.fixes) return 0;
  let applied = 0;
  let wrong = 0;
  for (const { file, text } of texts) {
    const outcome = faultsOfFixes(text);
    applied += outcome.applied;
    if (outcome.faults.length === 0) continue;
    wrong++;
    console.log(`${file}: ${[...new Set(outcome.faults)].join('; ')}`);
  }
  console.log(`fixes: ${applied} applied, ${wrong} files with something wrong`);
  return wrong === 0 ? 0 : 1;
}

process.exitCode = main();
