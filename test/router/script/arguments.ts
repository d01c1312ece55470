/** Arguments of a command: named, positional, flags, `!name`, and the condition after `where`. */
import { completeArgument } from '../commands/tree';
import type { Command } from '../../../server/src/schema/types';
import { parseExpression } from './expressions';
import {
  atCommandEnd,
  innerScope,
  isDeclared,
  look,
  peek,
  skipBlanks,
  syntaxError,
  take,
  type Reading,
  type Scope,
} from './reading';
import type { Argument, CommandStatement, Expression, Position } from './tree';
import { parsePlainString, parseValue, type Braces } from './values';

/** Names that positional arguments of the scripting commands get, in order (recorded answers of the router). */
const positionalNames: Readonly<Record<string, readonly string[]>> = {
  '/put': ['message'],
  '/error': ['message'],
  '/local': ['name', 'value'],
  '/global': ['name', 'value'],
  '/set': ['name', 'value'],
  '/if': ['condition', 'do', 'else'],
  '/while': ['condition', 'do'],
  '/for': ['counter'],
  '/foreach': ['counter'],
  '/do': ['command'],
  '/delay': ['delay-time'],
  '/pick': ['counter', 'begin', 'end'],
  '/find': ['in', 'key', 'from'],
  '/resolve': ['domain-name'],
  '/execute': ['script'],
  '/onerror': ['error', 'in', 'do'],
  '/retry': ['command'],
  '/import': ['file-name'],
  '/ping': ['address'],
  '/tool/ping': ['address'],
  '/tool/fetch': ['url'],
  '/time': ['command'],
  '/terminal/style': ['style'],
};

const blockArguments = new Set(['do', 'else', 'on-error', 'command', 'in']);

/** String-valued arguments that hold a script: braces around their value are quotes. */
const scriptArguments = /^(?:source|script|on-[a-z-]+|[a-z-]*-script)$/;

function positionalsOf(command: Command, names: readonly string[]): readonly string[] {
  const known = positionalNames[command.path];
  if (known) {
    return known;
  }
  if (names.includes('numbers')) {
    return [
      'numbers',
      ...['destination', 'comment', 'value-name'].filter((name) => moreOf(command, name) && names.includes(name)),
    ];
  }
  const usual = ['number', 'value-name', 'message', 'value', 'script', 'name'].filter((name) => names.includes(name));
  const isScripting = command.path.lastIndexOf('/') === 0;
  switch (command.name) {
    case 'get':
    case 'edit':
      return usual.filter((name) => name === 'number' || name === 'value-name');
    case 'add':
    case 'print':
      return [];
    default:
      return usual.filter((name) => name === 'number' || name === 'message' || (isScripting && name === 'value'));
  }
}

/** `comment` is positional for the command of that name only, and so on. */
function moreOf(command: Command, name: string): boolean {
  const places: Readonly<Record<string, string>> = { destination: 'move', comment: 'comment', 'value-name': 'unset' };
  return places[name] === command.name;
}

/** `:local`, `:global`, `:set` and the loops begin with the name of a variable, whatever it is called. */
function namesVariable(command: Command, positional: string | undefined): boolean {
  return (
    (positional === 'name' && /^\/(?:local|global|set)$/.test(command.path)) ||
    (positional === 'counter' && /^\/for(?:each)?$/.test(command.path)) ||
    (positional === 'error' && command.path === '/onerror')
  );
}

