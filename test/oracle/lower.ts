/** Our tree in the form in which RouterOS answers `:put [:parse ...]`, as text; property lists of `find` and `where` are left out. */
import { holdsBlock } from '../../server/src/model/blocks';
import type { ArgumentUse, CommandUse, ScriptModel } from '../../server/src/model/types';
import type {
  BinaryExpression,
  BracesPart,
  CommandLine,
  Expression,
  Item,
  Part,
  StringPart,
  Value,
} from '../../server/src/syntax/nodes';
import { parseCondition } from '../../server/src/syntax/parser';
import { unescape, variableName } from '../../server/src/syntax/walk';
import { lookupWord } from '../../server/src/schema/lookup';
import type { Menu, Schema } from '../../server/src/schema/types';
import { isDeclared, startsEmpty, valueNode, withoutParentheses, type Names } from './nodes';
import { placeOf } from './places';

export interface LowerOptions {
  readonly schema: Schema;
  readonly release: string;
}

interface Place {
  /** Offset of the statement or of the condition that the nodes are relative to. */
  readonly base: number;
  readonly names: Names;
  /** In a condition: the menu whose properties bare words are. */
  readonly where: string | undefined;
  /** The menu in which brackets begin: that of the command around them; undefined for the current one. */
  readonly inner?: string;
}

/** The script's form, statements joined by `;`. */
export function lowerScript(model: ScriptModel, options: LowerOptions): string {
  return new Lowerer(model, options).script();
}

/** Commands whose argument of this name is the name of a variable. */
const variableArguments: Readonly<Record<string, string>> = {
  '/local': 'name',
  '/global': 'name',
  '/set': 'name',
  '/for': 'counter',
  '/foreach': 'counter',
  '/onerror': 'error',
};

const operatorNames: Readonly<Record<string, string>> = { '&&': 'and', '||': 'or' };

/** Operators whose chains are printed as one. */
const flattened = new Set(['and', 'or', ' ', '.', ',', '+', '*', '&', '|', '^']);

const comparisons = new Set(['=', '!=', '<', '>', '<=', '>=', '~']);

/** Properties that every item has. */
const consoleProperties = new Set(['.id', '.nextid', '.dead', '.about']);

class Lowerer {
  private readonly text: string;
  private readonly commandAt = new Map<number, CommandUse>();
  private menu = '';

  constructor(
    private readonly model: ScriptModel,
    private readonly options: LowerOptions,
  ) {
    this.text = model.text;
    for (const command of model.commands) this.commandAt.set(command.span.start, command);
  }

  script(): string {
    const { tree } = this.model;
    const names: Names = { known: new Set(), outer: undefined };
    const forms: string[] = startsEmpty(this.text.replace(/^\ufeff/, ''), 0) ? ['/'] : [];
    for (let index = 0; index < tree.statementCount; index++) {
      const { line, start } = tree.statement(index);
      this.line(line, { base: start, names, where: undefined }, forms);
    }
    return forms.join(';');
  }

  /** Adds the form of one line. A substitution that is a statement wraps all that stands before it. */
  private line(line: CommandLine, place: Place, forms: string[]): void {
    const { base } = place;
    const [first] = line.items;
    if (!first) return;
    const command = this.commandAt.get(base + line.start);
    if (command) {
      forms.push(this.command(command, line, place));
      return;
    }
    const head = first.kind === 'value' ? first.value.parts[0] : first.name;
    switch (head?.kind) {
      case 'word':
        forms.push(this.path(line.items, place));
        return;
      case 'braces':
        forms.push(this.block(head, place, this.menu));
        return;
      case 'brackets': {
        const rest = this.looseArguments(line.items, place);
        const before = [...forms, ...this.inner(head.lines, place)];
        const wrapped = before.length === 1 ? before.join('') : `(evl ${before.join(';')})`;
        forms.splice(0, forms.length, `(<%% ${wrapped} ${rest})`);
        return;
      }
      case 'variable':
      case 'parentheses': {
        const target = this.part(head, place);
        const own = head.kind === 'variable' ? [`(> ${target})`] : [];
        const given = this.looseArguments(line.items, place);
        forms.push(`(<%% ${target} ${[...own, ...(given === '' ? [] : [given])].join(';')})`);
        return;
      }
      default:
        forms.push(this.slice(base + line.start, base + line.end));
    }
  }

