import type { Expression } from '../syntax/nodes';
import { constantString, variableName } from '../syntax/walk';

/** The condition of a `find`, as far as the text tells it. */
export type Condition =
  /** `name=x`, `name!=x`, with a constant. */
  | { readonly kind: 'equals'; readonly property: string; readonly value: string; readonly negated: boolean }
  /** `name~"^(telnet|ftp)$"` */
  | { readonly kind: 'pattern'; readonly property: string; readonly pattern: RegExp }
  /** `dynamic`: a property that is yes or no. */
  | { readonly kind: 'flag'; readonly property: string }
  | { readonly kind: 'not'; readonly operand: Condition }
  | { readonly kind: 'and' | 'or'; readonly left: Condition; readonly right: Condition }
  /** Anything computed, and operators whose outcome depends on what the router makes of a value. */
  | { readonly kind: 'unknown' };

export type Match = 'yes' | 'no' | 'maybe';

/**
 * What an item has for a property: a text, surely no value at all, a default that is not known (of an address or a text: hardly one that somebody would write),
 * or nobody knows.
 */
export type Has = { readonly value: string } | 'unset' | 'default' | 'unknown';

/** Words and numbers that a default may be. */
const mayBeDefault =
  /^(?:|yes|no|true|false|none|all|any|auto|default|static|dynamic|enabled|disabled|unlimited|main|\d+|::(?:\/0)?|0\.0\.0\.0(?:\/0)?)$/;

const unknown: Condition = { kind: 'unknown' };

/**
 * Reads a condition. `base` is the text offset of the condition minus the `(` that `parseCondition` puts before it; `valueOf` gives the constant that a
 * variable holds, or undefined.
 */
export function readCondition(
  text: string,
  base: number,
  expression: Expression,
  valueOf: (variable: string) => string | undefined,
): Condition {
  const read = (inner: Expression): Condition => readCondition(text, base, inner, valueOf);
  switch (expression.kind) {
    case 'operand': {
      const { part } = expression;
      if (part.kind === 'parentheses' && part.expression) return read(part.expression);
      return part.kind === 'word'
        ? { kind: 'flag', property: text.slice(base + part.start, base + part.end) }
        : unknown;
    }
    case 'unary':
      return expression.operator === '!' ? { kind: 'not', operand: read(expression.operand) } : unknown;
    case 'binary':
      break;
  }
  const { operator, left, right } = expression;
  switch (operator) {
    case 'and':
    case '&&':
    case ' ':
      return { kind: 'and', left: read(left), right: read(right) };
    case 'or':
    case '||':
      return { kind: 'or', left: read(left), right: read(right) };
    case '=':
    case '!=':
    case '~':
      return comparison(operator, constant(text, base, left), constant(text, base, right, valueOf));
    default:
      return unknown;
  }
}

function comparison(operator: '=' | '!=' | '~', property: string | undefined, value: string | undefined): Condition {
  if (property === undefined || value === undefined) return unknown;
  if (operator !== '~') return { kind: 'equals', property, value, negated: operator === '!=' };
  const pattern = readPattern(value);
  return pattern ? { kind: 'pattern', property, pattern } : unknown;
}

