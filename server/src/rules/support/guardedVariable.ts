import type { ArgumentUse, CommandUse } from '../../model/types';
import type { TextEdit } from '../../syntax/span';

/** The guard of a variable that must not be empty: an unset variable reads as an empty text, and a secret would be set to nothing. */
export function guardOf(name: string): string {
  return `:if ([:len $${name}] = 0) do={:error "Set the global variable ${name} first"}`;
}

/** Edit that puts commands before a command: on lines of their own where it begins its line, else on the same line. */
export function commandsBefore(text: string, command: CommandUse, commands: readonly string[]): TextEdit {
  const { start } = command.span;
  const indentation = /(?:^|[\r\n\uFEFF])([ \t]*)$/.exec(text.slice(0, start))?.[1];
  const separator = indentation === undefined ? '; ' : `${/\r\n|\n|\r/.exec(text)?.[0] ?? '\n'}${indentation}`;
  return { start, end: start, text: commands.map((line) => line + separator).join('') };
}

/** Edits that take secrets from a global variable, with the guard before the command. Empty inside `[...]`: there is no place for it. */
export function takeFromVariable(
  text: string,
  command: CommandUse,
  secrets: readonly ArgumentUse[],
  name: string,
): readonly TextEdit[] {
  if (command.substitution) return [];
  return [
    commandsBefore(text, command, [`:global ${name}`, guardOf(name)]),
    ...secrets.flatMap((secret) => (secret.value ? [{ ...secret.value.span, text: `$${name}` }] : [])),
  ];
}

/** `svcBackupPassword` for the user svc-backup; `userPassword` where the user has no plain name. */
export function passwordVariable(command: CommandUse): string {
  const user = command.arguments.find((argument) => argument.name === (command.verb === 'add' ? 'name' : 'numbers'))
    ?.value?.text;
  if (command.menu !== '/user' || user === undefined || !/^[A-Za-z][\w.-]*$/.test(user)) return 'userPassword';
  const [first = '', ...others] = user.split(/[^A-Za-z0-9]+/).filter((part) => part !== '');
  return `${first}${others.map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join('')}Password`;
}

/** Edit that puts the variable and its guard before a command; undefined inside `[...]`, where there is no place for further commands. */
export function guardedVariable(text: string, command: CommandUse, name: string): TextEdit | undefined {
  return command.substitution ? undefined : commandsBefore(text, command, [`:global ${name}`, guardOf(name)]);
}
