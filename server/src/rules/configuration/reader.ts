import { closeWords } from '../../schema/values/words';
import type { Span } from '../../syntax/span';
import { isSeverity, severities, type RuleConfiguration, type RuleSetting } from '../configuration';
import { builtinFindings } from '../builtin';
import { rules as registry } from '../registry';
import type { RuleOption, Severity } from '../rule';
import type { Json, JsonEntry } from './json';
import { fitsOption, optionTypeWords } from './options';

/** Something that is wrong with a configuration. It has no effect; everything else has. */
export interface ConfigurationProblem {
  /** Where it stands in the text of the file; nowhere in particular for settings of an editor. */
  readonly span: Span;
  /** The keys that lead to it: `['rules']`, `['overrides', 'files']`. */
  readonly path: readonly string[];
  /** Sentences for a person: what is wrong, and what to write. */
  readonly message: string;
}

/** Takes down what is wrong at a place. */
export type Report = (at: { readonly span: Span }, path: readonly string[], message: string) => void;

/** `"a", "b" or "c"` */
export function alternativesText(words: readonly string[]): string {
  const quoted = words.map((word) => `"${word}"`);
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1) ?? ''}`;
}

/** ` Did you mean "x"?`, or the given sentence where nothing comes close. */
export function didYouMean(text: string, words: readonly string[], otherwise = ''): string {
  // Of a few words `closeWords` gives all: that is a list to show, no guess.
  const close = closeWords(text, [...words, '', '', '', '', '']).filter((word) => word !== '');
  if (close.length > 0) return ` Did you mean ${alternativesText(close.slice(0, 2))}?`;
  return otherwise === '' ? '' : ` ${otherwise}`;
}

/** The last entry of each key; earlier ones of the same key are reported. */
export function distinctEntries(
  entries: readonly JsonEntry[],
  path: readonly string[],
  report: Report,
): readonly JsonEntry[] {
  const last = new Map(entries.map((entry) => [entry.key, entry]));
  for (const entry of entries) {
    if (last.get(entry.key) === entry) continue;
    report({ span: entry.keySpan }, path, `"${entry.key}" is given more than once: only the last one counts.`);
  }
  return [...last.values()];
}

/** One of some words, or undefined (reported). */
export function readWord<Word extends string>(
  json: Json,
  words: readonly Word[],
  path: readonly string[],
  report: Report,
): Word | undefined {
  const word = json.kind === 'string' ? words.find((known) => known === json.value) : undefined;
  if (word === undefined) {
    const hint = json.kind === 'string' ? didYouMean(json.value, words) : '';
    report(json, path, `It must be ${alternativesText(words)}.${hint}`);
  }
  return word;
}

/** A list of texts that `problem` finds nothing wrong with (the end of a sentence); entries that are wrong are reported and left out. */
export function readTexts(
  json: Json,
  path: readonly string[],
  report: Report,
  problem: (text: string) => string | undefined,
): readonly string[] | undefined {
  if (json.kind !== 'array') {
    report(json, path, 'It must be a list of texts, in [ ].');
    return undefined;
  }
  return json.items.flatMap((item) => {
    if (item.kind !== 'string') {
      report(item, path, 'It must be a text.');
      return [];
    }
    const wrong = problem(item.value);
    if (wrong === undefined) return [item.value];
    report(item, path, `"${item.value}" ${wrong}.`);
    return [];
  });
}

const knownIds: readonly string[] = [
  ...registry.map(({ id }) => id),
  ...builtinFindings.filter(({ silenceable }) => silenceable).map(({ id }) => id),
];

/** Reads rule settings; what is wrong is reported and left out. */
export function readRules(json: Json, path: readonly string[], report: Report): RuleConfiguration | undefined {
  if (json.kind !== 'object') {
    report(json, path, 'It must be an object that maps rules to "off" or a severity. All rules keep their defaults.');
    return undefined;
  }
  const rules = distinctEntries(json.entries, path, report).flatMap((entry) => {
    const setting = readRule(entry, path, report);
    return setting === undefined ? [] : [[entry.key, setting] as const];
  });
  return Object.fromEntries(rules);
}

function readRule(
  { key, keySpan, value }: JsonEntry,
  path: readonly string[],
  report: Report,
): RuleSetting | undefined {
  if (builtinFindings.some(({ id, silenceable }) => id === key && !silenceable)) {
    report({ span: keySpan }, path, `"${key}" cannot be configured: the router would refuse the script.`);
    return undefined;
  }
  if (!knownIds.includes(key)) {
    const hint = didYouMean(key, knownIds, 'The rules are listed in docs/rules/index.md.');
    report({ span: keySpan }, path, `There is no rule "${key}".${hint}`);
    return undefined;
  }
  if (value.kind === 'object') return readRuleObject(key, value.entries, path, report);
  return readSeverity(key, value, path, report);
}

function readSeverity(rule: string, json: Json, path: readonly string[], report: Report): 'off' | Severity | undefined {
  if (json.kind === 'string' && (json.value === 'off' || isSeverity(json.value))) return json.value;
  const words = ['off', ...severities];
  const hint = json.kind === 'string' ? didYouMean(json.value, words) : '';
  report(
    json,
    path,
    `The rule "${rule}" must be set to ${alternativesText(words)}, or to an object with "severity" and "options".${hint}`,
  );
  return undefined;
}

function readRuleObject(
  rule: string,
  entries: readonly JsonEntry[],
  path: readonly string[],
  report: Report,
): RuleSetting {
  let severity: 'off' | Severity | undefined;
  let options: Readonly<Record<string, unknown>> | undefined;
  for (const { key, keySpan, value } of distinctEntries(entries, path, report)) {
    if (key === 'severity') severity = readSeverity(rule, value, path, report);
    else if (key === 'options') options = readOptions(rule, value, path, report);
    else {
      const message = `A rule has "severity" and "options", and no "${key}".`;
      report({ span: keySpan }, path, `${message}${didYouMean(key, ['severity', 'options'])}`);
    }
  }
  return { severity, options };
}

function readOptions(
  rule: string,
  json: Json,
  path: readonly string[],
  report: Report,
): Readonly<Record<string, unknown>> | undefined {
  if (json.kind !== 'object') {
    report(json, path, `The options of "${rule}" must be an object.`);
    return undefined;
  }
  const known: readonly RuleOption[] = registry.find(({ id }) => id === rule)?.options ?? [];
  const options = distinctEntries(json.entries, path, report).flatMap(({ key, keySpan, value }) => {
    const option = known.find(({ name }) => name === key);
    if (option === undefined) {
      const names = known.map(({ name }) => name);
      const there = names.length === 0 ? 'It has no options.' : `It has ${alternativesText(names)}.`;
      report({ span: keySpan }, path, `The rule "${rule}" has no option "${key}".${didYouMean(key, names, there)}`);
      return [];
    }
    const plain = plainOption(value);
    if (fitsOption(option, plain)) return [[key, plain] as const];
    report(value, path, `The option "${key}" of "${rule}" must be ${optionTypeWords(option)}.`);
    return [];
  });
  return Object.fromEntries(options);
}

function plainOption(json: Json): unknown {
  switch (json.kind) {
    case 'array':
      return json.items.map(plainOption);
    case 'object':
    case 'null':
      return undefined;
    default:
      return json.value;
  }
}
