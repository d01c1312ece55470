/** The router refuses a command. The words are RouterOS's own where they are known; elsewhere they are generic on purpose. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure';
  constructor(
    message: string,
    /** Category of the trap: 0 missing item or command, 1 argument value, 2 interrupted, 3 scripting, 4 general, 5 API; undefined: not given. */
    readonly category?: number,
    /** The argument whose value was refused: a script's error names it. */
    readonly argument?: string,
  ) {
    super(message);
  }
}

export function noSuchItem(): CommandFailure {
  return new CommandFailure('no such item', 0);
}

export function missingValues(names: readonly string[]): CommandFailure {
  return new CommandFailure(`missing value(s) of argument(s) ${names.join(' ')}`, 0);
}

export function notEnoughPermissions(): CommandFailure {
  return new CommandFailure('not enough permissions (9)');
}
