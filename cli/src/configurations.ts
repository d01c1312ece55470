import { readFile } from 'node:fs/promises';
import { resolve, sep } from 'node:path';
import { readTargetRelease } from '../../server/src/features/targetRelease';
import { configurationOf, loadConfiguration } from '../../server/src/rules/configuration/load';
import type { FileText, LoadedConfiguration } from '../../server/src/rules/configuration/load';
import { configurationPaths } from '../../server/src/rules/configuration/paths';
import type { Configuration } from '../../server/src/rules/configuration';
import { schema } from '../../server/src/schema/bundled';
import type { ConfigurationRequest } from './arguments';
import { Failure, systemReason } from './failure';
import { linesOf } from './lines';
import { shortPath } from './shortPath';

/** How scripts are judged, by the configuration files around them and the command line above these. */
export interface Configurations {
  /** What is in force for a script. Its path need not exist. */
  of(path: string): Promise<Configuration>;
  /** The configuration file that counts for a script, or undefined. */
  fileOf(path: string): Promise<LoadedConfiguration | undefined>;
  /** What is wrong with the files that were read so far, each with its place, in the order in which they were met. */
  problems(): readonly string[];
  /** Something to tell about the wanted release, or undefined. */
  readonly note: string | undefined;
}

/** An absolute path as the configuration knows it: parted by `/`, with one at its start. */
export function configurationPath(path: string): string {
  const absolute = resolve(path).split(sep).join('/');
  return absolute.startsWith('/') ? absolute : `/${absolute}`;
}

/** The same path for this system: a drive has no `/` before it. */
function systemPath(path: string): string {
  return sep === '\\' ? path.replace(/^\/(?=[A-Za-z]:)/, '') : path;
}

/** A file beyond this size is no configuration. */
const maximumLength = 2 ** 20;

async function readText(path: string): Promise<FileText> {
  try {
    const bytes = await readFile(systemPath(path));
    if (bytes.length > maximumLength) return { kind: 'unreadable', reason: 'it is too large' };
    return { kind: 'text', text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch (error) {
    if (error instanceof TypeError) return { kind: 'unreadable', reason: 'it is not UTF-8' };
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'missing' };
    return { kind: 'unreadable', reason: systemReason(error) };
  }
}

/** The release of `--target-version`. Throws `Failure` for one that is not known. */
function readRelease(targetVersion: string | undefined): {
  readonly release: string | undefined;
  readonly note: string | undefined;
} {
  if (targetVersion === undefined) return { release: undefined, note: undefined };
  const { releases } = schema();
  const target = readTargetRelease(targetVersion, releases);
  switch (target.kind) {
    case 'unknown':
      throw new Failure(
        `--target-version: "${targetVersion}" is no known RouterOS release. The nearest known one is ${target.nearest}; ` +
          `releases from ${releases[0] ?? ''} to ${releases.at(-1) ?? ''} are known.`,
      );
    case 'between':
      return {
        release: target.release,
        note: `RouterOS ${target.release} is not known by itself: it counts as ${target.nearest}.`,
      };
    case 'known':
      return { release: target.release, note: undefined };
  }
}

/** Places of a file's problems: `path:line:column: message`. */
function problemsOf({ files }: LoadedConfiguration): readonly string[] {
  return files.flatMap(({ path, text, problems }) => {
    if (problems.length === 0) return [];
    const lines = linesOf(text);
    return problems.map(({ span, message }) => {
      const { line, column } = lines.placeOf(span.start);
      return `${shortPath(systemPath(path))}:${line}:${column}: ${message}`;
    });
  });
}

/** Reads configurations when they are first asked for, each file once. Throws `Failure` for a release that is not known. */
export function createConfigurations(request: ConfigurationRequest): Configurations {
  const { release, note } = readRelease(request.targetVersion);
  const above = release === undefined ? {} : { release, releaseWins: true };
  const judge = (text: string) => readTargetRelease(text, schema().releases);
  const loaded = new Map<string, Promise<LoadedConfiguration | undefined>>();
  const problems = new Set<string>();

  async function load(path: string, wanted: boolean): Promise<LoadedConfiguration | undefined> {
    if (!wanted && (await readText(path)).kind === 'missing') return undefined;
    const configuration = await loadConfiguration(path, readText, judge);
    for (const problem of problemsOf(configuration)) problems.add(problem);
    return configuration;
  }

  function loadOnce(path: string, wanted: boolean): Promise<LoadedConfiguration | undefined> {
    const known = loaded.get(path);
    if (known) return known;
    const loading = load(path, wanted);
    loaded.set(path, loading);
    return loading;
  }

  async function nearest(path: string): Promise<LoadedConfiguration | undefined> {
    for (const candidate of configurationPaths(path, '')) {
      const found = await loadOnce(candidate, false);
      if (found) return found;
    }
    return undefined;
  }

  function fileOf(path: string): Promise<LoadedConfiguration | undefined> {
    const { configuration } = request;
    switch (configuration.kind) {
      case 'none':
        return Promise.resolve(undefined);
      case 'file':
        return loadOnce(configurationPath(configuration.path), true);
      case 'nearest':
        return nearest(configurationPath(path));
    }
  }

  return {
    fileOf,
    of: async (path) => configurationOf(await fileOf(path), configurationPath(path), above),
    problems: () => [...problems],
    note,
  };
}
