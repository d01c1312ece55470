import type { Schema } from '../schema/types';
import { parse, type Tree } from '../syntax/parser';
import type { Span } from '../syntax/span';
import { commentsOf } from '../syntax/walk';
import { readEvidence, saidOfRelease6 } from './evidence';
import { notAScript } from './notScript';
import { withOtherReleases } from './otherReleases';
import type { EmbeddedUse } from './reader';
import { resolve, type Resolved } from './resolver';
import { stateReader, untouchedState } from './state';
import { targetOf, type Target } from './target';
import type { CommandUse, EmbeddedScript, FileEvidence, MenuState, ScriptModel } from './types';
import { checkCommands } from './valueChecks';

export interface ReadOptions {
  readonly schema: Schema;
  /** RouterOS release to judge by where no header of an export names one (`targetOf`). */
  readonly release?: string | undefined;
  /** `release` goes before the header: it was named for this one check. */
  readonly releaseWins?: boolean | undefined;
  /** Judges exactly as a router that has this schema and nothing else: what it does not have is wrong, and it goes on as it would. */
  readonly asRouter?: boolean;
  /** The text stands in a value of another script, which is judged by this. */
  readonly within?: Target;
}

/** Reads a script's meaning. Never fails, for any text: what cannot be read is in `errors`. */
export function readScript(text: string, options: ReadOptions): ScriptModel {
  const steps = readScriptSteps(text, options);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** As `readScript`, in steps of one top-level statement each. */
export function* readScriptSteps(text: string, options: ReadOptions): Generator<undefined, ScriptModel, undefined> {
  const tree = parse(text);
  const { schema, within, asRouter = false } = options;
  const all = commentsOf(tree);
  const header = asRouter ? undefined : readEvidence(text, all, [], schema).release;
  const stated = asRouter ? undefined : saidOfRelease6(text, all);
  const target = within ?? targetOf(options, header, stated, schema);
  const resolved = yield* resolve(tree, { schema, target, asRouter, insideValue: within !== undefined });
  return scriptModel(tree, resolved, all, target, options);
}

function scriptModel(
  tree: Tree,
  { commands, embedded, errors, parserErrors }: Resolved,
  allComments: readonly Span[],
  target: Target,
  options: ReadOptions,
): ScriptModel {
  const { text } = tree;
  const comments = outerComments(allComments, embedded);
  const byMenu = new Map<string, CommandUse[]>();
  const finds = new Map<number, CommandUse>();
  for (const command of commands) {
    const known = byMenu.get(command.menu);
    if (known) known.push(command);
    else byMenu.set(command.menu, [command]);
    if (command.verb === 'find') finds.set(command.span.start, command);
  }
  /** The find command directly inside brackets: it begins behind `[` and blanks. */
  const findInside = ({ start, end }: Span): CommandUse | undefined => {
    let at = start + 1;
    while (at < end && /\s/.test(text.charAt(at))) at++;
    return finds.get(at);
  };
  const readState = stateReader({ tree, commands, findInside });
  const states = new Map<string, MenuState>();
  const evidence = readEvidence(text, comments, commands, options.schema);
  return {
    text,
    schema: options.schema,
    tree,
    commands,
    commandsOf: (menu) => byMenu.get(menu) ?? [],
    evidence,
    target,
    errors: allErrors(text, commands, { errors, parserErrors }, evidence, comments, target, options),
    comments,
    embedded: embedded.map((use) => embeddedScript(use, target, options)),
    state(menu) {
      const own = byMenu.get(menu);
      if (own === undefined) return untouchedState(menu);
      const known = states.get(menu);
      if (known) return known;
      const made = readState(menu, options.schema.menu(menu), own);
      states.set(menu, made);
      return made;
    },
  };
}

/** Comments that are not inside the braces of a value: those are the inner script's. Both lists are in the order of the text. */
function outerComments(comments: readonly Span[], embedded: readonly EmbeddedUse[]): readonly Span[] {
  const inner = embedded.flatMap(({ argument }) => (argument.value?.kind === 'braces' ? [argument.value.span] : []));
  if (inner.length === 0) return comments;
  let next = 0;
  return comments.filter(({ start }) => {
    while (next < inner.length && (inner[next]?.end ?? 0) <= start) next++;
    const span = inner[next];
    return !(span && span.start < start);
  });
}

/** Errors of the text and of names, and behind them what only the schema's types show. */
function allErrors(
  text: string,
  commands: readonly CommandUse[],
  { errors, parserErrors }: Pick<Resolved, 'errors' | 'parserErrors'>,
  evidence: FileEvidence,
  comments: readonly Span[],
  target: Target,
  options: ReadOptions,
): ScriptModel['errors'] {
  if (options.asRouter) return errors;
  const whole = notAScript(text, errors);
  if (whole) return [whole];
  const { within } = options;
  const readable = (): ScriptModel['errors'] => errors.filter((error) => parserErrors.has(error));
  // A script in a value of such a file: the file around it has said so.
  if (within !== undefined && within.from !== 'choice' && within.release.startsWith('6.')) return readable();
  const old =
    target.from === 'comment'
      ? 'This script is for RouterOS 6, as it says.'
      : evidence.release?.startsWith('6.') === true
        ? `This file is of RouterOS ${evidence.release}.`
        : undefined;
  if (old !== undefined) return [release6(comments[0], old), ...readable()];
  const all = [...errors, ...checkCommands(commands, { schema: options.schema, target }, evidence.kind !== 'script')];
  return withOtherReleases(text, commands, all, target, options.schema);
}

function embeddedScript(
  { text, command, argument }: EmbeddedUse,
  target: Target,
  options: ReadOptions,
): EmbeddedScript {
  let script: ScriptModel | undefined;
  return {
    command,
    argument,
    get script() {
      return (script ??= readScript(text.text, { ...options, within: target }));
    },
    toOuterSpan: (span) => text.toOuterSpan(span),
    toOuterEdit: (edit) => text.toOuterEdit(edit),
  };
}

/**
 * RouterOS 6 has menus and arguments that no source of the schema knows (they begin with 7.9): nothing that hangs on a name is called wrong in its
 * exports. What is left out is said once.
 */
function release6(header: Span | undefined, what: string): ScriptModel['errors'][number] {
  return {
    code: 'release-6',
    span: header ?? { start: 0, end: 0 },
    message: `${what} Menus, commands and arguments are known from 7.9 on, so names are not checked here.`,
    severity: 'information',
  };
}
