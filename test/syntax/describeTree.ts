import type { CommandLine, Expression, Item, Part } from '../../server/src/syntax/nodes';
import { parse } from '../../server/src/syntax/parser';
import { syntaxErrors } from '../../server/src/syntax/walk';

/**
 * A tree as one short text, for tests: lines are joined by ` ; `, items by blanks; `name=VALUE`, strings in quotes with their parts,
 * `$x`, `(op a b)`, `[...]`, `{...}`.
 */
export function describeTree(text: string): string {
  const tree = parse(text);
  const lines: string[] = [];
  for (let index = 0; index < tree.statementCount; index++) {
    const { line, start } = tree.statement(index);
    if (line.items.length > 0) lines.push(describeLine(line, (from, to) => text.slice(start + from, start + to)));
  }
  return lines.join(' ; ');
}

/** The errors of a text as `line:column router-message`, 1-based. */
export function describeErrors(text: string): string[] {
  return syntaxErrors(parse(text)).map(({ start, router }) => {
    const before = text.slice(0, start).split(/\r\n|\r|\n/);
    return `${before.length}:${(before.at(-1)?.length ?? 0) + 1} ${router}`;
  });
}

type Slice = (from: number, to: number) => string;

function describeLine(line: CommandLine, slice: Slice): string {
  return line.items.map((item) => describeItem(item, slice)).join(' ');
}

function describeItem(item: Item, slice: Slice): string {
  const value = item.value?.parts.map((part) => describePart(part, slice)).join('') ?? '';
  return item.kind === 'argument' ? `${describePart(item.name, slice)}=${value}` : value;
}

function describePart(part: Part, slice: Slice): string {
  switch (part.kind) {
    case 'word':
      return slice(part.start, part.end);
    case 'variable':
      return `$${slice(part.nameStart, part.nameEnd)}`;
    case 'string':
      return `"${part.pieces
        .map((piece) => {
          switch (piece.kind) {
            case 'join':
              return '<join>';
            case 'text':
            case 'escape':
              return slice(piece.start, piece.end);
            default:
              return `<${describePart(piece, slice)}>`;
          }
        })
        .join('')}"`;
    case 'parentheses':
      return part.expression ? describeExpression(part.expression, slice) : '()';
    case 'brackets':
      return `[${part.lines.map((line) => describeLine(line, slice)).join('; ')}]`;
    case 'braces':
      return `{${part.lines.map((line) => describeLine(line, slice)).join('; ')}}`;
  }
}

function describeExpression(expression: Expression, slice: Slice): string {
  switch (expression.kind) {
    case 'operand':
      return describePart(expression.part, slice);
    case 'unary':
      return `(${expression.operator} ${describeExpression(expression.operand, slice)})`;
    case 'binary':
      return `(${expression.operator === ' ' ? 'AND' : expression.operator} ${describeExpression(expression.left, slice)} ${describeExpression(expression.right, slice)})`;
  }
}