export function parseArguments(
  reading: Reading,
  scope: Scope,
  closer: string,
  command: Command,
  position: Position,
): CommandStatement {
  const menu = command.path.slice(0, command.path.lastIndexOf('/'));
  const names = reading.tree.argumentNames(command);
  const waiting = [...positionalsOf(command, names)];
  const parsed: Argument[] = [];
  const unset: string[] = [];
  let condition: Expression | undefined;
  // Commands in brackets inside the arguments begin in the menu of the command.
  const inner = menu === '' ? scope : innerScope(scope, menu);
  const isFind = command.name === 'find' && menu !== '';
  let dotted = '';

  for (;;) {
    const start = reading.at;
    const blank = skipBlanks(reading);
    if (atCommandEnd(reading, closer)) {
      break;
    }
    if (!blank && parsed.length > 0 && reading.at === start && !/[[{("$]/.test(peek(reading))) {
      throw syntaxError(reading, 'expected end of command');
    }
    if (isFind || (names.includes('where') && look(reading, /where(?![A-Za-z0-9_.=-])/y) !== undefined)) {
      take(reading, /where(?![A-Za-z0-9_.=-])/y);
      skipBlanks(reading);
      if (!atCommandEnd(reading, closer)) {
        condition = parseExpression(reading, inner, { where: true, closer });
      }
      continue;
    }
    if (peek(reading) === '!' && command.name !== 'print') {
      unset.push(parseUnset(reading, names));
      continue;
    }
    if (
      namesVariable(command, waiting[0]) &&
      !/^(?:name|value|counter|error|in|do|from|to|step)=/.test(look(reading, /[a-z]+=/y) ?? '')
    ) {
      parsed.push(parseVariableName(reading, scope, command, waiting.shift() ?? ''));
      continue;
    }
    const named = takeNamed(reading, names, dotted);
    if (named) {
      dotted = named.name.includes('.') ? named.name.slice(0, named.name.lastIndexOf('.')) : dotted;
      skipAfterEquals(reading, names);
      const braces = bracesOf(command, named.name);
      parsed.push({ name: named.name, value: parseValue(reading, inner, { braces, closer, positional: false }) });
      remove(waiting, named.name);
      if (namesVariable(command, named.name)) {
        declare(scope, parsed.at(-1));
      }
      continue;
    }
    const block = takeBlockArgument(reading, names, waiting);
    if (block !== undefined) {
      skipBlanks(reading);
      parsed.push({ name: block, value: parseValue(reading, inner, { braces: 'code', closer, positional: false }) });
      remove(waiting, block);
      continue;
    }
    const flag = takeFlag(reading, names, waiting.length > 0, command.name === 'add' || command.name === 'set');
    if (flag !== undefined) {
      parsed.push({ name: flag, value: undefined });
      continue;
    }
    const positional = waiting.shift();
    const before = reading.at;
    if (positional === undefined || peek(reading) === '#') {
      throw syntaxError(reading, 'expected end of command');
    }
    const braces = bracesOf(command, positional);
    parsed.push({ name: positional, value: parseValue(reading, inner, { braces, closer, positional: true }) });
    if (reading.at === before) {
      throw syntaxError(reading, 'expected end of command');
    }
  }
  return { kind: 'command', position, menu, verb: command.name, arguments: parsed, unset, condition };
}

function remove(names: string[], name: string): void {
  const at = names.indexOf(name);
  if (at >= 0) {
    names.splice(at, 1);
  }
}

function bracesOf(command: Command, argument: string): Braces {
  if (command.path.lastIndexOf('/') > 0) {
    return scriptArguments.test(argument) ? 'text' : argument === 'do' ? 'code' : 'array';
  }
  if (command.path === '/foreach' && argument === 'in') {
    return 'array';
  }
  return blockArguments.has(argument) ? 'code' : argument === 'script' ? 'text' : 'array';
}

function parseUnset(reading: Reading, names: readonly string[]): string {
  const start = reading.at;
  reading.at += 1;
  const name = completeArgument(names, take(reading, /[A-Za-z0-9_.-]+/y) ?? '');
  if (name === undefined || peek(reading) === '=') {
    throw syntaxError(reading, 'expected end of command', start);
  }
  return name;
}

/** `name=`: consumed when the command has such an argument. A name that begins with a dot takes the prefix of the dotted one before it. */
function takeNamed(reading: Reading, names: readonly string[], dotted: string): { readonly name: string } | undefined {
  const written = look(reading, /[A-Za-z0-9_.-]+=/y);
  if (written === undefined) {
    return undefined;
  }
  const short = written.slice(0, -1);
  const name = completeArgument(names, short.startsWith('.') && dotted !== '' ? dotted + short : short);
  if (name === undefined) {
    return undefined;
  }
  reading.at += written.length;
  return { name };
}

/** Blanks after `=` are allowed, but an argument may also have no value: the next word is then an argument of its own. */
function skipAfterEquals(reading: Reading, names: readonly string[]): void {
  const before = reading.at;
  skipBlanks(reading);
  const next = look(reading, /[A-Za-z0-9_.-]+(?==)/y);
  if (next !== undefined && completeArgument(names, next) !== undefined) {
    reading.at = before;
  }
}

/** `else {` and `on-error {` without `=`. */
function takeBlockArgument(reading: Reading, names: readonly string[], waiting: readonly string[]): string | undefined {
  const written = look(reading, /[a-z-]+(?=(?:[ \t]|\\[ \t]*(?:\r\n|\n|\r))*\{)/y);
  if (written === undefined || !names.includes(written) || !blockArguments.has(written) || namesFirst(waiting)) {
    return undefined;
  }
  reading.at += written.length;
  return written;
}

function namesFirst(waiting: readonly string[]): boolean {
  return waiting[0] === 'name' || waiting[0] === 'counter';
}

function takeFlag(
  reading: Reading,
  names: readonly string[],
  positionalWaits: boolean,
  exactOnly: boolean,
): string | undefined {
  const written = look(reading, /[A-Za-z][A-Za-z0-9_.-]*(?=[\s;\])}\\]|$)/y);
  if (written === undefined) {
    return undefined;
  }
  const name =
    names.includes(written) || positionalWaits || exactOnly
      ? names.find((known) => known === written)
      : completeArgument(names, written);
  if (name !== undefined) {
    reading.at += written.length;
  }
  return name;
}

function parseVariableName(reading: Reading, scope: Scope, command: Command, argument: string): Argument {
  const start = reading.at;
  const isSet = command.path === '/set';
  if (isSet && /[$(]/.test(peek(reading))) {
    return { name: argument, value: parseValue(reading, scope, { braces: 'array', closer: '', positional: true }) };
  }
  const plural = command.path === '/foreach';
  const text =
    peek(reading) === '"' ? parsePlainString(reading) : take(reading, plural ? /[A-Za-z0-9,]+/y : /[A-Za-z0-9]+/y);
  if (text === undefined) {
    throw syntaxError(reading, 'syntax error');
  }
  if (!/[\s;\]})\\]/.test(peek(reading)) && peek(reading) !== '') {
    throw syntaxError(reading, 'expected end of command');
  }
  if (isSet && !isDeclared(scope, text)) {
    throw syntaxError(reading, 'syntax error', start);
  }
  const result: Argument = { name: argument, value: { kind: 'text', text, quoted: false } };
  declare(scope, result);
  return result;
}

function declare(scope: Scope, argument: Argument | undefined): void {
  if (argument?.value?.kind === 'text') {
    for (const name of argument.value.text.split(',')) {
      scope.declared.add(name);
    }
  }
}

/** Arguments of an unknown command or of a function: any names, any values. */
export function parseLooseArguments(reading: Reading, scope: Scope, closer: string, braces = true): Argument[] {
  const parsed: Argument[] = [];
  for (;;) {
    skipBlanks(reading);
    if (atCommandEnd(reading, closer) || (!braces && peek(reading) === '{')) {
      return parsed;
    }
    const before = reading.at;
    const written = take(reading, /[A-Za-z0-9_.-]+=/y);
    if (written !== undefined) {
      skipBlanks(reading);
    }
    const value = parseValue(reading, scope, { braces: 'array', closer, positional: written === undefined });
    if (reading.at === before) {
      return parsed;
    }
    parsed.push({ name: written?.slice(0, -1) ?? '', value });
  }
}
