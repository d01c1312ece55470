/** Values, strings and arrays of a script, as syntax. */
import { parseStatements } from './statements';
import { parseExpression } from './expressions';
import {
  atCommandEnd,
  innerScope,
  isLineEnd,
  look,
  peek,
  skipBlanks,
  syntaxError,
  take,
  type Reading,
  type Scope,
} from './reading';
import type { ArrayElement, Expression } from './tree';

/** What `{` means where a value may begin: a block of commands, the elements of an array, or the plain text between the braces. */
export type Braces = 'code' | 'array' | 'text';

const simpleEscapes: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  n: '\n',
  r: '\r',
  t: '\t',
  $: '$',
  '?': '?',
  _: ' ',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
};

/** A value of an argument: pieces glued together up to a blank or the end of the command; the empty text when there is none. */
export function parseValue(
  reading: Reading,
  scope: Scope,
  options: { readonly braces: Braces; readonly closer: string; readonly positional: boolean },
): Expression {
  const parts: Expression[] = [];
  for (;;) {
    const part = parsePiece(reading, scope, options.braces, options.positional);
    if (!part) {
      break;
    }
    parts.push(part);
    if (part.kind === 'code' || part.kind === 'array' || atCommandEnd(reading, options.closer)) {
      break;
    }
  }
  const [only, ...others] = parts;
  if (only === undefined) {
    return { kind: 'text', text: '', quoted: false };
  }
  return others.length === 0 ? only : { kind: 'concatenation', parts };
}

function parsePiece(reading: Reading, scope: Scope, braces: Braces, positional: boolean): Expression | undefined {
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
      return parseBraces(reading, scope, braces);
    default: {
      const word = take(reading, positional ? /[^\s;()[\]{}"$\\=<>]+/y : /[^\s;()[\]{}"$\\]+/y);
      return word === undefined ? undefined : { kind: 'text', text: word, quoted: false };
    }
  }
}

export function parseBraces(reading: Reading, scope: Scope, braces: Braces): Expression {
  switch (braces) {
    case 'code':
      reading.at += 1;
      return { kind: 'code', statements: parseStatements(reading, innerScope(scope), '}', 'expected closing brace') };
    case 'array':
      return parseArray(reading, scope);
    case 'text':
      return parseRawText(reading);
  }
}

/** `{ ... }` as text: what stands between the braces, as it is. */
function parseRawText(reading: Reading): Expression {
  const start = reading.at + 1;
  let depth = 0;
  for (let index = reading.at; index < reading.text.length; index += 1) {
    const character = reading.text[index];
    depth += character === '{' ? 1 : character === '}' ? -1 : 0;
    if (depth === 0) {
      reading.at = index + 1;
      return { kind: 'text', text: reading.text.slice(start, index), quoted: true };
    }
  }
  throw syntaxError(reading, 'expected closing brace', reading.text.length);
}

/** `{1;"a"=2;b=3}`: elements with or without keys; line ends may stand between them. */
function parseArray(reading: Reading, scope: Scope): Expression {
  const start = reading.at;
  reading.at += 1;
  const elements: ArrayElement[] = [];
  for (;;) {
    take(reading, /(?:[ \t\r\n;]|\\[ \t]*(?:\r\n|\n|\r))+/y);
    if (peek(reading) === '}') {
      reading.at += 1;
      return { kind: 'array', elements };
    }
    if (peek(reading) === '') {
      throw syntaxError(reading, 'expected closing brace');
    }
    const before = reading.at;
    const first = parseElement(reading, scope);
    if (peek(reading) === '=') {
      reading.at += 1;
      elements.push({ key: first, value: parseElement(reading, scope) });
    } else {
      elements.push({ key: undefined, value: first });
    }
    skipBlanks(reading);
    const next = peek(reading);
    if (reading.at === before || (next !== ';' && next !== '}' && !isLineEnd(next))) {
      throw syntaxError(reading, 'syntax error', next === '' ? start : reading.at);
    }
  }
}

