import type { SyntaxErrorRecord } from './errors';

/**
 * Nodes of the lossless tree. They are neutral: no menu is known here, so a command line is a row of items, and `{...}` is a row of
 * lines that the resolver reads as a block, an array or plain text, as the place demands. All offsets are relative to the start of the
 * top-level statement. What stands between nodes is blanks, joins, comments and punctuation: the tokens have it all.
 */
interface NodeBase {
  readonly start: number;
  readonly end: number;
}

/** One command line: up to `;`, a line end or the end of what encloses it. An array element is one too. */
export interface CommandLine extends NodeBase {
  readonly kind: 'line';
  readonly items: readonly Item[];
  /** Errors of the text inside this line, those of nested lines left out. */
  readonly errors: readonly SyntaxErrorRecord[];
}

/** `name=value`, `!name` or, without `=`, a value in its place: the resolver tells a flag from a positional value. */
export type Item = ArgumentItem | ValueItem;

export interface ArgumentItem extends NodeBase {
  readonly kind: 'argument';
  /** The name as written, quotes and `!` included. */
  readonly name: Part;
  /** `!name` */
  readonly negated: boolean;
  /** Undefined where nothing follows the `=`. */
  readonly value: Value | undefined;
  /** Offset behind the `=`. */
  readonly equalsEnd: number;
}

export interface ValueItem extends NodeBase {
  readonly kind: 'value';
  readonly value: Value;
}

/** Parts without blanks between them. */
export interface Value extends NodeBase {
  readonly parts: readonly Part[];
}

export type Part = WordPart | StringPart | VariablePart | ParenthesesPart | BracketsPart | BracesPart;

export interface WordPart extends NodeBase {
  readonly kind: 'word';
}

export interface StringPart extends NodeBase {
  readonly kind: 'string';
  readonly pieces: readonly StringPiece[];
  readonly closed: boolean;
}

export type StringPiece = StringText | VariablePart | ParenthesesPart | BracketsPart;

export interface StringText extends NodeBase {
  readonly kind: 'text' | 'escape' | 'join';
}

export interface VariablePart extends NodeBase {
  readonly kind: 'variable';
  /** The name without `$` and quotes; empty for a lone `$`. */
  readonly nameStart: number;
  readonly nameEnd: number;
}

export interface ParenthesesPart extends NodeBase {
  readonly kind: 'parentheses';
  readonly expression: Expression | undefined;
  readonly closed: boolean;
}

export interface BracketsPart extends NodeBase {
  readonly kind: 'brackets';
  readonly lines: readonly CommandLine[];
  readonly closed: boolean;
}

export interface BracesPart extends NodeBase {
  readonly kind: 'braces';
  readonly lines: readonly CommandLine[];
  readonly closed: boolean;
}

export type Expression = OperandExpression | UnaryExpression | BinaryExpression;

export interface OperandExpression extends NodeBase {
  readonly kind: 'operand';
  readonly part: Part;
}

export interface UnaryExpression extends NodeBase {
  readonly kind: 'unary';
  /** `!`, `-`, `~`, `any`, `>` (quote) */
  readonly operator: string;
  readonly operand: Expression;
}

export interface BinaryExpression extends NodeBase {
  readonly kind: 'binary';
  /** As written; a blank for two conditions next to each other. */
  readonly operator: string;
  readonly left: Expression;
  readonly right: Expression;
}

/** A top-level statement: one command line, its comment and its end. `start` is an offset in the text. */
export interface Statement {
  readonly index: number;
  readonly start: number;
  readonly end: number;
  readonly line: CommandLine;
}
