import type { CommandUse, ScriptModel, ValueUse } from '../../model/types';
import { argumentNamed } from './items';

/** The one variable that a value is made of (`$pw`, `"$pw"`, `($pw)`); undefined where there is more to it. */
export function onlyVariable(text: string, value: ValueUse): string | undefined {
  if (value.text !== undefined) return undefined;
  const written = text.slice(value.span.start, value.span.end);
  return /^(?:\$([A-Za-z0-9]+)|"\$([A-Za-z0-9]+)"|\(\s*\$([A-Za-z0-9]+)\s*\))$/
    .exec(written)
    ?.slice(1)
    .find((name) => name);
}

/** What a script does with its variables, as far as its text tells. */
export interface VariableUses {
  /** Names that some command gives a value. */
  readonly assigned: ReadonlySet<string>;
  /** Names that `:global` or `:local` declares, with the first command that does. */
  readonly declared: ReadonlyMap<string, CommandUse>;
}

export function variableUses(script: ScriptModel): VariableUses {
  const assigned = new Set<string>();
  const declared = new Map<string, CommandUse>();
  for (const command of script.commandsOf('')) {
    switch (command.verb) {
      case 'global':
      case 'local':
      case 'set': {
        const name = argumentNamed(command, 'name')?.value?.text;
        if (name === undefined) break;
        // `:global pw` alone only declares; with anything behind the name it assigns.
        if (command.arguments.length > 1) assigned.add(name);
        if (command.verb !== 'set' && !declared.has(name)) declared.set(name, command);
        break;
      }
      case 'for':
      case 'foreach':
        for (const name of argumentNamed(command, 'counter')?.value?.text?.split(',') ?? []) assigned.add(name.trim());
        break;
      default:
        break;
    }
  }
  return { assigned, declared };
}

/** Does the text look whether a variable has a value: its length, its type, or in the condition of an `:if` or a loop? */
export function isLookedAt(text: string, name: string): boolean {
  const variable = `\\$(?:${name}(?![A-Za-z0-9])|"${name}")`;
  return new RegExp(
    `:?(?:len|typeof)\\s+\\(?${variable}|(?:if|while=?)\\s*\\([^{}\\r\\n]{0,300}${variable}|${variable}\\s*(?:=|!=)`,
  ).test(text);
}

/** Does the command stand in the body of a function, whose caller may give variables of its own? */
export function isInFunction(command: CommandUse): boolean {
  for (let parent = command.parent; parent !== undefined; parent = parent.parent) {
    if (parent.menu === '' && ['global', 'local', 'set'].includes(parent.verb)) return true;
  }
  return false;
}
