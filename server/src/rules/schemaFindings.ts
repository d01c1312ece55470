/** Ids of the findings that the names and structure of a script give rise to (`ModelError.code`), so that they can be configured. */
const codes: ReadonlySet<string> = new Set([
  'ambiguous-name',
  'not-in-release',
  'release-6',
  'unexpected-value',
  'unknown-argument',
  'unknown-command',
]);

export function isSchemaFinding(id: string): boolean {
  return codes.has(id);
}
