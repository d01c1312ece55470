/** Absolute paths, parted by `/` (a caller on Windows gives `/c:/folder/file`): nothing here asks a file system. */

/** Name of the configuration file. */
export const configurationFileName = '.routeros-guard.json';

/** The folder of a file, without a `/` at its end; '' is the root. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** The path that `relative` means in a folder; `..` above the root stays there. */
export function resolvePath(folder: string, relative: string): string {
  // A path of two slashes at its start names a machine (`//server/share`): that part is no folder to leave.
  const root = /^\/\/[^/]+\/[^/]+/.exec(folder)?.[0] ?? '';
  const parts: string[] = [];
  for (const part of `${folder.slice(root.length)}/${relative}`.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') parts.pop();
    else parts.push(part);
  }
  return `${root}/${parts.join('/')}`;
}

/** The path of a file below a folder, or undefined where it is not below it. */
export function pathBelow(folder: string, path: string): string | undefined {
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : undefined;
}

/**
 * Where the configuration of a file may stand, nearest first: in its folder and those above it, up to `top`. A file that is not below `top`
 * has only its own folder.
 */
export function configurationPaths(path: string, top: string): readonly string[] {
  const paths: string[] = [];
  let folder = folderOf(path);
  const inside = folder === top || pathBelow(top, folder) !== undefined;
  for (;;) {
    paths.push(`${folder}/${configurationFileName}`);
    if (!inside || folder === top || folder === '') return paths;
    folder = folderOf(folder);
  }
}
