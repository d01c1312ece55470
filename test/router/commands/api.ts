import { CommandFailure, missingValues, notEnoughPermissions } from '../state/failure';
import type { ReplySentence, Request } from '../wire/sentence';
import { isSingle, perform, visible } from './actions';
import { hasRight, type Machine } from './machine';
import { matches } from './queries';

const done: ReplySentence = { word: '!done', attributes: [] };

/** Names that every command of the API takes, whatever its arguments. */
const always = new Set(['.id', '.proplist', '.tag']);

/** Answers one command of an account that is logged in: sentences up to `!done`. */
export function answer(machine: Machine, account: string, request: Request): ReplySentence[] {
  try {
    return answerOrThrow(machine, account, request);
  } catch (thrown) {
    if (thrown instanceof CommandFailure) {
      return [trap(thrown), done];
    }
    throw thrown;
  }
}

export function trap(failure: CommandFailure): ReplySentence {
  const category = failure.category === undefined ? [] : [['category', String(failure.category)] as const];
  return { word: '!trap', attributes: [...category, ['message', failure.message]] };
}

function answerOrThrow(machine: Machine, account: string, request: Request): ReplySentence[] {
  const path = request.command;
  const command = machine.tree.command(path);
  if (!command || !path.startsWith('/')) {
    const hasMenu = machine.tree.menu(path.slice(0, Math.max(0, path.lastIndexOf('/')))) !== undefined;
    throw new CommandFailure(hasMenu ? 'no such command' : 'no such command prefix', 0);
  }
  const known = machine.tree.argumentNames(command);
  for (const name of request.attributes.keys()) {
    if (!always.has(name) && !known.includes(name)) {
      throw new CommandFailure(`unknown parameter ${name}`);
    }
  }
  const menu = path.slice(0, path.lastIndexOf('/'));
  if (path.endsWith('/print')) {
    return print(machine, account, menu, request);
  }
  if (path === '/file/read') {
    return readFile(machine, account, request);
  }
  const ret = perform(machine, { path, values: request.attributes, unset: [], account, rowNumbers: false });
  return [ret === undefined ? done : { word: '!done', attributes: [['ret', ret]] }];
}

function print(machine: Machine, account: string, menu: string, request: Request): ReplySentence[] {
  if (!hasRight(machine, account, 'read')) {
    throw notEnoughPermissions();
  }
  const rows = menu === '/log' ? logRows(machine) : itemRows(machine, menu);
  const found = rows.filter((row) => matches(row, request.queries));
  if (request.attributes.has('count-only')) {
    return [{ word: '!done', attributes: [['ret', String(found.length)]] }];
  }
  const wanted = request.attributes.get('.proplist')?.split(',');
  const replies = found.map((row) => ({
    word: '!re',
    attributes: [...row].filter(([name]) => wanted === undefined || wanted.includes(name)),
  }));
  if (replies.length === 0 && machine.release.atLeast('7.18')) {
    return [{ word: '!empty', attributes: [] }, done];
  }
  return [...replies, done];
}

function itemRows(machine: Machine, menu: string): Map<string, string>[] {
  const withId = !isSingle(machine, menu);
  return machine.items
    .items(menu)
    .map((item) => new Map([...(withId ? [['.id', item.id] as const] : []), ...visible(machine, menu, item)]));
}

function logRows(machine: Machine): Map<string, string>[] {
  return machine.log.entries.map(
    ({ id, time, topics, message }) =>
      new Map([
        ['.id', id],
        ['time', time],
        ['topics', topics],
        ['message', message],
      ]),
  );
}

function readFile(machine: Machine, account: string, request: Request): ReplySentence[] {
  if (!hasRight(machine, account, 'read')) {
    throw notEnoughPermissions();
  }
  const file = request.attributes.get('file');
  if (file === undefined) {
    throw missingValues(['file']);
  }
  const number = (name: string, otherwise: number): number => {
    const value = Number(request.attributes.get(name) ?? otherwise);
    if (!Number.isInteger(value) || value < 0) {
      throw new CommandFailure(`invalid value for argument ${name}`, 1, name);
    }
    return value;
  };
  const data = machine.files.chunk(file, number('offset', 0), number('chunk-size', 32_768));
  return [{ word: '!re', attributes: [['data', data]] }, done];
}
