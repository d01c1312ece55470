import type { CommandUse, ScriptModel } from '../../model/types';
import type { Span, TextEdit } from '../../syntax/span';

/** The whole lines of a command that has them to itself, line end included; undefined where it shares them. */
function ownLines(text: string, { span }: CommandUse): Span | undefined {
  let start = span.start;
  while (start > 0 && !/[\r\n]/.test(text.charAt(start - 1))) start -= 1;
  const end = /^[ \t]*(?:\r\n|\r|\n|$)/.exec(text.slice(span.end, span.end + 1000));
  if (end === null || text.slice(start, span.start).trim() !== '') return undefined;
  return { start, end: span.end + end[0].length };
}

/**
 * Edit that deletes a command with the lines that it has to itself; undefined where it shares them, or gives its value to another command.
 */
export function deleteLines(script: ScriptModel, command: CommandUse): readonly TextEdit[] | undefined {
  const lines = command.substitution ? undefined : ownLines(script.text, command);
  return lines && [{ ...lines, text: '' }];
}

function isPlain(command: CommandUse): boolean {
  return (
    command.parent === undefined &&
    !command.conditional &&
    !command.substitution &&
    command.arguments.every(({ value }) => value === undefined || value.text !== undefined)
  );
}

/** Does the command name its menu itself, so that it means the same on any line? */
function isAbsolute(text: string, command: CommandUse): boolean {
  return text.charAt(command.span.start) === '/';
}

/**
 * Edits that move one command's lines above those of an earlier one, or undefined where that is more than moving lines: a command inside
 * another one, with computed values, sharing its line, or in another menu section.
 */
export function moveAbove(
  script: ScriptModel,
  command: CommandUse,
  target: CommandUse,
): readonly TextEdit[] | undefined {
  const { text } = script;
  if (!isPlain(command) || !isPlain(target)) return undefined;
  const from = ownLines(text, command);
  const to = ownLines(text, target);
  if (from === undefined || to === undefined || to.end > from.start) return undefined;
  if (!isAbsolute(text, command) && /^[ \t]*[/{}:]/m.test(text.slice(to.start, from.start))) return undefined;
  const moved = text.slice(from.start, from.end);
  const lineEnd = /(?:\r\n|\r|\n)$/.exec(moved)?.[0];
  if (lineEnd !== undefined) {
    return [
      { start: to.start, end: to.start, text: moved },
      { ...from, text: '' },
    ];
  }
  // The last line of the file has no line end: it takes the one before it along.
  const before = /(?:\r\n|\r|\n)$/.exec(text.slice(0, from.start))?.[0] ?? '\n';
  return [
    { start: to.start, end: to.start, text: `${moved}${before}` },
    { start: from.start - before.length, end: from.end, text: '' },
  ];
}
