import { dottedPrefix, lookupArgument, type LookupOptions } from '../schema/lookup';
import { compareReleases } from '../schema/releases';
import type { Command, Menu, Schema } from '../schema/types';
import type { ArgumentItem, CommandLine, Expression, Item, Part, Value, WordPart } from '../syntax/nodes';
import { parseCondition, type Tree } from '../syntax/parser';
import { constantString, shiftError, variableName } from '../syntax/walk';
import { hasDeclaration, hides, innerScope, isDeclared, type Context, type Scope } from './context';
import { EmbeddedText, isScriptName } from './embedded';
import { genericVerbs, PathReader, reportAmbiguous, type Path } from './paths';
import { holdsBlock, runsSometimes } from './blocks';
import { Problems } from './problems';
import type { ArgumentUse, CommandUse, ModelError } from './types';
import { nameSuggestions } from './valueChecks';
import { readValue } from './values';
import { mayBeImplicit, occursOnce } from './variables';

/** The text of a script inside a value. */
export interface EmbeddedUse {
  readonly text: EmbeddedText;
  readonly command: CommandUse;
  readonly argument: ArgumentUse;
}

export interface Resolved {
  readonly commands: readonly CommandUse[];
  readonly embedded: readonly EmbeddedUse[];
  /** In the order in which a router meets them. */
  readonly errors: readonly ModelError[];
}

export interface ResolverOptions {
  readonly schema: Schema;
  readonly release?: string;
  /** Goes on exactly as a router does: behind a menu that it does not have, the menu before stays the current one. For comparisons. */
  readonly asRouter?: boolean;
  /** The text stands in a value: an event may set variables before it runs. */
  readonly insideValue?: boolean;
}

/**
 * Gives every command line its absolute command and every argument its full name, in the order of the text (facts, language.md 1.2, 1.3).
 * A generator: it yields after each top-level statement, so that a server can slice its time.
 */
export function* resolve(tree: Tree, options: ResolverOptions): Generator<undefined, Resolved, undefined> {
  const resolver = new Resolver(tree.text, options);
  for (let index = 0; index < tree.statementCount; index++) {
    resolver.statement(tree, index);
    yield undefined;
  }
  const { commands, embedded, problems } = resolver;
  return { commands, embedded, errors: problems.sorted() };
}

/** What is being read of one command. */
interface Reading {
  readonly command: Command;
  readonly menu: string;
  readonly use: { -readonly [Key in keyof CommandUse]: CommandUse[Key] };
  readonly written: ArgumentUse[];
  /** Where its substitutions stand. */
  readonly inner: Context;
  readonly outer: Context;
  readonly hasErrorHandler: boolean;
  /** The line has errors of its own already. */
  readonly broken: boolean;
}

class Resolver {
  readonly commands: CommandUse[] = [];
  readonly embedded: EmbeddedUse[] = [];
  readonly problems = new Problems();
  private readonly text: string;
  private readonly release: string | undefined;
  private readonly options: LookupOptions;
  private readonly paths: PathReader;
  private menu: Menu | undefined;
  private readonly scope: Scope = innerScope(undefined);

  private readonly asRouter: boolean;
  /** The router reads over an argument that it does not know, and fails when the command would run. */
  private readonly readsOver: boolean;

  private readonly insideValue: boolean;

  constructor(text: string, { schema, release, asRouter = false, insideValue = false }: ResolverOptions) {
    this.text = text;
    this.insideValue = insideValue;
    this.asRouter = asRouter;
    this.release = release;
    this.options = release === undefined ? {} : { release };
    this.readsOver = release === undefined || compareReleases(release, readsOverSince) >= 0;
    this.paths = new PathReader(text, schema, this.options, this.problems, asRouter);
    this.menu = schema.root;
    this.schema = schema;
  }

  private readonly schema: Schema;

  statement(tree: Tree, index: number): void {
    const { line, start } = tree.statement(index);
    this.menu = this.line(line, {
      menu: this.menu,
      base: start,
      statement: index,
      parent: undefined,
      conditional: false,
      substitution: false,
      outerMenu: undefined,
      scope: this.scope,
    });
  }

