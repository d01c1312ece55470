/**
 * Patterns of file paths, as `overrides` names files: `*` any characters but `/`, `?` one of them, `**` any folders, `{a,b}` one of several.
 * A pattern without a `/` is about the name of a file in any folder. Letters in capitals and small ones are different.
 */

/** More than this is no pattern that a person wrote, and would take long to look at. */
const maximumAlternatives = 100;

/** What is wrong with a pattern, as the end of a sentence, or undefined. */
export function globProblem(pattern: string): string | undefined {
  if (pattern === '') return 'is empty';
  if (pattern.startsWith('!')) return 'begins with "!", and there are no exceptions';
  if (pattern.includes('\\')) return 'holds a "\\": folders are parted by "/"';
  if (pattern.startsWith('/') || /^[A-Za-z]:/.test(pattern)) return 'must be relative to the folder of this file';
  if (pattern.split('/').some((part) => part === '..' || part === '.')) return 'must not hold "." or ".." as a folder';
  if (/[[\]]/.test(pattern)) return 'holds brackets, which have no meaning: write {a,b} for one of several';
  return alternatives(pattern) === undefined
    ? `has braces without an end, within each other, or with more than ${maximumAlternatives} alternatives`
    : undefined;
}

/** Does a path (relative to the folder that patterns are about, parted by `/`) fit a pattern? A pattern with a problem fits nothing. */
export function matchesGlob(pattern: string, path: string): boolean {
  if (globProblem(pattern) !== undefined) return false;
  const parts = path.split('/');
  return (alternatives(pattern) ?? []).some((one) =>
    one.includes('/') ? matchParts(one.split('/'), parts) : matchName(one, parts.at(-1) ?? ''),
  );
}

/** The pattern with each choice of its braces; undefined where they are wrong. */
function alternatives(pattern: string): readonly string[] | undefined {
  let results: readonly string[] = [''];
  for (let at = 0; at < pattern.length;) {
    const open = pattern.indexOf('{', at);
    const literal = pattern.slice(at, open < 0 ? undefined : open);
    if (literal.includes('}')) return undefined;
    results = results.map((result) => result + literal);
    if (open < 0) break;
    const close = pattern.indexOf('}', open);
    if (close < 0) return undefined;
    const choices = pattern.slice(open + 1, close);
    if (choices.includes('{')) return undefined;
    results = results.flatMap((result) => choices.split(',').map((choice) => result + choice));
    if (results.length > maximumAlternatives) return undefined;
    at = close + 1;
  }
  return results;
}

/** Row by row (which beginnings of the pattern fit the path so far), so that no pattern takes more than its length times the path's. */
function matchSequence<T>(
  pattern: readonly T[],
  count: number,
  isAny: (item: T) => boolean,
  fits: (item: T, index: number) => boolean,
): boolean {
  let reached = closure(pattern, [true], isAny);
  for (let index = 0; index < count; index++) {
    const next: boolean[] = [];
    pattern.forEach((item, at) => {
      if (!reached[at]) return;
      if (isAny(item)) next[at] = true;
      else if (fits(item, index)) next[at + 1] = true;
    });
    reached = closure(pattern, next, isAny);
  }
  return reached[pattern.length] === true;
}

/** What stands for anything stands for nothing too. */
function closure<T>(pattern: readonly T[], reached: boolean[], isAny: (item: T) => boolean): boolean[] {
  pattern.forEach((item, at) => {
    if (reached[at] && isAny(item)) reached[at + 1] = true;
  });
  return reached;
}

function matchParts(pattern: readonly string[], parts: readonly string[]): boolean {
  return matchSequence(
    pattern,
    parts.length,
    (part) => part === '**',
    (part, index) => matchName(part, parts[index] ?? ''),
  );
}

function matchName(pattern: string, name: string): boolean {
  const characters = Array.from(name);
  return matchSequence(
    Array.from(pattern),
    characters.length,
    (character) => character === '*',
    (character, index) => character === '?' || character === characters[index],
  );
}
