import type { CommandUse, ScriptModel } from '../../model/types';
import { argumentNamed } from './items';

/** Conditions that leave out only what a command could not touch anyway. */
const noCondition = /^\s*(?:where\s+)?(?:!\s*dynamic|dynamic\s*=\s*(?:no|false)|!\s*builtin)\s*$/;

/** Does a command mean all items of its menu: `[find]`, or all but the dynamic ones? */
export function selectsAll(script: ScriptModel, command: CommandUse): boolean {
  const numbers = argumentNamed(command, 'numbers')?.value;
  if (numbers?.kind !== 'command') return false;
  const find = script
    .commandsOf(command.menu)
    .find(({ verb, span }) => verb === 'find' && span.start > numbers.span.start && span.end < numbers.span.end);
  if (find === undefined) return false;
  // Brackets with more in them than the find alone: `[:pick [find] 0]`.
  if (!/^\[\s*$/.test(script.text.slice(numbers.span.start, find.span.start))) return false;
  if (find.condition !== undefined) {
    return noCondition.test(script.text.slice(find.condition.start, find.condition.end));
  }
  return find.arguments.length === 0;
}

/** The condition by which a command picks its items, as written: `address="10.0.0.1/24"`; undefined without one. */
export function conditionOf(script: ScriptModel, command: CommandUse): string | undefined {
  const numbers = argumentNamed(command, 'numbers')?.value;
  const find = script
    .commandsOf(command.menu)
    .find(
      ({ verb, span }) =>
        verb === 'find' && numbers !== undefined && span.start > numbers.span.start && span.end < numbers.span.end,
    );
  return find?.condition === undefined ? undefined : script.text.slice(find.condition.start, find.condition.end);
}

/** Does a later command of the file add to the same menu? */
export function addsLater(script: ScriptModel, command: CommandUse): boolean {
  return script.commandsOf(command.menu).some(({ verb, span }) => verb === 'add' && span.start > command.span.end);
}
