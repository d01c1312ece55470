import { isKnownId } from '../../server/src/rules/configuration';
import type { FixRequest } from './arguments';
import type { Engine } from './engine';
import { exitCodes } from './exitCodes';
import type { ExitCode } from './exitCodes';
import { Failure } from './failure';
import { replaceBytes } from './files';
import type { Io } from './io';
import { counted, printable } from './printable';
import { hasProblems } from './report';
import { sayFailures, workOnScripts } from './scripts';
import type { Worked } from './scripts';
import { stdinName } from './sources';
import { styleOf } from './style';
import type { FixResult } from './work';

function suggestionLines(name: string, { suggestions }: FixResult): string {
  return suggestions
    .map(({ rule, line, column, title, placeholders }) => {
      const own = placeholders.length === 0 ? '' : `; replace ${placeholders.join(', ')} by what is right for you`;
      return `  ${printable(`${name}:${line}:${column} ${title} [${rule}]${own}`)}\n`;
    })
    .join('');
}

function outcome(path: string, result: FixResult, dryRun: boolean): string {
  const { applied, suggestions, report } = result;
  const name = path === stdinName ? 'standard input' : path;
  const parts = [
    ...(applied > 0 ? [`${counted(applied, 'problem')} ${dryRun ? 'would be fixed' : 'fixed'}`] : []),
    ...(suggestions.length > 0
      ? [`${counted(suggestions.length, 'suggestion')} ${dryRun ? 'would be applied' : 'applied'}`]
      : []),
  ];
  const done = parts.length === 0 ? 'nothing to fix' : parts.join(', ');
  const left = report.findings.length === 0 ? '' : `, ${counted(report.findings.length, 'finding')} left`;
  return `${printable(name)}: ${done}${left}\n${suggestionLines(name, result)}`;
}

/** A diff with its lines coloured. */
function coloured(diff: string, colour: boolean): string {
  if (!colour) return diff;
  const style = styleOf(true);
  return diff.replace(/^.+$/gm, (line) => {
    if (/^(?:---|\+\+\+) /.test(line)) return style.bold(line);
    if (line.startsWith('@@')) return style.cyan(line);
    if (line.startsWith('+')) return style.green(line);
    return line.startsWith('-') ? style.red(line) : line;
  });
}

/** Writes what was fixed: the file itself, or standard output for standard input. Rejects with `Failure`. */
async function write({ path, input }: Worked, { change }: FixResult, io: Io): Promise<void> {
  if (input) io.writeStdout(change?.after ?? input);
  else if (change) await replaceBytes(path, change.before, change.after);
}

function requireKnown(rules: readonly string[]): void {
  const unknown = rules.find((id) => !isKnownId(id));
  if (unknown !== undefined) throw new Failure(`--suggestions: there is no rule "${unknown}".`);
}

/**
 * Command `fix`: applies safe fixes, and the suggestions that were asked for, to the files themselves and says what it did; standard input goes fixed to standard output, and what
 * was done is then said on standard error, as with a dry run, whose diff goes to standard output. The exit code is about what is left.
 */
export async function fix(request: FixRequest, engine: Engine, io: Io): Promise<ExitCode> {
  const { dryRun, suggestions } = request;
  requireKnown(suggestions);
  const task = { kind: 'fix', suggestions, dryRun } as const;
  const { scripts, failures: notFound } = await workOnScripts(request, task, engine, io);
  const aside = dryRun || request.paths.includes(stdinName);
  const failures = [...notFound];
  const left: boolean[] = [];
  for (const script of scripts) {
    const { path, outcome: result } = script;
    try {
      if (result.kind === 'failed') throw new Failure(result.message);
      if (result.kind !== 'fixed') continue;
      if (dryRun) io.writeStdout(coloured(result.diff, io.stdout.colour));
      else await write(script, result, io);
      left.push(hasProblems(result.report.findings, request.severity ?? 'warning'));
      const words = outcome(path, result, dryRun);
      if (aside) io.writeStderr(words);
      else io.writeStdout(words);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      failures.push({ path, message: error.message });
    }
  }
  sayFailures(failures, io);
  if (failures.length > 0) return exitCodes.failed;
  return left.includes(true) ? exitCodes.problems : exitCodes.clean;
}
