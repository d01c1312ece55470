import type { Expression, Part } from '../syntax/nodes';
import { parseCondition, type Tree } from '../syntax/parser';
import type { Span } from '../syntax/span';
import { TokenKind } from '../syntax/tokens';
import { constantString } from '../syntax/walk';
import { runsSometimes } from './blocks';
import type { ArgumentUse, CommandUse, ValueUse } from './types';

/** What a variable surely holds where a command stands. */
export type Held =
  /** These texts: the only one, or each in turn in a loop over constants. */
  | { readonly kind: 'texts'; readonly texts: readonly string[] }
  /** The items that this `find` gave; in a loop each in turn. */
  | { readonly kind: 'found'; readonly find: CommandUse };

/** Variables and loops of a script, as far as the text tells for certain what they do. */
export interface Flow {
  /** What a variable holds when the command runs, or undefined. */
  held(variable: string, command: CommandUse): Held | undefined;
  /** Does a variable or a loop keep what this `find` gives? */
  isKept(find: CommandUse): boolean;
  /**
   * May the command run not at all? As `CommandUse.conditional`, but a loop over a constant list counts as running; and so does a loop over found items,
   * for a command that works on `found`, the items of that loop.
   */
  sometimes(command: CommandUse, found?: CommandUse): boolean;
}

interface Assignment {
  readonly command: CommandUse;
  /** Undefined where it cannot be followed: a function, a counter of `:for`, the error of `:onerror`. */
  readonly value: ValueUse | undefined;
  /** The variable has it only in the body of the loop. */
  readonly body: Span | undefined;
}

type Meaning = Held & { readonly list: boolean };

/** More values than this are no list of names that a person wrote. */
const maximumValues = 256;

export function readFlow(
  tree: Tree,
  commands: readonly CommandUse[],
  findInside: (span: Span) => CommandUse | undefined,
): Flow {
  const { text } = tree;
  const assignments = readAssignments(commands);
  let blocks: ((offset: number) => Block) | undefined;
  const blockOf = (offset: number): Block => (blocks ??= readBlocks(tree))(offset);
  const kept = new Set<CommandUse>();
  for (const [, known] of assignments) {
    for (const { value } of known) {
      const find = value?.kind === 'command' ? findInside(value.span) : undefined;
      if (find) kept.add(find);
    }
  }

  /** `from` is the command in which the value stands. */
  function meaning(value: ValueUse, from: CommandUse, depth: number): Meaning | undefined {
    if (value.kind === 'variable') return meaningOf(text.slice(value.span.start + 1, value.span.end), from, depth + 1);
    const find = value.kind === 'command' ? findInside(value.span) : undefined;
    if (find) return { kind: 'found', find, list: true };
    const texts = constants(text, value);
    return texts === undefined || texts.length > maximumValues
      ? undefined
      : { kind: 'texts', texts, list: value.kind !== 'word' && value.kind !== 'string' };
  }

  function meaningOf(variable: string, command: CommandUse, depth = 0): Meaning | undefined {
    const [assignment, more] = assignments.get(variable) ?? [];
    if (!assignment?.value || more || depth > 8 || !reaches(assignment, command, blockOf)) return undefined;
    const found = meaning(assignment.value, assignment.command, depth);
    // A loop takes a list apart; what it makes of a single text is not known.
    return assignment.body !== undefined && found?.list === false ? undefined : found;
  }

  const known = new Map<CommandUse, boolean>();
  function sometimes(command: CommandUse, found?: CommandUse): boolean {
    if (!command.conditional) return false;
    const before = found === undefined ? known.get(command) : undefined;
    if (before !== undefined) return before;
    const { parent } = command;
    const answer =
      parent === undefined || (isSkippedBy(parent, command) && !loops(parent, found)) || sometimes(parent, found);
    if (found === undefined) known.set(command, answer);
    return answer;
  }

  function loops(parent: CommandUse, found: CommandUse | undefined): boolean {
    if (parent.path !== '/foreach') return false;
    const value = argumentOf(parent, 'in')?.value;
    const list = value && meaning(value, parent, 0);
    if (list?.kind === 'found') return list.find === found;
    return list?.list === true && list.texts.length > 0;
  }

  return { held: meaningOf, isKept: (find) => kept.has(find), sometimes };
}

function readAssignments(commands: readonly CommandUse[]): ReadonlyMap<string, readonly Assignment[]> {
  const assignments = new Map<string, Assignment[]>();
  const add = (name: string, assignment: Assignment): void => {
    const known = assignments.get(name);
    if (known) known.push(assignment);
    else assignments.set(name, [assignment]);
  };
  for (const command of commands) {
    if (command.menu !== '') continue;
    switch (command.verb) {
      case 'local':
      case 'global':
      case 'set': {
        const name = argumentOf(command, 'name')?.value?.text;
        const value = argumentOf(command, 'value')?.value;
        const isFunction = argumentOf(command, 'do') !== undefined;
        // `:local x` alone gives it no value: what is set later does.
        if (name !== undefined && (value !== undefined || isFunction)) add(name, { command, value, body: undefined });
        break;
      }
      case 'foreach':
      case 'for':
      case 'onerror': {
        const names = argumentOf(command, command.verb === 'onerror' ? 'error' : 'counter')?.value?.text;
        const [counter, second] = names?.split(',') ?? [];
        const body = argumentOf(command, 'do')?.value?.span;
        const list = command.verb === 'foreach' ? argumentOf(command, 'in')?.value : undefined;
        // Of two counters the first is the key.
        if (counter !== undefined) add(counter, { command, value: second === undefined ? list : undefined, body });
        if (second !== undefined) add(second, { command, value: list, body });
        break;
      }
    }
  }
  return assignments;
}

