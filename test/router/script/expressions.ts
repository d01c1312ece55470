/** Expressions: in parentheses, and after `where`. */
import { isLineEnd, look, peek, skipBlanks, syntaxError, take, type Reading, type Scope } from './reading';
import type { Expression } from './tree';
import { parseBraces, parseParentheses, parseString, parseSubstitution, parseVariable } from './values';

/** `where`: property names are bare words, conditions that stand next to each other must all hold, and the end of the command ends it. */
export interface ExpressionOptions {
  readonly where: boolean;
  readonly closer: string;
}

/** Operators from the loosest to the tightest. Those of one row associate to the left. */
const rows: readonly (readonly string[])[] = [
  ['||', 'or'],
  ['&&', 'and'],
  ['=', '!=', '<=', '>=', '<', '>', '~', 'in'],
  [','],
  ['.'],
  ['|', '^'],
  ['&'],
  ['<<', '>>'],
  ['+', '-'],
  ['*', '/', '%'],
  ['<%%'],
  ['->'],
];

const unaryRow = rows.length - 2;

export function parseExpression(reading: Reading, scope: Scope, options: ExpressionOptions): Expression {
  return parseRow(reading, scope, options, 0);
}

function parseRow(reading: Reading, scope: Scope, options: ExpressionOptions, row: number): Expression {
  if (row === rows.length) {
    return parsePrimary(reading, scope, options);
  }
  if (row === unaryRow) {
    const unary = parseUnary(reading, scope, options);
    if (unary) {
      return unary;
    }
  }
  let left = parseRow(reading, scope, options, row + 1);
  for (;;) {
    skipBlanks(reading);
    const operator = takeOperator(reading, rows[row] ?? []);
    if (operator !== undefined) {
      skipBlanks(reading);
      left = { kind: 'binary', operator, left, right: parseRow(reading, scope, options, row + 1) };
      continue;
    }
    // Side by side after `where`: both must hold.
    if (options.where && row === 1 && /[ \t\r\n]/.test(peek(reading, -1)) && startsOperand(reading, options)) {
      left = { kind: 'binary', operator: 'and', left, right: parseRow(reading, scope, options, row + 1) };
      continue;
    }
    return left;
  }
}

function parseUnary(reading: Reading, scope: Scope, options: ExpressionOptions): Expression | undefined {
  skipBlanks(reading);
  const operator = look(reading, /!(?!=)|-|~|any(?=[ \t]+\$)|>(?=[ \t]*[[{("$])/y);
  if (operator === undefined) {
    return undefined;
  }
  reading.at += operator.length;
  skipBlanks(reading);
  if (operator === '>' && peek(reading) === '{') {
    return { kind: 'unary', operator, operand: parseBraces(reading, scope, 'code') };
  }
  return { kind: 'unary', operator, operand: parseRow(reading, scope, options, unaryRow) };
}

function takeOperator(reading: Reading, operators: readonly string[]): string | undefined {
  const symbol = look(reading, /<%%|->|<<|>>|<=|>=|!=|&&|\|\||[=<>~,.|^&+\-*/%]/y);
  const found = symbol ?? look(reading, /(?:or|and|in)(?![A-Za-z0-9_-])/y);
  if (found === undefined || !operators.includes(found)) {
    return undefined;
  }
  reading.at += found.length;
  return found;
}

function startsOperand(reading: Reading, options: ExpressionOptions): boolean {
  const character = peek(reading);
  return (
    character !== '' && character !== ';' && character !== options.closer && !isLineEnd(character) && character !== ')'
  );
}

function parsePrimary(reading: Reading, scope: Scope, options: ExpressionOptions): Expression {
  skipBlanks(reading);
  switch (peek(reading)) {
    case '"':
      return parseString(reading, scope);
    case '$':
      return parseVariable(reading);
    case '(':
      return parseParentheses(reading, scope);
    case '[':
      return parseSubstitution(reading, scope);
    case '{':
      return parseBraces(reading, scope, 'array');
    default: {
      const word = takeWord(reading, options);
      if (word === undefined) {
        throw syntaxError(reading, 'syntax error');
      }
      return { kind: 'word', text: word };
    }
  }
}

/** A bare word: a number, a time, an address, a prefix, an id, or a name. A hyphen belongs to a name, and is minus after a number. */
function takeWord(reading: Reading, options: ExpressionOptions): string | undefined {
  const address = take(reading, /(?:[0-9]+(?:\.[0-9]+)+|[0-9A-Fa-f]*:[0-9A-Fa-f:.]+)(?:\/[0-9]+)?(?![A-Za-z0-9])/y);
  if (address !== undefined) {
    return address;
  }
  const number = take(reading, /[0-9]+\/[0-9]+(?![A-Za-z0-9])|\*[0-9A-Fa-f]+/y);
  if (number !== undefined) {
    return number;
  }
  if (options.where) {
    return take(reading, /\.?[A-Za-z0-9_][A-Za-z0-9_.:-]*(?:[@/][A-Za-z0-9_.:-]+)*/y);
  }
  return take(reading, /[0-9]+(?![A-Za-z0-9:_])|[A-Za-z0-9_][A-Za-z0-9_:]*(?:-[A-Za-z][A-Za-z0-9_]*)*/y);
}
