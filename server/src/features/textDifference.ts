import type { TextEdit } from '../syntax/span';

interface Line {
  readonly start: number;
  /** Without the line's end. */
  readonly content: string;
  /** With it. */
  readonly whole: string;
}

function splitLines(text: string): readonly Line[] {
  const lines: Line[] = [];
  for (const match of text.matchAll(/([^\r\n]*)(?:\r\n|\r|\n|$)/g)) {
    if (match[0] === '' && match.index > 0 && match.index === text.length) break;
    lines.push({ start: match.index, content: match[1] ?? '', whole: match[0] });
  }
  return lines;
}

/** A cut at this offset would tear a character of two units apart. */
function splitsCharacter(text: string, offset: number): boolean {
  const before = text.charCodeAt(offset - 1);
  return before >= 0xd800 && before <= 0xdbff;
}

/** The edit between two texts without the ends that they share; undefined where they are equal. */
function trimmedEdit(offset: number, before: string, after: string): TextEdit | undefined {
  if (before === after) return undefined;
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  if (splitsCharacter(before, start)) start--;
  let tail = 0;
  while (tail < shorter - start && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  if (tail > 0 && splitsCharacter(before, before.length - tail)) tail--;
  return { start: offset + start, end: offset + before.length - tail, text: after.slice(start, after.length - tail) };
}

function lineEdit(before: Line, after: Line): TextEdit | undefined {
  const sameEnd = before.whole.slice(before.content.length) === after.whole.slice(after.content.length);
  if (!sameEnd) return { start: before.start, end: before.start + before.whole.length, text: after.whole };
  return trimmedEdit(before.start, before.content, after.content);
}

/**
 * Edits that make `after` out of `before`, in order, none overlapping: one for each changed line where only lines were changed, else
 * one for the whole changed stretch of lines. An editor keeps its cursor and marks outside them.
 */
export function differenceEdits(before: string, after: string): readonly TextEdit[] {
  const oldLines = splitLines(before);
  const newLines = splitLines(after);
  const shorter = Math.min(oldLines.length, newLines.length);
  let head = 0;
  while (head < shorter && oldLines[head]?.whole === newLines[head]?.whole) head++;
  let tail = 0;
  while (tail < shorter - head && oldLines.at(-1 - tail)?.whole === newLines.at(-1 - tail)?.whole) tail++;

  const oldMiddle = oldLines.slice(head, oldLines.length - tail);
  const newMiddle = newLines.slice(head, newLines.length - tail);
  if (oldMiddle.length === newMiddle.length) {
    return oldMiddle.flatMap((line, index) => {
      const other = newMiddle[index];
      const edit = other && lineEdit(line, other);
      return edit ? [edit] : [];
    });
  }
  const start = oldMiddle[0]?.start ?? oldLines[head]?.start ?? before.length;
  const text = newMiddle.map((line) => line.whole).join('');
  return [{ start, end: start + oldMiddle.reduce((sum, line) => sum + line.whole.length, 0), text }];
}
