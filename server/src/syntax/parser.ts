import { Char } from './characters';
import type { RouterMessage, SyntaxErrorRecord } from './errors';
import { lex } from './lexer';
import type {
  BracesPart,
  BracketsPart,
  CommandLine,
  Expression,
  Item,
  ParenthesesPart,
  Part,
  Statement,
  StringPart,
  StringPiece,
  Value,
  VariablePart,
} from './nodes';
import type { Span } from './span';
import { TokenKind, type TokenBuffer } from './tokens';

/**
 * A text with its tokens. Nodes are made when a statement is asked for, and not kept: whoever reads a text once from start to end needs memory for
 * one statement, and making its nodes again costs less than keeping those of all.
 */
export interface Tree {
  readonly text: string;
  readonly tokens: TokenBuffer;
  readonly statementCount: number;
  /** Makes the nodes of a statement; asked again for the same one, gives the same nodes until another is asked for. */
  statement(index: number): Statement;
}

/** Reads a text. Never fails, for any text; takes time linear in its length. */
export function parse(text: string): Tree {
  const tokens = lex(text);
  const parser = new Parser(text, tokens);
  let last: Statement | undefined;
  return {
    text,
    tokens,
    statementCount: tokens.statementCount,
    statement: (index) => (last?.index === index ? last : (last = parser.statement(index))),
  };
}

/**
 * Parses an expression that stands without parentheses (what follows `where`): `start` and `end` are offsets in `text`. Offsets of the nodes
 * and errors are relative to `start`.
 */
export function parseCondition(
  text: string,
  start: number,
  end: number,
): { expression: Expression | undefined; errors: readonly SyntaxErrorRecord[] } {
  const inner = `(${text.slice(start, end)})`;
  const { line } = parse(inner).statement(0);
  const [first] = line.items;
  const part = first?.kind === 'value' ? first.value.parts[0] : undefined;
  const errors = line.errors.map((error) => ({ ...error, start: error.start - 1, end: error.end - 1 }));
  return { expression: part?.kind === 'parentheses' ? part.expression : undefined, errors };
}

const noErrors: readonly SyntaxErrorRecord[] = [];
const maximumDepth = 250;

/**
 * Makes nodes of the tokens of one statement after the other: one object for a whole text, so that a statement costs its nodes only. One file, long as
 * it is: strings hold commands, commands hold expressions and expressions hold strings, all on one cursor, so that a cut would only lead through the middle
 * of a recursion.
 */
class Parser {
  private readonly kinds: Uint8Array;
  private readonly ends: Int32Array;
  /** Start of the statement in the text; offsets of its nodes are relative to it. */
  private base = 0;
  private first = 0;
  private limit = 0;
  private at = 0;
  private depth = 0;
  /** Items, pieces and lines of what is open, each node's own on top: a finished node takes a copy of exact size, which costs far less than growing. */
  private readonly itemStack: Item[] = [];
  private readonly pieceStack: StringPiece[] = [];
  private readonly lineStack: CommandLine[] = [];
  /** Errors of the line that is being read; undefined while there are none. */
  private errors: SyntaxErrorRecord[] | undefined;

  constructor(
    private readonly text: string,
    private readonly tokens: TokenBuffer,
  ) {
    this.kinds = tokens.kinds;
    this.ends = tokens.ends;
  }

  statement(index: number): Statement {
    const { statementStarts, statementTokens, count } = this.tokens;
    this.base = statementStarts[index] ?? 0;
    this.first = statementTokens[index] ?? 0;
    this.limit = statementTokens[index + 1] ?? count;
    this.at = this.first;
    this.depth = 0;
    this.errors = undefined;
    const line = this.line(undefined);
    return { index, start: this.base, end: statementStarts[index + 1] ?? this.text.length, line };
  }

  private kind(): TokenKind | undefined {
    return this.at < this.limit ? this.kinds[this.at] : undefined;
  }

  private startOf(token: number): number {
    return token <= this.first ? 0 : (this.ends[token - 1] ?? 0);
  }

  private endOf(token: number): number {
    return this.ends[token] ?? 0;
  }

  /** Where the next token begins, or where the statement ends. */
  private position(): number {
    if (this.at < this.limit) return this.startOf(this.at);
    return this.limit > this.first ? this.endOf(this.limit - 1) : 0;
  }

