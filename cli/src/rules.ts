import { builtinFindings } from '../../server/src/rules/builtin';
import { configuredFor, isActive } from '../../server/src/rules/configuration';
import type { Configuration } from '../../server/src/rules/configuration';
import { readConfigurationFile } from '../../server/src/rules/configuration/file';
import type { LoadedConfiguration } from '../../server/src/rules/configuration/load';
import { rules } from '../../server/src/rules/registry';
import type { Category, FixClass, Risk, Severity } from '../../server/src/rules/rule';
import type { RulesRequest } from './arguments';
import { createConfigurations } from './configurations';
import { exitCodes } from './exitCodes';
import type { ExitCode } from './exitCodes';
import type { Io, Screen } from './io';
import { counted, printable } from './printable';
import { requireConfigurations } from './scripts';
import { shortPath } from './shortPath';
import { styleOf } from './style';
import type { Style } from './style';

/** A rule, and what is in force for it. */
interface RuleState {
  readonly id: string;
  readonly category: Category;
  readonly risk: Risk;
  readonly fix: FixClass | null;
  readonly summary: string;
  /** `off`, or the severity of its findings. */
  readonly severity: 'off' | Severity;
  /** What decided that: `default`, `preset strict`, or the path of a configuration file. */
  readonly source: string;
}

interface Known {
  readonly id: string;
  readonly category: Category;
  readonly severity: Severity;
  readonly summary: string;
  readonly recommended: boolean;
  readonly risk: Risk;
  readonly fix: FixClass | null;
}

function all(): readonly Known[] {
  const builtin = builtinFindings.map((finding) => ({
    ...finding,
    recommended: true,
    risk: 'none' as const,
    fix: null,
  }));
  return [...rules, ...builtin].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** The file among a configuration's that sets a rule: the first one that names it, from the one that counts most. */
function fileThatSets(id: string, loaded: LoadedConfiguration | undefined): string | undefined {
  for (const { path, text } of loaded?.files ?? []) {
    const { layer, overrides } = readConfigurationFile(text, (release) => ({ kind: 'known', release }));
    const layers = [layer, ...overrides.map((override) => override.layer)];
    if (layers.some((each) => configuredFor(each.rules, id) !== undefined)) return shortPath(path);
  }
  return undefined;
}

function stateOf(rule: Known, configuration: Configuration, loaded: LoadedConfiguration | undefined): RuleState {
  const { id, category, risk, fix, summary } = rule;
  const configured = configuredFor(configuration.rules, id);
  const isOwnRule = rules.find((candidate) => candidate.id === id);
  const active = isOwnRule ? isActive(isOwnRule, configuration) : configured !== 'off';
  const source =
    configured !== undefined
      ? (fileThatSets(id, loaded) ?? shortPath(loaded?.path ?? ''))
      : active && !rule.recommended
        ? `preset ${configuration.preset}`
        : 'default';
  const severity = active ? (configured ?? rule.severity) : 'off';
  return { id, category, risk, fix, summary, severity, source };
}

function severityWord(severity: RuleState['severity'], style: Style): string {
  const word = severity.padEnd('information'.length);
  switch (severity) {
    case 'error':
      return style.red(word);
    case 'warning':
      return style.yellow(word);
    case 'information':
      return style.blue(word);
    case 'off':
      return style.dim(word);
    case 'hint':
      return word;
  }
}

function listText(states: readonly RuleState[], { colour }: Screen): string {
  const style = styleOf(colour);
  const widest = (words: readonly string[]): number => words.reduce((most, word) => Math.max(most, word.length), 0);
  const ids = widest(states.map(({ id }) => id));
  const sources = widest(states.map(({ source }) => printable(source)));
  return states
    .map(({ id, severity, source, summary }) =>
      [
        style.bold(id.padEnd(ids)),
        severityWord(severity, style),
        style.dim(printable(source).padEnd(sources)),
        summary,
      ].join('  '),
    )
    .map((line) => `${line}\n`)
    .join('');
}

/** Command `rules`: all rules and findings of the engine, each with what is in force and where that was said, for a script or for the current directory. */
export async function listRules(request: RulesRequest, io: Io): Promise<ExitCode> {
  const configurations = createConfigurations(request);
  // Without a script: what counts for one that lies here.
  const path = request.file ?? 'script.rsc';
  const configuration = await configurations.of(path);
  const loaded = await configurations.fileOf(path);
  requireConfigurations(configurations, io);
  const states = all().map((rule) => stateOf(rule, configuration, loaded));
  if (request.format === 'json') {
    const { preset, release, settings } = configuration;
    const configurationFile = loaded ? shortPath(loaded.path) : null;
    const shown = { version: 1, configurationFile, preset, targetVersion: release ?? null, settings, rules: states };
    io.writeStdout(`${JSON.stringify(shown)}\n`);
    return exitCodes.clean;
  }
  io.writeStdout(listText(states, io.stdout));
  const on = states.filter(({ severity }) => severity !== 'off').length;
  const file = loaded ? printable(shortPath(loaded.path)) : 'no configuration file';
  io.writeStderr(`${counted(states.length, 'rule')}, ${on} on; preset ${configuration.preset}; ${file}.\n`);
  return exitCodes.clean;
}
