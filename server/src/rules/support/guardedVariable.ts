import type { CommandUse } from '../../model/types';
import type { TextEdit } from '../../syntax/span';

/**
 * Edit that puts before a command: a global variable, and a guard that stops the script where it is not set. Without the guard an unset variable
 * reads as an empty text, and what it stands for would be empty. Undefined inside `[...]`, where there is no place for further commands.
 */
export function guardedVariable(text: string, command: CommandUse, name: string): TextEdit | undefined {
  if (command.substitution) return undefined;
  const { start } = command.span;
  const lines = [`:global ${name}`, `:if ([:len $${name}] = 0) do={:error "Set the global variable ${name} first"}`];
  const indentation = /(?:^|[\r\n\uFEFF])([ \t]*)$/.exec(text.slice(0, start))?.[1];
  const separator = indentation === undefined ? '; ' : `${/\r\n|\n|\r/.exec(text)?.[0] ?? '\n'}${indentation}`;
  return { start, end: start, text: lines.map((line) => line + separator).join('') };
}
