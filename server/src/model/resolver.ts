import { dottedPrefix, lookupArgument, lookupWord, type LookupOptions, type WordLookup } from '../schema/lookup';
import type { Command, Menu, Schema } from '../schema/types';
import type { CommandLine, Expression, Item, Part, Value, WordPart } from '../syntax/nodes';
import type { Tree } from '../syntax/parser';
import { shiftError } from '../syntax/walk';
import { holdsBlock, positionalNames, runsSometimes } from './positional';
import type { ArgumentUse, CommandUse, ModelError } from './types';
import { readValue } from './values';

/** Where a command line stands. */
interface Context {
  /** The current menu; undefined behind a menu line that could not be read, so that what follows is not judged by another menu. */
  readonly menu: Menu | undefined;
  /** Start of the top-level statement in the text. */
  readonly base: number;
  readonly statement: number;
  readonly parent: CommandUse | undefined;
  readonly conditional: boolean;
  readonly substitution: boolean;
  /** Inside `[...]` of a command's argument: the menu around that command, for words that its own menu does not know. */
  readonly outerMenu?: Menu | undefined;
}

export interface Resolved {
  readonly commands: CommandUse[];
  readonly errors: ModelError[];
}

export interface ResolverOptions {
  readonly schema: Schema;
  readonly release?: string;
}

type Path =
  | { readonly kind: 'menu'; readonly menu: Menu; readonly next: number; readonly end: number }
  | {
      readonly kind: 'command';
      readonly command: Command;
      readonly menu: Menu;
      readonly next: number;
      readonly verb: { start: number; end: number };
    }
  | { readonly kind: 'failed'; readonly next: number };

/**
 * Gives every command line its absolute command and every argument its full name, in the order of the text (facts, language.md 1.2, 1.3).
 * A generator: it yields after each top-level statement, so that a server can slice its time.
 */
