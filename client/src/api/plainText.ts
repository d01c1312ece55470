/** Text that somebody else chose (a router, a file name, a comment in a script), made fit to stand in a sentence of ours. */

/** Longest text that is repeated unless told otherwise: what is longer is not a name or an error message but output. */
const usualLength = 300;

/** What could hide, reorder or restyle the text around it: control characters (escape sequences of a terminal), direction marks, separators. */
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/**
 * One line without blanks at its ends. Blanks and line ends become one blank, characters that cannot be seen become `?`, and `](` is torn apart:
 * VS Code makes links, of commands too, from `[text](command:...)` in a notification. Cut, with `…`, behind `longest` UTF-16 units.
 */
export function plainText(text: string, longest = usualLength): string {
  const line = text.replace(/\s+/g, ' ').trim().replace(invisible, '?').replaceAll('](', '] (');
  // Half of a surrogate pair must not stay behind.
  return line.length > longest ? `${line.slice(0, longest).replace(/[\ud800-\udbff]$/, '')}…` : line;
}
