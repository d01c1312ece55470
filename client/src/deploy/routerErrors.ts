/** What a router says about a script, brought to its place in the script. */
import { plainText } from '../api/plainText';
import { columnFromBytes, parseErrorPlace } from '../api/session';
import type { RouterError } from '../api/transport';
import type { Script } from './script';
import type { RouterDiagnostic } from './types';

/** The router's words on one line, cut where they go on for too long. */
export function routerWords(text: string): string {
  return plainText(text) || 'no reason given';
}

/** The words of all traps of a refused command; what an error without traps says of itself. */
export function refusalWords(error: RouterError): string {
  if (error.traps.length === 0) return routerWords(error.message);
  return routerWords(error.traps.map(({ message }) => message || 'no reason given').join('; '));
}

/**
 * The error that a text of the router names, at its place in the script (zero-based, UTF-16): undefined when it names no place. Where it
 * names a line only, the column is that of the first character that is not blank.
 */
export function placeInScript(text: string, { lines, markLength }: Script): RouterDiagnostic | undefined {
  const place = parseErrorPlace(text);
  if (place === undefined) return undefined;
  // The end of a script may be counted as the line behind its last.
  const line = Math.min(Math.max(place.line, 1), lines.length) - 1;
  const lineText = lines[line] ?? '';
  const column =
    place.byteColumn === undefined
      ? Math.max(lineText.search(/\S/), 0)
      : columnFromBytes(lineText, place.byteColumn) - 1;
  return { line, column: line === 0 ? column + markLength : column, message: routerWords(place.message) };
}

/** The places that the traps of a refused command name. */
export function placesInScript(error: RouterError, script: Script): readonly RouterDiagnostic[] {
  return error.traps.flatMap(({ message }) => placeInScript(message, script) ?? []);
}

/**
 * Did the router refuse the script while it read it, so that not a line of it ran? Without `verbose` a whole file is read before it is run.
 * Such errors name line and column, as errors of running do not; but an unknown command is found only when it would run, and is reported
 * the same way.
 */
export function isReadingError(message: string): boolean {
  return /\(line \d+ column \d+\)\s*$/.test(message) && !/\bbad (?:command name|parameter)\b/.test(message);
}

/** What `:put [:parse ...]` answered. */
export type ParseVerdict =
  { readonly kind: 'accepted' } | { readonly kind: 'rejected'; readonly text: string; readonly placed: boolean };

const rejection = /^[^\r\n]*\(line \d+ column \d+\)\s*$/;
const unknownName = /<%%\s*(bad (?:command name|parameter) [^\s()]+ \(line \d+ column \d+\))/;

/**
 * Reads the answer to `:put [:parse <script>]` for a script that has commands. An accepted script is answered with its parse form, which
 * begins with a menu's path or a parenthesis and holds unknown names as errors of their own; a rejected one with one line that ends with the
 * place. All else is no judgement of the script (`placed` is false): a line number in it would be that of the asking command.
 */
export function readParseAnswer(answer: string): ParseVerdict {
  const text = answer.trim();
  if (/^[(/]/.test(text)) {
    const unknown = unknownName.exec(text)?.[1];
    return unknown === undefined ? { kind: 'accepted' } : { kind: 'rejected', text: unknown, placed: true };
  }
  return { kind: 'rejected', text, placed: rejection.test(text) };
}