  /** Reads lines one after the other; a line that is only a path changes the menu for those after it. */
  private lines(all: readonly CommandLine[], context: Context): void {
    let { menu } = context;
    for (const one of all) menu = this.line(one, menu === context.menu ? context : { ...context, menu });
  }

  /** Reads one line and gives the menu that is current after it. */
  private line(line: CommandLine, context: Context): Menu | undefined {
    const { base } = context;
    const [first] = line.items;
    if (!first) {
      this.problems.takeLine(line, base);
      return context.menu;
    }
    const head = first.kind === 'value' ? first.value.parts[0] : first.name;
    if (head?.kind === 'word') {
      const path = this.paths.read(line.items, context);
      this.problems.takeLine(line, base, path.kind === 'menu' ? blockStart(path.rest, base) : undefined);
      return this.afterPath(path, line, context);
    }
    this.problems.takeLine(line, base, head?.kind === 'braces' ? base + head.start : undefined);
    switch (head?.kind) {
      case 'braces':
        this.lines(head.lines, { ...context, scope: innerScope(context.scope) });
        this.endOfCommand(line.items, context);
        return context.menu;
      case 'string':
        this.problems.syntax(
          'expected command name',
          base + first.start,
          base + first.end,
          'A command cannot begin with a string.',
        );
        this.values(line.items, context);
        return context.menu;
      default:
        // A call of a value: `$f a=1`, `[:parse $x] a=1`.
        this.looseArguments(line.items, context, true);
        return context.menu;
    }
  }

  private afterPath(path: Path, line: CommandLine, context: Context): Menu | undefined {
    const { base } = context;
    switch (path.kind) {
      case 'failed':
        this.values(path.rest, context);
        return !this.asRouter && this.isMenuLine(path.rest, base) ? undefined : context.menu;
      case 'unknown': {
        const readable = this.looseArguments(path.rest, { ...context, menu: this.schema.root }, false);
        if (readable) {
          const { word, start, message, suggestions } = path;
          const router = `bad command name ${word}` as const;
          this.problems.add('unknown-command', router, start, start + word.length, message, { suggestions });
        }
        return !this.asRouter && this.isMenuLine(path.rest, base) ? undefined : context.menu;
      }
      case 'menu': {
        const [next] = path.rest;
        if (!next) return path.menu;
        const [block] = next.kind === 'value' ? next.value.parts : [];
        if (block?.kind === 'braces') {
          this.lines(block.lines, { ...context, menu: path.menu, scope: innerScope(context.scope) });
          this.endOfCommand(path.rest, context);
          return context.menu;
        }
        this.problems.syntax(
          'expected command name',
          base + next.start,
          base + next.end,
          `${path.menu.path || '/'} is a menu: a command must follow it.`,
        );
        this.values(path.rest, context);
        return context.menu;
      }
      case 'command':
        this.command(line, path, context);
        return context.menu;
    }
  }

  /** Was the rest of a line that failed a path too, and the line meant as a change of menu? It was, when no command or argument is in it. */
  private isMenuLine(rest: readonly Item[], base: number): boolean {
    return rest.every((item) => {
      const word = this.itemWord(item, base);
      return word !== undefined && !genericVerbs.has(word);
    });
  }

  /** Nothing may follow a block or a substitution that is a command of its own. */
  private endOfCommand(items: readonly Item[], { base }: Context): void {
    const [head, next] = items;
    const [, glued] = head?.kind === 'value' ? head.value.parts : [];
    const after = glued ?? next;
    if (after)
      this.problems.syntax('expected end of command', base + after.start, base + after.end, 'Nothing may follow here.');
  }

