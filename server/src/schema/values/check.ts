/**
 * Checks of constants. They speak only where every router would refuse the value; whatever the sources leave open passes. Nothing here knows of
 * variables or expressions: the caller asks for constants alone.
 */
import type { AddressKind, Shape, ValueType } from '../types';
import { wrongAddress, wrongMac } from './address';
import { describeType } from './describe';
import { quoted } from './problem';
import type { ValueProblem } from './problem';
import { cannotBeTime, timeMilliseconds } from './time';
import { closeWords, mayBeWord, otherSpelling } from './words';

const booleans = ['yes', 'no', 'true', 'false'] as const;

interface Limits {
  readonly minimum?: number;
  readonly maximum?: number;
}

function outside(value: number, { minimum, maximum }: Limits): boolean {
  return (minimum !== undefined && value < minimum) || (maximum !== undefined && value > maximum);
}

function problem(
  kind: ValueProblem['kind'],
  text: string,
  type: ValueType,
  suggestions: readonly string[] = [],
): ValueProblem {
  return { kind, message: `${quoted(text)} is not ${describeType(type)}`, suggestions };
}

function checkWord(type: ValueType & { readonly kind: 'enum' }, text: string): ValueProblem | undefined {
  if (type.open || mayBeWord(text, type.values)) return undefined;
  return withSpelling(problem('enum', text, type, closeWords(text, type.values)), otherSpelling(text, type.values));
}

function withSpelling(found: ValueProblem, spelling: string | undefined): ValueProblem {
  return spelling === undefined ? found : { ...found, spelling };
}

function checkFlags(type: ValueType & { readonly kind: 'flags' }, text: string): ValueProblem | undefined {
  if (type.open) return undefined;
  const parts = text
    .split(',')
    .map((part) => ({ mark: part.startsWith('!') ? '!' : '', word: part.replace(/^!/, '') }));
  const wrong = parts.filter(({ word }) => word !== '' && !mayBeWord(word, type.values));
  if (wrong.length === 0) return undefined;
  const mended = parts.map(({ mark, word }) => {
    if (word === '' || mayBeWord(word, type.values)) return mark + word;
    const [close] = closeWords(word, type.values);
    return close === undefined ? undefined : mark + close;
  });
  const whole = mended.includes(undefined) ? undefined : mended.join(',');
  const isSpelling = wrong.every(({ word }) => otherSpelling(word, type.values) !== undefined);
  const names = wrong.map(({ word }) => quoted(word)).join(', ');
  return {
    kind: 'enum',
    message:
      wrong.length === 1
        ? `${names} is not ${describeType({ ...type, kind: 'enum' })}`
        : `${names} are none of ${type.values.join(', ')}`,
    suggestions: whole === undefined ? [] : [whole],
    ...(isSpelling && whole !== undefined ? { spelling: whole } : {}),
  };
}

function checkBoolean(type: ValueType, text: string): ValueProblem | undefined {
  if (mayBeWord(text, booleans)) return undefined;
  return problem('boolean', text, type, ['yes', 'no']);
}

/** What has digits and something else may be a number with a unit (`10M`). */
function checkNumber(type: ValueType & Limits, text: string): ValueProblem | undefined {
  if (/^-?(?:0x[\da-f]+|\d+)$/i.test(text))
    return outside(Number(text), type) ? problem('range', text, type) : undefined;
  return /[\d*]/.test(text) ? undefined : problem('number', text, type);
}

function checkNumberRange(type: ValueType & Limits, text: string): ValueProblem | undefined {
  const ends = /^(\d+)(?:-(\d+))?$/.exec(text);
  if (!ends) return /[\d*]/.test(text) ? undefined : problem('number', text, type);
  const numbers = ends.slice(1).filter((end) => (end as string | undefined) !== undefined);
  return numbers.some((end) => outside(Number(end), type)) ? problem('range', text, type) : undefined;
}

function checkTime(type: ValueType & Limits, text: string): ValueProblem | undefined {
  const milliseconds = timeMilliseconds(text);
  if (milliseconds === undefined) return cannotBeTime(text) ? problem('time', text, type) : undefined;
  return outside(milliseconds, type) ? problem('range', text, type) : undefined;
}

/**
 * The text may be a secret: it is not repeated. Limits count bytes, of which a character has at least one: too many characters are too many bytes, and too
 * few are too few where each is one byte.
 */