function parseElement(reading: Reading, scope: Scope): Expression {
  const parts: Expression[] = [];
  for (;;) {
    if (peek(reading) === '{') {
      return parseArray(reading, scope);
    }
    const word = look(reading, /[^\s;()[\]{}"$\\=]+/y);
    const part =
      word === undefined ? parseSpecialPiece(reading, scope) : { kind: 'text' as const, text: word, quoted: false };
    reading.at += word?.length ?? 0;
    if (!part) {
      break;
    }
    parts.push(part);
  }
  const [only, ...others] = parts;
  if (only === undefined) {
    return { kind: 'text', text: '', quoted: false };
  }
  return others.length === 0 ? only : { kind: 'concatenation', parts };
}

function parseSpecialPiece(reading: Reading, scope: Scope): Expression | undefined {
  switch (peek(reading)) {
    case '"':
      return parseString(reading, scope);
    case '$':
      return parseVariable(reading);
    case '(':
      return parseParentheses(reading, scope);
    case '[':
      return parseSubstitution(reading, scope);
    default:
      return undefined;
  }
}

export function parseParentheses(reading: Reading, scope: Scope): Expression {
  reading.at += 1;
  const inner = parseExpression(reading, scope, { where: false, closer: ')' });
  skipBlanks(reading);
  if (peek(reading) !== ')') {
    throw syntaxError(reading, 'syntax error');
  }
  reading.at += 1;
  return inner;
}

/** `[command; command]`; `[]` is nothing. */
export function parseSubstitution(reading: Reading, scope: Scope): Expression {
  reading.at += 1;
  return {
    kind: 'substitution',
    statements: parseStatements(reading, innerScope(scope), ']', 'syntax error'),
  };
}

/** `$name` or `$"any name"`. */
export function parseVariable(reading: Reading): Expression {
  reading.at += 1;
  if (peek(reading) === '"') {
    const quoted = parsePlainString(reading);
    return { kind: 'variable', name: quoted };
  }
  const name = take(reading, /[A-Za-z0-9]+/y);
  if (name === undefined) {
    throw syntaxError(reading, 'syntax error');
  }
  return { kind: 'variable', name };
}

/** A string that must be constant: a quoted name. */
export function parsePlainString(reading: Reading): string {
  const start = reading.at;
  const value = parseString(reading, { menu: '', declared: new Set(), parent: undefined });
  if (value.kind !== 'text') {
    throw syntaxError(reading, 'syntax error', start);
  }
  return value.text;
}

/** A quoted string with its escapes, joins, variables and substitutions. */
export function parseString(reading: Reading, scope: Scope): Expression {
  reading.at += 1;
  const parts: Expression[] = [];
  let literal = '';
  const flush = (): void => {
    if (literal !== '') {
      parts.push({ kind: 'text', text: literal, quoted: true });
      literal = '';
    }
  };
  for (;;) {
    literal += take(reading, /[^"\\$]+/y) ?? '';
    const character = peek(reading);
    if (character === '') {
      throw syntaxError(reading, 'syntax error');
    }
    if (character === '"') {
      reading.at += 1;
      flush();
      const [only, ...others] = parts;
      if (only === undefined) {
        return { kind: 'text', text: '', quoted: true };
      }
      return others.length === 0 && only.kind === 'text' ? only : { kind: 'concatenation', parts };
    }
    if (character === '\\') {
      literal += parseEscape(reading);
      continue;
    }
    const part = parseInterpolation(reading, scope);
    if (part === undefined) {
      literal += '$';
      continue;
    }
    flush();
    parts.push(part);
  }
}

/** The bytes that a backslash in a string stands for; none for a join of lines. */
function parseEscape(reading: Reading): string {
  if (take(reading, /\\[ \t]*(?:\r\n|\n|\r)[ \t]*/y) !== undefined) {
    return '';
  }
  reading.at += 1;
  const hexadecimal = take(reading, /[0-9A-F]{2}/y);
  if (hexadecimal !== undefined) {
    return String.fromCharCode(parseInt(hexadecimal, 16));
  }
  const simple = simpleEscapes[peek(reading)];
  if (simple === undefined) {
    throw syntaxError(reading, 'expected input value');
  }
  reading.at += 1;
  return simple;
}

function parseInterpolation(reading: Reading, scope: Scope): Expression | undefined {
  const next = peek(reading, 1);
  if (next === '(') {
    reading.at += 1;
    return parseParentheses(reading, scope);
  }
  if (next === '[') {
    reading.at += 1;
    return parseSubstitution(reading, scope);
  }
  if (/[A-Za-z0-9]/.test(next)) {
    return parseVariable(reading);
  }
  reading.at += 1;
  return undefined;
}
