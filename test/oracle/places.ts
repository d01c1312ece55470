/** 1-based, as routers count. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Line ends are LF, CRLF and CR. */
const lineEnd = /\r\n|\n|\r/g;

/**
 * Column of what follows this beginning of a line. A tab leads to the next multiple of eight (the recorded answers behind tabs say so); all else
 * counts in bytes of UTF-8. This is the one place that decides so: no recorded answer tells bytes from characters.
 */
function columnOf(beforeOnLine: string): number {
  let column = 1;
  for (const byte of Buffer.from(beforeOnLine)) column = byte === tab ? (Math.floor(column / 8) + 1) * 8 : column + 1;
  return column;
}

const tab = 0x09;

/** Line and column of an offset of the text. */
export function placeOf(text: string, offset: number): Place {
  const lines = text.slice(0, offset).split(lineEnd);
  return { line: lines.length, column: columnOf(lines[lines.length - 1] ?? '') };
}

/** Offset of a place in the text; past the end of the line where the line is shorter. */
export function offsetOf(text: string, { line, column }: Place): number {
  let start = 0;
  let number = 1;
  for (const end of text.matchAll(lineEnd)) {
    if (number === line) break;
    number++;
    start = end.index + end[0].length;
  }
  let offset = start;
  while (offset < text.length && columnOf(text.slice(start, offset)) < column) offset++;
  return offset;
}
