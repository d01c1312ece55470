import type { Item } from '../syntax/nodes';
import { constantString } from '../syntax/walk';
import { hides, isDeclared, type Scope } from './context';
import { readValues, reportGlued } from './parts';
import { itemName, wordText, type Reader, type Reading } from './reader';
import { readValue } from './values';
import { occursOnce } from './variables';

/** Commands whose argument of this name is a variable's name. */
const variableArguments: Readonly<Record<string, string>> = {
  local: 'name',
  global: 'name',
  set: 'name',
  for: 'counter',
  foreach: 'counter',
  onerror: 'error',
};

/** Is it `:local`, `:global` or `:set`, whose block is the body of a function? */
export function namesVariable(verb: string): boolean {
  return variableArguments[verb] === 'name';
}

/** `:local name=x value=1`: declares what the argument names. */
export function declareNamed(reader: Reader, { command, menu, written, outer }: Reading): void {
  const argument = written.at(-1);
  if (menu !== '' || argument?.value?.text === undefined || argument.name !== variableArguments[command.name]) return;
  if (command.name === 'set') return;
  const { text, span } = argument.value;
  for (const name of text.split(',')) declare(reader, name, command.name, span.start, span.end, outer.scope);
}

/** Is the next item the name of a variable that `:local`, `:foreach` ... makes, or that `:set` changes? */
export function isVariableName(
  reader: Reader,
  { menu, command, inner }: Reading,
  wanted: string | undefined,
  item: Item,
): boolean {
  if (menu !== '' || wanted === undefined) return false;
  const names = variableArguments[command.name];
  return (
    names === wanted && !(item.kind === 'argument' && command.arguments.has(itemName(reader, inner.base, item) ?? ''))
  );
}

/** `:local NAME`: letters and digits, anything else in quotes; never `$NAME`. `:set` may name an element, and only what is declared. */
export function readVariableName(reader: Reader, item: Item, argument: string, reading: Reading): void {
  const { problems, text } = reader;
  const { command, written, inner, outer } = reading;
  const { base } = inner;
  const isSet = command.name === 'set';
  const start = base + item.start;
  const value = item.kind === 'value' ? item.value : undefined;
  const part = item.kind === 'argument' ? item.name : value?.parts[0];
  const push = (name: string | undefined, end: number): void => {
    const kind = part?.kind === 'string' ? 'string' : 'word';
    const use = value ? readValue(text, base, value) : ({ span: { start, end }, kind, text: name } as const);
    written.push({
      name: argument,
      known: true,
      span: { start, end },
      nameSpan: undefined,
      value: use,
      unset: false,
    });
  };
  if (isSet && (part?.kind === 'variable' || part?.kind === 'parentheses')) {
    push(undefined, base + item.end);
    // `:set $x 1` writes: of `$x` nothing is read, as far as is known.
    if (part.kind !== 'variable') readValues(reader, [item], inner);
    return;
  }
  if (part?.kind !== 'word' && part?.kind !== 'string') {
    problems.syntax('syntax error', start, base + item.end, 'The name of a variable is expected here, without `$`.');
    readValues(reader, [item], inner);
    return;
  }
  const allowed = command.name === 'foreach' ? /^[A-Za-z0-9,]*/ : /^[A-Za-z0-9]*/;
  const raw = part.kind === 'word' ? wordText(reader, base, part) : (constantString(text, base, part) ?? '');
  const name = part.kind === 'word' ? (allowed.exec(raw)?.[0] ?? '') : raw;
  push(name, base + part.end);
  if (part.kind === 'word' && name !== raw) {
    const bad = start + name.length;
    const message =
      'The name of a variable is letters and digits; anything else needs quotes: `:local "my-var"`, then `$"my-var"`.';
    problems.syntax(name === '' ? 'syntax error' : 'expected end of command', bad, base + part.end, message);
    return;
  }
  if (isSet && !isDeclared(outer.scope, name)) {
    problems.add(
      'undeclared-variable',
      'syntax error',
      start,
      base + part.end,
      `No variable ${name} is known here: \`:set\` changes only what \`:local\` or \`:global\` has declared before it.`,
    );
    return;
  }
  const next = item.kind === 'argument' ? { start: part.end, end: item.end } : value?.parts[1];
  if (next) reportGlued(reader, next, base);
  if (isSet) return;
  for (const one of name.split(',')) declare(reader, one, command.name, start, base + part.end, outer.scope);
}

function declare(
  { text, problems }: Reader,
  name: string,
  how: string,
  start: number,
  end: number,
  scope: Scope,
): void {
  if (how === 'local' && hides(scope, name)) {
    const message = `This hides the variable ${name} of the block around it.`;
    problems.add('shadowed-variable', undefined, start, end, message, { severity: 'hint' });
  }
  if (how === 'local' && occursOnce(text, name)) {
    const message = `The variable ${name} is never used.`;
    problems.add('unused-variable', undefined, start, end, message, { severity: 'hint' });
  }
  scope.names.add(name);
  scope.declared.add(name);
  if (how === 'local' || how === 'global') scope.lasting.add(name);
}
