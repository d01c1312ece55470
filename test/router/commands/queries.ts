import { CommandFailure } from '../state/failure';

/**
 * Does an item match the `?` words of a print? Each word puts a truth value on a stack (`?name`, `?-name`, `?name=x`, `?=name=x`, `?<name=x`, `?>name=x`);
 * `?#...` combines the topmost ones. At the end all that is left must hold.
 */
export function matches(properties: ReadonlyMap<string, string>, queries: readonly string[]): boolean {
  const stack: boolean[] = [];
  for (const query of queries) {
    if (query.startsWith('#')) {
      combine(stack, query.slice(1));
    } else {
      stack.push(test(properties, query));
    }
  }
  return stack.every(Boolean);
}

function test(properties: ReadonlyMap<string, string>, query: string): boolean {
  if (query.startsWith('-')) {
    return !properties.has(query.slice(1));
  }
  const operator = /^[=<>]/.exec(query)?.[0] ?? '=';
  const rest = query.replace(/^[=<>]/, '');
  const cut = rest.indexOf('=');
  if (cut < 0) {
    return properties.has(rest);
  }
  const value = properties.get(rest.slice(0, cut));
  const wanted = normal(rest.slice(cut + 1));
  if (value === undefined) {
    return false;
  }
  switch (operator) {
    case '<':
      return order(value, wanted) < 0;
    case '>':
      return order(value, wanted) > 0;
    default:
      return value === wanted;
  }
}

function normal(value: string): string {
  return value === 'yes' ? 'true' : value === 'no' ? 'false' : value;
}

function order(left: string, right: string): number {
  const difference = Number(left) - Number(right);
  return Number.isNaN(difference) ? (left < right ? -1 : left > right ? 1 : 0) : difference;
}

function combine(stack: boolean[], operators: string): void {
  for (const operator of operators) {
    const top = stack.pop();
    if (top === undefined) {
      throw new CommandFailure('query stack underflow', 5);
    }
    switch (operator) {
      case '!':
        stack.push(!top);
        break;
      case '.':
        stack.push(top, top);
        break;
      case '&':
      case '|': {
        const below = stack.pop();
        if (below === undefined) {
          throw new CommandFailure('query stack underflow', 5);
        }
        stack.push(operator === '&' ? below && top : below || top);
        break;
      }
      default:
        throw new CommandFailure(`unknown query operator ${operator}`, 5);
    }
  }
}
