import type { Command } from '../schema/types';

/** Do braces in this argument hold commands? In every command they do behind `do`, `else` and `on-error`. */
export function holdsBlock(command: Command, argument: string): boolean {
  if (argument === 'do' || argument === 'else' || argument === 'on-error') return true;
  return command.arguments.get(argument)?.block === true;
}

/** Does a block run only sometimes, or only in part? */
export function runsSometimes(verb: string, argument: string, hasErrorHandler: boolean): boolean {
  if (argument === 'on-error') return true;
  switch (verb) {
    case 'do':
      return hasErrorHandler;
    case 'time':
      return false;
    default:
      return true;
  }
}
