/** Small questions about nodes that the lowering asks. */
import type { ArgumentUse } from '../../server/src/model/types';
import type { CommandLine, Expression, Item, Value } from '../../server/src/syntax/nodes';

/** Variables that a bare word of an expression may mean. */
export interface Names {
  readonly known: Set<string>;
  readonly outer: Names | undefined;
}

export function withoutParentheses(expression: Expression): Expression {
  return expression.kind === 'operand' && expression.part.kind === 'parentheses' && expression.part.expression
    ? withoutParentheses(expression.part.expression)
    : expression;
}

export function isDeclared(names: Names | undefined, name: string): boolean {
  return names !== undefined && (names.known.has(name) || isDeclared(names.outer, name));
}

/** Does a block or a script begin with an empty line or a comment? */
export function startsEmpty(text: string, start: number): boolean {
  return /^[ \t]*(?:[\r\n#]|$)/.test(text.slice(start, start + 400));
}

/** The value of an argument as nodes: behind its `=`, in its place, or in the item after its name. */
export function valueNode(
  item: Item | undefined,
  line: CommandLine,
  base: number,
  argument: ArgumentUse,
): Value | undefined {
  if (item?.kind === 'argument') return item.value;
  if (argument.nameSpan && argument.value) {
    const start = argument.value.span.start;
    const next = line.items.find((other) => base + other.start === start);
    return next?.kind === 'value' ? next.value : undefined;
  }
  return item?.value;
}
