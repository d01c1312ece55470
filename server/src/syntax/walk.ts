import type { SyntaxErrorRecord } from './errors';
import type { CommandLine, Expression, Part, StringPart, VariablePart } from './nodes';
import type { Tree } from './parser';
import type { Span } from './span';
import { TokenKind } from './tokens';

/** The text, put together again from the tokens alone: equal to the text that was parsed, for any text. */
export function printTree(tree: Tree): string {
  const { tokens, text } = tree;
  const pieces: string[] = [];
  for (let index = 0; index < tokens.statementCount; index++) {
    const base = tokens.statementStarts[index] ?? 0;
    const limit = tokens.statementTokens[index + 1] ?? tokens.count;
    let start = 0;
    for (let token = tokens.statementTokens[index] ?? 0; token < limit; token++) {
      const end = tokens.ends[token] ?? 0;
      pieces.push(text.slice(base + start, base + end));
      start = end;
    }
  }
  return pieces.join('');
}

/** Comments of the text (`# ...`), stray ones included, as offsets in the text. */
export function commentsOf(tree: Tree): Span[] {
  const { tokens } = tree;
  const comments: Span[] = [];
  for (let index = 0; index < tokens.statementCount; index++) {
    const base = tokens.statementStarts[index] ?? 0;
    const first = tokens.statementTokens[index] ?? 0;
    const limit = tokens.statementTokens[index + 1] ?? tokens.count;
    for (let token = first; token < limit; token++) {
      const kind = tokens.kinds[token];
      if (kind !== TokenKind.Comment && kind !== TokenKind.StrayComment) continue;
      const start = token === first ? 0 : (tokens.ends[token - 1] ?? 0);
      comments.push({ start: base + start, end: base + (tokens.ends[token] ?? 0) });
    }
  }
  return comments;
}

/** Calls `visit` for a line and every line nested in it, outer ones first. */
export function walkLines(line: CommandLine, visit: (line: CommandLine) => void): void {
  visit(line);
  for (const item of line.items) {
    if (item.kind === 'argument') walkPart(item.name, visit);
    const parts = item.value?.parts ?? [];
    for (const part of parts) walkPart(part, visit);
  }
}

function walkPart(part: Part, visit: (line: CommandLine) => void): void {
  switch (part.kind) {
    case 'word':
    case 'variable':
      return;
    case 'string':
      for (const piece of part.pieces)
        if (piece.kind === 'brackets' || piece.kind === 'parentheses') walkPart(piece, visit);
      return;
    case 'parentheses':
      if (part.expression) walkExpression(part.expression, visit);
      return;
    case 'brackets':
    case 'braces':
      for (const line of part.lines) walkLines(line, visit);
  }
}

function walkExpression(expression: Expression, visit: (line: CommandLine) => void): void {
  switch (expression.kind) {
    case 'operand':
      walkPart(expression.part, visit);
      return;
    case 'unary':
      walkExpression(expression.operand, visit);
      return;
    case 'binary':
      walkExpression(expression.left, visit);
      walkExpression(expression.right, visit);
  }
}

/** Every error of the text, with offsets in it, in order. `{...}` is read as a block: what is plain text there is the resolver's to say. */
export function syntaxErrors(tree: Tree): SyntaxErrorRecord[] {
  const found: SyntaxErrorRecord[] = [];
  for (let index = 0; index < tree.statementCount; index++) {
    const { line, start } = tree.statement(index);
    walkLines(line, ({ errors }) => {
      for (const error of errors) found.push(shiftError(error, start));
    });
  }
  return inRouterOrder(found);
}

/** The same error, `by` further on. */
export function shiftError(error: SyntaxErrorRecord, by: number): SyntaxErrorRecord {
  const { began, repair } = error;
  return {
    ...error,
    start: error.start + by,
    end: error.end + by,
    ...(began ? { began: { start: began.start + by, end: began.end + by } } : {}),
    ...(repair ? { repair: { ...repair, offset: repair.offset + by } } : {}),
  };
}

/**
 * Errors in the order in which the router meets them, without those that it never does: behind a string that has no end all is string.
 * Of several braces that are not closed, the innermost comes first.
 */
export function inRouterOrder<T extends Span & { readonly began?: Span; readonly swallows?: true }>(
  errors: readonly T[],
): T[] {
  const order = ({ start, began, swallows }: T): number => (swallows && began ? began.start : start);
  const swallowed = errors.reduce((first, error) => (error.swallows ? Math.min(first, order(error)) : first), Infinity);
  return errors
    .filter((error) => order(error) < swallowed || (error.swallows && order(error) === swallowed))
    .sort((a, b) => order(a) - order(b) || (b.began?.start ?? 0) - (a.began?.start ?? 0));
}

/** The constant that a string stands for, or undefined when it holds a variable or a computed part. `base` is the statement's start. */
export function constantString(text: string, base: number, string: StringPart): string | undefined {
  let value = '';
  for (const piece of string.pieces) {
    const written = text.slice(base + piece.start, base + piece.end);
    if (piece.kind === 'text') value += written;
    else if (piece.kind === 'escape') value += unescape(written);
    else if (piece.kind !== 'join') return undefined;
  }
  return value;
}

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
  _: ' ',
};

/** One escape sequence, backslash included (escapes: facts, language.md 1.1). Two hexadecimal digits are one byte, given as one character. */
export function unescape(written: string): string {
  const body = written.slice(1);
  if (body.length === 2) return String.fromCharCode(Number.parseInt(body, 16));
  return escapes[body] ?? body;
}

/** Name of a variable as written, without `$` and quotes. */
export function variableName(text: string, base: number, variable: VariablePart): string {
  return text.slice(base + variable.nameStart, base + variable.nameEnd);
}
