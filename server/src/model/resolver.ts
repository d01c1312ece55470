import { compareReleases } from '../schema/releases';
import type { Menu, Schema } from '../schema/types';
import type { CommandLine, Item } from '../syntax/nodes';
import type { Tree } from '../syntax/parser';
import { readArguments } from './arguments';
import { innerScope, type Context } from './context';
import { checkPresence } from './existence';
import { readParts, readValues } from './parts';
import { genericVerbs, PathReader, type Path } from './paths';
import { Problems } from './problems';
import { itemName, itemWord, wordText, type EmbeddedUse, type Reader, type Reading } from './reader';
import type { Target } from './target';
import type { ArgumentUse, CommandUse, ModelError } from './types';
import { optionalVariables } from './variables';

export interface Resolved {
  readonly commands: readonly CommandUse[];
  readonly embedded: readonly EmbeddedUse[];
  /** In the order in which a router meets them. */
  readonly errors: readonly ModelError[];
  /** Those of them that no names are needed to see: the text alone cannot be read. */
  readonly parserErrors: ReadonlySet<ModelError>;
}

export interface ResolverOptions {
  readonly schema: Schema;
  readonly target: Target;
  /** Goes on exactly as a router does: behind a menu that it does not have, the menu before stays the current one. For comparisons. */
  readonly asRouter?: boolean;
  /** The text stands in a value: an event may set variables before it runs. */
  readonly insideValue?: boolean;
}

/** From here on an unknown argument is an error only when its command would run (recorded answers: 7.22.1 does not read on, 7.23rc1 does). */
const readsOverSince = '7.23beta1';

/**
 * Gives every command line its absolute command and every argument its full name, in the order of the text (facts, language.md 1.2, 1.3).
 * A generator: it yields after each top-level statement, so that a server can slice its time.
 */
export function* resolve(tree: Tree, options: ResolverOptions): Generator<undefined, Resolved, undefined> {
  const lines = new LineReader(tree.text, options);
  const scope = innerScope(undefined);
  let menu: Menu | undefined = options.schema.root;
  for (let index = 0; index < tree.statementCount; index++) {
    const { line, start } = tree.statement(index);
    menu = lines.line(line, {
      menu,
      base: start,
      statement: index,
      parent: undefined,
      conditional: false,
      substitution: false,
      outerMenu: undefined,
      scope,
    });
    yield undefined;
  }
  const { commands, embedded, problems } = lines;
  return { commands, embedded, errors: problems.sorted(), parserErrors: problems.parserErrors };
}

/** Reads command lines; what stands in their arguments is read by the modules beside it, which come back here for blocks and brackets. */
class LineReader implements Reader {
  readonly commands: CommandUse[] = [];
  readonly embedded: EmbeddedUse[] = [];
  readonly problems = new Problems();
  readonly schema: Schema;
  readonly target: Target;
  readonly lookup: Reader['lookup'];
  readonly asRouter: boolean;
  readonly readsOver: boolean;
  readonly insideValue: boolean;
  readonly isOptional: Reader['isOptional'];
  private readonly paths: PathReader;

  constructor(
    readonly text: string,
    { schema, target, asRouter = false, insideValue = false }: ResolverOptions,
  ) {
    this.schema = schema;
    this.target = target;
    this.lookup = { release: target.release };
    this.asRouter = asRouter;
    this.readsOver = compareReleases(target.release, readsOverSince) >= 0;
    this.insideValue = insideValue;
    let optional: ReadonlySet<string> | undefined;
    this.isOptional = (variable) => (optional ??= optionalVariables(text)).has(variable);
    this.paths = new PathReader(text, schema, this.lookup, this.problems, asRouter);
  }

  /** A line that is only a path changes the menu for those after it. */
  lines(all: readonly CommandLine[], context: Context): void {
    let { menu } = context;
    for (const one of all) menu = this.line(one, menu === context.menu ? context : { ...context, menu });
  }

  /** Reads one line and gives the menu that is current after it. */
  line(line: CommandLine, context: Context): Menu | undefined {
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
          true,
        );
        readValues(this, line.items, context);
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
        readValues(this, path.rest, this.behindFailure(context, context.menu));
        return this.menuAfterFailure(path.rest, context);
      case 'unknown': {
        const readable = this.looseArguments(path.rest, this.behindFailure(context, this.schema.root), false);
        if (readable) {
          const { word, start, message, suggestions } = path;
          const router = `bad command name ${word}` as const;
          this.problems.add('unknown-command', router, start, start + word.length, message, { suggestions });
        }
        return this.menuAfterFailure(path.rest, context);
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
        readValues(this, path.rest, context);
        return context.menu;
      }
      case 'command':
        this.command(line, path, context);
        return context.menu;
    }
  }

  /**
   * Where the arguments of a command are read that is not known: its menu is not known either, so that `[find comment=x]` in it is no second
   * error. A router reads on in `menu`.
   */
  private behindFailure(context: Context, menu: Menu | undefined): Context {
    return { ...context, menu: this.asRouter ? menu : undefined };
  }

  /**
   * The menu behind a line whose path failed. Not known where the line was meant as a change of menu, as it was when no command or argument is in it:
   * what follows must not be judged by another menu. A router keeps the one before.
   */
  private menuAfterFailure(rest: readonly Item[], { menu, base }: Context): Menu | undefined {
    if (this.asRouter) return menu;
    const isMenuLine = rest.every((item) => {
      const word = itemWord(this, base, item);
      return word !== undefined && !genericVerbs.has(word);
    });
    return isMenuLine ? undefined : menu;
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
        if (item.name.kind === 'word' && !/^!?[A-Za-z0-9_.-]+$/.test(wordText(this, base, item.name))) {
          return stop(item.equalsEnd - 1, item.equalsEnd);
        }
        if (item.value) readParts(this, item.value.parts, context);
        continue;
      }
      const [part] = item.value.parts;
      if (!call && part?.kind === 'braces') return stop(item.start, item.end);
      if (part?.kind === 'word') {
        const bad = /[=<>]/.exec(wordText(this, base, part));
        if (bad) return stop(part.start + bad.index, item.end);
      }
      readParts(this, item.value.parts, context);
    }
    return true;
  }

  private command(line: CommandLine, path: Path & { kind: 'command' }, context: Context): void {
    const { base } = context;
    const { command } = path;
    const { menu } = command;
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
    const exists = checkPresence(this, command, path.verb.start, path.verb.end, command.path, context.conditional);
    readArguments(this, path.rest, {
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
      exists,
      broken: line.errors.length > 0,
      hasErrorHandler: command.name === 'do' && path.rest.some((item) => itemName(this, base, item) === 'on-error'),
    });
  }
}

/** Offset of the braces that are the block of a menu, undefined where the rest of a line is none. */
function blockStart(rest: readonly Item[], base: number): number | undefined {
  const [next] = rest;
  const [part] = next?.kind === 'value' ? next.value.parts : [];
  return part?.kind === 'braces' ? base + part.start : undefined;
}
