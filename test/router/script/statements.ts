/** Commands: paths, menus, arguments. */
import { isCommand } from '../commands/tree';
import type { Command, Menu } from '../../../server/src/schema/types';
import { parseArguments, parseLooseArguments } from './arguments';
import {
  atCommandEnd,
  innerScope,
  peek,
  positionAt,
  skipBlanks,
  skipSeparators,
  syntaxError,
  take,
  type Reading,
  type Scope,
} from './reading';
import type { Statement } from './tree';
import { parseParentheses, parseSubstitution, parseVariable } from './values';

/** Commands up to the bracket that closes them ('' at the top). `unclosed` is the message when the text ends before. */
export function parseStatements(reading: Reading, scope: Scope, closer: string, unclosed: string): Statement[] {
  const statements: Statement[] = [];
  for (;;) {
    const statement = nextStatement(reading, scope, closer);
    if (statement) {
      statements.push(statement);
      continue;
    }
    if (peek(reading) !== closer) {
      throw syntaxError(reading, unclosed);
    }
    reading.at += closer.length;
    return statements;
  }
}

/** The next command of a script or block; undefined at its end (the closing bracket is not consumed). */
export function nextStatement(reading: Reading, scope: Scope, closer: string): Statement | undefined {
  for (;;) {
    if (closer === ']') {
      take(reading, /(?:[ \t;]|\\[ \t]*(?:\r\n|\n|\r))+/y);
    } else {
      skipSeparators(reading);
    }
    const character = peek(reading);
    if (character === '' || (closer !== '' && character === closer)) {
      return undefined;
    }
    if (character === '#') {
      take(reading, /[^\r\n]+/y);
      continue;
    }
    const statement = parseStatement(reading, scope, closer);
    skipBlanks(reading);
    if (!atCommandEnd(reading, closer)) {
      throw syntaxError(reading, 'expected end of command');
    }
    return statement;
  }
}

function parseStatement(reading: Reading, scope: Scope, closer: string): Statement {
  const start = reading.at;
  const position = positionAt(reading, start);
  switch (peek(reading)) {
    case '{':
      reading.at += 1;
      return {
        kind: 'block',
        position,
        menu: scope.menu,
        statements: parseStatements(reading, innerScope(scope), '}', 'missing closing brace'),
      };
    case '$': {
      const target = parseVariable(reading);
      return { kind: 'call', position, target, arguments: parseLooseArguments(reading, scope, closer) };
    }
    case '(': {
      const target = parseParentheses(reading, scope);
      const given = parseLooseArguments(reading, scope, closer);
      return given.length === 0
        ? { kind: 'value', position, value: target }
        : { kind: 'call', position, target, arguments: given };
    }
    case '[':
      return { kind: 'value', position, value: parseSubstitution(reading, scope) };
    default:
      return parsePath(reading, scope, closer);
  }
}

/** Words of a path one by one, until they name a command, end at a menu, or are not known. */
function parsePath(reading: Reading, scope: Scope, closer: string): Statement {
  const position = positionAt(reading, reading.at);
  let menu = scope.menu;
  let first = true;
  const prefix = take(reading, /[/:]/y);
  if (prefix !== undefined) {
    menu = '';
    first = false;
    if (prefix === '/') {
      skipBlanks(reading);
      if (atCommandEnd(reading, closer)) {
        scope.menu = '';
        return { kind: 'menu', position, menu: '' };
      }
    }
  }
  for (;;) {
    if (take(reading, /\.\.(?=[\s/;]|$)/y) !== undefined) {
      menu = menu.slice(0, Math.max(0, menu.lastIndexOf('/')));
      first = false;
    } else {
      const start = reading.at;
      const word = take(reading, /[a-z0-9.-]+/y);
      if (word === undefined) {
        throw syntaxError(reading, 'expected command name');
      }
      const found = findNode(reading, menu, word, first);
      first = false;
      if (found === undefined) {
        return parseUnknown(reading, scope, closer, word, start);
      }
      if (isCommand(found)) {
        return parseArguments(reading, scope, closer, found, positionAt(reading, start));
      }
      menu = found.path;
    }
    if (take(reading, /\//y) !== undefined && !atCommandEnd(reading, closer) && !/[ \t]/.test(peek(reading))) {
      continue;
    }
    const blank = skipBlanks(reading);
    if (atCommandEnd(reading, closer)) {
      scope.menu = menu;
      return { kind: 'menu', position, menu };
    }
    if (peek(reading) === '{') {
      reading.at += 1;
      const statements = parseStatements(reading, innerScope(scope, menu), '}', 'missing closing brace');
      return { kind: 'block', position, menu, statements };
    }
    if (!blank && reading.text[reading.at - 1] !== '/') {
      throw syntaxError(reading, 'expected command name');
    }
  }
}

/** The menu or command that a word names: in the current menu, or for the first word of a line without `/` also among the root's commands. */
function findNode(reading: Reading, path: string, word: string, first: boolean): Menu | Command | undefined {
  const menu = reading.tree.menu(path);
  const root = first ? reading.tree.menu('') : undefined;
  const rootCommand = (abbreviated: boolean): Menu | Command | undefined => {
    const found = root && reading.tree.child(root, word, abbreviated);
    return found && isCommand(found) ? found : undefined;
  };
  return (
    (menu && reading.tree.child(menu, word, false)) ??
    rootCommand(false) ??
    (menu && reading.tree.child(menu, word, true)) ??
    rootCommand(true)
  );
}

/**
 * An unknown word. With a blank or the end of the command after it, it is an error only when it would run; followed by anything else it makes
 * the line unreadable.
 */
function parseUnknown(reading: Reading, scope: Scope, closer: string, word: string, start: number): Statement {
  if (!atCommandEnd(reading, closer) && !/[ \t\\]/.test(peek(reading))) {
    throw syntaxError(reading, 'syntax error');
  }
  const parsed = parseLooseArguments(
    reading,
    { menu: '', declared: scope.declared, parent: scope.parent },
    closer,
    false,
  );
  skipBlanks(reading);
  if (!atCommandEnd(reading, closer)) {
    throw syntaxError(reading, 'syntax error');
  }
  return { kind: 'bad-command', position: positionAt(reading, start), word, arguments: parsed };
}
