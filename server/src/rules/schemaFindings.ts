import type { BuiltinFinding } from './builtin';

/** A constant that its argument cannot have. A rule may say more about the same value. */
export const invalidValueId = 'invalid-value';
export const notInReleaseId = 'not-in-release';

/** All may be configured: each has cases that are weaker than an error, and what the router refuses stays reported in any case. */
const finding = (
  id: string,
  category: 'schema' | 'scripting',
  severity: BuiltinFinding['severity'],
  summary: string,
  why: string,
): BuiltinFinding => ({ id, category, severity, summary, why, silenceable: true });

/**
 * What the names, values and structure of a script give rise to (`ModelError.code`): no rule file stands behind these. Errors are only for what
 * the router itself would refuse, when it reads the script or when the command would run.
 */
export const schemaFindings: readonly BuiltinFinding[] = [
  finding(
    'ambiguous-name',
    'schema',
    'error',
    'An abbreviation that fits several names',
    'RouterOS takes any beginning of a name that only one name has. Which names there are depends on the release and the packages, so an abbreviation that works on one router fails on the next. Write the name in full. Where only extra packages make it ambiguous, this is a warning.',
  ),
  finding(
    'argument-twice',
    'schema',
    'warning',
    'An argument that is given twice',
    'Only one of the two values can count. Remove the one that is not meant.',
  ),
  finding(
    invalidValueId,
    'schema',
    'error',
    'A value that the argument cannot have',
    'The value is none of the words that the argument takes, or no address, time or number in its range. Every router that the schema knows would refuse it. Only constants are judged; what is computed is known to the router alone.',
  ),
  finding(
    'cannot-unset',
    'schema',
    'warning',
    'A property that cannot be taken away',
    '`!name` takes a property away, and only some can be: those that the console offers behind `unset`. For the others give a value, or leave them out.',
  ),
  finding(
    'missing-argument',
    'schema',
    'warning',
    'An item is added without something that it needs',
    'Routers were asked to add such an item without this argument, and refused. An import stops there, with everything before it applied.',
  ),
  finding(
    'needs-package',
    'schema',
    'hint',
    'A menu that exists only with an extra package',
    'On a router without the package the words are not known, and an import stops. Said once for each package.',
  ),
  finding(
    'not-a-script',
    'schema',
    'error',
    'A text that is no RouterOS script',
    'A binary file, a page of markup, a terminal with its prompts pasted in, or prose: one error stands for the hundreds that it would give.',
  ),
  finding(
    notInReleaseId,
    'schema',
    'error',
    'A name that the wanted release does not have',
    'The menu, command or argument exists in other releases of RouterOS than the one that the script is judged by. That one is named by `--target-version` or `routerosGuard.targetVersion`, else by the header of an export, else it is the newest known one. It is an error only where a person named the release; elsewhere the line may be meant for another router, so it is information, or a hint where it runs only sometimes.',
  ),
  finding(
    'read-only-argument',
    'schema',
    'error',
    'A property that only RouterOS writes',
    'The menu shows it, and neither `add` nor `set` takes it: the router computes it. Often it was copied from what `print` shows. Remove it.',
  ),
  finding(
    'release-6',
    'schema',
    'information',
    'A file of RouterOS 6, whose names are not judged',
    'The schema begins with RouterOS 7.9, so nothing can be said about names in an export of RouterOS 6. Its text is read and the rules run as usual.',
  ),
  finding(
    'shadowed-variable',
    'scripting',
    'hint',
    'A variable that hides another of the same name',
    'Inside this block the name means the new variable; the one outside keeps its value. Use another name if the one outside was meant.',
  ),
  finding(
    'undeclared-variable',
    'scripting',
    'error',
    'A variable is set that nothing declares',
    'The router refuses a script in which `:set` names a variable that is not known there. Declare it before with `:local` or `:global`; a global of another script must be declared again, with `:global name`.',
  ),
  finding(
    'undeclared-variable-read',
    'scripting',
    'hint',
    'A variable is read that nothing declares',
    'The router accepts it and reads nothing. A global of another script must be declared in this one too. Arguments of functions, and what RouterOS sets before it runs the script of an event, are not reported.',
  ),
  finding(
    'unexpected-value',
    'schema',
    'error',
    'A value where the command takes none',
    'A value without a name stands where the command has no place for one: often a missing `=`, a missing quote, or a name that is cut short.',
  ),
  finding(
    'unknown-argument',
    'schema',
    'error',
    'An argument that the command does not have',
    'No known release, package or board has this argument for this command. The message names what may have been meant.',
  ),
  finding(
    'unknown-command',
    'schema',
    'error',
    'A menu or command that RouterOS does not have',
    'No known release, package or board has it in this menu. An import stops where such a command would run.',
  ),
  finding(
    'unused-variable',
    'scripting',
    'hint',
    'A local variable that is never used',
    'Its name stands nowhere else in the script.',
  ),
];

export function isSchemaFinding(id: string): boolean {
  return schemaFindings.some((known) => known.id === id);
}

/** Of these the language is the matter, not a name that the schema knows. */
export function isScriptingFinding(id: string): boolean {
  return schemaFindings.some((known) => known.id === id && known.category === 'scripting');
}