  /**
   * Arguments of a function call or of an unknown command: any names, any values. False, and reported, where they cannot be read: braces
   * behind an unknown command, or a sign that no value begins with.
   */
  private looseArguments(items: readonly Item[], context: Context, call: boolean): boolean {
    const { base } = context;
    const stop = (start: number, end: number): false => {
      this.problems.syntax(
        call ? 'expected end of command' : 'syntax error',
        base + start,
        base + end,
        call ? 'This is no argument.' : 'This cannot be read, because the command before it is not known.',
      );
      return false;
    };
    for (const item of items) {
      if (item.kind === 'argument') {
        if (item.name.kind === 'word' && !/^!?[A-Za-z0-9_.-]+$/.test(this.word(base, item.name))) {
          return stop(item.equalsEnd - 1, item.equalsEnd);
        }
        if (item.value) this.parts(item.value.parts, context);
        continue;
      }
      const [part] = item.value.parts;
      if (!call && part?.kind === 'braces') return stop(item.start, item.end);
      if (part?.kind === 'word') {
        const bad = /[=<>]/.exec(this.word(base, part));
        if (bad) return stop(part.start + bad.index, item.end);
      }
      this.parts(item.value.parts, context);
    }
    return true;
  }

  private command(line: CommandLine, path: Path & { kind: 'command' }, context: Context): void {
    const { base } = context;
    const { command } = path;
    const menu = command.path.slice(0, command.path.lastIndexOf('/'));
    const last = path.rest[path.rest.length - 1];
    const written: ArgumentUse[] = [];
    const use: Reading['use'] = {
      menu,
      verb: command.name,
      path: command.path,
      known: true,
      span: { start: base + line.start, end: last ? base + last.end : path.verb.end },
      verbSpan: path.verb,
      arguments: written,
      condition: undefined,
      conditional: context.conditional,
      substitution: context.substitution,
      parent: context.parent,
      statement: context.statement,
    };
    this.commands.push(use);
    this.presence(command, path.verb.start, path.verb.end);
    const reading: Reading = {
      command,
      menu,
      use,
      written,
      outer: context,
      inner: {
        menu: menu === '' || menu === '/log' ? context.menu : (this.schema.menu(menu) ?? path.menu),
        base,
        statement: context.statement,
        parent: use,
        conditional: context.conditional,
        substitution: true,
        outerMenu: context.menu,
        scope: context.scope,
      },
      broken: line.errors.length > 0,
      hasErrorHandler: path.rest.some((item) => this.itemName(item, base) === 'on-error'),
    };
    this.arguments(path.rest, reading);
  }

