export const enum TokenKind {
  /** Blanks and tabs. */
  Blank,
  /** LF, CRLF or CR. */
  LineEnd,
  /** `\`, optional blanks, line end: one blank outside strings, nothing inside them. */
  Join,
  /** `# ...` where a command may start. */
  Comment,
  /** `# ...` after an argument: the router stops there. */
  StrayComment,
  Semicolon,
  /** A `\` that joins no line: nothing may be glued to it outside a string. */
  Backslash,
  /** A character of an expression that is no part of one. */
  Unknown,
  /** Bare word of a command line, or a literal or name of an expression. */
  Word,
  /** The `=` between an argument's name and its value. */
  Equals,
  /** Operator of an expression, `->` and `(>` included. */
  Operator,
  /** `$name` or a lone `$`. */
  Variable,
  /** `$` directly before a quoted name, `(` or `[`. */
  Dollar,
  Quote,
  /** Plain characters of a string, line ends included. */
  StringText,
  /** `\"`, `\n`, `\0A`, ... */
  Escape,
  OpenParen,
  CloseParen,
  OpenBracket,
  CloseBracket,
  OpenBrace,
  CloseBrace,
  /** The byte order mark at the start of a file. */
  ByteOrderMark,
}

/**
 * Tokens of a text as typed arrays. Ends are relative to the start of the top-level statement that a token belongs to, so that a
 * statement can move without its tokens being touched.
 */
export interface TokenBuffer {
  readonly count: number;
  readonly kinds: Uint8Array;
  readonly ends: Int32Array;
  /** Number of top-level statements. */
  readonly statementCount: number;
  /** Offset of each statement in the text; entry `statementCount` is the text's length. */
  readonly statementStarts: Int32Array;
  /** Index of each statement's first token; entry `statementCount` is `count`. */
  readonly statementTokens: Int32Array;
}
