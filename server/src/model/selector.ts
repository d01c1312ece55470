import type { Expression, Part } from '../syntax/nodes';
import { parseCondition } from '../syntax/parser';
import { constantString } from '../syntax/walk';
import type { Span } from '../syntax/span';
import type { CommandUse, ValueUse } from './types';

/** Which items a command means. */
export type Selector =
  | { readonly kind: 'all' }
  | { readonly kind: 'names'; readonly names: readonly string[] }
  /** Items whose properties all have these constant values: `[find comment="x" chain=input]`. */
  | { readonly kind: 'equals'; readonly conditions: readonly { readonly property: string; readonly value: string }[] }
  /** Items whose name matches a regular expression: `[find name~"telnet|ftp"]`. */
  | { readonly kind: 'matches'; readonly pattern: RegExp }
  /** Not to be told from the text: a variable, a row number, a condition on the router's own state. */
  | { readonly kind: 'unknown' };

const unknown: Selector = { kind: 'unknown' };

/**
 * Reads what selects the items of `set`, `enable`, `remove` ...: names, `[find]`, `[find name=x]`. `findInside` gives the find command that stands
 * in the value's brackets, if any.
 */
export function readSelector(
  text: string,
  value: ValueUse | undefined,
  findInside: (span: Span) => CommandUse | undefined,
): Selector {
  if (!value) return unknown;
  if (value.text !== undefined) {
    const names = value.text.split(',').map((name) => name.trim());
    // Row numbers and internal ids (`0`, `*1F`) say nothing about which item it is.
    if (names.some((name) => name === '' || /^(?:\d+|\*[0-9A-Fa-f]+)$/.test(name))) return unknown;
    return { kind: 'names', names };
  }
  if (value.kind !== 'command') return unknown;
  const find = findInside(value.span);
  if (!find) return unknown;
  if (!find.condition) return { kind: 'all' };
  const { expression } = parseCondition(text, find.condition.start, find.condition.end);
  return expression ? readCondition(text, find.condition.start - 1, expression) : unknown;
}

/** `base` is the text offset of the condition minus the `(` that `parseCondition` puts before it. */
function readCondition(text: string, base: number, expression: Expression): Selector {
  if (expression.kind === 'operand' && expression.part.kind === 'parentheses' && expression.part.expression) {
    return readCondition(text, base, expression.part.expression);
  }
  if (expression.kind !== 'binary') return unknown;
  const { operator, left, right } = expression;
  if (operator === 'and' || operator === '&&' || operator === ' ') {
    const first = readCondition(text, base, left);
    const second = readCondition(text, base, right);
    if (first.kind === 'equals' && second.kind === 'equals') {
      return { kind: 'equals', conditions: [...first.conditions, ...second.conditions] };
    }
    // A name says which item is meant; a further condition only narrows that.
    if (first.kind === 'names' || first.kind === 'matches') return first;
    return second.kind === 'names' || second.kind === 'matches' ? second : unknown;
  }
  if (operator === 'or' || operator === '||') {
    const first = readCondition(text, base, left);
    const second = readCondition(text, base, right);
    return first.kind === 'names' && second.kind === 'names'
      ? { kind: 'names', names: [...first.names, ...second.names] }
      : unknown;
  }
  const property = constant(text, base, left);
  const value = constant(text, base, right);
  if (property === undefined || value === undefined) return unknown;
  if (operator === '=')
    return property === 'name'
      ? { kind: 'names', names: [value] }
      : { kind: 'equals', conditions: [{ property, value }] };
  if (operator === '~' && property === 'name') {
    try {
      return { kind: 'matches', pattern: new RegExp(value) };
    } catch {
      return unknown;
    }
  }
  return unknown;
}

function constant(text: string, base: number, expression: Expression): string | undefined {
  if (expression.kind !== 'operand') return undefined;
  const part: Part = expression.part;
  if (part.kind === 'word') return text.slice(base + part.start, base + part.end);
  if (part.kind === 'string') return constantString(text, base, part);
  return undefined;
}
