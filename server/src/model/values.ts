import type { Part, Value } from '../syntax/nodes';
import { constantString } from '../syntax/walk';
import type { ValueUse } from './types';

/** What a value says: its kind, and its text where it is a constant. `base` is the start of the statement in `text`. */
export function readValue(text: string, base: number, value: Value): ValueUse {
  const span = { start: base + value.start, end: base + value.end };
  const [only] = value.parts;
  if (only && value.parts.length === 1) return { span, kind: kindOf(only), text: constantPart(text, base, only) };
  let constant: string | undefined = '';
  for (const part of value.parts) {
    const piece: string | undefined = constantPart(text, base, part);
    constant = constant === undefined || piece === undefined ? undefined : constant + piece;
  }
  return { span, kind: 'mixed', text: constant };
}

function kindOf(part: Part): ValueUse['kind'] {
  switch (part.kind) {
    case 'word':
    case 'string':
    case 'variable':
    case 'braces':
      return part.kind;
    case 'parentheses':
      return 'expression';
    case 'brackets':
      return 'command';
  }
}

function constantPart(text: string, base: number, part: Part): string | undefined {
  if (part.kind === 'word') return text.slice(base + part.start, base + part.end);
  if (part.kind === 'string') return constantString(text, base, part);
  return undefined;
}