  private arguments(items: readonly Item[], reading: Reading): void {
    const { command, menu, written, inner } = reading;
    const { base } = inner;
    const verb = command.name;
    const has = (name: string): boolean => command.arguments.has(name);
    const { positional } = command;
    const isFind = verb === 'find' && menu !== '';
    let slot = 0;
    let prefix: string | undefined;
    // The router stops at the first thing that it cannot place; what follows is only its consequence.
    let stopped = false;
    const unexpected = (start: number, end: number, item: Item): void => {
      if (!stopped) {
        const message = `${command.path} takes no further value here: a name and \`=\` may be missing.`;
        const word = this.itemWord(item, base);
        const isUnknown = word !== undefined && lookupArgument(command, word, prefix, this.options).kind === 'unknown';
        if (this.readsOver && isUnknown && /^[A-Za-z0-9_.-]+$/.test(word)) {
          this.problems.add('unexpected-value', `bad parameter ${word}`, start, end, message, { place: end });
          this.values([item], inner);
          return;
        }
        this.problems.add('unexpected-value', 'expected end of command', start, end, message);
      }
      stopped = true;
      this.values([item], inner);
    };

    for (let index = 0; index < items.length; index++) {
      const item = items[index];
      if (!item) break;
      const start = base + item.start;
      const end = base + item.end;
      const word = this.itemWord(item, base);
      if (isFind || (word === 'where' && has('where'))) {
        const from = word === 'where' ? index + 1 : index;
        if (from < items.length) this.condition(items, from, reading);
        else if (!isFind)
          this.problems.add('syntax-error', 'missing value for where', end, end, 'A condition must follow `where`.');
        return;
      }
      if (this.isVariableName(reading, positional?.[slot], item)) {
        this.variableName(item, positional?.[slot] ?? '', reading);
        slot++;
        continue;
      }
      if (item.kind === 'argument') {
        const named = this.named(item, prefix, reading, positional?.[slot] !== undefined);
        prefix = dottedPrefix(named) ?? prefix;
        if (positional?.[slot] === named) slot++;
        continue;
      }
      if (word?.startsWith('!') && word.length > 1 && verb !== 'print') {
        const name = lookupArgument(command, word.slice(1), prefix, this.options);
        if (name.kind === 'exact' || name.kind === 'prefix') {
          const nameSpan = { start: start + 1, end };
          written.push({
            name: name.value.name,
            known: true,
            span: { start, end },
            nameSpan,
            value: undefined,
            unset: true,
          });
        } else {
          unexpected(start, end, item);
        }
        continue;
      }
      const following = items[index + 1];
      const mayTakeValue = menu === '' ? slot > 0 : slot >= (positional?.length ?? 0);
      if (
        word !== undefined &&
        has(word) &&
        mayTakeValue &&
        following?.kind === 'value' &&
        !this.isNoValue(following, command, base)
      ) {
        // `else {`, `on-error {`, `in $x`, `count 3`: accepted without the `=`.
        written.push({
          name: word,
          known: true,
          span: { start, end: base + following.end },
          nameSpan: { start, end },
          value: readValue(this.text, base, following.value),
          unset: false,
        });
        this.argumentValue(following.value, word, reading);
        index++;
        continue;
      }
      const wanted = positional?.[slot];
      const isFlag = word !== undefined && has(word) && (slot > 0 || menu === '');
      if (wanted !== undefined && !isFlag) {
        slot++;
        const bad =
          item.value.parts[0]?.kind === 'word' ? /[=<>]/.exec(this.word(base, item.value.parts[0])) : undefined;
        if (bad) {
          unexpected(start + bad.index, end, item);
          continue;
        }
        written.push({
          name: wanted,
          known: true,
          span: { start, end },
          nameSpan: undefined,
          value: readValue(this.text, base, item.value),
          unset: false,
        });
        this.argumentValue(item.value, wanted, reading);
        continue;
      }
      if (word !== undefined) {
        const name = lookupArgument(command, word, prefix, this.options);
        const exactOnly = verb === 'add' || verb === 'set';
        if (name.kind === 'exact' || (name.kind === 'prefix' && !exactOnly)) {
          this.presence(name.value, start, end, `${command.path} ${name.value.name}`);
          written.push({
            name: name.value.name,
            known: true,
            span: { start, end },
            nameSpan: { start, end },
            value: undefined,
            unset: false,
          });
          continue;
        }
      }
      if (positional === undefined) {
        const value = readValue(this.text, base, item.value);
        written.push({ name: '', known: true, span: { start, end }, nameSpan: undefined, value, unset: false });
        this.argumentValue(item.value, '', reading);
        continue;
      }
      unexpected(start, end, item);
    }
  }

  /** `name=value`. Gives the full name. */
  private named(item: ArgumentItem, prefix: string | undefined, reading: Reading, positionalWaits: boolean): string {
    const { command, written, inner } = reading;
    const { base } = inner;
    const nameStart = base + item.name.start;
    const nameEnd = base + item.name.end;
    const raw = this.text.slice(nameStart, nameEnd).replace(/^!/, '');
    const name = lookupArgument(command, raw, prefix, this.options);
    const found = name.kind === 'exact' || name.kind === 'prefix' ? name.value : undefined;
    if (found) {
      this.presence(found, nameStart, nameEnd, `${command.path} ${found.name}`);
    } else if (name.kind === 'ambiguous') {
      const base = lookupArgument(command, raw, prefix, { ...this.options, baseOnly: true });
      const where = `the arguments of ${command.path}`;
      reportAmbiguous(this.problems, nameStart, raw, where, name.candidates, base.kind === 'ambiguous');
    } else {
      // Where a value without a name is still awaited, the router takes the name for it and stops at the `=`.
      const takesName = positionalWaits && !item.negated;
      const readsOver = this.readsOver && !takesName;
      this.problems.add(
        'unknown-argument',
        readsOver ? `bad parameter ${raw}` : 'expected end of command',
        nameStart,
        nameEnd,
        `${command.path} has no argument \`${raw}\`.`,
        {
          ...(readsOver || takesName ? { place: base + item.equalsEnd - 1 } : {}),
          suggestions: nameSuggestions(raw, item.negated ? nameStart + 1 : nameStart, command.arguments.keys()),
        },
      );
    }
    const full = found?.name ?? raw;
    written.push({
      name: full,
      known: found !== undefined,
      span: { start: base + item.start, end: base + item.end },
      nameSpan: { start: nameStart, end: nameEnd },
      value: item.value
        ? readValue(this.text, base, item.value)
        : { span: { start: base + item.equalsEnd, end: base + item.equalsEnd }, kind: 'word', text: '' },
      unset: false,
    });
    if (item.value) this.argumentValue(item.value, full, reading);
    return full;
  }

