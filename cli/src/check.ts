import type { Engine } from './engine';
import { exitCodes } from './exitCodes';
import type { ExitCode } from './exitCodes';
import type { Io } from './io';
import { fileReport, hasProblems } from './report';
import type { FileReport } from './report';
import { reporters } from './reporters/reporters';
import type { Format } from './reporters/reporters';
import { summary } from './reporters/text';
import { eachSource } from './sources';

/** Command `check`: the report goes to standard output, its summary to standard error. */
export async function check(paths: readonly string[], format: Format, engine: Engine, io: Io): Promise<ExitCode> {
  const files: FileReport[] = [];
  const allWell = await eachSource(paths, io, ({ path, text }) => {
    files.push(fileReport(path, text, engine.check(text).findings));
    return Promise.resolve();
  });
  io.writeStdout(reporters[format](files));
  if (format === 'text') io.writeStderr(summary(files));
  if (!allWell) return exitCodes.failed;
  return hasProblems(files.flatMap((file) => file.findings)) ? exitCodes.problems : exitCodes.clean;
}