  /** A line of menu words only, one with a block behind them, or one with a word that the router does not know. */
  private path(items: readonly Item[], place: Place): string {
    let menu: Menu | undefined;
    for (const [index, item] of items.entries()) {
      const head = item.kind === 'value' ? item.value.parts[0] : item.name;
      if (head?.kind === 'braces') return this.block(head, place, (menu ?? this.menuNow()).path);
      if (head?.kind !== 'word') break;
      const start = place.base + head.start;
      const word = this.slice(start, place.base + head.end);
      if (!menu && /^[/:]/.test(word)) menu = this.options.schema.root;
      for (const { 0: segment, index: at } of word.matchAll(/[^/:]+/g)) {
        // `..` goes up, whatever is glued to it.
        const isUp = /^\.\.(?=.)/.test(segment) && (menu ?? this.menuNow()).path !== '';
        const up = isUp ? this.step(menu, '..') : undefined;
        menu = up ?? menu;
        const name = up ? segment.slice(2) : segment;
        const next = this.step(menu, name);
        if (!next) return this.unknown(name, start + at + segment.length - name.length, items.slice(index), place);
        menu = next;
      }
      const [, block] = item.kind === 'value' ? item.value.parts : [];
      if (block?.kind === 'braces') return this.block(block, place, (menu ?? this.menuNow()).path);
    }
    this.menu = (menu ?? this.menuNow()).path;
    return `${this.menu}/`;
  }

  /** A word that names nothing is called with what follows it. */
  private unknown(word: string, offset: number, items: readonly Item[], place: Place): string {
    const { line, column } = placeOf(this.text, offset);
    const given = this.looseArguments(items, { ...place, where: undefined });
    const all = given === '' ? word : `${word};${given}`;
    return `(<%% bad command name ${word} (line ${line} column ${column}) ${all})`;
  }

  private step(menu: Menu | undefined, segment: string): Menu | undefined {
    const { schema, release } = this.options;
    const current = menu ?? this.menuNow();
    if (segment === '..') return schema.menu(current.path.slice(0, Math.max(0, current.path.lastIndexOf('/'))));
    for (const start of menu ? [menu] : [current, schema.root]) {
      const found = lookupWord(start, segment, { release, baseOnly: true });
      if (found.kind === 'menu') return found.value;
    }
    return undefined;
  }

  private menuNow(): Menu {
    return this.options.schema.menu(this.menu) ?? this.options.schema.root;
  }

  private block(braces: BracesPart, place: Place, menu: string): string {
    const outer = this.menu;
    this.menu = menu;
    const start = startsEmpty(this.text, place.base + braces.start + 1) ? [`${menu}/`] : [];
    const forms = this.inner(
      braces.lines,
      { base: place.base, names: { known: new Set(), outer: place.names }, where: undefined },
      start,
    );
    this.menu = outer;
    return `(evl ${forms.length === 0 ? `${menu}/` : forms.join(' ')})`;
  }

  private inner(lines: readonly CommandLine[], place: Place, forms: string[] = []): string[] {
    for (const line of lines) this.line(line, place, forms);
    return forms;
  }

  private command(command: CommandUse, line: CommandLine, place: Place): string {
    const byStart = new Map<number, Item>(line.items.map((item) => [place.base + item.start, item]));
    const inner: Place = { ...place, where: undefined, ...(command.menu === '' ? {} : { inner: command.menu }) };
    const printed: { readonly name: string; readonly form: string }[] = [];
    let last = 'true';
    let unknown = '';
    for (const argument of command.arguments) {
      const item = byStart.get(argument.span.start);
      if (!argument.known) {
        const { line: at, column } = placeOf(this.text, argument.nameSpan?.end ?? argument.span.start);
        if (unknown === '') unknown = `evl bad parameter ${argument.name} (line ${at} column ${column}) `;
        continue;
      }
      const form = this.argument(command, argument, item, line, inner, last);
      if (form.value !== undefined) last = form.value;
      if (form.printed !== undefined) printed.push({ name: argument.name, form: form.printed });
    }
    if (command.condition) {
      printed.push({ name: 'where', form: `where=${this.condition(command, place)}` });
    }
    printed.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
    return `(${unknown === '' ? 'evl ' : unknown}${command.path}${printed.map(({ form }) => form).join(';')})`;
  }

