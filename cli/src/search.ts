import { readdirSync, statSync } from 'node:fs';
import type { Dirent } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { globProblem, matchesGlob } from '../../server/src/rules/configuration/glob';
import { systemReason } from './failure';
import { gitIgnoring, nothingIgnored } from './gitIgnore';
import type { Ignoring } from './gitIgnore';
import type { FileFailure } from './report';
import { stdinName } from './sources';

/** A script to be read. */
export interface FoundFile {
  /** As it was named, or below the directory that was named. */
  readonly path: string;
  /** In bytes; 0 where it is not known. */
  readonly size: number;
}

export interface SearchOptions {
  /** Endings of the files to look for in directories, in lower case; `*` is any. */
  readonly extensions: readonly string[];
  readonly respectIgnore: boolean;
}

export interface SearchResult {
  /** In the order of the command line, those of one directory sorted; no file twice. */
  readonly files: readonly FoundFile[];
  readonly failures: readonly FileFailure[];
}

/** Never looked into, unless named: not a place for scripts of one's own. */
const foreignFolder = 'node_modules';

interface Walk {
  readonly files: FoundFile[];
  readonly failures: FileFailure[];
  /** Is a file (its path below the start, parted by `/`) wanted? */
  wants(below: string): boolean;
}

function sizeOf(path: string): number | undefined {
  try {
    const status = statSync(path);
    return status.isFile() ? status.size : undefined;
  } catch {
    return undefined;
  }
}

function readFolder(path: string, walk: Walk): readonly Dirent[] {
  try {
    return readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    walk.failures.push({ path, message: `cannot be looked into: ${systemReason(error)}` });
    return [];
  }
}

/** Hidden files and folders are left out, and links to folders: those could lead in a circle. */
function walkFolder(path: string, below: string, ignoring: Ignoring, walk: Walk): void {
  for (const entry of readFolder(path, walk)) {
    const { name } = entry;
    const isFolder = entry.isDirectory();
    if (name.startsWith('.') || (isFolder && name === foreignFolder)) continue;
    const inner = below === '' ? name : `${below}/${name}`;
    if (!isFolder && !walk.wants(inner)) continue;
    if (ignoring.ignores(name, isFolder)) continue;
    const full = join(path, name);
    if (isFolder) {
      walkFolder(full, inner, ignoring.enter(name), walk);
      continue;
    }
    const size = sizeOf(full);
    if (size !== undefined) walk.files.push({ path: full, size });
  }
}

function walked(path: string, { respectIgnore }: SearchOptions, wants: Walk['wants']): SearchResult {
  const walk: Walk = { files: [], failures: [], wants };
  walkFolder(path, '', respectIgnore ? gitIgnoring(resolve(path)) : nothingIgnored, walk);
  return walk;
}

function failed(path: string, message: string): SearchResult {
  return { files: [], failures: [{ path, message }] };
}

function inDirectory(path: string, options: SearchOptions): SearchResult {
  const { extensions } = options;
  const found = walked(path, options, (below) => {
    const name = below.toLowerCase();
    return extensions.some((extension) => extension === '*' || name.endsWith(extension));
  });
  if (found.files.length > 0 || found.failures.length > 0) return found;
  const endings = extensions.map((extension) => (extension === '*' ? '*' : `*${extension}`)).join(', ');
  return failed(path, `there is no script (${endings}) in this directory; --ext looks for other endings`);
}

/** Parts of a pattern before the first one that is no plain name: the folder to begin with. */
function splitGlob(pattern: string): { readonly folder: string; readonly rest: string } {
  const parts = pattern.split('/');
  const first = parts.findIndex((part) => /[*?{]/.test(part));
  const folder = parts.slice(0, first).join('/');
  return { folder: folder === '' && pattern.startsWith('/') ? '/' : folder, rest: parts.slice(first).join('/') };
}

function matching(pattern: string, options: SearchOptions): SearchResult {
  const { folder, rest } = splitGlob(sep === '/' ? pattern : pattern.replaceAll(sep, '/'));
  const problem = globProblem(rest);
  if (problem !== undefined) return failed(pattern, `this pattern ${problem}`);
  // A pattern of one part would fit a name at any depth (as in `overrides`); on a command line it is about the folder itself.
  const found = walked(folder === '' ? '.' : folder, options, (below) => matchesGlob(`_/${rest}`, `_/${below}`));
  return found.files.length > 0 || found.failures.length > 0 ? found : failed(pattern, 'no file fits this pattern');
}

function search(path: string, options: SearchOptions): SearchResult {
  try {
    const status = statSync(path);
    if (status.isDirectory()) return inDirectory(path, options);
    return { files: [{ path, size: status.isFile() ? status.size : 0 }], failures: [] };
  } catch {
    // What is wrong with a plain name is said where it is read.
    return /[*?{]/.test(path) ? matching(path, options) : { files: [{ path, size: 0 }], failures: [] };
  }
}

/**
 * The scripts that a command line names: files whatever their name, what lies in directories, what quoted globs fit; standard input (`-`) as it is. Throws
 * nothing: what cannot be looked into is in `failures`.
 */
export function findFiles(paths: readonly string[], options: SearchOptions): SearchResult {
  const files = new Map<string, FoundFile>();
  const failures: FileFailure[] = [];
  for (const path of paths) {
    if (path === stdinName) {
      files.set(stdinName, { path, size: 0 });
      continue;
    }
    const found = search(path, options);
    failures.push(...found.failures);
    for (const file of found.files) {
      const key = resolve(file.path);
      if (!files.has(key)) files.set(key, file);
    }
  }
  return { files: [...files.values()], failures };
}