  private tokenText(): string {
    return this.text.slice(this.base + this.startOf(this.at), this.base + this.endOf(this.at));
  }

  private report(
    router: RouterMessage,
    message: string,
    start: number,
    end: number,
    more?: Pick<SyntaxErrorRecord, 'began' | 'swallows' | 'unproven' | 'repair'>,
  ): void {
    (this.errors ??= []).push({ router, message, start, end: Math.max(start, end), ...more });
  }

  /** One line, up to its end or to `closer` (not consumed). Errors made meanwhile belong to it. */
  private line(closer: TokenKind | undefined): CommandLine {
    const outer = this.errors;
    this.errors = undefined;
    let begin = this.position();
    const bottom = this.itemStack.length;
    let first: Item | undefined;
    let last = begin;
    let stray = false;
    loop: for (;;) {
      const next = this.kind();
      switch (next) {
        case undefined:
          break loop;
        case TokenKind.LineEnd:
        case TokenKind.Semicolon:
          this.at++;
          break loop;
        case TokenKind.Blank:
        case TokenKind.Join:
        case TokenKind.ByteOrderMark:
        case TokenKind.Comment:
          this.at++;
          if (!first) begin = this.position();
          continue;
        case TokenKind.StrayComment: {
          const start = this.startOf(this.at);
          this.report(
            'expected end of command',
            'A comment may not follow a command on the same line: end the command with `;` first.',
            start,
            this.endOf(this.at),
            { repair: { title: 'Insert `;` before the comment', offset: start, insert: '; ' } },
          );
          this.at++;
          continue;
        }
        case TokenKind.CloseBrace:
          // It closes something further out, and ends this line as well.
          if (closer !== undefined) break loop;
          break;
        default:
          if (next === closer) break loop;
          if (next !== TokenKind.CloseBracket && next !== TokenKind.CloseParen) {
            const before = this.at;
            const made = this.item();
            if (this.at > before) {
              this.itemStack.push(made);
              first ??= made;
              last = made.end;
              continue;
            }
          }
      }
      // A closer of nothing, or the rest of something broken: reported once a line, and skipped.
      if (!stray) {
        const start = this.startOf(this.at);
        const what = this.tokenText();
        this.report(
          !first ? 'expected command name' : 'expected end of command',
          next === TokenKind.CloseBrace || next === TokenKind.CloseBracket || next === TokenKind.CloseParen
            ? `\`${what}\` closes nothing.`
            : 'This cannot be read as part of a command.',
          start,
          this.endOf(this.at),
        );
      }
      stray = true;
      this.at++;
      last = this.position();
    }
    const line: CommandLine = {
      kind: 'line',
      start: first ? first.start : begin,
      end: first ? last : begin,
      items: taken(this.itemStack, bottom),
      errors: this.endErrors(outer),
    };
    return line;
  }

  /** The errors of the line that ends, and back to those of the line around it. */
  private endErrors(outer: SyntaxErrorRecord[] | undefined): readonly SyntaxErrorRecord[] {
    const own = this.errors ?? noErrors;
    this.errors = outer;
    return own;
  }

  private item(): Item {
    const start = this.startOf(this.at);
    // `name=`
    if (
      this.kinds[this.at] === TokenKind.Word &&
      this.at + 1 < this.limit &&
      this.kinds[this.at + 1] === TokenKind.Equals
    ) {
      const name: Part = { kind: 'word', start, end: this.endOf(this.at) };
      this.at++;
      return this.argument(start, name, this.text.charCodeAt(this.base + start) === Char.Bang);
    }
    const read = this.value();
    const only = read.parts.length === 1 ? read.parts[0] : undefined;
    if (
      only &&
      this.kind() === TokenKind.Equals &&
      this.startOf(this.at) === read.end &&
      (only.kind === 'string' || only.kind === 'variable')
    ) {
      return this.argument(start, only, false);
    }
    return { kind: 'value', start, end: read.end, value: read };
  }

