import { isAbsolute, relative } from 'node:path';

/** A path as a person at this terminal would write it: relative to the current directory where it is below it, else absolute. */
export function shortPath(path: string): string {
  const inside = relative('.', path);
  return inside === '' || inside.startsWith('..') || isAbsolute(inside) ? path : inside;
}
