import { parseArgs } from 'node:util';
import type { Severity } from '../../server/src/rules/rule';
import { Failure } from './failure';
import { formats, isFormat } from './reporters/names';
import type { Format } from './reporters/names';
import { stdinName } from './sources';

/** What decides how scripts are judged. */
export interface ConfigurationRequest {
  readonly targetVersion: string | undefined;
  /** `nearest`: the nearest file above each script. */
  readonly configuration:
    { readonly kind: 'nearest' } | { readonly kind: 'none' } | { readonly kind: 'file'; readonly path: string };
}

/** Which scripts, and how they are judged. */
export interface ScriptsRequest extends ConfigurationRequest {
  readonly paths: readonly string[];
  readonly stdinFilename: string | undefined;
  /** In lower case, each with its dot; `*` is any. */
  readonly extensions: readonly string[];
  readonly respectIgnore: boolean;
  readonly threads: number | undefined;
  /** Undefined: all is reported, and warnings count. */
  readonly severity: Severity | undefined;
}

export interface ReportRequest {
  readonly format: Format;
  /** Undefined: standard output. */
  readonly file: string | undefined;
}

export interface CheckRequest extends ScriptsRequest {
  readonly command: 'check';
  readonly reports: readonly ReportRequest[];
  readonly baseline: string | undefined;
  readonly updateBaseline: boolean;
}

export interface FixRequest extends ScriptsRequest {
  readonly command: 'fix';
  /** Ids of the rules whose suggestions are applied. */
  readonly suggestions: readonly string[];
  readonly dryRun: boolean;
}

export interface RulesRequest extends ConfigurationRequest {
  readonly command: 'rules';
  readonly format: 'text' | 'json';
  /** The script that the answer is for. */
  readonly file: string | undefined;
}

/** What a command line asks for. */
export type Request =
  | { readonly command: 'help' }
  | { readonly command: 'version' }
  | { readonly command: 'init' }
  | { readonly command: 'explain'; readonly rule: string }
  | CheckRequest
  | FixRequest
  | RulesRequest;

const options = {
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
  'target-version': { type: 'string' },
  config: { type: 'string' },
  'no-config': { type: 'boolean' },
  'stdin-filename': { type: 'string' },
  ext: { type: 'string' },
  'no-ignore': { type: 'boolean' },
  threads: { type: 'string' },
  severity: { type: 'string' },
  format: { type: 'string', multiple: true },
  output: { type: 'string' },
  baseline: { type: 'string' },
  'update-baseline': { type: 'boolean' },
  suggestions: { type: 'string', multiple: true },
  'dry-run': { type: 'boolean' },
} as const;

type OptionName = keyof typeof options;

const commands = ['check', 'fix', 'rules', 'explain', 'init'] as const;
type CommandName = (typeof commands)[number];

const configurationOptions: readonly OptionName[] = ['target-version', 'config', 'no-config'];
const scriptsOptions: readonly OptionName[] = [
  ...configurationOptions,
  'stdin-filename',
  'ext',
  'no-ignore',
  'threads',
  'severity',
];

/** The options that each command takes. */
const optionsOf: Readonly<Record<CommandName, readonly OptionName[]>> = {
  check: [...scriptsOptions, 'format', 'output', 'baseline', 'update-baseline'],
  fix: [...scriptsOptions, 'suggestions', 'dry-run'],
  rules: [...configurationOptions, 'format'],
  explain: [],
  init: [],
};

const levels: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

function parse(parameters: readonly string[]) {
  try {
    return parseArgs({ args: [...parameters], options, allowPositionals: true, tokens: true });
  } catch (error) {
    throw new Failure(parseProblem(error));
  }
}

type Values = ReturnType<typeof parse>['values'];

/** parseArgs explains in more words than a terminal needs; its first sentence says what is wrong. */
function parseProblem(error: unknown): string {
  if (!(error instanceof Error)) return 'The options could not be read.';
  const [sentence = ''] = error.message.split(/\. (?=[A-Z])|\n/);
  return `${sentence.replace(/\.$/, '')}.`;
}

/** `a, b and c` */
function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}

function readReports({ format = [], output }: Values): readonly ReportRequest[] {
  const reports = (format.length === 0 ? ['text'] : format).map((text): ReportRequest => {
    const at = text.indexOf('=');
    const name = at < 0 ? text : text.slice(0, at);
    const file = at < 0 ? undefined : text.slice(at + 1);
    if (!isFormat(name)) throw new Failure(`--format: there is no format "${name}"; there are ${listed(formats)}.`);
    if (file === '') throw new Failure(`--format ${name}=: a file is missing behind the "=".`);
    return { format: name, file };
  });
  const [first, second] = reports.filter(({ file }) => file === undefined);
  if (second) {
    throw new Failure(
      `--format: ${first?.format ?? ''} and ${second.format} cannot both be the one report; write --format ${second.format}=FILE for the other.`,
    );
  }
  if (output === undefined) return reports;
  if (!first) throw new Failure('--output: each format has a file of its own already.');
  return reports.map((report) => (report === first ? { ...report, file: output } : report));
}