  private argument(start: number, name: Part, negated: boolean): Item {
    this.at++; // the `=`
    const equalsEnd = this.position();
    // After `=` a join is the normal form of an export, a blank is legal too; but `a= b=1` is an empty value.
    let ahead = this.at;
    while (ahead < this.limit && (this.kinds[ahead] === TokenKind.Blank || this.kinds[ahead] === TokenKind.Join))
      ahead++;
    const next = ahead < this.limit ? this.kinds[ahead] : undefined;
    const startsValue =
      next === TokenKind.Word
        ? ahead === this.at || this.kinds[ahead + 1] !== TokenKind.Equals
        : next === TokenKind.Quote ||
          next === TokenKind.Variable ||
          next === TokenKind.Dollar ||
          next === TokenKind.OpenParen ||
          next === TokenKind.OpenBracket ||
          next === TokenKind.OpenBrace;
    if (!startsValue) return { kind: 'argument', start, end: equalsEnd, name, negated, value: undefined, equalsEnd };
    this.at = ahead;
    const read = this.value();
    return { kind: 'argument', start, end: read.end, name, negated, value: read, equalsEnd };
  }

  private value(): Value {
    const start = this.startOf(this.at);
    const first = this.part(false);
    if (!first) return { start, end: start, parts: [] };
    const second = this.part(true);
    if (!second) return { start, end: first.end, parts: [first] };
    const parts = [first, second];
    let { end } = second;
    for (let next = this.part(true); next; next = this.part(true)) {
      parts.push(next);
      ({ end } = next);
    }
    return { start, end, parts };
  }

  private part(glued: boolean): Part | undefined {
    switch (this.kind()) {
      case TokenKind.Word: {
        const start = this.startOf(this.at);
        return { kind: 'word', start, end: this.endOf(this.at++) };
      }
      case TokenKind.Equals: {
        // `=` behind a value that is no name: part of the text.
        const before = this.kinds[this.at - 1];
        if (!glued || before === TokenKind.Quote || before === TokenKind.Variable) return undefined;
        const start = this.startOf(this.at);
        return { kind: 'word', start, end: this.endOf(this.at++) };
      }
      case TokenKind.Quote:
        return this.string();
      case TokenKind.Variable:
      case TokenKind.Dollar:
        return this.variable();
      case TokenKind.OpenParen:
        return this.parentheses();
      case TokenKind.OpenBracket:
        return this.brackets();
      case TokenKind.OpenBrace:
        return this.braces();
      default:
        return undefined;
    }
  }

  private variable(): VariablePart {
    const start = this.startOf(this.at);
    if (this.kind() === TokenKind.Variable) {
      const end = this.endOf(this.at++);
      if (end === start + 1) {
        this.report('syntax error', 'The name of a variable must follow `$`.', end, end, { began: { start, end } });
      }
      return { kind: 'variable', start, end, nameStart: start + 1, nameEnd: end };
    }
    this.at++; // `$`
    if (this.kind() === TokenKind.Quote) {
      const name = this.string();
      const nameStart = name.start + 1;
      const nameEnd = Math.max(nameStart, name.closed ? name.end - 1 : name.end);
      return { kind: 'variable', start, end: name.end, nameStart, nameEnd };
    }
    // `$(...)` and `$[...]` outside a string: the `$` has no name; the brackets follow as a part of their own.
    this.report('syntax error', 'The name of a variable must follow `$`.', start + 1, start + 1, {
      began: { start, end: start + 1 },
    });
    return { kind: 'variable', start, end: start + 1, nameStart: start + 1, nameEnd: start + 1 };
  }

  private string(): StringPart {
    const start = this.startOf(this.at);
    this.at++;
    const { pieceStack: pieces } = this;
    const bottom = pieces.length;
    for (;;) {
      const next = this.kind();
      const from = this.position();
      switch (next) {
        case TokenKind.Quote:
          return { kind: 'string', start, end: this.endOf(this.at++), pieces: taken(pieces, bottom), closed: true };
        case TokenKind.StringText:
        case TokenKind.Join:
          pieces.push({ kind: next === TokenKind.Join ? 'join' : 'text', start: from, end: this.endOf(this.at++) });
          continue;
        case TokenKind.Escape: {
          const end = this.endOf(this.at++);
          if (!this.isEscape(from, end)) {
            this.report(
              'expected input value',
              'RouterOS knows no such escape: a `\\` in a string is written `\\\\`.',
              from + 1,
              end,
              { began: { start: from, end } },
            );
          }
          pieces.push({ kind: 'escape', start: from, end });
          continue;
        }
        case TokenKind.Variable:
          pieces.push(this.variable());
          continue;
        case TokenKind.Dollar: {
          const follows = this.kinds[this.at + 1];
          if (follows === TokenKind.Quote) {
            pieces.push(this.variable());
            continue;
          }
          this.at++; // `$`, then the brackets
          pieces.push(follows === TokenKind.OpenParen ? this.parentheses() : this.brackets());
          continue;
        }
        case TokenKind.LineEnd:
          if (this.stringGoesOn()) {
            this.at++;
            continue;
          }
          break;
        default:
      }
      const end = this.text.length - this.base;
      this.report('syntax error', 'A string has no closing `"`.', end, end, {
        began: { start, end: start + 1 },
        swallows: true,
      });
      return { kind: 'string', start, end: from, pieces: taken(pieces, bottom), closed: false };
    }
  }

