import type { Span } from '../../server/src/syntax/span';

/** Line and column of an offset, both from 1; columns count UTF-16 units. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A stretch of text; the end is the place after its last character. */
export interface Region {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** The lines of a text. They end with LF, CRLF or CR. */
export interface Lines {
  placeOf(offset: number): Place;
  regionOf(span: Span): Region;
  /** A line (from 1) without its end. */
  spanOf(line: number): Span;
}

export function linesOf(text: string): Lines {
  const starts = [0];
  const ends: number[] = [];
  for (const match of text.matchAll(/\r\n|\n|\r/g)) {
    ends.push(match.index);
    starts.push(match.index + match[0].length);
  }
  ends.push(text.length);
  const placeOf = (offset: number): Place => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
  return {
    placeOf,
    regionOf(span) {
      const start = placeOf(span.start);
      const end = placeOf(span.end);
      return { line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
    },
    spanOf: (line) => ({ start: starts[line - 1] ?? text.length, end: ends[line - 1] ?? text.length }),
  };
}
