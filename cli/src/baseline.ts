import { readFile } from 'node:fs/promises';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { existsSync } from 'node:fs';
import { parseJson } from '../../server/src/rules/configuration/json';
import type { Json } from '../../server/src/rules/configuration/json';
import type { Span } from '../../server/src/syntax/span';
import { Failure, systemReason } from './failure';
import { writeText } from './files';
import { linesOf } from './lines';
import type { FileReport, ReportedFinding } from './report';

/** Fingerprints of the findings that are known, each with its rule, by the path of their file (relative to the baseline, parted by `/`). */
export type Baseline = ReadonlyMap<string, ReadonlyMap<string, string>>;

const formatVersion = 1;

/** Path of a script in a baseline; undefined for standard input without a name. */
function keyOf(baselineFile: string, path: string): string | undefined {
  if (path === '-') return undefined;
  const below = relative(dirname(resolve(baselineFile)), resolve(path));
  return (isAbsolute(below) ? resolve(path) : below).split(sep).join('/');
}

function member(json: Json, key: string): Json | undefined {
  return json.kind === 'object' ? json.entries.find((entry) => entry.key === key)?.value : undefined;
}

/** Reads the text of a baseline. Throws `Failure` that says where it is wrong. */
function readBaselineText(file: string, text: string): Baseline {
  const wrong = (span: Span, message: string): Failure => {
    const { line, column } = linesOf(text).placeOf(span.start);
    return new Failure(`${file}:${line}:${column}: ${message} Make it anew with --update-baseline.`);
  };
  const { root, problems } = parseJson(text);
  const [problem] = problems;
  if (problem) throw wrong(problem.span, problem.message);
  if (!root) throw wrong({ start: 0, end: 0 }, 'This baseline is empty.');
  const version = member(root, 'version');
  if (version?.kind !== 'number' || version.value !== formatVersion) {
    throw wrong((version ?? root).span, `A baseline must say "version": ${formatVersion}.`);
  }
  const files = member(root, 'files');
  if (files?.kind !== 'object') throw wrong((files ?? root).span, 'A baseline must have an object "files".');
  return new Map(
    files.entries.map(({ key, value }) => {
      if (value.kind !== 'object') throw wrong(value.span, 'It must be an object of fingerprints.');
      const known = value.entries.map(({ key: fingerprint, value: rule }) => {
        if (rule.kind !== 'string') throw wrong(rule.span, 'It must be the id of a rule.');
        return [fingerprint, rule.value] as const;
      });
      return [key, new Map(known)];
    }),
  );
}

/** Reads a baseline. Undefined where there is no such file. Rejects with `Failure` where it cannot be read or is none. */
export async function readBaseline(file: string): Promise<Baseline | undefined> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new Failure(`${file}: cannot be read: ${systemReason(error)}`);
  }
  return readBaselineText(file, text);
}

/** What a baseline makes of a run. */
export interface Compared {
  readonly files: readonly FileReport[];
  /** Findings that it holds. */
  readonly known: number;
  /** What it holds of these files and is not found any more. */
  readonly gone: number;
}

/** Leaves out the findings that a baseline holds. */
export function withoutKnown(baseline: Baseline, baselineFile: string, files: readonly FileReport[]): Compared {
  let known = 0;
  let gone = 0;
  const isKnown = (entries: ReadonlyMap<string, string> | undefined, { fingerprint, rule }: ReportedFinding) =>
    entries?.get(fingerprint) === rule;
  const left = files.map(({ path, findings }) => {
    const entries = baseline.get(keyOf(baselineFile, path) ?? '');
    const fresh = findings.filter((finding) => !isKnown(entries, finding));
    known += findings.length - fresh.length;
    gone += (entries?.size ?? 0) - (findings.length - fresh.length);
    return { path, findings: fresh };
  });
  return { files: left, known, gone };
}

/**
 * Writes the findings of a run to a baseline: files of the run have what was found now, other files keep what they had as long as they exist. Sorted, so that two
 * runs on the same scripts write the same. Returns how many findings it holds. Rejects with `Failure` where it cannot be written.
 */
export async function updateBaseline(
  baselineFile: string,
  before: Baseline | undefined,
  files: readonly FileReport[],
): Promise<number> {
  const entries = new Map<string, ReadonlyMap<string, string>>();
  for (const [key, known] of before ?? []) {
    if (existsSync(resolve(dirname(resolve(baselineFile)), key))) entries.set(key, known);
  }
  for (const { path, findings } of files) {
    const key = keyOf(baselineFile, path);
    if (key !== undefined) entries.set(key, new Map(findings.map(({ fingerprint, rule }) => [fingerprint, rule])));
  }
  const sorted = <Value>(map: ReadonlyMap<string, Value>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1));
  const shown = sorted(entries)
    .filter(([, known]) => known.size > 0)
    .map(([key, known]) => [key, Object.fromEntries(sorted(known))] as const);
  const content = { version: formatVersion, files: Object.fromEntries(shown) };
  await writeText(baselineFile, `${JSON.stringify(content, undefined, 2)}\n`);
  return shown.reduce((sum, [, known]) => sum + Object.keys(known).length, 0);
}
