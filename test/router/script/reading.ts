import type { CommandTree } from '../commands/tree';
import type { Position } from './tree';

/** A script being read. The text is a byte string, so that offsets and columns are bytes. */
export interface Reading {
  readonly text: string;
  /** Offset of the next byte. */
  at: number;
  readonly tree: CommandTree;
}

/** Where a piece of script stands: its menu, and the variables that it may set. */
export interface Scope {
  menu: string;
  readonly declared: Set<string>;
  readonly parent: Scope | undefined;
}

export function innerScope(parent: Scope, menu = parent.menu): Scope {
  return { menu, declared: new Set(), parent };
}

export function isDeclared(scope: Scope, name: string): boolean {
  return scope.declared.has(name) || (scope.parent !== undefined && isDeclared(scope.parent, name));
}

/** The router cannot read the script any further. The message is complete: `expected end of command (line 3 column 7)`. */
export class ScriptSyntaxError extends Error {
  override readonly name = 'ScriptSyntaxError';
  constructor(
    readonly stem: string,
    readonly position: Position,
  ) {
    super(`${stem} (line ${position.line} column ${position.column})`);
  }
}

/** Line and column of an offset, as routers count; lines end with LF, CRLF or CR. */
export function positionAt(reading: Reading, offset: number): Position {
  const starts = lineStarts(reading.text);
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return { line: low + 1, column: columnOf(reading.text.slice(starts[low] ?? 0, offset)) };
}

/** Column behind the beginning of a line: bytes, and a tab leads to the next multiple of eight (recorded answers behind tabs). */
function columnOf(before: string): number {
  let column = 1;
  for (const byte of before) {
    column = byte === '\t' ? (Math.floor(column / 8) + 1) * 8 : column + 1;
  }
  return column;
}

let known: { readonly text: string; readonly starts: readonly number[] } | undefined;

/** Offsets at which lines begin; those of the last text are kept. */
function lineStarts(text: string): readonly number[] {
  if (known?.text !== text) {
    known = { text, starts: [0, ...[...text.matchAll(/\r\n|\n|\r/g)].map((end) => end.index + end[0].length)] };
  }
  return known.starts;
}

export function syntaxError(reading: Reading, stem: string, offset = reading.at): ScriptSyntaxError {
  return new ScriptSyntaxError(stem, positionAt(reading, offset));
}

/** The next byte, '' at the end. */
export function peek(reading: Reading, ahead = 0): string {
  return reading.text[reading.at + ahead] ?? '';
}

export function isLineEnd(character: string): boolean {
  return character === '\n' || character === '\r';
}

/** What a sticky expression matches here; it is consumed. */
export function take(reading: Reading, pattern: RegExp): string | undefined {
  pattern.lastIndex = reading.at;
  const match = pattern.exec(reading.text)?.[0];
  reading.at += match?.length ?? 0;
  return match;
}

/** What a sticky expression matches here; nothing is consumed. */
export function look(reading: Reading, pattern: RegExp): string | undefined {
  pattern.lastIndex = reading.at;
  return pattern.exec(reading.text)?.[0];
}

/** Blanks, and backslashes that join the next line: outside strings both are one blank. True if there was any. */
export function skipBlanks(reading: Reading): boolean {
  return (take(reading, /(?:[ \t]|\\[ \t]*(?:\r\n|\n|\r))+/y) ?? '') !== '';
}

/** Blanks, line ends and semicolons between commands. */
export function skipSeparators(reading: Reading): void {
  take(reading, /(?:[ \t\r\n;]|\\[ \t]*(?:\r\n|\n|\r))+/y);
}

/** Does a command end here? `closer` is the bracket that ends it inside of one, '' at the top. */
export function atCommandEnd(reading: Reading, closer: string): boolean {
  const character = peek(reading);
  return character === '' || character === ';' || isLineEnd(character) || character === closer;
}
