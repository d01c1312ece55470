import type { EmbeddedScript, ModelError, ScriptModel } from '../model/types';
import { readScriptSteps } from '../model/script';
import type { Schema } from '../schema/types';
import { holderOf, type Span } from '../syntax/span';
import { internalErrorId, syntaxErrorId } from './builtin';
import {
  configuredFor,
  defaultConfiguration,
  findingSeverity,
  isActive,
  isKnownId,
  optionsFor,
  rank,
  type Configuration,
  type RuleConfiguration,
} from './configuration';
import { rules as registry } from './registry';
import type { Finding, Fix, Report, Rule } from './rule';
import { invalidValueId, isScriptingFinding, notInReleaseId } from './schemaFindings';
import { applySuppressions } from './suppressions';

export type { Configuration, RuleConfiguration } from './configuration';

/** A schema, and the configuration as far as it is not the default one. */
export interface CheckOptions extends Partial<Configuration> {
  readonly schema: Schema;
}

export interface CheckResult {
  readonly script: ScriptModel;
  /** Sorted by position, without repetitions; errors of syntax and schema among them; what a comment suppresses is left out. */
  readonly findings: readonly Finding[];
}

/** Reads a script and runs the rules on it. Never throws: a rule that fails becomes a finding. */
export function checkScript(text: string, options: CheckOptions): CheckResult {
  return finish(checkSteps(text, options));
}

/** The same, yielding between units of work (statement by statement, then rule by rule), so that a server can slice time and drop stale work. */
export function* checkSteps(text: string, options: CheckOptions): Generator<undefined, CheckResult, undefined> {
  const { schema, release, releaseWins } = options;
  const script = yield* readScriptSteps(text, { schema, release, releaseWins });
  yield;
  const findings = yield* findingsOf(script, registry, options);
  return { script, findings };
}

/**
 * Runs a set of rules on a script that has been read, yielding after each rule. The findings come as in `CheckResult`.
 * Rules judge by the release that the script was read for (`ScriptModel.target`).
 */
export function* findingsOf(
  script: ScriptModel,
  rules: readonly Rule[],
  options: CheckOptions,
): Generator<undefined, readonly Finding[], undefined> {
  const configuration: Configuration = { ...defaultConfiguration, ...options };
  const { release } = script.target;
  const findings = script.errors.flatMap((error) => modelFinding(error, options.rules));
  for (const embedded of script.embedded) {
    const inner = yield* findingsOf(embedded.script, rules, options);
    findings.push(...inner.map((finding) => outwards(finding, embedded)));
  }
  const ran = new Set<string>();
  for (const rule of rules) {
    if (!isActive(rule, configuration)) continue;
    if (!listens(rule, script)) {
      ran.add(rule.id);
      continue;
    }
    const outcome = runRule(rule, script, release, configuration);
    if (outcome.completed) ran.add(rule.id);
    findings.push(...outcome.findings);
    yield;
  }
  const suppressed = applySuppressions(script, findings, {
    isKnown: (id) => isKnownId(id) || rules.some((rule) => rule.id === id),
    isDecided: (id) => ran.has(id) || !rules.some((rule) => rule.id === id),
    configuration,
  });
  const told = withoutSuperseded(withoutExplained(suppressed, rules), rules);
  return saidOnce(sorted(withoutRepetitions(told)));
}

/** A finding of a script inside a value, in the text around it. What a router refuses there it refuses only when that script runs. */
function outwards(finding: Finding, embedded: EmbeddedScript): Finding {
  return {
    ...finding,
    severity: finding.severity === 'error' ? 'warning' : finding.severity,
    span: embedded.toOuterSpan(finding.span),
    related: finding.related.map((place) => ({ ...place, span: embedded.toOuterSpan(place.span) })),
    fixes: finding.fixes.map((fix) => outerFix(fix, embedded)),
  };
}

/** What is escaped in the edits is escaped in their placeholders too: they are found by their letters. */
function outerFix(fix: Fix, embedded: EmbeddedScript): Fix {
  const outer: Fix = { ...fix, edits: fix.edits.map((edit) => embedded.toOuterEdit(edit)) };
  if (fix.placeholders === undefined) return outer;
  return {
    ...outer,
    placeholders: fix.placeholders.map((text) => embedded.toOuterEdit({ start: 0, end: 0, text }).text),
  };
}