  private argumentValue(value: Value, name: string, reading: Reading): void {
    const { menu, command, inner, outer, use } = reading;
    const { base } = inner;
    const [part, glued] = value.parts;
    if (glued) this.gluedTo(part, glued, base);
    else if (part) this.scriptValue(part, name, reading);
    if (part?.kind !== 'braces') {
      this.parts(value.parts, inner);
      return;
    }
    const isDeclaration = menu === '' && name === 'value';
    if (isDeclaration && part.closed && part.lines.length === 0) {
      this.problems.syntax(
        'syntax error',
        base + part.start,
        base + part.end,
        'Empty braces are no array: write `({})` or `[:toarray ""]`.',
      );
      return;
    }
    if (holdsBlock(command, name)) {
      const sometimes = menu === '' ? runsSometimes(command.name, name, reading.hasErrorHandler) : true;
      this.lines(part.lines, {
        menu: inner.menu,
        base,
        statement: outer.statement,
        parent: use,
        conditional: outer.conditional || sometimes,
        substitution: false,
        outerMenu: undefined,
        scope: innerScope(outer.scope, menu === '' && variableArguments[command.name] === 'name'),
      });
    } else if (menu === '' && command.name !== 'execute' && command.name !== 'parse') {
      this.array(part.lines, inner);
    }
    // Elsewhere braces are the text between them, as it stands.
  }

  /** Keeps the text of a value that is a script: of a constant string, or between braces. */
  private scriptValue(part: Part, name: string, { command, use, written, inner }: Reading): void {
    if (part.kind !== 'string' && part.kind !== 'braces') return;
    const isScript = command.arguments.get(name)?.script === true || codeArguments[command.path] === name;
    const argument = written[written.length - 1];
    if (!isScript || !argument) return;
    const text =
      part.kind === 'string'
        ? EmbeddedText.ofString(this.text, inner.base, part)
        : EmbeddedText.ofBraces(this.text, inner.base, part);
    if (text && !isScriptName(text.text)) this.embedded.push({ text, command: use, argument });
  }

  /** A value is one word, string, variable, expression or command: what is glued to it cannot be read. */
  private glued(part: { readonly start: number; readonly end: number }, base: number): void {
    this.problems.syntax(
      'expected end of command',
      base + part.start,
      base + part.end,
      'The value ends before this: join parts with `.` in parentheses, or in one string.',
    );
  }

  /** `$a,$b`: no recorded answer shows whether a router takes it, so nothing is said of it. */
  private gluedTo(part: Part | undefined, next: Part, base: number): void {
    const joined = part?.kind === 'variable' && next.kind === 'word' && this.word(base, next).startsWith(',');
    if (!joined) this.glued(next, base);
  }

  /** What follows `where`, or `find`: one expression without parentheses. */
  private condition(items: readonly Item[], index: number, reading: Reading): void {
    const { use, inner } = reading;
    const first = items[index];
    const last = items[items.length - 1];
    if (!first || !last) return;
    const start = inner.base + first.start;
    use.condition = { start, end: inner.base + last.end };
    this.values(items.slice(index), inner);
    // Errors inside brackets and strings are the line's own and have been reported; here only what the expression itself lacks.
    if (reading.broken) return;
    const { errors } = parseCondition(this.text, use.condition.start, use.condition.end);
    for (const error of errors) {
      const { start: from, end, router, message } = shiftError(error, start);
      if (end <= use.condition.end) this.problems.syntax(router, from, end, message);
    }
  }

  /** Is the next item the name of a variable that `:local`, `:foreach` ... makes, or that `:set` changes? */
  private isVariableName({ menu, command, inner }: Reading, wanted: string | undefined, item: Item): boolean {
    if (menu !== '' || wanted === undefined) return false;
    const names = variableArguments[command.name];
    return (
      names === wanted && !(item.kind === 'argument' && command.arguments.has(this.itemName(item, inner.base) ?? ''))
    );
  }

