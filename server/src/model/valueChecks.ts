import { compareReleases } from '../schema/releases';
import type { Argument, Schema } from '../schema/types';
import { checkShape } from '../schema/values/check';
import { closeWords } from '../schema/values/words';
import { absence, absenceSeverity } from './existence';
import type { Target } from './target';
import type { ArgumentUse, CommandUse, ModelError } from './types';

/** By what values are judged. */
interface Judge {
  readonly schema: Schema;
  readonly target: Target;
}

/**
 * What the schema can say of commands whose names are all right: constants of the wrong type, an argument given twice, a required one that is
 * missing, a package that the menu needs. Only constants are judged, and only what every known router would refuse is an error.
 */
export function checkCommands(commands: readonly CommandUse[], judge: Judge, isExport: boolean): readonly ModelError[] {
  const { schema, target } = judge;
  const errors: ModelError[] = [];
  const packages = new Set<string>();
  for (const command of commands) {
    if (!command.known) continue;
    const known = schema.menu(command.menu)?.commands.get(command.verb);
    if (!known) continue;
    for (const argument of command.arguments) {
      const shape = known.arguments.get(argument.name);
      if (shape) checkValueOf(shape, argument, command, judge, errors);
    }
    checkTwice(command, errors);
    // An export names what was there when it was made; what is missing in it was hidden.
    if (isExport) continue;
    checkRequired(command, schema, target.release, errors);
    checkPackage(command, schema, notBefore(target.release, schema), packages, errors);
  }
  return errors;
}

function checkValueOf(
  shape: Argument,
  argument: ArgumentUse,
  command: CommandUse,
  { schema, target }: Judge,
  errors: ModelError[],
): void {
  const { value } = argument;
  if (value?.text === undefined || value.kind === 'braces' || argument.nameSpan === undefined) return;
  const { span } = value;
  const change = (text: string): NonNullable<ModelError['repair']> => ({
    title: `Replace by ${text}`,
    edits: [{ ...span, text: value.kind === 'string' ? `"${text}"` : text }],
  });
  const presence = schema.valuePresence(command.menu, argument.name, value.text);
  if (presence) {
    if (presence.has(target.release)) return;
    errors.push({
      code: 'not-in-release',
      span,
      message: absence(`The value ${value.text} of ${command.path} ${argument.name}`, presence, target),
      severity: absenceSeverity(target, command.conditional),
      suggestions: otherWords(shape, command, argument, { schema, target }).map(change),
    });
    return;
  }
  const problem = checkShape(shape, value.text);
  if (!problem) return;
  errors.push({
    code: 'invalid-value',
    span,
    message: `${problem.message}: the router refuses it as ${argument.name}.`,
    severity: 'error',
    ...(problem.spelling === undefined
      ? { suggestions: problem.suggestions.slice(0, 3).map(change) }
      : { repair: change(problem.spelling) }),
  });
}

/** Words that the release takes in place of one that it does not: only where they are few. */
function otherWords(
  { type }: Argument,
  { menu }: CommandUse,
  { name, value }: ArgumentUse,
  { schema, target }: Judge,
): readonly string[] {
  if (type.kind !== 'enum' || type.values.length > 4) return [];
  return type.values.filter(
    (word) => word !== value?.text && schema.valuePresence(menu, name, word)?.has(target.release) !== false,
  );
}

function checkTwice(command: CommandUse, errors: ModelError[]): void {
  const seen = new Map<string, ArgumentUse>();
  for (const argument of command.arguments) {
    // Blocks are left out: a second one is nearly always the rest of a brace that is not closed.
    if (argument.nameSpan === undefined || argument.value?.kind === 'braces') continue;
    const first = seen.get(argument.name);
    // Routers export some arguments twice (`/zerotier set zt1 disabled=no disabled=no`): with the same value it does not matter which one counts.
    if (first?.value?.text !== undefined && first.value.text === argument.value?.text) continue;
    if (first) {
      errors.push({
        code: 'argument-twice',
        span: argument.nameSpan,
        message: `${argument.name} is given twice in this command: only one of the two can count.`,
        severity: 'warning',
        related: [{ span: first.span, message: 'The first one' }],
      });
    } else {
      seen.set(argument.name, argument);
    }
  }
}

/** The oldest of the routers that were asked what `add` needs. */
const firstAsked = '7.20.8';

function checkRequired(command: CommandUse, schema: Schema, release: string, errors: ModelError[]): void {
  if (command.verb !== 'add' || compareReleases(release, firstAsked) < 0) return;
  const given = new Set(command.arguments.map(({ name }) => name));
  if (given.has('copy-from')) return;
  const missing = schema.required(command.menu).filter((name) => !given.has(name));
  if (missing.length === 0) return;
  errors.push({
    code: 'missing-argument',
    span: command.verbSpan,
    message: `${command.path} needs ${missing.join(' and ')} as well: without it the router refuses the command when it runs.`,
    severity: 'warning',
  });
}

/** What came before the oldest known release had the packages of that one: most menus moved into packages later. */
function notBefore(release: string, { releases: [oldest = ''] }: Schema): string {
  return compareReleases(release, oldest) < 0 ? oldest : release;
}

function checkPackage(
  command: CommandUse,
  schema: Schema,
  release: string,
  said: Set<string>,
  errors: ModelError[],
): void {
  const need = schema.packageOf(command.menu, release);
  if (need?.gives !== 'menu') return;
  const name = need.names.join(' or ') || 'an extra package';
  if (said.has(name)) return;
  said.add(name);
  errors.push({
    code: 'needs-package',
    span: command.verbSpan,
    message:
      need.names.length > 0
        ? `${command.menu} exists only where the package ${name} is installed.`
        : `${command.menu} exists only where an extra package is installed.`,
    severity: 'hint',
    once: name,
  });
}

/** Names that a wrong one may have been meant as, as edits of its span. */
export function nameSuggestions(
  written: string,
  start: number,
  names: Iterable<string>,
): NonNullable<ModelError['suggestions']> {
  if (written.length < 3) return [];
  const all = [...names];
  if (all.length <= 4) return [];
  return closeWords(written, all)
    .slice(0, 3)
    .map((name) => ({
      title: `Replace by ${name}`,
      edits: [{ start, end: start + written.length, text: name }],
    }));
}
