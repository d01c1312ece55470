import type { FileReport } from '../report';
import { jsonReport } from './json';
import { textReport } from './text';

/** Formats of `--format`: the text of a report for standard output. */
export const reporters = {
  text: textReport,
  json: jsonReport,
} as const satisfies Readonly<Record<string, (files: readonly FileReport[]) => string>>;

export type Format = keyof typeof reporters;

export function isFormat(name: string): name is Format {
  return Object.hasOwn(reporters, name);
}
