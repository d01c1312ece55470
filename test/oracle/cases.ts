import { readFileSync } from 'node:fs';

/** What one RouterOS release answered to `:put [:parse <script>]`. Lines and columns are 1-based. */
export type Answer =
  | { readonly verdict: 'clean'; readonly il: string }
  | { readonly verdict: 'late'; readonly il: string; readonly line: number; readonly column: number }
  | { readonly verdict: 'error'; readonly message: string; readonly line: number; readonly column: number };

export interface Case {
  readonly id: string;
  readonly text: string;
  /** By release. */
  readonly answers: Readonly<Record<string, Answer>>;
}

/** Reads recorded answers, one JSON object a line. Throws where a line is no JSON. */
export function readCases(file: string): readonly Case[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Case);
}
