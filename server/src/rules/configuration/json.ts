import { parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import type { Span } from '../../syntax/span';

/** A value of JSON and where it stands. */
export type Json =
  | { readonly kind: 'object'; readonly span: Span; readonly entries: readonly JsonEntry[] }
  | { readonly kind: 'array'; readonly span: Span; readonly items: readonly Json[] }
  | { readonly kind: 'string'; readonly span: Span; readonly value: string }
  | { readonly kind: 'number'; readonly span: Span; readonly value: number }
  | { readonly kind: 'boolean'; readonly span: Span; readonly value: boolean }
  | { readonly kind: 'null'; readonly span: Span };

export interface JsonEntry {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: Json;
}

export interface JsonProblem {
  readonly span: Span;
  /** One sentence. */
  readonly message: string;
}

/** The parser's errors by their names in it, as the end of a sentence. */
const errorWords: Readonly<Record<string, string>> = {
  InvalidSymbol: 'text stands in double quotes; there are true, false and null besides',
  InvalidNumberFormat: 'a number is not written like this',
  PropertyNameExpected: 'a key in double quotes is missing here',
  ValueExpected: 'a value is missing here',
  ColonExpected: 'a colon is missing here',
  CommaExpected: 'a comma is missing here',
  CloseBraceExpected: 'a closing } is missing here',
  CloseBracketExpected: 'a closing ] is missing here',
  EndOfFileExpected: 'something stands behind its end',
  UnexpectedEndOfComment: 'a comment has no end',
  UnexpectedEndOfString: 'a text has no closing quote',
  UnexpectedEndOfNumber: 'a number has no end',
  InvalidUnicode: 'JSON has no such escape',
  InvalidEscapeCharacter: 'JSON has no such escape',
  InvalidCharacter: 'a control character stands here',
};

/** Errors of one place follow from the first; a text of many is no JSON at all. */
const maximumErrors = 10;

/**
 * Reads JSON with comments and trailing commas. Never throws: what cannot be read is left out and named in `problems`. `root` is undefined where
 * there is no value at all. Offsets are those of `text`, a byte order mark included.
 */
export function parseJson(text: string): {
  readonly root: Json | undefined;
  readonly problems: readonly JsonProblem[];
} {
  const errors: ParseError[] = [];
  // Blanked out, because the parser knows no byte order mark, and offsets stay as they are.
  const source = text.replace(/^\uFEFF/, ' ');
  try {
    const root = parseTree(source, errors, { allowTrailingComma: true });
    return { root: root && toJson(root), problems: errors.slice(0, maximumErrors).map(toProblem) };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return {
      root: undefined,
      problems: [
        { span: { start: 0, end: 0 }, message: 'The brackets of this file are nested too deeply to be read.' },
      ],
    };
  }
}

/** The plain value; a key that is given twice has its last value, as in JavaScript. */
export function plainValue(json: Json): unknown {
  switch (json.kind) {
    case 'object':
      return Object.fromEntries(json.entries.map(({ key, value }) => [key, plainValue(value)]));
    case 'array':
      return json.items.map(plainValue);
    case 'null':
      return null;
    default:
      return json.value;
  }
}

function toJson(node: Node): Json {
  const span = spanOf(node);
  switch (node.type) {
    case 'object':
      return { kind: 'object', span, entries: (node.children ?? []).flatMap(toEntry) };
    case 'array':
      return { kind: 'array', span, items: (node.children ?? []).map(toJson) };
    case 'string':
      return { kind: 'string', span, value: String(node.value) };
    case 'number':
      return { kind: 'number', span, value: Number(node.value) };
    case 'boolean':
      return { kind: 'boolean', span, value: node.value === true };
    case 'property':
    case 'null':
      return { kind: 'null', span };
  }
}

/** A key whose value is missing has been reported by the parser. */
function toEntry(property: Node): readonly JsonEntry[] {
  const [key, value] = property.children ?? [];
  if (key === undefined || value === undefined) return [];
  return [{ key: String(key.value), keySpan: spanOf(key), value: toJson(value) }];
}

function spanOf({ offset, length }: Node): Span {
  return { start: offset, end: offset + length };
}

function toProblem({ error, offset, length }: ParseError): JsonProblem {
  const words = errorWords[printParseErrorCode(error)] ?? 'it is not understood here';
  return { span: { start: offset, end: offset + length }, message: `This is no JSON: ${words}.` };
}