/** A regular expression that means the same here as on a router, and whose time is bounded whatever it is matched with. */
function readPattern(text: string): RegExp | undefined {
  const hasOwnMeaning = /\(\?|\[\[?[:.=]|\\[A-Za-z0-9<>]/.test(text);
  // A repeated group, or many repetitions, may take for ever on a text that does not match.
  const mayTakeLong = /\)[*+?{]/.test(text) || (text.match(/[*+{]/g) ?? []).length > 2;
  if (hasOwnMeaning || mayTakeLong) return undefined;
  try {
    return new RegExp(text);
  } catch {
    return undefined;
  }
}

function constant(
  text: string,
  base: number,
  expression: Expression,
  valueOf?: (variable: string) => string | undefined,
): string | undefined {
  if (expression.kind !== 'operand') return undefined;
  const { part } = expression;
  switch (part.kind) {
    case 'word':
      return text.slice(base + part.start, base + part.end);
    case 'string': {
      const [piece] = part.pieces;
      if (part.pieces.length === 1 && piece?.kind === 'variable') return valueOf?.(variableName(text, base, piece));
      return constantString(text, base, part);
    }
    case 'variable':
      return valueOf?.(variableName(text, base, part));
    case 'parentheses':
      return part.expression && constant(text, base, part.expression, valueOf);
    default:
      return undefined;
  }
}

/** Does an item meet the condition? `has` tells what the item has. */
export function matches(condition: Condition, has: (property: string) => Has): Match {
  switch (condition.kind) {
    case 'equals': {
      const found = has(condition.property);
      if (found === 'unknown') return 'maybe';
      // What a router answers for `!=` and a property that has no value is not known.
      if (found === 'default') return condition.negated || mayBeDefault.test(condition.value) ? 'maybe' : 'no';
      if (found === 'unset') return condition.negated || condition.value === '' ? 'maybe' : 'no';
      return (canonical(found.value) === canonical(condition.value)) === condition.negated ? 'no' : 'yes';
    }
    case 'pattern': {
      const found = has(condition.property);
      if (found === 'unknown' || found === 'default') return 'maybe';
      if (found === 'unset') return condition.pattern.test('') ? 'maybe' : 'no';
      return condition.pattern.test(found.value) ? 'yes' : 'no';
    }
    case 'flag': {
      const found = has(condition.property);
      if (typeof found === 'string') return 'maybe';
      const value = canonical(found.value);
      return value === 'yes' ? 'yes' : value === 'no' ? 'no' : 'maybe';
    }
    case 'not':
      return opposite(matches(condition.operand, has));
    case 'and':
    case 'or': {
      const decisive = condition.kind === 'and' ? 'no' : 'yes';
      const left = matches(condition.left, has);
      if (left === decisive) return decisive;
      const right = matches(condition.right, has);
      if (right === decisive) return decisive;
      return left === 'maybe' ? 'maybe' : right;
    }
    case 'unknown':
      return 'maybe';
  }
}

function opposite(match: Match): Match {
  return match === 'yes' ? 'no' : match === 'no' ? 'yes' : 'maybe';
}

/** Values of one property, one of which an item must have to meet a condition. */
export interface Key {
  readonly property: string;
  readonly values: readonly string[];
}

/** Properties that say which item is meant. */
const identities: ReadonlySet<string> = new Set(['name', 'default-name', 'default']);

/** What an item must have to meet the condition, as far as one property can tell; undefined where any item may. */
export function keyOf(condition: Condition): Key | undefined {
  switch (condition.kind) {
    case 'equals':
      return condition.negated ? undefined : { property: condition.property, values: [condition.value] };
    case 'and': {
      const left = keyOf(condition.left);
      const right = keyOf(condition.right);
      return right !== undefined &&
        (left === undefined || !identities.has(left.property)) &&
        identities.has(right.property)
        ? right
        : (left ?? right);
    }
    case 'or': {
      const left = keyOf(condition.left);
      const right = keyOf(condition.right);
      if (left === undefined || left.property !== right?.property) return undefined;
      return { property: left.property, values: [...left.values, ...right.values] };
    }
    default:
      return undefined;
  }
}

/** Does a condition leave out only what no command could touch: `!dynamic`, `dynamic=no and !builtin`? */
export function meansAllOwn(condition: Condition): boolean {
  switch (condition.kind) {
    case 'equals': {
      const isOwn = canonical(condition.value) === (condition.negated ? 'yes' : 'no');
      return isOwn && untouchable.has(condition.property);
    }
    case 'not':
      return condition.operand.kind === 'flag' && untouchable.has(condition.operand.property);
    case 'and':
      return meansAllOwn(condition.left) && meansAllOwn(condition.right);
    default:
      return false;
  }
}

/** Flags of items that the router makes itself. */
const untouchable: ReadonlySet<string> = new Set(['dynamic', 'builtin']);

/** One text for all that a router takes as the same value: `true` and `yes`, `1d` and `24h`, `10.0.0.1` and `10.0.0.1/32`, lists in any order. */
export function canonical(value: string): string {
  if (value === 'true') return 'yes';
  if (value === 'false') return 'no';
  if (value.includes(',')) return value.split(',').map(canonical).sort().join(',');
  return timeOf(value) ?? value.replace(/^(\d+\.\d+\.\d+\.\d+)\/32$/, '$1').replace(/\/128$/, '');
}

const seconds: Readonly<Record<string, number>> = { w: 604800, d: 86400, h: 3600, m: 60, s: 1 };

function timeOf(value: string): string | undefined {
  if (/^(?:\d+[wdhms])+$/.test(value)) {
    let total = 0;
    for (const [, count, unit] of value.matchAll(/(\d+)([wdhms])/g))
      total += Number(count) * (seconds[unit ?? ''] ?? 0);
    return `time:${total}`;
  }
  const clock = /^(\d+):(\d\d):(\d\d)$/.exec(value);
  if (!clock) return undefined;
  const [, hours, minutes, rest] = clock;
  return `time:${Number(hours) * 3600 + Number(minutes) * 60 + Number(rest)}`;
}
