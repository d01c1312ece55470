import type { Tree } from '../syntax/parser';
import type { Span } from '../syntax/span';
import { TokenKind } from '../syntax/tokens';

/** Lines as the router sees them: joined lines are one, and so is a string with line ends in it. */
export interface CommandLines {
  /** Start of the line that holds the offset. */
  startAt(offset: number): number;
  /** The first line with anything but blanks and comments on it that starts at or after the offset; the end of the text when there is none. */
  nextAfter(offset: number): Span;
}

/** Reads the lines of a text from its tokens. Looking for one takes the logarithm of their number. */
export function commandLines({ text, tokens }: Tree): CommandLines {
  const starts: number[] = [text.startsWith('\uFEFF') ? 1 : 0];
  /** Does the line have anything but blanks and comments? One entry a start. */
  const filled: boolean[] = [false];
  for (let statement = 0; statement < tokens.statementCount; statement++) {
    const base = tokens.statementStarts[statement] ?? 0;
    const last = tokens.statementTokens[statement + 1] ?? tokens.count;
    for (let index = tokens.statementTokens[statement] ?? 0; index < last; index++) {
      switch (tokens.kinds[index] as TokenKind) {
        case TokenKind.LineEnd:
          starts.push(base + (tokens.ends[index] ?? 0));
          filled.push(false);
          break;
        case TokenKind.Blank:
        case TokenKind.Comment:
        case TokenKind.ByteOrderMark:
          break;
        default:
          filled[filled.length - 1] = true;
      }
    }
  }
  const filledLines = filled.flatMap((isFilled, line) => (isFilled ? [line] : []));
  return {
    startAt: (offset) => starts[Math.max(0, countWhere(starts, (start) => start <= offset) - 1)] ?? 0,
    nextAfter: (offset) => {
      const line = filledLines[countWhere(filledLines, (index) => (starts[index] ?? 0) < offset)];
      if (line === undefined) return { start: text.length, end: text.length + 1 };
      return { start: starts[line] ?? text.length, end: starts[line + 1] ?? text.length + 1 };
    },
  };
}

/** How many at the beginning of a list hold; where one does not, none after it does. */
function countWhere(list: readonly number[], holds: (item: number) => boolean): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(list[middle] ?? 0)) low = middle + 1;
    else high = middle;
  }
  return low;
}