function checkString(type: ValueType & { readonly kind: 'string' }, text: string): ValueProblem | undefined {
  if (type.hexadecimal && /[^\da-fx]/i.test(text))
    return { kind: 'hexadecimal', message: `The value is not ${describeType(type)}`, suggestions: [] };
  const tooLong = type.maximum !== undefined && text.length > type.maximum;
  const tooShort = type.minimum !== undefined && text.length < type.minimum && /^[\x20-\x7e]*$/.test(text);
  if (!tooLong && !tooShort) return undefined;
  return {
    kind: 'length',
    message: `The value has ${text.length} characters and is not ${describeType(type)}`,
    suggestions: [],
  };
}

function checkAddress(type: ValueType & { readonly kind: AddressKind }, text: string): ValueProblem | undefined {
  return wrongAddress(type.kind, text) ? problem('address', text, type) : undefined;
}

function checkAlternatives(type: ValueType & { readonly kind: 'oneOf' }, text: string): ValueProblem | undefined {
  const problems: ValueProblem[] = [];
  for (const alternative of type.types) {
    const found = checkValue(alternative, text);
    if (!found) return undefined;
    problems.push(found);
  }
  // A number or time out of its range is meant as one: that says more than that it is not one of the words.
  const closest = problems.find(({ kind }) => kind === 'range') ?? problems[0];
  if (!closest) return undefined;
  if (closest.kind === 'range') return closest;
  const suggestions = problems.flatMap((found) => (found.kind === 'enum' ? found.suggestions : []));
  return problem(closest.kind, text, type, [...new Set(suggestions)]);
}

/**
 * What is wrong with a constant of this type, one value of a list where it is one; undefined where a router may take it. An empty text always passes: it
 * takes a value away in many places.
 */
export function checkValue(type: ValueType, text: string): ValueProblem | undefined {
  if (text === '') return undefined;
  switch (type.kind) {
    case 'enum':
      return checkWord(type, text);
    case 'flags':
      return checkFlags(type, text);
    case 'boolean':
      return checkBoolean(type, text);
    case 'number':
      return checkNumber(type, text);
    case 'numberRange':
      return checkNumberRange(type, text);
    case 'time':
      return checkTime(type, text);
    case 'string':
      return checkString(type, text);
    case 'mac':
      return wrongMac(text) ? problem('mac', text, type) : undefined;
    case 'ip4':
    case 'ip4Prefix':
    case 'ip4Range':
    case 'ip6':
    case 'ip6Prefix':
    case 'ip':
    case 'prefix':
      return checkAddress(type, text);
    case 'oneOf':
      return checkAlternatives(type, text);
    case 'any':
    case 'switch':
    case 'date':
    case 'interface':
    case 'interfaceList':
    case 'item':
    case 'property':
    case 'file':
    case 'script':
      return undefined;
  }
}

function negated(word: string | undefined): string | undefined {
  return word === undefined ? undefined : `!${word}`;
}

function checkElement(shape: Shape, element: string): ValueProblem | undefined {
  if (!element.startsWith('!')) return checkValue(shape.type, element);
  // Whether a `!` is allowed, no source says for sure.
  const found = shape.negatable ? checkValue(shape.type, element.slice(1)) : undefined;
  if (!found) return undefined;
  const suggestions = found.suggestions.map((suggestion) => `!${suggestion}`);
  return withSpelling({ kind: found.kind, message: found.message, suggestions }, negated(found.spelling));
}

function checkList(shape: Shape, text: string): ValueProblem | undefined {
  const elements = text.split(',').map((element) => ({ element, found: checkElement(shape, element) }));
  const first = elements.find(({ found }) => found)?.found;
  if (!first) return undefined;
  const mended = elements.map(({ element, found }) => {
    if (!found) return element;
    return found.suggestions[0];
  });
  if (elements.length === 1) return first;
  const whole = mended.includes(undefined) ? undefined : mended.join(',');
  const isSpelling = elements.every(({ found }) => found === undefined || found.spelling !== undefined);
  const { kind, message } = first;
  return withSpelling(
    { kind, message, suggestions: whole === undefined ? [] : [whole] },
    isSpelling ? whole : undefined,
  );
}

/**
 * What is wrong with a constant of an argument or property: `checkValue` with the list and the `!` around it. The message does not repeat the value of
 * what is sensitive.
 */
export function checkShape(shape: Shape, text: string): ValueProblem | undefined {
  const found = shape.list ? checkList(shape, text) : checkElement(shape, text);
  if (!found || !shape.sensitive || found.kind === 'length') return found;
  return { kind: found.kind, message: `The value is not ${describeType(shape.type)}`, suggestions: [] };
}