  private argument(
    command: CommandUse,
    argument: ArgumentUse,
    item: Item | undefined,
    line: CommandLine,
    place: Place,
    last: string,
  ): { readonly printed?: string; readonly value?: string } {
    const { name } = argument;
    if (argument.unset) return { printed: `!${name}` };
    if (!argument.value) return { printed: `${name}=${last}` };
    if (variableArguments[command.path] === name) {
      const value = this.variable(argument, item, command, place);
      return { printed: `${name}=${value}`, value };
    }
    const node = valueNode(item, line, place.base, argument);
    if (!node) return {};
    const [part] = node.parts;
    if (part?.kind === 'braces') {
      const known = this.options.schema.menu(command.menu)?.commands.get(command.verb);
      if (known && holdsBlock(known, name)) {
        const value = `;${this.block(part, this.withLoopNames(command, place), this.menu)}`;
        return { printed: `${name}=${value}`, value };
      }
      if (command.menu !== '' || name === 'script') {
        const value = this.slice(place.base + part.start + 1, place.base + part.end - 1);
        return { printed: `${name}=${value}`, value };
      }
    }
    const value = this.value(node, place);
    return { printed: `${name}=${value}`, value };
  }

  /** The variables that a loop or an error handler gives to its block. */
  private withLoopNames(command: CommandUse, place: Place): Place {
    const argument = variableArguments[command.path];
    if (argument === undefined || argument === 'name') return place;
    const given = command.arguments.find(({ name }) => name === argument)?.value?.text ?? '';
    return { ...place, names: { known: new Set(given.split(',')), outer: place.names } };
  }

  private variable(argument: ArgumentUse, item: Item | undefined, command: CommandUse, place: Place): string {
    const [part] = item?.kind === 'value' ? item.value.parts : [];
    if (part?.kind === 'variable' || part?.kind === 'parentheses') return this.part(part, place);
    const names = (argument.value?.text ?? '').split(',');
    if (argument.name === 'name') names.forEach((name) => place.names.known.add(name));
    return names.map((name) => `$${name}`).join(';');
  }

  /** Arguments of a call: those in their place first, then the named ones. */
  private looseArguments(items: readonly Item[], place: Place): string {
    const positional: string[] = [];
    const named: { readonly name: string; readonly form: string }[] = [];
    const [first, ...others] = items;
    const glued = first?.kind === 'value' ? first.value.parts.slice(1) : [];
    if (glued.length > 0) positional.push(this.parts(glued, place));
    for (const item of others) {
      if (item.kind === 'value') {
        positional.push(this.value(item.value, place));
        continue;
      }
      const name = this.slice(place.base + item.name.start, place.base + item.name.end);
      named.push({ name, form: `${name}=${item.value ? this.value(item.value, place) : ''}` });
    }
    named.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
    return [...positional, ...named.map(({ form }) => form)].join(';');
  }

  private condition({ condition, menu }: CommandUse, place: Place): string {
    if (!condition) return '';
    const { expression } = parseCondition(this.text, condition.start, condition.end);
    return expression
      ? this.expression(expression, { ...place, base: condition.start - 1, where: menu, inner: menu })
      : '';
  }

  private value(value: Value, place: Place): string {
    return this.parts(value.parts, place);
  }

  private parts(parts: readonly Part[], place: Place): string {
    const [only] = parts;
    if (only && parts.length === 1) return this.part(only, place);
    return parts.every(({ kind }) => kind === 'word' || kind === 'string')
      ? parts.map((part) => this.part(part, place)).join('')
      : `(. ${parts.map((part) => this.part(part, place)).join(' ')})`;
  }

  private part(part: Part, place: Place): string {
    const { base } = place;
    switch (part.kind) {
      case 'word':
        return this.slice(base + part.start, base + part.end);
      case 'string':
        return this.string(part, place);
      case 'variable': {
        // What has been read counts as known behind it.
        const name = variableName(this.text, base, part);
        place.names.known.add(name);
        return `$${name}`;
      }
      case 'parentheses':
        return part.expression ? this.expression(part.expression, place) : '';
      case 'brackets':
        return this.substitution(part.lines, place);
      case 'braces':
        return this.array(part, place);
    }
  }

  private substitution(lines: readonly CommandLine[], place: Place): string {
    const forms = this.inner(lines, { ...place, where: undefined });
    return `(evl ${forms.length === 0 ? `${place.inner ?? this.menu}/` : forms.join(' ')})`;
  }

  private string(string: StringPart, place: Place): string {
    const pieces = this.pieces(string, place);
    return pieces.length < 2 ? pieces.join('') : `(. ${pieces.join(' ')})`;
  }

  private pieces(string: StringPart, place: Place): string[] {
    const pieces: string[] = [];
    let run = '';
    const flush = (): void => {
      if (run !== '') pieces.push(run);
      run = '';
    };
    for (const piece of string.pieces) {
      switch (piece.kind) {
        case 'text':
          run += this.slice(place.base + piece.start, place.base + piece.end);
          break;
        case 'join':
          break;
        case 'escape':
          flush();
          pieces.push(unescape(this.slice(place.base + piece.start, place.base + piece.end)));
          break;
        case 'parentheses':
          flush();
          if (piece.expression) pieces.push(...this.embedded(piece.expression, place));
          break;
        default:
          flush();
          pieces.push(this.part(piece, place));
      }
    }
    flush();
    return pieces;
  }

