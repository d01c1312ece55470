/**
 * Reads the type notation of the reference: a word, words of an enumeration in parentheses, limits in brackets, parts in braces.
 * `super { ! , num [0 .. 255] , -num }`, `alt { enum (none) { none:0 } , time }`, `multi { array-id, macAddr }`.
 */
export interface Notation {
  /** `num`, `enum`, `super`; '' for an empty part. */
  readonly name: string;
  /** What stands before the name: `-` of `-num`, `/`, `:`, `..`; `!` alone is a part of its own. */
  readonly prefix: string;
  /** In brackets as a whole: may be missing. */
  readonly optional: boolean;
  /** Words in parentheses; undefined where there are none, [] where they are left out. */
  readonly words: readonly string[] | undefined;
  /** Text in brackets behind the name. */
  readonly limits: string | undefined;
  /** Parts in the first braces. */
  readonly parts: readonly Notation[];
}

const closing: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** Index behind the bracket that closes the one at `start`; the end of the text where it is missing. */
function skipBracket(text: string, start: number): number {
  const open = text[start] ?? '';
  const close = closing[open];
  let depth = 0;
  for (let index = start; index < text.length; index++) {
    if (text[index] === open) depth++;
    if (text[index] === close && --depth === 0) return index + 1;
  }
  return text.length;
}

function splitParts(text: string): readonly string[] {
  const parts: string[] = [];
  let start = 0;
  let index = 0;
  while (index < text.length) {
    const character = text[index] ?? '';
    if (character in closing) {
      index = skipBracket(text, index);
      continue;
    }
    // A comma right before a word belongs to that word: `,num` is what follows a comma.
    if (character === ',' && (text[index + 1] === undefined || /[\s,]/.test(text[index + 1] ?? ''))) {
      parts.push(text.slice(start, index));
      start = index + 1;
    }
    index++;
  }
  parts.push(text.slice(start));
  return parts.map((part) => part.trim());
}

/** Reads one type. What it does not understand becomes a name that nobody knows. */
export function parseNotation(source: string): Notation {
  let text = source.trim();
  const optional = text.startsWith('[');
  if (optional) text = text.slice(1, skipBracket(text, 0) - 1).trim();
  const [, prefix = '', name = ''] = /^([!,/:@.-]*)\s*([\w-]*)/.exec(text) ?? [];
  let words: readonly string[] | undefined;
  let limits: string | undefined;
  let parts: readonly Notation[] | undefined;
  for (let index = prefix.length + name.length; index < text.length;) {
    const character = text[index] ?? '';
    if (!(character in closing)) {
      index++;
      continue;
    }
    const end = skipBracket(text, index);
    const inner = text.slice(index + 1, end - 1).trim();
    if (character === '(') words ??= inner === '' ? [] : inner.split(name === 'ubit' ? /\s*,\s*/ : /\s*\|\s*/);
    else if (character === '[') limits ??= inner;
    else if (parts === undefined && name !== 'enum' && name !== 'ubit' && name !== 'iface_enum')
      parts = splitParts(inner).map(parseNotation);
    index = end;
  }
  return { name, prefix, optional, words, limits, parts: parts ?? [] };
}
