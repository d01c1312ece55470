import { CommandFailure } from '../state/failure';
import type { Item } from '../state/store';
import { arrayOf, dataOfWord, equal, isArray, textOf, type Data } from './data';
import type { Expression } from './tree';

/** Where an expression is evaluated. */
export interface Surroundings {
  variable(name: string): Data;
  isVariable(name: string): boolean;
  /** Runs the commands of `[...]` and gives their value. */
  substitute(statements: Extract<Expression, { kind: 'substitution' }>['statements']): Data;
  /** The item that a condition is about. */
  readonly item?: Item;
  /** Is this a property of the menu of the condition? Then the word never means itself. */
  isProperty?(name: string): boolean;
}

export function evaluate(expression: Expression, surroundings: Surroundings): Data {
  switch (expression.kind) {
    case 'text':
      return expression.quoted ? expression.text : dataOfWord(expression.text);
    case 'word':
      return evaluateWord(expression.text, surroundings);
    case 'concatenation':
      return expression.parts
        .map((part) => (part.kind === 'text' ? part.text : textOf(evaluate(part, surroundings))))
        .join('');
    case 'variable': {
      const property = surroundings.isVariable(expression.name)
        ? undefined
        : surroundings.item?.properties.get(expression.name);
      return property ?? surroundings.variable(expression.name);
    }
    case 'substitution':
      return surroundings.substitute(expression.statements);
    case 'code':
      return { kind: 'code', statements: expression.statements };
    case 'array': {
      const keyed = new Map<string, Data>();
      const values: Data[] = [];
      for (const element of expression.elements) {
        const value = evaluate(element.value, surroundings);
        if (element.key) {
          keyed.set(textOf(evaluate(element.key, surroundings)), value);
        } else {
          values.push(value);
        }
      }
      return { kind: 'array', values, keyed };
    }
    case 'unary':
      return evaluateUnary(expression.operator, evaluate(expression.operand, surroundings));
    case 'binary':
      return evaluateBinary(expression.operator, expression.left, expression.right, surroundings);
  }
}

function evaluateWord(word: string, surroundings: Surroundings): Data {
  const { item } = surroundings;
  if (item && word === '.id') {
    return item.id;
  }
  if (item?.properties.has(word)) {
    return dataOfWord(item.properties.get(word) ?? '');
  }
  if (surroundings.isProperty?.(word) === true) {
    return undefined;
  }
  return surroundings.isVariable(word) ? surroundings.variable(word) : dataOfWord(word);
}

/** Is a condition met? Nothing, `false` and `no` are not; anything else is a truth value or an error. */
export function isTrue(data: Data): boolean {
  const value = typeof data === 'string' ? dataOfWord(data) : data;
  if (typeof value === 'boolean') {
    return value;
  }
  if (value === undefined || value === '') {
    return false;
  }
  throw new CommandFailure('conditional not boolean', 3);
}

function numberOf(data: Data): number {
  const value = typeof data === 'string' ? dataOfWord(data) : data;
  if (typeof value !== 'number') {
    throw new CommandFailure(`cannot calculate with "${textOf(data)}"`, 3);
  }
  return value;
}

function evaluateUnary(operator: string, operand: Data): Data {
  switch (operator) {
    case '!':
      return !isTrue(operand);
    case '-':
      return -numberOf(operand);
    case '~':
      return ~numberOf(operand);
    case 'any':
      return operand !== undefined && operand !== '';
    default:
      return operand;
  }
}

function evaluateBinary(
  operator: string,
  leftSide: Expression,
  rightSide: Expression,
  surroundings: Surroundings,
): Data {
  const left = evaluate(leftSide, surroundings);
  if (operator === 'and' || operator === '&&') {
    return isTrue(left) && isTrue(evaluate(rightSide, surroundings));
  }
  if (operator === 'or' || operator === '||') {
    return isTrue(left) || isTrue(evaluate(rightSide, surroundings));
  }
  const right = evaluate(rightSide, surroundings);
  switch (operator) {
    case '=':
      return equal(left, right);
    case '!=':
      return !equal(left, right);
    case '<':
      return compare(left, right) < 0;
    case '>':
      return compare(left, right) > 0;
    case '<=':
      return compare(left, right) <= 0;
    case '>=':
      return compare(left, right) >= 0;
    case '~':
      return new RegExp(textOf(right)).test(textOf(left));
    case 'in':
      return isArray(right) && right.values.some((value) => equal(value, left));
    case '.':
      return textOf(left) + textOf(right);
    case ',':
      return arrayOf([...(isArray(left) ? left.values : [left]), ...(isArray(right) ? right.values : [right])]);
    case '->':
      return element(left, right);
    default:
      return calculate(operator, numberOf(left), numberOf(right));
  }
}

function compare(left: Data, right: Data): number {
  const a = typeof left === 'string' ? dataOfWord(left) : left;
  const b = typeof right === 'string' ? dataOfWord(right) : right;
  if (typeof a === 'number' && typeof b === 'number') {
    return a - b;
  }
  const [first, second] = [textOf(left), textOf(right)];
  return first === second ? 0 : first < second ? -1 : 1;
}

function element(container: Data, key: Data): Data {
  if (!isArray(container)) {
    return undefined;
  }
  return typeof key === 'number' ? container.values[key] : container.keyed.get(textOf(key));
}

function calculate(operator: string, left: number, right: number): number {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
    case '%':
      if (right === 0) {
        throw new CommandFailure('division by zero', 3);
      }
      return operator === '/' ? Math.trunc(left / right) : left % right;
    case '&':
      return left & right;
    case '|':
      return left | right;
    case '^':
      return left ^ right;
    case '<<':
      return left << right;
    case '>>':
      return left >> right;
    default:
      throw new CommandFailure(`the simulated router does not know the operator ${operator}`, 3);
  }
}
