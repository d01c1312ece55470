import type { CommandLine, Expression, Item, Part } from '../syntax/nodes';
import { variableName } from '../syntax/walk';
import { hasDeclaration, innerScope, isDeclared, type Context } from './context';
import { wordText, type Reader } from './reader';
import { mayBeImplicit } from './variables';

/** Looks for commands and variables inside the values of items. */
export function readValues(reader: Reader, items: readonly Item[], context: Context): void {
  for (const item of items) if (item.value) readParts(reader, item.value.parts, context);
}

export function readParts(reader: Reader, all: readonly Part[], context: Context): void {
  for (const one of all) readPart(reader, one, context);
}

function readPart(reader: Reader, part: Part, context: Context): void {
  switch (part.kind) {
    case 'word':
      return;
    case 'variable':
      readVariable(reader, variableName(reader.text, context.base, part), part, context);
      return;
    case 'string':
      for (const piece of part.pieces) {
        if (piece.kind === 'brackets' || piece.kind === 'parentheses' || piece.kind === 'variable')
          readPart(reader, piece, context);
      }
      return;
    case 'brackets':
      reader.lines(part.lines, { ...context, substitution: true, scope: innerScope(context.scope) });
      return;
    case 'parentheses':
      if (part.expression) readExpression(reader, part.expression, context);
      return;
    case 'braces':
      readArray(reader, part.lines, context);
  }
}

/** A name that is read counts as known from there on (a recorded answer accepts `:set x` behind `$x`). */
function readVariable(
  { problems, insideValue, isOptional }: Reader,
  name: string,
  part: Part,
  { scope, base }: Context,
): void {
  const known =
    hasDeclaration(scope, name) || scope.inFunction || mayBeImplicit(name) || insideValue || isOptional(name);
  if (!known && !isDeclared(scope, name)) {
    problems.add(
      'undeclared-variable-read',
      undefined,
      base + part.start,
      base + part.end,
      `Nothing declares ${name} here: it reads as empty unless what runs this script hands it over. A global of another script must be declared here too, with \`:global ${name}\`.`,
      { severity: 'hint' },
    );
  }
  scope.names.add(name);
}

function readExpression(reader: Reader, expression: Expression, context: Context): void {
  switch (expression.kind) {
    case 'operand':
      readPart(reader, expression.part, context);
      return;
    case 'unary': {
      const { operand } = expression;
      const quoted = expression.operator === '>' && operand.kind === 'operand' ? operand.part : undefined;
      if (quoted?.kind === 'braces') {
        const inner = { ...context, conditional: true, substitution: false, scope: innerScope(context.scope, true) };
        reader.lines(quoted.lines, inner);
      } else {
        readExpression(reader, operand, context);
      }
      return;
    }
    case 'binary':
      readExpression(reader, expression.left, context);
      readExpression(reader, expression.right, context);
  }
}

/** Elements of an array: one value each, with or without a key. */
export function readArray(reader: Reader, elements: readonly CommandLine[], context: Context): void {
  const { problems } = reader;
  const { base } = context;
  for (const [index, element] of elements.entries()) {
    const [, second] = element.items;
    // Commands where an array is read: something before them is broken (`:if ($x)do={`), and each line would be one more error.
    if (second && !reader.asRouter && beginsCommand(reader, element, base)) {
      reader.lines(elements.slice(index), { ...context, conditional: true, scope: innerScope(context.scope) });
      return;
    }
    problems.takeLine(element, base);
    if (second && (reader.asRouter || !endsWithComma(reader, element.items[0], base))) {
      problems.syntax(
        'syntax error',
        base + second.start,
        base + second.end,
        'Elements of an array are separated by `;`.',
      );
    }
    for (const item of element.items) {
      const [part] = item.value?.parts ?? [];
      if (part?.kind === 'braces') readArray(reader, part.lines, context);
      else if (item.value) readParts(reader, item.value.parts, context);
    }
  }
}

/** `{"a", "b"}`: no recorded answer shows whether a router takes it, so nothing is said of it. */
function endsWithComma(reader: Reader, item: Item | undefined, base: number): boolean {
  const part = item?.value?.parts.at(-1);
  return part?.kind === 'word' && wordText(reader, base, part).endsWith(',');
}

/** Is it a command with its colon or slash, which no element of an array begins with? */
function beginsCommand(reader: Reader, { items }: CommandLine, base: number): boolean {
  const [first] = items;
  const part = first?.kind === 'value' ? first.value.parts[0] : undefined;
  return part?.kind === 'word' && /^[:/][a-z]/.test(wordText(reader, base, part));
}

/** A value is one word, string, variable, expression or command: what is glued to it cannot be read. */
export function reportGlued(
  { problems, text }: Reader,
  part: { readonly start: number; readonly end: number },
  base: number,
): void {
  const [name] =
    /^(?:do|else|in|on-error|while)(?==|\s|$)/.exec(text.slice(base + part.start, base + part.start + 10)) ?? [];
  problems.syntax(
    'expected end of command',
    base + part.start,
    base + part.end,
    name === undefined
      ? 'The value ends before this: join parts with `.` in parentheses, or in one string.'
      : `The value ends before this: a blank is missing before \`${name}\`.`,
  );
}

/** `$a,$b`: no recorded answer shows whether a router takes it, so nothing is said of it. */
export function reportGluedTo(reader: Reader, part: Part | undefined, next: Part, base: number): void {
  const joined = part?.kind === 'variable' && next.kind === 'word' && wordText(reader, base, next).startsWith(',');
  if (!joined) reportGlued(reader, next, base);
}
