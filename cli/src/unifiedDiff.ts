import type { Span } from '../../server/src/syntax/span';
import { linesOf } from './lines';
import { printable } from './printable';
import { masked } from './secrets';

/** A text and the places of its secrets. */
export interface DiffSide {
  readonly text: string;
  readonly secrets: readonly Span[];
}

interface Change {
  /** Lines `[oldStart, oldEnd)` of the old text became `[newStart, newEnd)` of the new one, from 0. */
  readonly oldStart: number;
  readonly oldEnd: number;
  readonly newStart: number;
  readonly newEnd: number;
}

/** More differences than this are not looked at one by one: the stretch is shown as replaced. */
const maximumDistance = 1000;

function splitLines(text: string): readonly string[] {
  const lines = text.split(/(?<=\r\n|\n|\r(?!\n))/);
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

type Pair = readonly [number, number];

/** Does the shortest way to a diagonal come from the one above it (a line that is new), not from the one below (a line that is gone)? */
function comesFromAbove(reached: ReadonlyMap<number, number>, diagonal: number, distance: number): boolean {
  if (diagonal === -distance) return true;
  return diagonal !== distance && (reached.get(diagonal - 1) ?? -1) < (reached.get(diagonal + 1) ?? -1);
}

/**
 * Lines that both rows have, as pairs of their indexes, on the shortest way from one to the other (E. W. Myers, "An O(ND) difference algorithm"); undefined where
 * that way is too long. `reached` holds for each diagonal (index in the old row less index in the new one) how far the old row is done.
 */
function commonLines(before: readonly string[], after: readonly string[]): readonly Pair[] | undefined {
  const reached = new Map<number, number>([[1, 0]]);
  const history: ReadonlyMap<number, number>[] = [];
  const limit = Math.min(before.length + after.length, maximumDistance);
  for (let distance = 0; distance <= limit; distance++) {
    history.push(new Map(reached));
    for (let diagonal = -distance; diagonal <= distance; diagonal += 2) {
      let x = comesFromAbove(reached, diagonal, distance)
        ? (reached.get(diagonal + 1) ?? 0)
        : (reached.get(diagonal - 1) ?? 0) + 1;
      while (x < before.length && x - diagonal < after.length && before[x] === after[x - diagonal]) x++;
      reached.set(diagonal, x);
      if (x >= before.length && x - diagonal >= after.length) return wayBack(history, before.length, after.length);
    }
  }
  return undefined;
}

function wayBack(
  history: readonly ReadonlyMap<number, number>[],
  oldLength: number,
  newLength: number,
): readonly Pair[] {
  const pairs: Pair[] = [];
  let [x, y] = [oldLength, newLength];
  for (let distance = history.length - 1; distance >= 0; distance--) {
    const reached = history[distance] ?? new Map<number, number>();
    const diagonal = x - y;
    const previous = comesFromAbove(reached, diagonal, distance) ? diagonal + 1 : diagonal - 1;
    const oldX = distance === 0 ? 0 : (reached.get(previous) ?? 0);
    const oldY = distance === 0 ? 0 : oldX - previous;
    while (x > oldX && y > oldY) {
      x--;
      y--;
      pairs.push([x, y]);
    }
    [x, y] = [oldX, oldY];
  }
  return pairs.reverse();
}

function changesOf(before: readonly string[], after: readonly string[]): readonly Change[] {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head++;
  let tail = 0;
  const shorter = Math.min(before.length, after.length) - head;
  while (tail < shorter && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  const oldMiddle = before.slice(head, before.length - tail);
  const newMiddle = after.slice(head, after.length - tail);
  if (oldMiddle.length === 0 && newMiddle.length === 0) return [];
  const pairs = commonLines(oldMiddle, newMiddle) ?? [];
  const changes: Change[] = [];
  let [x, y] = [0, 0];
  for (const [oldIndex, newIndex] of [...pairs, [oldMiddle.length, newMiddle.length] as const]) {
    if (oldIndex > x || newIndex > y) {
      changes.push({ oldStart: head + x, oldEnd: head + oldIndex, newStart: head + y, newEnd: head + newIndex });
    }
    [x, y] = [oldIndex + 1, newIndex + 1];
  }
  return changes;
}

/** Lines around a change that are shown with it. */
const context = 3;

/** Changes whose surroundings touch are shown together. */
function hunks(changes: readonly Change[]): readonly (readonly Change[])[] {
  const groups: Change[][] = [];
  for (const change of changes) {
    const group = groups.at(-1);
    const last = group?.at(-1);
    if (group && last && change.oldStart - last.oldEnd <= 2 * context) group.push(change);
    else groups.push([change]);
  }
  return groups;
}

/** `start,count` of a hunk's header; a stretch of no lines names the line before it. */
function range(start: number, end: number): string {
  const count = end - start;
  return `${count === 0 ? start : start + 1}${count === 1 ? '' : `,${count}`}`;
}

/** A side's lines as they are shown: secrets masked, control characters visible. */
function shownLines({ text, secrets }: DiffSide): (index: number) => string {
  const lines = linesOf(text);
  const last = lines.placeOf(text.length).line;
  return (index) => {
    const span = lines.spanOf(index + 1);
    const unended = index + 1 === last ? '\n\\ No newline at end of file' : '';
    return `${printable(masked(text, span, secrets).text).replaceAll('\\u{9}', '\t')}${unended}`;
  };
}

/**
 * What changes between two texts, as a unified diff to be read: secrets are masked, so it is not for `patch`. '' where the texts are equal. `path` names both
 * sides.
 */
export function unifiedDiff(path: string, before: DiffSide, after: DiffSide): string {
  const oldLines = splitLines(before.text);
  const newLines = splitLines(after.text);
  const changes = changesOf(oldLines, newLines);
  if (changes.length === 0) return '';
  const oldLine = shownLines(before);
  const newLine = shownLines(after);
  const rows: string[] = [`--- ${printable(path)}`, `+++ ${printable(path)}`];
  for (const group of hunks(changes)) {
    const [first] = group;
    const last = group.at(-1);
    if (!first || !last) continue;
    const oldStart = Math.max(0, first.oldStart - context);
    const oldEnd = Math.min(oldLines.length, last.oldEnd + context);
    const newStart = first.newStart - (first.oldStart - oldStart);
    const newEnd = last.newEnd + (oldEnd - last.oldEnd);
    rows.push(`@@ -${range(oldStart, oldEnd)} +${range(newStart, newEnd)} @@`);
    let at = oldStart;
    for (const change of group) {
      for (; at < change.oldStart; at++) rows.push(` ${oldLine(at)}`);
      for (; at < change.oldEnd; at++) rows.push(`-${oldLine(at)}`);
      for (let index = change.newStart; index < change.newEnd; index++) rows.push(`+${newLine(index)}`);
    }
    for (; at < oldEnd; at++) rows.push(` ${oldLine(at)}`);
  }
  return `${rows.join('\n')}\n`;
}