function readSeverity(text: string | undefined): Severity | undefined {
  if (text === undefined) return undefined;
  const level = levels.find((candidate) => candidate === text);
  if (!level) throw new Failure(`--severity: there is no severity "${text}"; there are ${listed(levels)}.`);
  return level;
}

function readThreads(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d?$/.test(text)) throw new Failure(`--threads: "${text}" is no number from 1 to 99.`);
  return Number(text);
}

function readExtensions(text: string | undefined): readonly string[] {
  if (text === undefined) return ['.rsc'];
  const endings = text
    .split(',')
    .map((ending) => ending.trim().toLowerCase())
    .filter((ending) => ending !== '')
    .map((ending) => (ending === '*' || ending.startsWith('.') ? ending : `.${ending}`));
  if (endings.length === 0) throw new Failure('--ext: no ending is named; write for example --ext .rsc,.cfg');
  return endings;
}

function readConfiguration(values: Values): ConfigurationRequest {
  const { config, 'no-config': none, 'target-version': targetVersion } = values;
  if (config !== undefined && none) throw new Failure('--config and --no-config exclude each other.');
  return {
    targetVersion,
    configuration: none
      ? { kind: 'none' }
      : config === undefined
        ? { kind: 'nearest' }
        : { kind: 'file', path: config },
  };
}

function readScripts(command: string, paths: readonly string[], values: Values): ScriptsRequest {
  if (paths.length === 0) {
    throw new Failure(`${command} needs at least one file, directory or glob, or ${stdinName} for standard input.`);
  }
  const stdins = paths.filter((path) => path === stdinName).length;
  if (stdins > 1) throw new Failure(`Standard input (${stdinName}) can be named only once.`);
  const stdinFilename = values['stdin-filename'];
  if (stdinFilename !== undefined && stdins === 0) {
    throw new Failure(`--stdin-filename names standard input: add ${stdinName} to the files.`);
  }
  return {
    ...readConfiguration(values),
    paths,
    stdinFilename,
    extensions: readExtensions(values.ext),
    respectIgnore: !values['no-ignore'],
    threads: readThreads(values.threads),
    severity: readSeverity(values.severity),
  };
}

function readCheck(paths: readonly string[], values: Values): CheckRequest {
  const scripts = readScripts('check', paths, values);
  const { baseline, 'update-baseline': updateBaseline = false } = values;
  if (updateBaseline && baseline === undefined) {
    throw new Failure('--update-baseline needs --baseline FILE: the file to write.');
  }
  if (updateBaseline && scripts.severity !== undefined) {
    throw new Failure('--update-baseline takes all findings; --severity cannot be given with it.');
  }
  return { command: 'check', ...scripts, reports: readReports(values), baseline, updateBaseline };
}

function readFix(paths: readonly string[], values: Values): FixRequest {
  return {
    command: 'fix',
    ...readScripts('fix', paths, values),
    suggestions: (values.suggestions ?? []).flatMap((ids) => ids.split(',').map((id) => id.trim())),
    dryRun: values['dry-run'] ?? false,
  };
}

function readRules(files: readonly string[], values: Values): RulesRequest {
  const [format = 'text', ...others] = values.format ?? [];
  if (files.length > 1) throw new Failure('rules answers for one file at a time.');
  if (others.length > 0) throw new Failure('--format is given more than once.');
  if (format !== 'text' && format !== 'json') {
    throw new Failure(`--format: rules has no format "${format}"; there are text and json.`);
  }
  return { command: 'rules', ...readConfiguration(values), format, file: files[0] };
}

/** Reads the command line (without the program). Throws `Failure` that says what is wrong with it. */
export function readArguments(parameters: readonly string[]): Request {
  const { values, positionals, tokens } = parse(parameters);
  if (values.help) return { command: 'help' };
  if (values.version) return { command: 'version' };
  const [name, ...words] = positionals;
  if (name === undefined) throw new Failure(`Say what to do: ${listed(commands)}.`);
  const command = commands.find((candidate) => candidate === name);
  if (!command) throw new Failure(`There is no command "${name}"; there are ${listed(commands)}.`);

  const given = tokens.flatMap((token) => (token.kind === 'option' ? [token.name] : []));
  const repeated = given.find((option, index) => given.indexOf(option) !== index && !('multiple' in options[option]));
  if (repeated) throw new Failure(`--${repeated} is given more than once.`);
  const foreign = given.find((option) => !optionsOf[command].includes(option));
  if (foreign) throw new Failure(foreignOption(command, foreign));

  switch (command) {
    case 'check':
      return readCheck(words, values);
    case 'fix':
      return readFix(words, values);
    case 'rules':
      return readRules(words, values);
    case 'explain': {
      const [rule, another] = words;
      if (rule === undefined || another !== undefined) throw new Failure('explain needs the id of one rule.');
      return { command, rule };
    }
    case 'init':
      if (words.length > 0) throw new Failure('init takes no file: it writes .routeros-guard.json where it runs.');
      return { command };
  }
}

function foreignOption(command: CommandName, option: OptionName): string {
  const owners = commands.filter((candidate) => optionsOf[candidate].includes(option));
  return `--${option} belongs to ${listed(owners)}; ${command} does not take it.`;
}
