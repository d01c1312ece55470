import { parseArgs } from 'node:util';
import { Failure } from './failure';
import { isFormat, reporters } from './reporters/reporters';
import type { Format } from './reporters/reporters';
import { stdinName } from './sources';

/** What a command line asks for. */
export type Request =
  | { readonly command: 'help' }
  | { readonly command: 'version' }
  | {
      readonly command: 'check';
      readonly files: readonly string[];
      readonly format: Format;
      readonly targetVersion: string | undefined;
    }
  | { readonly command: 'fix'; readonly files: readonly string[]; readonly targetVersion: string | undefined };

const options = {
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
  format: { type: 'string' },
  'target-version': { type: 'string' },
} as const;

function parse(parameters: readonly string[]) {
  try {
    return parseArgs({ args: [...parameters], options, allowPositionals: true, tokens: true });
  } catch (error) {
    throw new Failure(parseProblem(error));
  }
}

/** parseArgs explains in more words than a terminal needs; its first sentence says what is wrong. */
function parseProblem(error: unknown): string {
  if (!(error instanceof Error)) return 'The options could not be read.';
  const [sentence = ''] = error.message.split(/\. (?=[A-Z])|\n/);
  return `${sentence.replace(/\.$/, '')}.`;
}

function readFormat(name: string): Format {
  if (isFormat(name)) return name;
  throw new Failure(`--format: there is no format "${name}"; there are ${Object.keys(reporters).join(' and ')}.`);
}

function requireFiles(command: string, files: readonly string[]): readonly string[] {
  if (files.length === 0) throw new Failure(`${command} needs at least one file, or ${stdinName} for standard input.`);
  if (files.filter((file) => file === stdinName).length > 1) {
    throw new Failure(`Standard input (${stdinName}) can be named only once.`);
  }
  return files;
}

/** Reads the command line (without the program). Throws `Failure` that says what is wrong with it. */
export function readArguments(parameters: readonly string[]): Request {
  const { values, positionals, tokens } = parse(parameters);
  if (values.help) return { command: 'help' };
  if (values.version) return { command: 'version' };
  const twice = tokens.find(
    (token) =>
      token.kind === 'option' &&
      tokens.some((other) => other.kind === 'option' && other !== token && other.name === token.name),
  );
  if (twice?.kind === 'option') throw new Failure(`--${twice.name} is given more than once.`);

  const [command, ...files] = positionals;
  const targetVersion = values['target-version'];
  switch (command) {
    case undefined:
      throw new Failure('Say what to do: check or fix.');
    case 'check':
      return {
        command,
        files: requireFiles(command, files),
        format: readFormat(values.format ?? 'text'),
        targetVersion,
      };
    case 'fix':
      if (values.format !== undefined) throw new Failure('--format belongs to check; fix has no report.');
      return { command, files: requireFiles(command, files), targetVersion };
    default:
      throw new Failure(`There is no command "${command}"; there are check and fix.`);
  }
}
