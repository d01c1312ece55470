/** What `/file add` takes and `contents` shows, in bytes; there is no command that appends. Source: the vendor's manual, Files. */
export const uploadLimitBytes = 60_000;

/** The script as the router will count it. */
export interface Script {
  /** What is sent: the text without a byte order mark, which is no part of a script. */
  readonly text: string;
  /** UTF-16 units of the byte order mark that stood before the text: 0 or 1. */
  readonly markLength: number;
  /** Length in UTF-8, which is how it is sent. */
  readonly bytes: number;
  /** Without their ends. RouterOS ends a line with LF, CRLF or a lone CR, as editors do. */
  readonly lines: readonly string[];
  /** There is no command in it: blanks, comments and separators only. */
  readonly empty: boolean;
}

/** A place in a script, zero-based, in UTF-16 units. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

export function readScriptText(given: string): Script {
  const markLength = given.startsWith('\ufeff') ? 1 : 0;
  const text = given.slice(markLength);
  const lines = text.split(/\r\n|\n|\r/);
  return {
    text,
    markLength,
    bytes: Buffer.byteLength(text, 'utf8'),
    lines,
    empty: lines.every((line) => /^[\s\ufeff;]*(?:#.*)?$/.test(line)),
  };
}

function firstPlace({ lines, markLength }: Script, what: RegExp): TextPlace | undefined {
  for (const [line, text] of lines.entries()) {
    const column = text.search(what);
    if (column >= 0) return { line, column: line === 0 ? column + markLength : column };
  }
  return undefined;
}

/** The first half of a surrogate pair without its other half: it has no form in UTF-8, so that the router would get another text. */
export function loneSurrogate(script: Script): TextPlace | undefined {
  return firstPlace(script, /\p{Surrogate}/u);
}

/** The first U+FFFD, which an editor shows for bytes that it could not read: what stood in the file is lost. */
export function replacementCharacter(script: Script): TextPlace | undefined {
  return firstPlace(script, /\ufffd/);
}

/** Names of the commands that read text as a script (`:parse`, `:execute`, `/import`, `/system script run`), and what they are abbreviated to. */
const readsText = /(?<![\w-])(?:par?s?e?|exe?c?u?t?e?|imp?o?r?t?|run?)(?![\w-])/i;
/** A call of a function: of one that stands in the router's environment, too. */
const callsFunction = /(?:^|[;{[])\s*\$/m;
/** Words that pass for the place of an error: the script may say them in an error of its own. */
const namesPlace = /\(line/i;

/**
 * Can a place that the router names lie in another text than the script, because the script runs one, or be made up by the script? Errs on the
 * side of yes.
 */
export function mayNameOtherPlaces({ text }: Script): boolean {
  return readsText.test(text) || callsFunction.test(text) || namesPlace.test(text);
}