export function* resolve(tree: Tree, { schema, release }: ResolverOptions): Generator<undefined, Resolved, undefined> {
  const { text } = tree;
  const commands: CommandUse[] = [];
  const errors: ModelError[] = [];
  const options: LookupOptions = release === undefined ? {} : { release };

  const wordText = (base: number, part: WordPart): string => text.slice(base + part.start, base + part.end);

  function error(
    code: string,
    start: number,
    end: number,
    message: string,
    severity: ModelError['severity'] = 'error',
  ): void {
    errors.push({ code, span: { start, end: Math.max(start, end) }, message, severity });
  }

  function takeErrors(line: CommandLine, base: number): void {
    for (const found of line.errors) {
      const { start, end, message, router, repair } = shiftError(found, base);
      errors.push({
        code: 'syntax-error',
        span: { start, end },
        message: `${message} (the router says: ${router})`,
        severity: 'error',
        ...(repair
          ? {
              repair: {
                title: repair.title,
                edits: [{ start: repair.offset, end: repair.offset, text: repair.insert }],
              },
            }
          : {}),
      });
    }
  }

  /** Reads lines one after the other; a line that is only a path changes the menu for those after it. */
  function lines(all: readonly CommandLine[], context: Context): void {
    let { menu } = context;
    for (const one of all) menu = line(one, menu === context.menu ? context : { ...context, menu });
  }

  /** Reads one line and gives the menu that is current after it. */
  function line(one: CommandLine, context: Context): Menu | undefined {
    takeErrors(one, context.base);
    const [first] = one.items;
    if (!first) return context.menu;
    const { base } = context;
    if (first.kind === 'argument') {
      error(
        'syntax-error',
        base + first.start,
        base + first.end,
        'A command must come before its arguments. (the router says: syntax error)',
      );
      values(one.items, context);
      return context.menu;
    }
    const head = single(first);
    if (head?.kind === 'braces' && one.items.length === 1) {
      lines(head.lines, context);
      return context.menu;
    }
    if (head?.kind !== 'word') {
      // A call of a function value (`$f a=1`), or code that another command makes (`[[:parse $x]]`).
      if (head?.kind === 'string') {
        error(
          'syntax-error',
          base + first.start,
          base + first.end,
          'A command cannot begin with a string. (the router says: expected command name)',
        );
      }
      values(one.items, context);
      return context.menu;
    }
    const path = readPath(one, context);
    switch (path.kind) {
      case 'failed': {
        const rest = one.items.slice(path.next);
        values(rest, context);
        return isMenuLine(rest, base) ? undefined : context.menu;
      }
      case 'menu': {
        const rest = one.items.slice(path.next);
        const [next] = rest;
        if (!next) return path.menu;
        const block = single(next);
        if (block?.kind === 'braces') {
          lines(block.lines, { ...context, menu: path.menu });
          values(rest.slice(1), context);
          return context.menu;
        }
        error(
          'unknown-command',
          base + next.start,
          base + next.end,
          `${path.menu.path || '/'} is a menu: a command must follow it.`,
        );
        values(rest, context);
        return context.menu;
      }
      case 'command':
        command(one, path, context);
        return context.menu;
    }
  }

  /** Was the rest of a line that failed a path too, and the line meant as a change of menu? It was, when no command or argument is in it. */
  function isMenuLine(rest: readonly Item[], base: number): boolean {
    return rest.every((item) => {
      const word = itemWord(item, base);
      return word !== undefined && !genericVerbs.has(word);
    });
  }

  /** Follows the words at the start of a line through the menus. */
  function readPath(one: CommandLine, context: Context): Path {
    const { base } = context;
    let menu: Menu | undefined;
    let next = 0;
    for (; next < one.items.length; next++) {
      const item = one.items[next];
      const part = item && single(item);
      if (part?.kind !== 'word') break;
      const word = wordText(base, part);
      const absolute = next === 0 && (word.startsWith('/') || word.startsWith(':'));
      if (absolute) menu = schema.root;
      let offset = base + part.start + (absolute ? 1 : 0);
      for (const segment of word.slice(absolute ? 1 : 0).split('/')) {
        const start = offset;
        offset += segment.length + 1;
        if (segment === '') continue;
        if (segment === '..') {
          const from: Menu | undefined = menu ?? context.menu;
          menu = from && schema.menu(from.path.slice(0, Math.max(0, from.path.lastIndexOf('/'))));
          if (!menu) return { kind: 'failed', next: next + 1 };
          continue;
        }
        const found =
          menu === undefined ? relative(segment, context) : { menu, word: lookupWord(menu, segment, options) };
        if (!found) return { kind: 'failed', next: next + 1 };
        switch (found.word.kind) {
          case 'menu':
            menu = found.word.value;
            continue;
          case 'command': {
            const rest = word.slice(offset - base - part.start);
            if (rest.trim() !== '' && offset <= base + part.end) {
              error('unknown-command', offset, base + part.end, `\`${segment}\` is a command: no path can follow it.`);
            }
            return {
              kind: 'command',
              command: found.word.value,
              menu: found.menu,
              next: next + 1,
              verb: { start, end: start + segment.length },
            };
          }
          case 'ambiguous':
            ambiguous(
              start,
              segment,
              found.menu.path || 'the root menu',
              found.word.candidates,
              lookupWord(found.menu, segment, { ...options, baseOnly: true }).kind === 'ambiguous',
            );
            return { kind: 'failed', next: next + 1 };
          case 'unknown':
            unknownName(segment, start, found.menu, next === 0 && !absolute && segment === word);
            return { kind: 'failed', next: next + 1 };
        }
      }
    }
    const reached = menu ?? context.menu;
    return reached ? { kind: 'menu', menu: reached, next, end: 0 } : { kind: 'failed', next };
  }

  /** An abbreviation that fits several names. `everywhere`: also on a router without extra packages, so that every router refuses it. */
  function ambiguous(
    start: number,
    written: string,
    where: string,
    candidates: readonly string[],
    everywhere: boolean,
  ): void {
    const extra = everywhere ? '' : ' on a router with extra packages';
    error(
      'ambiguous-name',
      start,
      start + written.length,
      `\`${written}\` is short for more than one name in ${where}${extra}: ${list(candidates)}. Write it in full.`,
      everywhere ? 'error' : 'warning',
    );
  }

  function unknownName(segment: string, start: number, menu: Menu, relativeWord: boolean): void {
    if (!/^[a-z0-9]/.test(segment)) {
      error(
        'syntax-error',
        start,
        start + segment.length,
        'A command name is expected here: menus and commands are small letters, digits and hyphens. (the router says: expected command name)',
      );
      return;
    }
    const where = menu.path === '' || relativeWord ? 'RouterOS' : menu.path;
    error(
      'unknown-command',
      start,
      start + segment.length,
      `${where} has no menu or command \`${segment}\`. (the router says: bad command name ${segment})`,
    );
  }

  /**
   * A first word without `/`: the current menu first, then the menu around a substitution, then the root. A full name of the root goes before
   * an abbreviation in the menu. Behind a menu that could not be read, only commands of the language are known: undefined for all else.
   */
  function relative(segment: string, context: Context): { menu: Menu; word: WordLookup } | undefined {
    const { root } = schema;
    if (!context.menu && (genericVerbs.has(segment) || !root.commands.has(segment))) return undefined;
    const places = [context.menu, context.outerMenu, root].filter((menu) => menu !== undefined);
    let failed: { menu: Menu; word: WordLookup } | undefined;
    for (const menu of places) {
      const word = lookupWord(menu, segment, options);
      if (word.kind === 'menu' || word.kind === 'command') {
        const abbreviated = word.value.name !== segment && menu !== root;
        return abbreviated && root.commands.has(segment)
          ? { menu: root, word: lookupWord(root, segment, options) }
          : { menu, word };
      }
      if (!failed || (failed.word.kind === 'unknown' && word.kind === 'ambiguous')) failed = { menu, word };
    }
    return failed;
  }

  function command(one: CommandLine, path: Path & { kind: 'command' }, context: Context): void {
    const { base } = context;
    const found = path.command;
    const menuPath = found.path.slice(0, found.path.lastIndexOf('/'));
    const menu = schema.menu(menuPath) ?? path.menu;
    const verb = found.name;
    const written: ArgumentUse[] = [];
    const last = one.items[one.items.length - 1];
    const use: { -readonly [Key in keyof CommandUse]: CommandUse[Key] } = {
      menu: menuPath,
      verb,
      path: found.path,
      known: true,
      span: { start: base + one.start, end: base + (last?.end ?? one.end) },
      verbSpan: path.verb,
      arguments: written,
      condition: undefined,
      conditional: context.conditional,
      substitution: context.substitution,
      parent: context.parent,
      statement: context.statement,
    };
    commands.push(use);
    presence(found, path.verb.start, path.verb.end);

    const has = (name: string): boolean => found.arguments.has(name);
    const positional = positionalNames(found.path, menuPath, verb, has);
    const inner: Context = {
      menu: menuPath === '' || menuPath === '/log' ? context.menu : menu,
      base,
      statement: context.statement,
      parent: use,
      conditional: context.conditional,
      substitution: true,
      outerMenu: context.menu,
    };
    const hasErrorHandler = one.items.some((item) => itemName(item, base) === 'on-error');
    const declares = menuPath === '' && (verb === 'local' || verb === 'global');
    let slot = 0;
    let unexpected = false;
    let prefix: string | undefined;

    const isNoValue = (item: Item): boolean => {
      const word = itemWord(item, base);
      return word !== undefined && (has(word) || word === 'where' || word.startsWith('!') || word.startsWith('='));
    };
    const conditionFrom = (index: number): void => {
      const start = one.items[index];
      if (!start || !last) return;
      use.condition = { start: base + start.start, end: base + last.end };
      values(one.items.slice(index), inner);
    };

    if (verb === 'find' && menuPath !== '') {
      const [head] = one.items.slice(path.next);
      const skipsWhere = head !== undefined && itemWord(head, base) === 'where';
      conditionFrom(path.next + (skipsWhere ? 1 : 0));
      return;
    }

    for (let index = path.next; index < one.items.length; index++) {
      const item = one.items[index];
      if (!item) break;
      const span = { start: base + item.start, end: base + item.end };
      if (item.kind === 'argument') {
        const nameText =
          item.name.kind === 'word'
            ? wordText(base, item.name).replace(/^!/, '')
            : text.slice(base + item.name.start, base + item.name.end);
        const name = argumentName(found, nameText, prefix, item, base);
        prefix = dottedPrefix(name.name) ?? prefix;
        written.push({
          name: name.name,
          known: name.known,
          span,
          nameSpan: { start: base + item.name.start, end: base + item.name.end },
          value: item.value
            ? readValue(text, base, item.value)
            : { span: { start: base + item.equalsEnd, end: base + item.equalsEnd }, kind: 'word', text: '' },
          unset: false,
        });
        if (item.value) argumentValue(item.value, name.name);
        continue;
      }
      const word = itemWord(item, base);
      if (word === 'where' && has('where')) {
        if (index + 1 === one.items.length)
          error(
            'syntax-error',
            span.end,
            span.end,
            'A condition must follow `where`. (the router says: missing value for where)',
          );
        conditionFrom(index + 1);
        return;
      }
      if (word !== undefined && word.startsWith('!') && word.length > 1) {
        const name = lookupArgument(found, word.slice(1), prefix, options);
        if (name.kind === 'exact' || name.kind === 'prefix') {
          written.push({
            name: name.value.name,
            known: true,
            span,
            nameSpan: { start: span.start + 1, end: span.end },
            value: undefined,
            unset: true,
          });
          continue;
        }
      }
      const following = one.items[index + 1];
      const afterName =
        word !== undefined && has(word) && (menuPath === '' ? slot > 0 : slot >= (positional?.length ?? 0));
      if (afterName && following?.kind === 'value' && !isNoValue(following)) {
        // `else {`, `on-error {`, `in $x`, `count 3`: accepted without the `=`.
        written.push({
          name: word,
          known: true,
          span: { start: span.start, end: base + following.end },
          nameSpan: span,
          value: readValue(text, base, following.value),
          unset: false,
        });
        argumentValue(following.value, word);
        index++;
        continue;
      }
      const wanted = positional?.[slot];
      const isName = word !== undefined && has(word);
      if (wanted !== undefined && !(isName && slot > 0)) {
        slot++;
        if (declares && wanted === 'name') declaredName(item.value, base);
        written.push({
          name: wanted,
          known: true,
          span,
          nameSpan: undefined,
          value: readValue(text, base, item.value),
          unset: false,
        });
        argumentValue(item.value, wanted);
        continue;
      }
      if (word !== undefined) {
        const name = lookupArgument(found, word, prefix, options);
        if (name.kind === 'exact' || name.kind === 'prefix') {
          presence(name.value, span.start, span.end, `${found.path} ${name.value.name}`);
          written.push({ name: name.value.name, known: true, span, nameSpan: span, value: undefined, unset: false });
          continue;
        }
      }
      if (positional === undefined) {
        written.push({
          name: '',
          known: true,
          span,
          nameSpan: undefined,
          value: readValue(text, base, item.value),
          unset: false,
        });
        argumentValue(item.value, '');
        continue;
      }
      // The router stops at the first one; what follows is only its consequence.
      if (unexpected) {
        values([item], inner);
        continue;
      }
      unexpected = true;
      error(
        'unexpected-value',
        span.start,
        span.end,
        `\`${found.path}\` takes no further value here: a name and \`=\` may be missing. (the router says: expected end of command)`,
      );
      values([item], inner);
    }

    function argumentValue(value: Value, name: string): void {
      const [part] = value.parts;
      if (value.parts.length === 1 && part?.kind === 'braces') {
        if (menuPath === '' && name === 'value' && part.closed && part.lines.length === 0) {
          error(
            'syntax-error',
            base + part.start,
            base + part.end,
            'Empty braces are no array: write `({})` or `[:toarray ""]`. (the router says: syntax error)',
          );
          return;
        }
        if (holdsBlock(menuPath, verb, name)) {
          lines(part.lines, {
            menu: inner.menu,
            base,
            statement: context.statement,
            parent: use,
            conditional: context.conditional || (menuPath === '' ? runsSometimes(verb, name, hasErrorHandler) : true),
            substitution: false,
          });
        } else if (menuPath === '' && verb !== 'execute' && verb !== 'parse') {
          array(part.lines, inner);
        }
        // Elsewhere braces are the text between them, as it stands.
        return;
      }
      parts(value.parts, inner);
    }
  }

  /** `:local NAME`: letters and digits, anything else in quotes; never `$NAME`. */
  function declaredName(value: Value, base: number): void {
    const [part] = value.parts;
    if (part?.kind === 'variable') {
      error(
        'syntax-error',
        base + part.start,
        base + part.end,
        'A declaration names the variable without `$`. (the router says: syntax error)',
      );
      return;
    }
    if (part?.kind !== 'word') return;
    const name = wordText(base, part);
    const bad = name.split(',').length === 1 ? /[^A-Za-z0-9]/.exec(name) : undefined;
    if (!bad) return;
    const start = base + part.start + bad.index;
    error(
      'syntax-error',
      start,
      base + part.end,
      'The name of a variable is letters and digits; anything else needs quotes: `:local "my-var"`, then `$"my-var"`. (the router says: expected end of command)',
    );
  }

  function argumentName(
    found: Command,
    written: string,
    prefix: string | undefined,
    item: Item,
    base: number,
  ): { name: string; known: boolean } {
    const name = lookupArgument(found, written, prefix, options);
    const start = base + item.start;
    const end = start + written.length;
    switch (name.kind) {
      case 'exact':
      case 'prefix':
        presence(name.value, start, end, `${found.path} ${name.value.name}`);
        return { name: name.value.name, known: true };
      case 'ambiguous':
        ambiguous(
          start,
          written,
          `the arguments of ${found.path}`,
          name.candidates,
          lookupArgument(found, written, prefix, { ...options, baseOnly: true }).kind === 'ambiguous',
        );
        return { name: written, known: false };
      case 'unknown':
        error(
          'unknown-argument',
          start,
          end,
          `${found.path} has no argument \`${written}\`. (the router says: bad parameter ${written})`,
        );
        return { name: written, known: false };
    }
  }

  /** Says so where the release that the script is judged by does not have a name. */
  function presence(thing: { presence: Command['presence'] }, start: number, end: number, what?: string): void {
    if (release === undefined) return;
    const { presence: known } = thing;
    if (known.has(release)) return;
    const when = known.since && !known.until ? `since ${known.since}` : known.until ? `until ${known.until}` : '';
    error(
      'not-in-release',
      start,
      end,
      `${what ?? 'This command'} does not exist in RouterOS ${release}${when ? ` (${when})` : ''}.`,
    );
  }

  function array(elements: readonly CommandLine[], context: Context): void {
    for (const element of elements) {
      takeErrors(element, context.base);
      for (const item of element.items) {
        const [part] = item.value?.parts ?? [];
        const only = (item.value?.parts.length ?? 0) === 1;
        if (only && part?.kind === 'braces') array(part.lines, context);
        else if (item.value) parts(item.value.parts, context);
      }
    }
  }

  function values(items: readonly Item[], context: Context): void {
    for (const item of items) if (item.value) parts(item.value.parts, context);
  }

  function parts(all: readonly Part[], context: Context): void {
    for (const one of all) part(one, context);
  }

  /** Looks for commands inside a value. */
  function part(one: Part, context: Context): void {
    switch (one.kind) {
      case 'word':
      case 'variable':
        return;
      case 'string':
        for (const piece of one.pieces)
          if (piece.kind === 'brackets' || piece.kind === 'parentheses') part(piece, context);
        return;
      case 'brackets':
        lines(one.lines, { ...context, substitution: true });
        return;
      case 'parentheses':
        if (one.expression) expression(one.expression, context);
        return;
      case 'braces':
        array(one.lines, context);
    }
  }

  function expression(one: Expression, context: Context): void {
    switch (one.kind) {
      case 'operand':
        part(one.part, context);
        return;
      case 'unary': {
        const quoted = one.operator === '>' && one.operand.kind === 'operand' ? one.operand.part : undefined;
        if (quoted?.kind === 'braces') lines(quoted.lines, { ...context, conditional: true, substitution: false });
        else expression(one.operand, context);
        return;
      }
      case 'binary':
        expression(one.left, context);
        expression(one.right, context);
    }
  }

  function itemWord(item: Item, base: number): string | undefined {
    const part = item.kind === 'value' ? single(item) : undefined;
    return part?.kind === 'word' ? wordText(base, part) : undefined;
  }

  function itemName(item: Item, base: number): string | undefined {
    return item.kind === 'argument' && item.name.kind === 'word' ? wordText(base, item.name) : itemWord(item, base);
  }

  let menu: Menu | undefined = schema.root;
  for (let index = 0; index < tree.statementCount; index++) {
    const statement = tree.statement(index);
    const context: Context = {
      menu,
      base: statement.start,
      statement: index,
      parent: undefined,
      conditional: false,
      substitution: false,
    };
    menu = line(statement.line, context);
    yield undefined;
  }
  errors.sort((a, b) => a.span.start - b.span.start);
  return { commands, errors };
}

/** Commands that many menus have: with one of them a line is a command, whatever its menu. */
const genericVerbs: ReadonlySet<string> = new Set([
  'add',
  'comment',
  'disable',
  'edit',
  'enable',
  'export',
  'find',
  'get',
  'monitor',
  'move',
  'print',
  'remove',
  'reset',
  'set',
  'unset',
]);

/** The only part of a value without a name, or undefined. */
function single(item: Item): Part | undefined {
  return item.kind === 'value' && item.value.parts.length === 1 ? item.value.parts[0] : undefined;
}

function list(names: readonly string[]): string {
  return names.length > 6 ? `${names.slice(0, 6).join(', ')} and ${names.length - 6} more` : names.join(', ');
}