  /** `:local NAME`: letters and digits, anything else in quotes; never `$NAME`. `:set` may name an element, and only what is declared. */
  private variableName(item: Item, argument: string, reading: Reading): void {
    const { command, written, inner, outer } = reading;
    const { base } = inner;
    const isSet = command.name === 'set';
    const start = base + item.start;
    const value = item.kind === 'value' ? item.value : undefined;
    const part = item.kind === 'argument' ? item.name : value?.parts[0];
    const push = (text: string | undefined, end: number): void => {
      const kind = part?.kind === 'string' ? 'string' : 'word';
      const use = value ? readValue(this.text, base, value) : ({ span: { start, end }, kind, text } as const);
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
      this.values([item], inner);
      return;
    }
    if (part?.kind !== 'word' && part?.kind !== 'string') {
      this.problems.syntax(
        'syntax error',
        start,
        base + item.end,
        'The name of a variable is expected here, without `$`.',
      );
      this.values([item], inner);
      return;
    }
    const allowed = command.name === 'foreach' ? /^[A-Za-z0-9,]*/ : /^[A-Za-z0-9]*/;
    const raw = part.kind === 'word' ? this.word(base, part) : (constantString(this.text, base, part) ?? '');
    const name = part.kind === 'word' ? (allowed.exec(raw)?.[0] ?? '') : raw;
    push(name, base + part.end);
    if (part.kind === 'word' && name !== raw) {
      const bad = start + name.length;
      const message =
        'The name of a variable is letters and digits; anything else needs quotes: `:local "my-var"`, then `$"my-var"`.';
      this.problems.syntax(name === '' ? 'syntax error' : 'expected end of command', bad, base + part.end, message);
      return;
    }
    if (isSet && !isDeclared(outer.scope, name)) {
      this.problems.add(
        'undeclared-variable',
        'syntax error',
        start,
        base + part.end,
        `No variable ${name} is known here: \`:set\` changes only what \`:local\` or \`:global\` has declared before it.`,
      );
      return;
    }
    const next = item.kind === 'argument' ? { start: part.end, end: item.end } : value?.parts[1];
    if (next) this.glued(next, base);
    if (isSet) return;
    for (const one of name.split(',')) this.declare(one, command.name, start, base + part.end, outer.scope);
  }

  private declare(name: string, how: string, start: number, end: number, scope: Scope): void {
    if (how === 'local' && hides(scope, name)) {
      const message = `This hides the variable ${name} of the block around it.`;
      this.problems.add('shadowed-variable', undefined, start, end, message, { severity: 'hint' });
    }
    if (how === 'local' && occursOnce(this.text, name)) {
      const message = `The variable ${name} is never used.`;
      this.problems.add('unused-variable', undefined, start, end, message, { severity: 'hint' });
    }
    scope.names.add(name);
    scope.declared.add(name);
  }

  /** Says so where the release that the script is judged by does not have a name. */
  private presence(thing: { presence: Command['presence'] }, start: number, end: number, what?: string): void {
    if (this.release === undefined) return;
    const { presence } = thing;
    if (presence.has(this.release)) return;
    const when =
      presence.since && !presence.until ? `since ${presence.since}` : presence.until ? `until ${presence.until}` : '';
    const message = `${what ?? 'This command'} does not exist in RouterOS ${this.release}${when ? ` (${when})` : ''}.`;
    this.problems.add('not-in-release', undefined, start, end, message);
  }

  /** Elements of an array: one value each, with or without a key. */
  private array(elements: readonly CommandLine[], context: Context): void {
    const { base } = context;
    for (const element of elements) {
      this.problems.takeLine(element, base);
      const [, second] = element.items;
      if (second) {
        this.problems.syntax(
          'syntax error',
          base + second.start,
          base + second.end,
          'Elements of an array are separated by `;`.',
        );
      }
      for (const item of element.items) {
        const [part] = item.value?.parts ?? [];
        if (part?.kind === 'braces') this.array(part.lines, context);
        else if (item.value) this.parts(item.value.parts, context);
      }
    }
  }