  /** Escapes: facts, language.md 1.1. Two hexadecimal digits are capitals. */
  private isEscape(start: number, end: number): boolean {
    const code = this.text.charCodeAt(this.base + start + 1);
    if (end - start === 3) return true;
    switch (code) {
      case Char.Quote:
      case Char.Backslash:
      case Char.Dollar:
      case Char.Question:
      case Char.Underscore:
        return true;
      default:
        // n r t a b f v
        return (
          code === 0x6e ||
          code === 0x72 ||
          code === 0x74 ||
          code === 0x61 ||
          code === 0x62 ||
          code === 0x66 ||
          code === 0x76
        );
    }
  }

  /** Does the lexer see this line end as part of the string? It does when the next token is one of a string. */
  private stringGoesOn(): boolean {
    const next = this.at + 1 < this.limit ? this.kinds[this.at + 1] : undefined;
    return next === TokenKind.StringText || next === TokenKind.Escape || next === TokenKind.Quote;
  }

  private brackets(): BracketsPart {
    const start = this.startOf(this.at);
    this.at++;
    const lines = this.linesUntil(TokenKind.CloseBracket, start);
    const here = this.kind();
    if (here === TokenKind.CloseBracket) {
      return { kind: 'brackets', start, end: this.endOf(this.at++), lines, closed: true };
    }
    const end = this.position();
    const began: Span = { start, end: start + 1 };
    if (here === undefined) {
      this.report('syntax error', 'A `[` has no closing `]`.', end, end, { began });
    } else {
      this.report(
        here === TokenKind.LineEnd ? 'expected command name' : 'expected end of command',
        'A `[` must be closed by `]` on its line (a line goes on with `\\` at its end).',
        end,
        end,
        { began },
      );
    }
    return { kind: 'brackets', start, end, lines, closed: false };
  }

  private braces(): BracesPart {
    const start = this.startOf(this.at);
    this.at++;
    const lines = this.linesUntil(TokenKind.CloseBrace, start);
    if (this.kind() === TokenKind.CloseBrace) {
      return { kind: 'braces', start, end: this.endOf(this.at++), lines, closed: true };
    }
    const end = this.position();
    this.report('expected closing brace', 'A `{` has no closing `}`.', end, end, {
      began: { start, end: start + 1 },
    });
    return { kind: 'braces', start, end, lines, closed: false };
  }

  private tooDeep(start: number): void {
    this.report('syntax error', `Nested deeper than ${maximumDepth} levels.`, start, start + 1);
    this.skipBalanced();
  }

  private linesUntil(closer: TokenKind, start: number): readonly CommandLine[] {
    if (this.depth >= maximumDepth) {
      this.tooDeep(start);
      return [];
    }
    const { lineStack: lines } = this;
    const bottom = lines.length;
    this.depth++;
    // Directly behind `[` a line end is no more than a blank.
    while (closer === TokenKind.CloseBracket && this.isBlankBehindBracket()) this.at++;
    while (this.at < this.limit && this.kind() !== closer) {
      const next = this.kind();
      if (closer === TokenKind.CloseBracket && (next === TokenKind.LineEnd || next === TokenKind.CloseBrace)) break;
      const before = this.at;
      const made = this.line(closer);
      if (made.items.length > 0 || made.errors.length > 0) lines.push(made);
      // A line end inside `[ ]` was taken as the end of the line; it ends the brackets too.
      if (closer === TokenKind.CloseBracket && this.kinds[this.at - 1] === TokenKind.LineEnd) {
        this.at--;
        break;
      }
      if (this.at === before) break;
    }
    this.depth--;
    return taken(lines, bottom);
  }

