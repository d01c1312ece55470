/** What `/file add` takes and `contents` shows, in bytes; there is no command that appends. Source: the vendor's manual, Files. */
export const uploadLimitBytes = 60_000;

/** The script as the router will count it. */
export interface Script {
  readonly text: string;
  /** Length in UTF-8, which is how it is sent. */
  readonly bytes: number;
  /** Without their ends. RouterOS ends a line with LF, CRLF or a lone CR, as editors do. */
  readonly lines: readonly string[];
  /** There is no command in it: blanks, comments and separators only. */
  readonly empty: boolean;
}

export function readScriptText(text: string): Script {
  const lines = text.split(/\r\n|\n|\r/);
  return {
    text,
    bytes: Buffer.byteLength(text, 'utf8'),
    lines,
    empty: lines.every((line) => /^[\s\ufeff;]*(?:#.*)?$/.test(line)),
  };
}

/**
 * Can the script read other text as a script while it runs (`:parse`, `:execute`, `/import`, `/system script run`, by any abbreviation)?
 * Then an error with line and column may speak of that other text. Errs on the side of yes.
 */
export function mayReadOtherScripts({ text }: Script): boolean {
  return /(?<![\w-])(?:par|exe|imp|run)/i.test(text);
}
