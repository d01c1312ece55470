import type { RouterMessage, SyntaxErrorRecord } from './errors';
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
import { lex } from './lexer';
import { TokenKind, type TokenBuffer } from './tokens';

/** A text with its tokens; statements become nodes when they are asked for. */
export interface Tree {
  readonly text: string;
  readonly tokens: TokenBuffer;
  readonly statementCount: number;
  /** Parses a statement, or gives the nodes made before. */
  statement(index: number): Statement;
}

/** Reads a text. Never fails, for any text; takes time linear in its length. */
export function parse(text: string): Tree {
  const tokens = lex(text);
  const statements: (Statement | undefined)[] = [];
  return {
    text,
    tokens,
    statementCount: tokens.statementCount,
    statement(index) {
      const known = statements[index];
      if (known) return known;
      const made = parseStatement(text, tokens, index);
      statements[index] = made;
      return made;
    },
  };
}

/** Parses an expression that stands without parentheses (what follows `where`): `start` and `end` are offsets in `text`. Offsets of the nodes are relative to `start`. */
export function parseCondition(
  text: string,
  start: number,
  end: number,
): { expression: Expression | undefined; errors: readonly SyntaxErrorRecord[] } {
  const inner = `(${text.slice(start, end)})`;
  const statement = parse(inner).statement(0);
  const first = statement.line.items[0];
  const part = first?.kind === 'value' ? first.value.parts[0] : undefined;
  const shifted = statement.line.errors.map((error) => ({ ...error, start: error.start - 1, end: error.end - 1 }));
  return { expression: part?.kind === 'parentheses' ? part.expression : undefined, errors: shifted };
}

const noErrors: readonly SyntaxErrorRecord[] = [];
const maximumDepth = 250;

