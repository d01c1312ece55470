import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import ignore from 'ignore';
import type { Ignore } from 'ignore';

/** The patterns of one file, and the folder that they are about. */
interface Level {
  readonly folder: string;
  readonly patterns: Ignore;
}

/** What Git leaves out below a folder. */
export interface Ignoring {
  /** Is a file or folder directly inside left out? */
  ignores(name: string, isDirectory: boolean): boolean;
  /** The same for a folder inside it. */
  enter(name: string): Ignoring;
}

/** Patterns of a file; undefined where it cannot be read (Git says nothing either). */
function readLevel(folder: string, file: string): readonly Level[] {
  try {
    return [{ folder, patterns: ignore({ ignorecase: false }).add(readFileSync(file, 'utf8')) }];
  } catch {
    return [];
  }
}

/** The folder and those above it up to the one that holds `.git`, outermost first; only the folder itself where none does. */
function foldersOfRepository(folder: string): readonly string[] {
  const folders: string[] = [];
  for (let current = folder; ; current = dirname(current)) {
    folders.unshift(current);
    if (existsSync(join(current, '.git'))) return folders;
    if (dirname(current) === current) return [folder];
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function ignoring(folder: string, levels: readonly Level[]): Ignoring {
  return {
    ignores(name, isDirectory) {
      const path = join(folder, name);
      for (const level of [...levels].reverse()) {
        const below = relative(level.folder, path).split(sep).join('/');
        const { ignored, unignored } = level.patterns.test(isDirectory ? `${below}/` : below);
        if (ignored || unignored) return ignored;
      }
      return false;
    },
    enter(name) {
      const inner = join(folder, name);
      return ignoring(inner, [...levels, ...readLevel(inner, join(inner, '.gitignore'))]);
    },
  };
}

/**
 * What the `.gitignore` files of a folder (an absolute path), of those above it in its repository and the repository's `.git/info/exclude` leave out. A folder that
 * was named is looked into whatever they say of itself.
 */
export function gitIgnoring(folder: string): Ignoring {
  const folders = foldersOfRepository(folder);
  const [root = folder] = folders;
  const exclude = isFolder(join(root, '.git')) ? readLevel(root, join(root, '.git', 'info', 'exclude')) : [];
  const levels = [...exclude, ...folders.flatMap((each) => readLevel(each, join(each, '.gitignore')))];
  return ignoring(
    folder,
    levels.filter((level) => {
      const below = relative(level.folder, folder).split(sep).join('/');
      return below === '' || !level.patterns.ignores(`${below}/`);
    }),
  );
}

/** Leaves nothing out. */
export const nothingIgnored: Ignoring = { ignores: () => false, enter: () => nothingIgnored };
