import type { CheckRequest, ReportRequest } from './arguments';
import { readBaseline, updateBaseline, withoutKnown } from './baseline';
import type { Engine } from './engine';
import { exitCodes } from './exitCodes';
import type { ExitCode } from './exitCodes';
import { Failure } from './failure';
import { writeText } from './files';
import type { Io } from './io';
import { counted, printable } from './printable';
import { hasProblems, reaches } from './report';
import type { FileFailure, FileReport, Run } from './report';
import { reporters } from './reporters/reporters';
import { summary } from './reporters/text';
import { sayFailures, workOnScripts } from './scripts';
import { styleOf, wantsColour } from './style';

/** Severity from which on findings count where `--severity` does not say it. */
const usualThreshold = 'warning';

async function writeReport({ format, file }: ReportRequest, run: Run, io: Io): Promise<void> {
  const report = reporters[format];
  if (file === undefined) {
    io.writeStdout(report(run, { style: styleOf(io.stdout.colour), columns: io.stdout.columns }));
  } else {
    const colour = wantsColour(false, process.env);
    await writeText(file, report(run, { style: styleOf(colour), columns: undefined }));
  }
}

async function update(
  { baseline: file = '' }: CheckRequest,
  files: readonly FileReport[],
  failures: readonly FileFailure[],
  io: Io,
): Promise<ExitCode> {
  const held = await updateBaseline(file, await readBaseline(file), files);
  io.writeStderr(`${printable(file)}: ${counted(held, 'finding')} held.\n`);
  return failures.length > 0 ? exitCodes.failed : exitCodes.clean;
}

/** Command `check`: reports go to standard output or to files, the summary of a text to standard error. */
export async function check(request: CheckRequest, engine: Engine, io: Io): Promise<ExitCode> {
  const { baseline: baselineFile, severity } = request;
  const baseline = baselineFile === undefined ? undefined : await readBaseline(baselineFile);
  if (baselineFile !== undefined && !baseline && !request.updateBaseline) {
    throw new Failure(`${baselineFile}: there is no such baseline; make it with --update-baseline.`);
  }
  const { scripts, failures: notFound } = await workOnScripts(request, { kind: 'check' }, engine, io);
  const failures = [
    ...notFound,
    ...scripts.flatMap(({ path, outcome }) => (outcome.kind === 'failed' ? [{ path, message: outcome.message }] : [])),
  ];
  sayFailures(failures, io);
  const all = scripts.flatMap(({ outcome }) => (outcome.kind === 'failed' ? [] : [outcome.report]));
  if (request.updateBaseline) return update(request, all, failures, io);

  const compared = withoutKnown(baseline ?? new Map(), baselineFile ?? '', all);
  const lowest = severity ?? 'hint';
  const files = compared.files.map(({ path, findings }) => ({
    path,
    findings: findings.filter((finding) => reaches(finding.severity, lowest)),
  }));
  const run: Run = { files, failures, threshold: severity ?? usualThreshold, known: compared.known };
  for (const report of request.reports) await writeReport(report, run, io);
  if (request.reports.some(({ format, file }) => file === undefined && (format === 'text' || format === 'compact'))) {
    io.writeStderr(summary({ ...run, lowest }));
  }
  if (compared.gone > 0) {
    const gone = counted(compared.gone, 'finding');
    io.writeStderr(`${gone} of the baseline not found any more; --update-baseline drops what is gone.\n`);
  }
  if (failures.length > 0) return exitCodes.failed;
  return hasProblems(
    files.flatMap((file) => file.findings),
    run.threshold,
  )
    ? exitCodes.problems
    : exitCodes.clean;
}