function argumentOf(command: CommandUse, name: string): ArgumentUse | undefined {
  return command.arguments.find((argument) => argument.name === name);
}

/** Does the variable surely have the value when the command runs? */
function reaches({ command: from, body }: Assignment, to: CommandUse, blockOf: (offset: number) => Block): boolean {
  if (from.span.start >= to.span.start) return false;
  if (body !== undefined && !(body.start <= to.span.start && to.span.end <= body.end)) return false;
  // A function does not see what is local around it.
  if (functionAround(from) !== functionAround(to)) return false;
  if (body !== undefined) return true;
  const scope = blockOf(from.span.start);
  for (let block: Block | undefined = blockOf(to.span.start); block; block = block.parent) {
    if (block === scope) return true;
  }
  return false;
}

function functionAround(command: CommandUse): CommandUse | undefined {
  for (let current = command.parent; current; current = current.parent) {
    if (current.menu === '' && (current.verb === 'local' || current.verb === 'global' || current.verb === 'set')) {
      if (argumentOf(current, 'do') !== undefined) return current;
    }
  }
  return undefined;
}

/** Does `parent` run the command that stands in one of its arguments only sometimes? */
function isSkippedBy(parent: CommandUse, command: CommandUse): boolean {
  const at = command.span.start;
  const argument = parent.arguments.find(({ span }) => span.start <= at && at < span.end);
  if (argument?.value?.kind === 'braces' && ['do', 'else', 'on-error'].includes(argument.name)) {
    return (
      parent.menu !== '' || runsSometimes(parent.verb, argument.name, argumentOf(parent, 'on-error') !== undefined)
    );
  }
  // In brackets it runs as its command does; anything else holds code for later.
  return !command.substitution;
}

interface Block {
  readonly parent: Block | undefined;
}

/** The innermost `{...}` or `[...]` around an offset. */
function readBlocks({ tokens }: Tree): (offset: number) => Block {
  const starts: number[] = [0];
  const blocks: Block[] = [{ parent: undefined }];
  const open = (end: number, block: Block): void => {
    starts.push(end);
    blocks.push(block);
  };
  let current: Block | undefined = blocks[0];
  for (let index = 0; index < tokens.statementCount; index++) {
    const base = tokens.statementStarts[index] ?? 0;
    const limit = tokens.statementTokens[index + 1] ?? tokens.count;
    for (let token = tokens.statementTokens[index] ?? 0; token < limit; token++) {
      const kind = tokens.kinds[token];
      const end = base + (tokens.ends[token] ?? 0);
      if (kind === TokenKind.OpenBrace || kind === TokenKind.OpenBracket) {
        current = { parent: current };
        open(end, current);
      } else if ((kind === TokenKind.CloseBrace || kind === TokenKind.CloseBracket) && current?.parent) {
        current = current.parent;
        open(end, current);
      }
    }
  }
  return (offset) => {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return blocks[low] ?? { parent: undefined };
  };
}

/** The texts of a constant, or of a list of constants; undefined for anything computed. */
function constants(text: string, { kind, span, text: constant }: ValueUse): readonly string[] | undefined {
  switch (kind) {
    case 'word':
    case 'string':
      // A text with commas may be taken for a list or not.
      return constant === undefined || constant.includes(',') ? undefined : [constant];
    case 'braces':
    case 'expression': {
      const { expression } = parseCondition(text, span.start, span.end);
      return expression && textsOf(text, span.start - 1, expression);
    }
    case 'command': {
      const list = /^\[\s*:toarray\s+"([^"\\$[\]()]*)"\s*\]$/.exec(text.slice(span.start, span.end));
      return list?.[1]?.split(',').map((one) => one.trim());
    }
    default:
      return undefined;
  }
}

function textsOf(text: string, base: number, expression: Expression): readonly string[] | undefined {
  if (expression.kind === 'binary' && expression.operator === ',') {
    const left = textsOf(text, base, expression.left);
    const right = textsOf(text, base, expression.right);
    return left && right && [...left, ...right];
  }
  return expression.kind === 'operand' ? textsOfPart(text, base, expression.part) : undefined;
}

function textsOfPart(text: string, base: number, part: Part): readonly string[] | undefined {
  switch (part.kind) {
    case 'word':
      return [text.slice(base + part.start, base + part.end)];
    case 'string': {
      const constant = constantString(text, base, part);
      return constant === undefined ? undefined : [constant];
    }
    case 'parentheses':
      return part.expression && textsOf(text, base, part.expression);
    case 'braces': {
      const texts: string[] = [];
      for (const { items } of part.lines) {
        const [item, more] = items;
        if (!item) continue;
        const [only, glued] = item.value?.parts ?? [];
        const found = only && !glued && !more && only.kind !== 'braces' ? textsOfPart(text, base, only) : undefined;
        if (!found) return undefined;
        texts.push(...found);
      }
      return texts;
    }
    default:
      return undefined;
  }
}
