import { presets, type Configuration } from '../configuration';
import { readConfigurationFile, type ConfigurationFile, type ExtendsEntry, type TargetReleaseReader } from './file';
import { matchesGlob } from './glob';
import { mergeLayers, type ConfigurationLayer } from './layer';
import { folderOf, pathBelow, resolvePath } from './paths';
import { didYouMean, type ConfigurationProblem } from './reader';

/** What became of an attempt to read a file; `reason` is the end of a sentence. */
export type FileText =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unreadable'; readonly reason: string };

/** Reads the text of a file. Must not reject. */
export type ReadText = (path: string) => Promise<FileText>;

/** A file that was read on the way, with what is wrong with it. Spans are offsets into `text`. */
export interface LoadedFile {
  readonly path: string;
  /** '' where it could not be read. */
  readonly text: string;
  readonly problems: readonly ConfigurationProblem[];
}

/** A configuration file with all that it extends. */
export interface LoadedConfiguration {
  readonly path: string;
  /** Every file that it depends on, itself first: where one of them changes, it is to be loaded again. Missing ones are among them. */
  readonly files: readonly LoadedFile[];
  /** What they say, the weakest first. */
  readonly parts: readonly ConfigurationPart[];
}

interface ConfigurationPart {
  /** Folder that the patterns of `files` are relative to. */
  readonly folder: string;
  /** Undefined: for all files. */
  readonly files: readonly string[] | undefined;
  readonly layer: ConfigurationLayer;
}

/** Nobody builds on more files than this; links in a file system can make a way without end. */
const maximumFiles = 100;

const missing = 'there is no such file';

/**
 * Loads a configuration file and what it extends. Never rejects: what is missing, unreadable, wrong or extends itself is named in the problems of
 * the file where it stands, and the rest is in force. Does no I/O of its own.
 */
export async function loadConfiguration(
  path: string,
  read: ReadText,
  readRelease: TargetReleaseReader,
): Promise<LoadedConfiguration> {
  const files = new Map<string, LoadedFile>();
  const parts = new Map<string, readonly ConfigurationPart[]>();

  /** The parts of a file that exists, or why there are none. */
  async function partsOf(file: string, way: readonly string[]): Promise<readonly ConfigurationPart[] | string> {
    if (way.includes(file)) {
      const circle = [...way.slice(way.indexOf(file)), file];
      return `this way a file extends itself (${circle.map(nameOf).join(' -> ')})`;
    }
    const known = parts.get(file);
    if (known !== undefined) return known;
    if (files.size >= maximumFiles) return `more than ${maximumFiles} files extend each other`;
    const content = await read(file);
    if (content.kind !== 'text') {
      files.set(file, { path: file, text: '', problems: [] });
      return content.kind === 'missing' ? missing : `it cannot be read: ${content.reason}`;
    }
    const own = readConfigurationFile(content.text, readRelease);
    // Entered before what it extends, so that the first file is the one that was asked for.
    files.set(file, { path: file, text: content.text, problems: own.problems });
    const { below, problems } = await extendedParts(file, own.extends, [...way, file]);
    files.set(file, { path: file, text: content.text, problems: [...own.problems, ...problems] });
    const all = withoutEarlier([...below, ...ownParts(file, own)]);
    parts.set(file, all);
    return all;
  }

  async function extendedParts(
    file: string,
    entries: readonly ExtendsEntry[],
    way: readonly string[],
  ): Promise<{ readonly below: readonly ConfigurationPart[]; readonly problems: readonly ConfigurationProblem[] }> {
    const below: ConfigurationPart[] = [];
    const problems: ConfigurationProblem[] = [];
    const folder = folderOf(file);
    for (const entry of entries) {
      if (entry.kind === 'preset') {
        below.push({ folder, files: undefined, layer: { preset: entry.preset } });
        continue;
      }
      const extended = await partsOf(resolvePath(folder, entry.path), way);
      if (typeof extended !== 'string') below.push(...extended);
      else {
        const hint = extended === missing ? didYouMean(entry.path, presets) : '';
        const message = `"${entry.path}" is not in force: ${extended}.${hint}`;
        problems.push({ span: entry.span, path: ['extends'], message });
      }
    }
    return { below, problems };
  }

  const result = await partsOf(path, []);
  if (typeof result === 'string') {
    const problem: ConfigurationProblem = {
      span: { start: 0, end: 0 },
      path: [],
      message: `This configuration is not in force: ${result}.`,
    };
    return { path, files: [{ path, text: '', problems: [problem] }], parts: [] };
  }
  return { path, files: [...files.values()], parts: result };
}

/**
 * The configuration of one file, whose path is written like that of the configuration file. Defaults are weakest; then comes what is extended,
 * then the configuration file, then its overrides for the path, then `above` (settings of an editor, a command line).
 */
export function configurationOf(
  loaded: LoadedConfiguration | undefined,
  path: string,
  above: ConfigurationLayer,
): Configuration {
  const inForce = (loaded?.parts ?? []).filter(({ folder, files }) => {
    if (files === undefined) return true;
    // A file elsewhere has only its name to go by.
    const relative = pathBelow(folder, path) ?? nameOf(path);
    return files.some((pattern) => matchesGlob(pattern, relative));
  });
  return mergeLayers([...inForce.map(({ layer }) => layer), above]);
}

function ownParts(path: string, { layer, overrides }: ConfigurationFile): readonly ConfigurationPart[] {
  const folder = folderOf(path);
  return [
    { folder, files: undefined, layer },
    ...overrides.map((override) => ({ folder, files: override.files, layer: override.layer })),
  ];
}

/** A file that is extended on two ways counts where it is the strongest; else its parts would double with every file between. */
function withoutEarlier(parts: readonly ConfigurationPart[]): readonly ConfigurationPart[] {
  return [...new Set([...parts].reverse())].reverse();
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
