import { readScript } from '../../server/src/model/script';
import type { CommandUse, ScriptModel } from '../../server/src/model/types';
import { schema } from '../../server/src/schema/bundled';

/** `release`: named for this one check, so that it goes before the header of an export. */
export function read(text: string, release?: string): ScriptModel {
  return readScript(text, { schema: schema(), release, releaseWins: true });
}

/** `/path name=value ...` for every command of a script, nested ones behind those that hold them. */
export function commandsOf(text: string): string[] {
  return read(text).commands.map((command) => describeCommand(text, command));
}

function describeCommand(text: string, command: CommandUse): string {
  const names = command.arguments.map((argument) => {
    if (argument.unset) return `!${argument.name}`;
    if (!argument.value) return argument.name;
    return `${argument.name}=${argument.value.text ?? text.slice(argument.value.span.start, argument.value.span.end)}`;
  });
  const condition = command.condition ? ` where ${text.slice(command.condition.start, command.condition.end)}` : '';
  return `${command.path}${names.length > 0 ? ` ${names.join(' ')}` : ''}${condition}`;
}

/** Errors and warnings as `line:column code`. */
export function problemsOf(text: string, release?: string): string[] {
  return places(
    text,
    read(text, release).errors.filter(({ severity }) => severity !== 'hint'),
  );
}

/** All that is said of a text, hints included, as `line:column code`. */
export function errorsOf(text: string, release?: string): string[] {
  return places(text, read(text, release).errors);
}

function places(text: string, errors: ScriptModel['errors']): string[] {
  return errors.map(({ code, span }) => {
    const before = text.slice(0, span.start).split(/\r\n|\r|\n/);
    return `${before.length}:${(before.at(-1)?.length ?? 0) + 1} ${code}`;
  });
}