  /** A line end that the lexer did not take as the end of a command has another token of the brackets behind it. */
  private isBlankBehindBracket(): boolean {
    const next = this.kind();
    return (next === TokenKind.LineEnd && this.at + 1 < this.limit) || next === TokenKind.Blank;
  }

  private skipBalanced(): void {
    let open = 1;
    for (; this.at < this.limit; this.at++) {
      switch (this.kinds[this.at] as TokenKind) {
        case TokenKind.OpenBrace:
        case TokenKind.OpenBracket:
        case TokenKind.OpenParen:
          open++;
          break;
        case TokenKind.CloseBrace:
        case TokenKind.CloseBracket:
        case TokenKind.CloseParen:
          open--;
          if (open === 0) return;
          break;
        default:
      }
    }
  }

  private parentheses(): ParenthesesPart {
    const start = this.startOf(this.at);
    this.at++;
    let expression: Expression | undefined;
    if (this.depth >= maximumDepth) {
      this.tooDeep(start);
    } else {
      this.depth++;
      const errorsBefore = this.errors?.length ?? 0;
      expression = this.binary(0);
      this.skipBlanks();
      this.depth--;
      const here = this.kind();
      if (here !== TokenKind.CloseParen) {
        const stop = this.position();
        const ends =
          here === undefined ||
          here === TokenKind.LineEnd ||
          here === TokenKind.Semicolon ||
          here === TokenKind.CloseBracket ||
          here === TokenKind.CloseBrace;
        // A missing operand at the same place has been reported already.
        const said = this.errors && this.errors.length > errorsBefore && this.errors.at(-1)?.start === stop;
        if (!said) {
          this.report(
            'syntax error',
            ends
              ? 'A `(` must be closed by `)` on its line (a line goes on with `\\` at its end).'
              : 'An operator or `)` is expected here.',
            stop,
            ends ? stop : this.endOf(this.at),
            { began: { start, end: start + 1 } },
          );
        }
        if (ends) return { kind: 'parentheses', start, end: stop, expression, closed: false };
        this.skipBalanced();
        if (this.kind() !== TokenKind.CloseParen) {
          return { kind: 'parentheses', start, end: this.position(), expression, closed: false };
        }
      }
    }
    if (this.kind() === TokenKind.CloseParen) {
      return { kind: 'parentheses', start, end: this.endOf(this.at++), expression, closed: true };
    }
    return { kind: 'parentheses', start, end: this.position(), expression, closed: false };
  }

  private skipBlanks(): void {
    for (;;) {
      const next = this.kind();
      if (next !== TokenKind.Blank && next !== TokenKind.Join) {
        if (next !== TokenKind.StrayComment) return;
        const start = this.startOf(this.at);
        this.report('syntax error', 'A comment may not stand inside `( )`.', start, this.endOf(this.at));
      }
      this.at++;
    }
  }

  private binary(minimum: number): Expression {
    let left = this.unary();
    for (;;) {
      this.skipBlanks();
      const operator = this.operatorHere();
      if (operator === undefined) return left;
      const precedence = precedences[operator] ?? 0;
      if (precedence < minimum) return left;
      if (operator !== ' ') this.at++;
      this.skipBlanks();
      // `<%%` alone associates to the right (a recorded answer shows it).
      const right = this.binary(operator === '<%%' ? precedence : precedence + 1);
      left = { kind: 'binary', operator, left, right, start: left.start, end: right.end };
    }
  }

  private operatorHere(): string | undefined {
    switch (this.kind()) {
      case TokenKind.Operator: {
        const written = this.tokenText();
        return written in precedences ? written : written === '!' ? ' ' : undefined;
      }
      case TokenKind.Word: {
        const word = this.tokenText();
        return word === 'and' || word === 'or' || word === 'in' ? word : ' ';
      }
      case TokenKind.Quote:
      case TokenKind.Variable:
      case TokenKind.Dollar:
      case TokenKind.OpenParen:
      case TokenKind.OpenBracket:
      case TokenKind.OpenBrace:
        return ' ';
      default:
        return undefined;
    }
  }

