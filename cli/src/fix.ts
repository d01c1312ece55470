import { encode } from './bytes';
import type { Engine } from './engine';
import { exitCodes } from './exitCodes';
import type { ExitCode } from './exitCodes';
import { Failure } from './failure';
import { replaceBytes } from './files';
import type { Io } from './io';
import { hasProblems } from './report';
import { counted, printable } from './reporters/text';
import { eachSource, stdinName } from './sources';
import type { Source } from './sources';

interface Fixed {
  readonly applied: number;
  readonly remaining: number;
  readonly problems: boolean;
}

function fixedBytes(source: Source, text: string): Buffer {
  if (text === source.text) return source.bytes;
  const bytes = encode(text, source);
  if (!bytes)
    throw new Failure('is not UTF-8, and a fix needs a character that it cannot hold; save it as UTF-8 first');
  return bytes;
}

async function fixSource(source: Source, engine: Engine, io: Io): Promise<Fixed> {
  const { text, applied } = engine.fix(source.text);
  const bytes = fixedBytes(source, text);
  if (source.path === stdinName) io.writeStdout(bytes);
  else if (!bytes.equals(source.bytes)) await replaceBytes(source.path, source.bytes, bytes);
  const { findings } = engine.check(text);
  return { applied, remaining: findings.length, problems: hasProblems(findings) };
}

function outcome(path: string, { applied, remaining }: Fixed): string {
  const name = printable(path === stdinName ? 'standard input' : path);
  const done = applied === 0 ? 'nothing to fix' : `${counted(applied, 'problem')} fixed`;
  const left = remaining === 0 ? '' : `, ${counted(remaining, 'finding')} left`;
  return `${name}: ${done}${left}\n`;
}

/**
 * Command `fix`: applies safe fixes to the files themselves and says what it did; standard input goes fixed to standard output, and
 * what was done is then said on standard error. The exit code is about what is left.
 */
export async function fix(paths: readonly string[], engine: Engine, io: Io): Promise<ExitCode> {
  const say = paths.includes(stdinName)
    ? (text: string) => io.writeStderr(text)
    : (text: string) => io.writeStdout(text);
  const left: boolean[] = [];
  const allWell = await eachSource(paths, io, async (source) => {
    const fixed = await fixSource(source, engine, io);
    left.push(fixed.problems);
    say(outcome(source.path, fixed));
  });
  if (!allWell) return exitCodes.failed;
  return left.includes(true) ? exitCodes.problems : exitCodes.clean;
}