  /** `$(...)` in a string: a bare name in it is a variable, known or not. */
  private embedded(expression: Expression, place: Place): string[] {
    if (expression.kind === 'operand' && expression.part.kind === 'word') {
      const word = this.slice(place.base + expression.part.start, place.base + expression.part.end);
      if (/^[A-Za-z][A-Za-z0-9]*$/.test(word)) return [`$${word}`];
    }
    return this.chain(expression, '.', place);
  }

  /** Elements in order; those with a key come after the others, sorted by it. */
  private array(braces: BracesPart, place: Place): string {
    const plain: string[] = [];
    const keyed = new Map<string, string>();
    for (const line of braces.lines) {
      const [item] = line.items;
      if (!item) continue;
      if (item.kind === 'value') {
        plain.push(this.value(item.value, place));
        continue;
      }
      keyed.set(this.part(item.name, place), item.value ? this.value(item.value, place) : '');
    }
    const sorted = [...keyed].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    return [...plain, ...sorted.map(([key, value]) => `${key}=${value}`)].join(';');
  }

  private expression(expression: Expression, place: Place): string {
    switch (expression.kind) {
      case 'operand':
        return this.operand(expression.part, place);
      case 'unary': {
        const { operator, operand } = expression;
        const inner =
          operator === '>' && operand.kind === 'operand' && operand.part.kind === 'braces'
            ? `;${this.block(operand.part, place, this.menu)}`
            : this.expression(operand, place);
        return `(${operator} ${inner})`;
      }
      case 'binary': {
        const operator = operatorNames[expression.operator] ?? expression.operator;
        const operands = flattened.has(operator)
          ? this.chain(expression, operator, place)
          : [this.expression(expression.left, place), this.right(expression, place)];
        return `(${operator} ${operands.join(' ')})`;
      }
    }
  }

  /** The operands of an operator; a chain of the same one is flat, whatever parentheses stand in it. A string is a chain of its pieces. */
  private chain(expression: Expression, operator: string, place: Place): string[] {
    const inner = withoutParentheses(expression);
    if (!flattened.has(operator)) return [this.expression(inner, place)];
    if (inner.kind === 'binary' && (operatorNames[inner.operator] ?? inner.operator) === operator) {
      return [...this.chain(inner.left, operator, place), ...this.chain(inner.right, operator, place)];
    }
    if (operator === '.' && inner.kind === 'operand' && inner.part.kind === 'string') {
      const pieces = this.pieces(inner.part, place);
      return pieces.length === 0 ? [''] : pieces;
    }
    return [this.expression(inner, place)];
  }

  /**
   * A bare word. In a condition it is a property or a variable (a hyphen that belongs to no property is minus), but what is compared with a
   * property is a constant of that property's type. Elsewhere it is a variable where one of that name is known.
   */
  private operand(part: Part, place: Place, compared = false): string {
    if (part.kind !== 'word') return this.part(part, place);
    const word = this.slice(place.base + part.start, place.base + part.end);
    if (!/^\.?[A-Za-z]/.test(word)) return word;
    if (compared) return word;
    if (place.where === undefined) return isDeclared(place.names, word) ? `$${word}` : word;
    if (this.isProperty(place.where, word) || !/^[A-Za-z0-9]+(?:-[A-Za-z0-9]+)+$/.test(word)) return `$${word}`;
    return `(- ${word
      .split('-')
      .map((name) => `$${name}`)
      .join(' ')})`;
  }

  private right(expression: BinaryExpression, place: Place): string {
    const { right } = expression;
    return right.kind === 'operand'
      ? this.operand(right.part, place, this.isCompared(expression, place))
      : this.expression(right, place);
  }

  /** Is the right operand a constant of the type of a property? */
  private isCompared({ operator, left }: BinaryExpression, place: Place): boolean {
    if (place.where === undefined || !comparisons.has(operator) || left.kind !== 'operand' || left.part.kind !== 'word')
      return false;
    return this.isProperty(place.where, this.slice(place.base + left.part.start, place.base + left.part.end));
  }

  private isProperty(path: string, word: string): boolean {
    return consoleProperties.has(word) || this.options.schema.menu(path)?.properties.has(word) === true;
  }

  private slice(start: number, end: number): string {
    return this.text.slice(start, end);
  }
}