  private unary(): Expression {
    this.skipBlanks();
    const start = this.position();
    const next = this.kind();
    if (next === TokenKind.Operator) {
      const operator = this.tokenText();
      // A lone `-` or `*` before `)` is a word: `(name=-)`.
      if (
        (operator === '-' || operator === '*') &&
        this.kinds[this.at + 1] === TokenKind.CloseParen &&
        this.at > this.first &&
        this.kinds[this.at - 1] === TokenKind.Operator
      ) {
        const end = this.endOf(this.at++);
        return { kind: 'operand', part: { kind: 'word', start, end }, start, end };
      }
      if (unaryOperators.has(operator)) {
        this.at++;
        const operand = this.unaryBound();
        return { kind: 'unary', operator, operand, start, end: operand.end };
      }
    }
    if (next === TokenKind.Word && this.kinds[this.at + 1] === TokenKind.Blank && this.tokenText() === 'any') {
      this.at++;
      const operand = this.unaryBound();
      return { kind: 'unary', operator: 'any', operand, start, end: operand.end };
    }
    const made = this.part(false);
    if (made) return this.arrow({ kind: 'operand', part: made, start, end: made.end });
    if (this.beginsCommand()) {
      this.report(
        'syntax error',
        'A command stands in `[ ]`, and whether a router takes one in `( )` is not known: write `[:...]`.',
        start,
        start + 1,
        { unproven: true },
      );
      this.at++;
      return this.unary();
    }
    const isDouble = this.text.startsWith('==', this.base + start - 1);
    this.report(
      'syntax error',
      isDouble ? '`==` is no operator: write `=`.' : 'A value is missing here.',
      start,
      start,
    );
    // An operator that nothing precedes is skipped, so that the rest is still read.
    if (next === TokenKind.Operator || next === TokenKind.Equals) this.at++;
    return { kind: 'operand', part: { kind: 'word', start, end: start }, start, end: start };
  }

  /** `(:pick $a 0 1)`: a colon with the name of a command behind it, where a value is expected. */
  private beginsCommand(): boolean {
    if (this.kind() === undefined || this.tokenText() !== ':') return false;
    return this.kinds[this.at + 1] === TokenKind.Word;
  }

  private unaryBound(): Expression {
    if (this.depth >= maximumDepth) {
      const here = this.position();
      this.report('syntax error', `Nested deeper than ${maximumDepth} levels.`, here, here);
      return { kind: 'operand', part: { kind: 'word', start: here, end: here }, start: here, end: here };
    }
    this.depth++;
    const operand = this.unary();
    this.depth--;
    return operand;
  }

  /** `->` binds tightest of all. */
  private arrow(first: Expression): Expression {
    let left = first;
    for (;;) {
      const mark = this.at;
      this.skipBlanks();
      if (this.kind() !== TokenKind.Operator || this.tokenText() !== '->') {
        this.at = mark;
        return left;
      }
      this.at++;
      this.skipBlanks();
      const start = this.position();
      const key = this.part(false);
      if (!key) {
        this.report('syntax error', 'A key must follow `->`.', start, start);
        return left;
      }
      const right: Expression = { kind: 'operand', part: key, start, end: key.end };
      left = { kind: 'binary', operator: '->', left, right, start: left.start, end: key.end };
    }
  }
}

const nothing: readonly never[] = [];

/** Takes what stands above `bottom` off a stack. */
function taken<T>(stack: T[], bottom: number): readonly T[] {
  if (stack.length === bottom) return nothing;
  const top = stack.slice(bottom);
  stack.length = bottom;
  return top;
}

const unaryOperators = new Set(['!', '-', '~', '>', '+']);

/** Loosest first. Verified pairs: facts, language.md 1.4; `.` against `+` and the order of the bit operators are not proven. */
const precedences: Readonly<Record<string, number>> = {
  ',': 1,
  or: 2,
  '||': 2,
  and: 3,
  '&&': 3,
  ' ': 3,
  '=': 4,
  '!=': 4,
  '<': 4,
  '>': 4,
  '<=': 4,
  '>=': 4,
  '~': 4,
  in: 4,
  '<%%': 5,
  '.': 6,
  '|': 7,
  '^': 7,
  '&': 8,
  '<<': 9,
  '>>': 9,
  '+': 10,
  '-': 10,
  '*': 11,
  '/': 11,
  '%': 11,
};