function finish<T>(steps: Generator<undefined, T, undefined>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

function listens(rule: Rule, script: ScriptModel): boolean {
  return rule.menus.length === 0 || rule.menus.some((menu) => script.evidence.mentions(menu));
}

function runRule(
  rule: Rule,
  script: ScriptModel,
  release: string,
  configuration: Configuration,
): { readonly findings: readonly Finding[]; readonly completed: boolean } {
  const configured = configuredFor(configuration.rules, rule.id);
  const severity = configured === 'off' ? undefined : configured;
  const findings: Finding[] = [];
  const report = (report: Report): void => {
    findings.push({
      ...report,
      rule: rule.id,
      category: rule.category,
      severity: findingSeverity(rule.severity, report.severity, severity),
      related: report.related ?? [],
      tags: report.tags ?? [],
      fixes: report.fixes ?? [],
    });
  };
  try {
    const options = optionsFor(rule, configuration.rules);
    rule.check({ script, release, settings: configuration.settings, options, report });
    return { findings, completed: true };
  } catch (error) {
    return { findings: failure(rule, error, configuration.rules), completed: false };
  }
}

function failure(rule: Rule, error: unknown, configuration: RuleConfiguration | undefined): readonly Finding[] {
  const configured = configuredFor(configuration, internalErrorId);
  if (configured === 'off') return [];
  // Only the kind of the error: its message might hold text of the script, and with it a secret.
  const kind = error instanceof Error ? error.name : 'error';
  return [
    {
      rule: internalErrorId,
      category: 'correctness',
      severity: configured ?? 'information',
      span: { start: 0, end: 0 },
      message: `The rule ${rule.id} failed on this script (${kind}) and says nothing about it. All other rules ran.`,
      related: [],
      tags: [],
      fixes: [],
    },
  ];
}

/** Errors of syntax and schema keep their severity where the router would refuse the script; weaker ones can be configured. */
function modelFinding(error: ModelError, configuration: RuleConfiguration | undefined): readonly Finding[] {
  const configured = error.severity === 'error' ? undefined : configuredFor(configuration, error.code);
  if (configured === 'off') return [];
  return [
    {
      rule: error.code,
      category: error.code === syntaxErrorId ? 'syntax' : isScriptingFinding(error.code) ? 'scripting' : 'schema',
      severity: configured ?? error.severity,
      span: error.span,
      message: error.message,
      ...(error.once === undefined ? {} : { once: error.once }),
      related: error.related ?? [],
      tags: [],
      // The reader offers a repair only where nothing else can be meant; what it suggests is for a person to choose.
      fixes: [
        ...(error.repair ? [{ ...error.repair, class: 'safe' as const }] : []),
        ...(error.suggestions ?? []).map((suggestion) => ({ ...suggestion, class: 'suggestion' as const })),
      ],
    },
  ];
}

/** Findings of the schema that a rule may know more about. */
const explainable: ReadonlySet<string> = new Set([invalidValueId, notInReleaseId]);

/**
 * A value or a name that the schema refuses and a rule explains is reported once, by the rule: it knows what to write instead. Where the rule is off or
 * suppressed, the schema's error stays.
 */
function withoutExplained(findings: readonly Finding[], rules: readonly Rule[]): readonly Finding[] {
  const explaining = new Set(rules.filter(({ severity }) => severity === 'error').map(({ id }) => id));
  const explained = new Set<string>();
  for (const { rule, severity, span } of findings)
    if (explaining.has(rule)) explained.add(`${severity} ${span.start} ${span.end}`);
  return findings.filter(
    ({ rule, severity, span }) => !explainable.has(rule) || !explained.has(`${severity} ${span.start} ${span.end}`),
  );
}

/** One cause is reported once: see `Rule.supersedes`. Where the rule that says more is off or suppressed, the other one speaks. */
function withoutSuperseded(findings: readonly Finding[], rules: readonly Rule[]): readonly Finding[] {
  const superseding = new Map(rules.flatMap(({ id, supersedes }) => (supersedes ? [[id, supersedes]] : [])));
  const places = new Map<string, Span[]>();
  for (const { rule, span, related } of findings) {
    for (const id of superseding.get(rule) ?? [])
      placesOf(places, id).push(span, ...related.map((place) => place.span));
  }
  if (places.size === 0) return findings;
  const holders = new Map([...places].map(([id, spans]) => [id, holderOf(spans)]));
  return findings.filter(({ rule, span }) => holders.get(rule)?.(span) !== true);
}

/** What is to be said once for a file (`Report.once`) stands where it comes first, whatever scripts stand inside its values. In the order of the text. */
function saidOnce(findings: readonly Finding[]): readonly Finding[] {
  const said = new Set<string>();
  return findings.filter(({ rule, once }) => {
    if (once === undefined) return true;
    const key = `${rule} ${once}`;
    const isFirst = !said.has(key);
    said.add(key);
    return isFirst;
  });
}

function placesOf(places: Map<string, Span[]>, id: string): Span[] {
  const known = places.get(id);
  if (known) return known;
  const made: Span[] = [];
  places.set(id, made);
  return made;
}

function withoutRepetitions(findings: readonly Finding[]): Finding[] {
  const seen = new Set<string>();
  return findings.filter((finding) => {
    const key = `${finding.rule} ${finding.span.start} ${finding.span.end} ${finding.message}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function sorted(findings: Finding[]): readonly Finding[] {
  return findings.sort(
    (a, b) =>
      a.span.start - b.span.start ||
      a.span.end - b.span.end ||
      rank(a.severity) - rank(b.severity) ||
      (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0),
  );
}
