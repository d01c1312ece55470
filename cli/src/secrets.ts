import { isSensitive } from '../../server/src/model/sensitive';
import type { CommandUse, ScriptModel } from '../../server/src/model/types';
import type { Schema } from '../../server/src/schema/types';
import type { Span } from '../../server/src/syntax/span';

/** What stands for a secret in every report. Its length says nothing about the secret's. */
export const mask = '***';

/**
 * Names that hold a secret in many menus, and in variables: for lines that could not be read, and for what no menu says. Bounded, so that the time stays
 * linear on any text.
 */
const secretName = String.raw`[\w.-]{0,64}(?:password|passphrase|passwd|secret|psk|(?:private|preshared|pre-shared|encryption|auth|enc|api)[-_.]?key|token|credential)[\w.-]{0,64}`;
/** A text in quotes, one in escaped quotes (inside a string), or all up to a blank or a `;`. A computed value is none. */
const literal = String.raw`(?:"(?<quoted>(?:[^"\\\r\n]|\\(?:\r\n|[^]))*)|\\"(?<escaped>(?:[^"\\\r\n]|\\(?!")(?:\r\n|[^]))*)|(?<bare>(?![\[($"])[^\s;"\]})]+))`;

const written: readonly RegExp[] = [
  new RegExp(String.raw`(?:^|[\s"({;,?&/])${secretName}[ \t]*!?[=~][ \t]*${literal}`, 'gid'),
  new RegExp(String.raw`:?(?:local|global|set)[ \t]+"?${secretName}"?[ \t]+${literal}`, 'gid'),
  // `https://user:password@host`
  /\/\/[^\s/:@"]*:(?<bare>[^\s/@"]+)@/dg,
  /authorization\s*[:=]\s*(?:(?:basic|bearer|token)\s+)?(?<bare>[^\s",;\\]+)/dgi,
  // Tokens of bots are part of an address.
  /\bbot(?<bare>\d{6,}:[\w-]{20,})/dg,
];

/**
 * Places of a text that hold a secret, sorted, none overlapping: constants of arguments and properties that the schema calls sensitive (also in scripts
 * inside values, in conditions, and through variables), and what has a secret's name where nothing better is known. Rather one too many: a report shows
 * `mask` there, and nobody misses it.
 */
export function secretSpans(script: ScriptModel, schema: Schema): readonly Span[] {
  const spans: Span[] = [];
  const variables = new Set<string>();
  collect(script, schema, (span) => span, spans, variables);
  for (const pattern of [...written, ...assignments(variables)]) spans.push(...matches(script.text, pattern));
  return merged(spans);
}

function collect(
  script: ScriptModel,
  schema: Schema,
  outwards: (span: Span) => Span,
  spans: Span[],
  variables: Set<string>,
): void {
  const { text } = script;
  for (const command of script.commands) {
    for (const { name, value } of command.arguments) {
      if (value === undefined || !isSensitive(schema, command.menu, name, command.verb)) continue;
      if (value.kind === 'variable') variables.add(text.slice(value.span.start, value.span.end).replace(/^\$|"/g, ''));
      else if (value.kind !== 'command' && value.kind !== 'expression') spans.push(outwards(inner(text, value.span)));
    }
    for (const span of conditionSecrets(script, schema, command)) spans.push(outwards(span));
  }
  for (const embedded of script.embedded) {
    collect(embedded.script, schema, (span) => outwards(embedded.toOuterSpan(span)), spans, variables);
  }
}

/** `find password="x"`: what a condition compares a sensitive property with. */
function conditionSecrets({ text }: ScriptModel, schema: Schema, { menu, condition }: CommandUse): readonly Span[] {
  const properties = schema.menu(menu)?.properties;
  if (condition === undefined || properties === undefined) return [];
  const pattern = new RegExp(String.raw`(?<name>[\w.-]+)[ \t]*!?[=~][ \t]*${literal}`, 'gd');
  return [...text.slice(condition.start, condition.end).matchAll(pattern)].flatMap((match) => {
    const span = properties.get(match.groups?.name ?? '')?.sensitive ? valueOf(match) : undefined;
    return span ? [{ start: condition.start + span.start, end: condition.start + span.end }] : [];
  });
}

/** Where variables that end in a sensitive argument get their constants. */
function assignments(variables: ReadonlySet<string>): readonly RegExp[] {
  if (variables.size === 0) return [];
  const names = [...variables].map((name) => name.replace(/[^\w]/g, String.raw`\$&`)).join('|');
  return [new RegExp(String.raw`:?(?:local|global|set)[ \t]+"?(?:${names})"?[ \t]+${literal}`, 'gd')];
}

function matches(text: string, pattern: RegExp): readonly Span[] {
  return [...text.matchAll(pattern)].flatMap((match) => valueOf(match) ?? []);
}

function valueOf(match: RegExpMatchArray): Span | undefined {
  const groups = match.indices?.groups;
  const found = groups?.quoted ?? groups?.escaped ?? groups?.bare;
  return found && { start: found[0], end: found[1] };
}

/** A quoted value without its quotes. */
function inner(text: string, { start, end }: Span): Span {
  if (text[start] !== '"') return { start, end };
  return { start: start + 1, end: end > start + 1 && text[end - 1] === '"' ? end - 1 : end };
}

function merged(spans: Span[]): readonly Span[] {
  const result: { start: number; end: number }[] = [];
  for (const { start, end } of spans.filter((span) => span.end > span.start).sort((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else result.push({ start, end });
  }
  return result;
}

/** A stretch of text without its secrets, and where an offset of the whole text stands in it. */
export interface Masked {
  readonly text: string;
  /** Offset in `text` (from 0) of an offset of the whole text; inside a secret it is the mask's start, or its end for the end of a span. */
  at(offset: number, side: 'start' | 'end'): number;
}

/** Masks the part of a text that `part` covers. A secret that reaches over a border is masked inside it. */
export function masked(text: string, part: Span, secrets: readonly Span[]): Masked {
  const inside = overlapping(secrets, part);
  let shown = '';
  let from = part.start;
  const pieces: { readonly start: number; readonly end: number; readonly at: number }[] = [];
  for (const { start, end } of inside) {
    const first = Math.max(start, part.start);
    const last = Math.min(end, part.end);
    shown += text.slice(from, first);
    pieces.push({ start: first, end: last, at: shown.length });
    shown += mask;
    from = last;
  }
  shown += text.slice(from, part.end);
  return {
    text: shown,
    at(offset, side) {
      const bounded = Math.min(Math.max(offset, part.start), part.end);
      let moved = bounded - part.start;
      for (const piece of pieces) {
        if (bounded <= piece.start) break;
        if (bounded < piece.end) return side === 'start' ? piece.at : piece.at + mask.length;
        moved = piece.at + mask.length + (bounded - piece.end);
      }
      return moved;
    },
  };
}

function overlapping(sorted: readonly Span[], { start, end }: Span): readonly Span[] {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.end ?? 0) <= start) low = middle + 1;
    else high = middle;
  }
  const found: Span[] = [];
  for (let index = low; index < sorted.length; index++) {
    const span = sorted[index];
    if (!span || span.start >= end) break;
    found.push(span);
  }
  return found;
}

/** The secrets of a text themselves, from a length on, longest first: to find or replace them in what was made of the text. */
export function secretLiterals(text: string, secrets: readonly Span[], shortest: number): readonly string[] {
  const literals = new Set(secrets.map(({ start, end }) => text.slice(start, end)));
  return [...literals].filter((literal) => literal.length >= shortest).sort((a, b) => b.length - a.length);
}

/** A sentence without the literals. */
export function withoutSecrets(sentence: string, literals: readonly string[]): string {
  return literals.reduce((result, literal) => result.replaceAll(literal, mask), sentence);
}
