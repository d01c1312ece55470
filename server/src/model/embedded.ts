import type { BracesPart, StringPart } from '../syntax/nodes';
import type { Span, TextEdit } from '../syntax/span';
import { unescape } from '../syntax/walk';

/** A stretch of an inner text and where it stands in the outer one. */
interface Piece {
  readonly inner: number;
  readonly outer: number;
  readonly outerEnd: number;
  /** Letter for letter the same in both; else the outer text has an escape for it. */
  readonly copied: boolean;
}

/**
 * The text of a script that stands inside a value, and where each of its characters stands in the text around it. A join of lines (`\` and a
 * line end in a string) is between two pieces: nothing of the inner text.
 */
export class EmbeddedText {
  private constructor(
    readonly text: string,
    private readonly pieces: readonly Piece[],
    private readonly quoted: boolean,
    /** Offset behind the last character of the inner text. */
    private readonly outerEnd: number,
  ) {}

  /** Of a quoted string that is a constant; undefined where it holds a variable or a computed part. `base` is the statement's start. */
  static ofString(text: string, base: number, string: StringPart): EmbeddedText | undefined {
    const pieces: Piece[] = [];
    let inner = '';
    for (const piece of string.pieces) {
      if (piece.kind === 'join') continue;
      const outer = base + piece.start;
      const outerEnd = base + piece.end;
      if (piece.kind === 'text') {
        pieces.push({ inner: inner.length, outer, outerEnd, copied: true });
        inner += text.slice(outer, outerEnd);
      } else if (piece.kind === 'escape') {
        pieces.push({ inner: inner.length, outer, outerEnd, copied: false });
        inner += unescape(text.slice(outer, outerEnd));
      } else {
        return undefined;
      }
    }
    return new EmbeddedText(inner, pieces, true, base + string.end - (string.closed ? 1 : 0));
  }

  /** Of `{...}`: what stands between the braces, as it is. */
  static ofBraces(text: string, base: number, braces: BracesPart): EmbeddedText {
    const outer = base + braces.start + 1;
    const outerEnd = base + braces.end - (braces.closed ? 1 : 0);
    return new EmbeddedText(
      text.slice(outer, outerEnd),
      [{ inner: 0, outer, outerEnd, copied: true }],
      false,
      outerEnd,
    );
  }

  /** Where a character of the inner text begins in the outer one. `offset` may be the inner text's length. */
  toOuter(offset: number): number {
    const piece = this.pieceAt(offset);
    if (!piece) return this.outerEnd;
    return piece.copied ? piece.outer + (offset - piece.inner) : piece.outer;
  }

  /** A span of the inner text in the outer one; its end lies behind the last character that it holds, not behind a join after it. */
  toOuterSpan({ start, end }: Span): Span {
    if (end <= start) {
      const at = this.toOuter(start);
      return { start: at, end: at };
    }
    const last = this.pieceAt(end - 1);
    const outerEnd = last ? (last.copied ? last.outer + (end - last.inner) : last.outerEnd) : this.outerEnd;
    return { start: this.toOuter(start), end: outerEnd };
  }

  /** An edit of the inner text as one of the outer text, escaped as its place demands. */
  toOuterEdit(edit: TextEdit): TextEdit {
    return { ...this.toOuterSpan(edit), text: this.quoted ? escape(edit.text) : edit.text };
  }

  private pieceAt(offset: number): Piece | undefined {
    let low = 0;
    let high = this.pieces.length - 1;
    if (offset >= this.text.length || high < 0) return undefined;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.pieces[middle]?.inner ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return this.pieces[low];
  }
}

/** A text as it is written in a quoted string (facts, language.md 1.1). */
export function escape(text: string): string {
  return text
    .replace(/["\\$]/g, '\\$&')
    .replace(/\r/g, '\\r')
    .replace(/\n/g, '\\n')
    .replace(/\t/g, '\\t');
}

/** Is a text the name of a script rather than a script (facts, language.md 1.8)? */
export function isScriptName(text: string): boolean {
  return /^\s*[A-Za-z0-9_.-]*\s*$/.test(text);
}
