/** A half-open range of UTF-16 offsets into a script's text: `start` is the first unit, `end` the one after the last. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Replaces the text of a span by another text. Edits of one fix never overlap. */
export interface TextEdit extends Span {
  readonly text: string;
}