function parseStatement(text: string, tokens: TokenBuffer, index: number): Statement {
  const base = tokens.statementStarts[index] ?? 0;
  const end = tokens.statementStarts[index + 1] ?? text.length;
  const first = tokens.statementTokens[index] ?? 0;
  const limit = tokens.statementTokens[index + 1] ?? tokens.count;
  const { kinds, ends } = tokens;
  let at = first;
  let errors: SyntaxErrorRecord[] = [];
  let depth = 0;

  const startOf = (token: number): number => (token <= first ? 0 : (ends[token - 1] ?? 0));
  const endOf = (token: number): number => ends[token] ?? 0;
  const kind = (): TokenKind | undefined => (at < limit ? kinds[at] : undefined);
  const position = (): number => (at < limit ? startOf(at) : limit > first ? endOf(limit - 1) : 0);

  function report(
    router: RouterMessage,
    message: string,
    start: number,
    stop: number,
    repair?: SyntaxErrorRecord['repair'],
  ): void {
    errors.push(
      repair
        ? { router, message, start, end: Math.max(stop, start), repair }
        : { router, message, start, end: Math.max(stop, start) },
    );
  }

  /** Errors made while `read` runs belong to the line that it makes. */
  function line(closer: TokenKind | undefined): CommandLine {
    const outer = errors;
    errors = [];
    const start = position();
    let begin = start;
    const items: Item[] = [];
    let last = start;
    let stray = false;
    loop: for (;;) {
      const next = kind();
      switch (next) {
        case undefined:
          break loop;
        case TokenKind.LineEnd:
        case TokenKind.Semicolon:
          at++;
          break loop;
        case TokenKind.Blank:
        case TokenKind.Join:
        case TokenKind.ByteOrderMark:
        case TokenKind.Comment:
          at++;
          if (items.length === 0) begin = position();
          continue;
        case TokenKind.StrayComment:
          report(
            'expected end of command',
            'A comment may not follow a command on the same line: end the command with `;` first.',
            startOf(at),
            endOf(at),
            { title: 'Insert `;` before the comment', offset: startOf(at), insert: '; ' },
          );
          at++;
          continue;
        case TokenKind.CloseBrace:
        case TokenKind.CloseBracket:
        case TokenKind.CloseParen:
          if (next === closer) break loop;
          // A closer of something further out ends this line as well; one that closes nothing is an error and skipped.
          if (closer !== undefined && next === TokenKind.CloseBrace) break loop;
          if (!stray)
            report(
              'syntax error',
              `\`${text.slice(base + startOf(at), base + endOf(at))}\` closes nothing.`,
              startOf(at),
              endOf(at),
            );
          stray = true;
          at++;
          last = startOf(at);
          continue;
        default: {
          const before = at;
          const made = item();
          if (at === before) {
            // A token that begins nothing here (the rest of something broken): reported once a line and skipped.
            if (!stray) report('syntax error', 'This cannot be read as part of a command.', startOf(at), endOf(at));
            stray = true;
            at++;
            last = startOf(at);
            continue;
          }
          items.push(made);
          last = made.end;
        }
      }
    }
    const made: CommandLine = {
      kind: 'line',
      start: items.length > 0 ? (items[0]?.start ?? begin) : begin,
      end: items.length > 0 ? last : begin,
      items,
      errors: errors.length > 0 ? errors : noErrors,
    };
    errors = outer;
    return made;
  }

  function item(): Item {
    const start = startOf(at);
    const first = kind();
    // `name=`
    if (first === TokenKind.Word && kinds[at + 1] === TokenKind.Equals && at + 1 < limit) {
      const negated = text.charCodeAt(base + start) === 0x21;
      const name: Part = { kind: 'word', start, end: endOf(at) };
      at++;
      return argument(start, name, negated);
    }
    if (first === TokenKind.Equals) {
      report('syntax error', 'There may be no blank before `=`.', start, endOf(at));
      const name: Part = { kind: 'word', start, end: start };
      return argument(start, name, false);
    }
    const read = value();
    const only = read.parts.length === 1 ? read.parts[0] : undefined;
    if (
      only &&
      kind() === TokenKind.Equals &&
      startOf(at) === read.end &&
      (only.kind === 'string' || only.kind === 'variable')
    ) {
      return argument(start, only, false);
    }
    return { kind: 'value', start, end: read.end, value: read };
  }

  function argument(start: number, name: Part, negated: boolean): Item {
    at++; // the `=`
    const equalsEnd = position();
    // After `=` a join is the normal form of an export, a blank is legal too; but `a= b=1` is an empty value.
    let ahead = at;
    while (ahead < limit && (kinds[ahead] === TokenKind.Blank || kinds[ahead] === TokenKind.Join)) ahead++;
    const next = ahead < limit ? kinds[ahead] : undefined;
    const startsValue =
      next === TokenKind.Quote ||
      next === TokenKind.Variable ||
      next === TokenKind.Dollar ||
      next === TokenKind.OpenParen ||
      next === TokenKind.OpenBracket ||
      next === TokenKind.OpenBrace ||
      (next === TokenKind.Word && !(ahead > at && kinds[ahead + 1] === TokenKind.Equals));
    if (!startsValue) return { kind: 'argument', start, end: equalsEnd, name, negated, value: undefined, equalsEnd };
    at = ahead;
    const read = value();
    return { kind: 'argument', start, end: read.end, name, negated, value: read, equalsEnd };
  }

  function value(): Value {
    const start = startOf(at);
    const parts: Part[] = [];
    let end = start;
    for (;;) {
      const made = part(parts.length > 0);
      if (!made) break;
      parts.push(made);
      end = made.end;
    }
    return { start, end, parts };
  }

  function part(glued: boolean): Part | undefined {
    const start = position();
    switch (kind()) {
      case TokenKind.Word:
        at++;
        return { kind: 'word', start, end: endOf(at - 1) };
      case TokenKind.Equals:
        // `=` behind a value that is no name: part of the text.
        if (!glued) return undefined;
        if (kinds[at - 1] === TokenKind.Quote || kinds[at - 1] === TokenKind.Variable) return undefined;
        at++;
        return { kind: 'word', start, end: endOf(at - 1) };
      case TokenKind.Quote:
        return string();
      case TokenKind.Variable:
      case TokenKind.Dollar:
        return variable();
      case TokenKind.OpenParen:
        return parentheses();
      case TokenKind.OpenBracket:
        return brackets();
      case TokenKind.OpenBrace:
        return braces();
      default:
        return undefined;
    }
  }

  function variable(): VariablePart {
    const start = startOf(at);
    if (kind() === TokenKind.Variable) {
      at++;
      const end = endOf(at - 1);
      if (end === start + 1) report('syntax error', 'A variable name must follow `$`.', start, end);
      return { kind: 'variable', start, end, nameStart: start + 1, nameEnd: end };
    }
    at++; // `$`
    if (kind() === TokenKind.Quote) {
      const name = string();
      return {
        kind: 'variable',
        start,
        end: name.end,
        nameStart: name.start + 1,
        nameEnd: Math.max(name.start + 1, name.closed ? name.end - 1 : name.end),
      };
    }
    // `$(...)` and `$[...]` outside a string: the `$` has no name; the brackets follow as a part of their own.
    return { kind: 'variable', start, end: start + 1, nameStart: start + 1, nameEnd: start + 1 };
  }

  function string(): StringPart {
    const start = startOf(at);
    at++;
    const pieces: StringPiece[] = [];
    for (;;) {
      const next = kind();
      const from = position();
      if (next === TokenKind.Quote) {
        at++;
        return { kind: 'string', start, end: endOf(at - 1), pieces, closed: true };
      }
      if (next === TokenKind.StringText || next === TokenKind.Escape || next === TokenKind.Join) {
        at++;
        pieces.push({
          kind: next === TokenKind.StringText ? 'text' : next === TokenKind.Escape ? 'escape' : 'join',
          start: from,
          end: endOf(at - 1),
        });
        continue;
      }
      if (next === TokenKind.Variable) {
        pieces.push(variable());
        continue;
      }
      if (next === TokenKind.Dollar) {
        const follows = kinds[at + 1];
        if (follows === TokenKind.Quote) {
          pieces.push(variable());
          continue;
        }
        at++; // `$`, then the brackets
        pieces.push(follows === TokenKind.OpenParen ? parentheses() : brackets());
        continue;
      }
      if (next === TokenKind.LineEnd && !endsHere()) {
        at++;
        continue;
      }
      report('expected closing quote', 'This string has no closing `"`.', start, start + 1);
      return { kind: 'string', start, end: from, pieces, closed: false };
    }
  }

  /** Does the lexer see this line end as the end of the string? It does when the next token is no part of a string. */
  function endsHere(): boolean {
    const next = at + 1 < limit ? kinds[at + 1] : undefined;
    return !(next === TokenKind.StringText || next === TokenKind.Escape || next === TokenKind.Quote);
  }

  function brackets(): BracketsPart {
    const start = startOf(at);
    at++;
    const lines = linesUntil(TokenKind.CloseBracket, start);
    if (kind() === TokenKind.CloseBracket) {
      at++;
      return { kind: 'brackets', start, end: endOf(at - 1), lines, closed: true };
    }
    report(
      'expected closing bracket',
      'This `[` has no closing `]` on its line (a line goes on with `\\` at its end).',
      start,
      start + 1,
    );
    return { kind: 'brackets', start, end: position(), lines, closed: false };
  }

  function braces(): BracesPart {
    const start = startOf(at);
    at++;
    const lines = linesUntil(TokenKind.CloseBrace, start);
    if (kind() === TokenKind.CloseBrace) {
      at++;
      return { kind: 'braces', start, end: endOf(at - 1), lines, closed: true };
    }
    report('expected closing brace', 'This `{` has no closing `}`.', start, start + 1);
    return { kind: 'braces', start, end: position(), lines, closed: false };
  }

  function linesUntil(closer: TokenKind, start: number): CommandLine[] {
    const lines: CommandLine[] = [];
    if (depth >= maximumDepth) {
      report('syntax error', `Nested deeper than ${maximumDepth} levels.`, start, start + 1);
      skipBalanced();
      return lines;
    }
    depth++;
    while (at < limit && kind() !== closer) {
      if (closer === TokenKind.CloseBracket && (kind() === TokenKind.LineEnd || kind() === TokenKind.CloseBrace)) break;
      const before = at;
      const made = line(closer);
      if (made.items.length > 0 || made.errors.length > 0) lines.push(made);
      // A line end inside `[ ]` was taken as the end of the line; it ends the brackets too.
      if (closer === TokenKind.CloseBracket && kinds[at - 1] === TokenKind.LineEnd) {
        at--;
        break;
      }
      if (at === before) break;
    }
    depth--;
    return lines;
  }

  function skipBalanced(): void {
    let open = 1;
    while (at < limit) {
      const next = kinds[at];
      if (next === TokenKind.OpenBrace || next === TokenKind.OpenBracket || next === TokenKind.OpenParen) open++;
      else if (next === TokenKind.CloseBrace || next === TokenKind.CloseBracket || next === TokenKind.CloseParen)
        open--;
      if (open === 0) return;
      at++;
    }
  }

  function parentheses(): ParenthesesPart {
    const start = startOf(at);
    at++;
    let expression: Expression | undefined;
    if (depth >= maximumDepth) {
      report('syntax error', `Nested deeper than ${maximumDepth} levels.`, start, start + 1);
      skipBalanced();
    } else {
      depth++;
      skipBlanks();
      expression = kind() === TokenKind.CloseParen ? undefined : binary(0);
      skipBlanks();
      depth--;
    }
    if (kind() === TokenKind.CloseParen) {
      at++;
      return { kind: 'parentheses', start, end: endOf(at - 1), expression, closed: true };
    }
    const here = kind();
    if (
      here === undefined ||
      here === TokenKind.LineEnd ||
      here === TokenKind.Semicolon ||
      here === TokenKind.CloseBracket ||
      here === TokenKind.CloseBrace
    ) {
      report(
        'expected closing parenthesis',
        'This `(` has no closing `)` on its line (a line goes on with `\\` at its end).',
        start,
        start + 1,
      );
      return { kind: 'parentheses', start, end: position(), expression, closed: false };
    }
    report('syntax error', 'An operator or `)` is expected here.', startOf(at), endOf(at));
    skipBalanced();
    if (kind() === TokenKind.CloseParen) at++;
    return { kind: 'parentheses', start, end: position(), expression, closed: true };
  }

  function skipBlanks(): void {
    for (;;) {
      const next = kind();
      if (next === TokenKind.Blank || next === TokenKind.Join) {
        at++;
        continue;
      }
      if (next === TokenKind.StrayComment) {
        report('syntax error', 'A comment may not stand inside `( )`.', startOf(at), endOf(at));
        at++;
        continue;
      }
      return;
    }
  }

  function binary(minimum: number): Expression {
    let left = unary();
    for (;;) {
      skipBlanks();
      const operator = operatorHere();
      if (operator === undefined) return left;
      const precedence = precedences[operator] ?? 0;
      if (precedence < minimum) return left;
      if (operator !== ' ') at++;
      skipBlanks();
      const right = binary(precedence + 1);
      left = { kind: 'binary', operator, left, right, start: left.start, end: right.end };
    }
  }

  function operatorHere(): string | undefined {
    const next = kind();
    if (next === TokenKind.Operator) {
      const written = tokenText();
      return written in precedences ? written : written === '!' ? ' ' : undefined;
    }
    if (next === TokenKind.Word) {
      const word = tokenText();
      return word === 'and' || word === 'or' || word === 'in' ? word : ' ';
    }
    if (
      next === TokenKind.Quote ||
      next === TokenKind.Variable ||
      next === TokenKind.Dollar ||
      next === TokenKind.OpenParen ||
      next === TokenKind.OpenBracket ||
      next === TokenKind.OpenBrace
    )
      return ' ';
    return undefined;
  }

  const tokenText = (): string => text.slice(base + startOf(at), base + endOf(at));

  function unary(): Expression {
    skipBlanks();
    const start = position();
    if (kind() === TokenKind.Operator) {
      const operator = tokenText();
      // A lone `-` or `*` before `)` is a word: `(name=-)`.
      if (
        (operator === '-' || operator === '*') &&
        kinds[at + 1] === TokenKind.CloseParen &&
        at > first &&
        lastIsOperator()
      ) {
        at++;
        const end = endOf(at - 1);
        return { kind: 'operand', part: { kind: 'word', start, end }, start, end };
      }
      if (unaryOperators.has(operator)) {
        at++;
        const operand = unaryBound();
        return { kind: 'unary', operator, operand, start, end: operand.end };
      }
    }
    if (kind() === TokenKind.Word && tokenText() === 'any') {
      const after = kinds[at + 1];
      if (after === TokenKind.Blank) {
        at++;
        const operand = unaryBound();
        return { kind: 'unary', operator: 'any', operand, start, end: operand.end };
      }
    }
    const made = part(false);
    if (made) return arrow({ kind: 'operand', part: made, start, end: made.end });
    const stop = at < limit ? Math.max(endOf(at), start) : start;
    report('syntax error', 'A value is missing here.', start, stop);
    // An operator that nothing precedes is skipped, so that the rest is still read.
    if (kind() === TokenKind.Operator || kind() === TokenKind.Equals) at++;
    return { kind: 'operand', part: { kind: 'word', start, end: start }, start, end: start };
  }

  /** Does an operator stand directly before, without a blank? */
  function lastIsOperator(): boolean {
    return kinds[at - 1] === TokenKind.Operator;
  }

  function unaryBound(): Expression {
    if (depth >= maximumDepth) {
      const here = position();
      report('syntax error', `Nested deeper than ${maximumDepth} levels.`, here, here);
      return { kind: 'operand', part: { kind: 'word', start: here, end: here }, start: here, end: here };
    }
    depth++;
    const operand = unary();
    depth--;
    return operand;
  }

  /** `->` binds tightest of all. */
  function arrow(first: Expression): Expression {
    let left = first;
    for (;;) {
      const mark = at;
      skipBlanks();
      if (kind() !== TokenKind.Operator || tokenText() !== '->') {
        at = mark;
        return left;
      }
      at++;
      skipBlanks();
      const start = position();
      const key = part(false);
      if (!key) {
        report('syntax error', 'A key must follow `->`.', start, start);
        return left;
      }
      left = {
        kind: 'binary',
        operator: '->',
        left,
        right: { kind: 'operand', part: key, start, end: key.end },
        start: left.start,
        end: key.end,
      };
    }
  }

  const read = line(undefined);
  // The lexer ends a top-level statement exactly where `line` does; what is left belongs to it all the same.
  return { index, start: base, end, line: read };
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