  private values(items: readonly Item[], context: Context): void {
    for (const item of items) if (item.value) this.parts(item.value.parts, context);
  }

  private parts(all: readonly Part[], context: Context): void {
    for (const one of all) this.part(one, context);
  }

  /** Looks for commands inside a value. */
  private part(part: Part, context: Context): void {
    switch (part.kind) {
      case 'word':
        return;
      case 'variable':
        // A name that is read counts as known from there on (a recorded answer accepts `:set x` behind `$x`).
        this.readVariable(variableName(this.text, context.base, part), part, context);
        return;
      case 'string':
        for (const piece of part.pieces) {
          if (piece.kind === 'brackets' || piece.kind === 'parentheses' || piece.kind === 'variable')
            this.part(piece, context);
        }
        return;
      case 'brackets':
        this.lines(part.lines, { ...context, substitution: true, scope: innerScope(context.scope) });
        return;
      case 'parentheses':
        if (part.expression) this.expression(part.expression, context);
        return;
      case 'braces':
        this.array(part.lines, context);
    }
  }

  private readVariable(name: string, part: Part, { scope, base }: Context): void {
    const known = hasDeclaration(scope, name) || scope.inFunction || mayBeImplicit(name) || this.insideValue;
    if (!known && !isDeclared(scope, name)) {
      this.problems.add(
        'undeclared-variable-read',
        undefined,
        base + part.start,
        base + part.end,
        `Nothing before this declares ${name}, so it reads as empty: a global of another script must be declared here too, with \`:global ${name}\`.`,
        { severity: 'hint' },
      );
    }
    scope.names.add(name);
  }

  private expression(expression: Expression, context: Context): void {
    switch (expression.kind) {
      case 'operand':
        this.part(expression.part, context);
        return;
      case 'unary': {
        const { operand } = expression;
        const quoted = expression.operator === '>' && operand.kind === 'operand' ? operand.part : undefined;
        if (quoted?.kind === 'braces') {
          const inner = { ...context, conditional: true, substitution: false, scope: innerScope(context.scope, true) };
          this.lines(quoted.lines, inner);
        } else {
          this.expression(operand, context);
        }
        return;
      }
      case 'binary':
        this.expression(expression.left, context);
        this.expression(expression.right, context);
    }
  }

  private word(base: number, part: WordPart): string {
    return this.text.slice(base + part.start, base + part.end);
  }

  /** The word that an item consists of, undefined where it is anything else. */
  private itemWord(item: Item, base: number): string | undefined {
    const [part, more] = item.kind === 'value' ? item.value.parts : [];
    return part?.kind === 'word' && !more ? this.word(base, part) : undefined;
  }

  private itemName(item: Item, base: number): string | undefined {
    return item.kind === 'argument' && item.name.kind === 'word'
      ? this.word(base, item.name)
      : this.itemWord(item, base);
  }

  /** Is an item something of its own, so that the word before it is a flag? */
  private isNoValue(item: Item, command: Command, base: number): boolean {
    const word = this.itemWord(item, base);
    return (
      word !== undefined &&
      (command.arguments.has(word) || word === 'where' || word.startsWith('!') || word.startsWith('='))
    );
  }
}

/** From here on an unknown argument is an error only when its command would run (recorded answers: 7.22.1 does not read on, 7.23rc1 does). */
const readsOverSince = '7.23beta1';

/** Commands of the language that take the text of a script. */
const codeArguments: Readonly<Record<string, string>> = {
  '/execute': 'script',
  '/grep': 'script',
  '/parse': 'value',
};

/** Commands whose argument of this name is a variable's name. */
const variableArguments: Readonly<Record<string, string>> = {
  local: 'name',
  global: 'name',
  set: 'name',
  for: 'counter',
  foreach: 'counter',
  onerror: 'error',
};

/** Offset of the braces that are the block of a menu, undefined where the rest of a line is none. */
function blockStart(rest: readonly Item[], base: number): number | undefined {
  const [next] = rest;
  const [part] = next?.kind === 'value' ? next.value.parts : [];
  return part?.kind === 'braces' ? base + part.start : undefined;
}
