import { findsEverything } from '../../model/selector';
import type { CommandUse, ScriptModel } from '../../model/types';
import type { Span } from '../../syntax/span';
import { argumentNamed } from './items';

/** Does a command mean all items of its menu: `[find]`, or all but the dynamic ones? */
export function selectsAll(script: ScriptModel, command: CommandUse): boolean {
  const found = findOf(script, command);
  if (found === undefined) return false;
  // Brackets with more in them than the find alone: `[:pick [find] 0]`.
  const isAlone = /^\[\s*$/.test(script.text.slice(found.numbers.start, found.find.span.start));
  return isAlone && findsEverything(script.text, found.find);
}

/** The condition by which a command picks its items, as written: `address="10.0.0.1/24"`; undefined without one. */
export function conditionOf(script: ScriptModel, command: CommandUse): string | undefined {
  const condition = findOf(script, command)?.find.condition;
  return condition && script.text.slice(condition.start, condition.end);
}

/** The find command in the brackets that pick the items. Commands stand in the order of the text, so it is searched for by halves. */
function findOf(
  script: ScriptModel,
  command: CommandUse,
): { readonly find: CommandUse; readonly numbers: Span } | undefined {
  const numbers = argumentNamed(command, 'numbers')?.value;
  if (numbers?.kind !== 'command') return undefined;
  const commands = script.commandsOf(command.menu);
  let low = 0;
  let high = commands.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((commands[middle]?.span.start ?? 0) <= numbers.span.start) low = middle + 1;
    else high = middle;
  }
  const find = commands[low];
  return find?.verb === 'find' && find.span.end < numbers.span.end ? { find, numbers: numbers.span } : undefined;
}

/** Does a later command of the file add to the same menu? */
export function addsLater(script: ScriptModel, command: CommandUse): boolean {
  const last = script
    .commandsOf(command.menu)
    .filter(({ verb }) => verb === 'add')
    .at(-1);
  return last !== undefined && last.span.start > command.span.end;
}
