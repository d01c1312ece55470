/** A constant that its argument cannot have. A rule may say more about the same value. */
export const invalidValueId = 'invalid-value';

/** Ids of the findings that the names, values and structure of a script give rise to (`ModelError.code`), so that they can be configured. */
const codes: ReadonlySet<string> = new Set([
  'ambiguous-name',
  'argument-twice',
  invalidValueId,
  'missing-argument',
  'needs-package',
  'not-in-release',
  'release-6',
  'undeclared-variable',
  'unexpected-value',
  'unknown-argument',
  'unknown-command',
]);

export function isSchemaFinding(id: string): boolean {
  return codes.has(id);
}

/** Of these the language is the matter, not a name that the schema knows. */
export function isScriptingFinding(id: string): boolean {
  return id === 'undeclared-variable';
}
