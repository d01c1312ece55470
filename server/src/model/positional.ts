/**
 * Names of positional arguments, in order, and which arguments hold code in braces. Source: what routers print for them
 * (facts, language.md 1.3); the schema's sources do not say.
 */
const rootCommands: Readonly<Record<string, readonly string[]>> = {
  put: ['message'],
  error: ['message'],
  local: ['name', 'value'],
  global: ['name', 'value'],
  set: ['name', 'value'],
  if: ['condition', 'do', 'else'],
  while: ['condition', 'do'],
  for: ['counter'],
  foreach: ['counter'],
  do: ['command'],
  len: ['value'],
  typeof: ['value'],
  parse: ['value'],
  return: ['value'],
  toarray: ['value'],
  tobool: ['value'],
  toid: ['value'],
  toip: ['value'],
  toip6: ['value'],
  tonsec: ['value'],
  tonum: ['value'],
  tostr: ['value'],
  totime: ['value'],
  tocrlf: ['input'],
  tolf: ['input'],
  delay: ['delay-time'],
  pick: ['counter', 'begin', 'end'],
  find: ['in', 'key', 'from'],
  resolve: ['domain-name', 'server'],
  execute: ['script'],
  convert: ['value'],
  serialize: ['value'],
  deserialize: ['value'],
  onerror: ['error', 'in', 'do'],
  retry: ['command'],
  time: ['command'],
  import: ['file-name'],
  export: ['file'],
  ping: ['address'],
  rndnum: ['from', 'to'],
  rndstr: ['from', 'length'],
  range: ['from', 'to'],
  password: ['old-password', 'new-password'],
  lock: ['delay'],
  beep: ['frequency', 'length'],
  timestamp: [],
};

const exactCommands: Readonly<Record<string, readonly string[]>> = {
  '/log/debug': ['message'],
  '/log/error': ['message'],
  '/log/info': ['message'],
  '/log/warning': ['message'],
  '/system/script/run': ['number'],
  '/terminal/style': ['style'],
  '/tool/fetch': ['url'],
  '/tool/ping': ['address'],
};

/**
 * Names of the positional arguments of a command, in order. `undefined` where nothing is known of it: then a positional value is
 * neither named nor wrong.
 */
export function positionalNames(
  path: string,
  menu: string,
  verb: string,
  has: (name: string) => boolean,
): readonly string[] | undefined {
  const exact = exactCommands[path];
  if (exact) return exact;
  if (menu === '') return rootCommands[verb];
  switch (verb) {
    case 'add':
    case 'print':
    case 'find':
    case 'export':
      return [];
    // A menu with one item has no number: `/system/identity/get name`.
    case 'get':
    case 'edit':
      return ['number', 'value-name'].filter(has);
    case 'move':
      return ['numbers', 'destination'].filter(has);
    case 'comment':
      return ['numbers', 'comment'].filter(has);
    case 'unset':
      return ['numbers', 'value-name'].filter(has);
    default:
      return has('numbers') ? ['numbers'] : has('number') ? ['number'] : verb === 'set' ? [] : undefined;
  }
}

/** Do braces in this argument hold commands? */
export function holdsBlock(menu: string, verb: string, argument: string): boolean {
  if (argument === 'do' || argument === 'else' || argument === 'on-error') return true;
  if (menu !== '') return false;
  if (argument === 'command') return verb === 'do' || verb === 'retry' || verb === 'time';
  return argument === 'in' && verb === 'onerror';
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
