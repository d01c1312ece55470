/** From what the sources say of a property to our own kinds of values. Where they differ or are not clear, the type is the wider one. */
import type { ValueType } from '../../server/src/schema/types';
import { closedEnums, liveWords, openEnums, openWords } from './tables';
import { parseNotation } from './grammar';
import type { Notation } from './grammar';

/** What the three sources say of one argument. */
export interface Evidence {
  /** `PATH/NAME`, for the tables. */
  readonly place: string;
  /** The reference's notation. */
  readonly notation: string | undefined;
  /** The console's hints, of all releases and of `add` and `set`. */
  readonly hints: readonly string[];
  /** What the console completes: words and the marks `!` and `,`; undefined where it was not asked or said nothing. */
  readonly completions: readonly Completion[] | undefined;
  /** Did the router whose completions were recorded have the argument at all? */
  readonly recorded: boolean;
}

export interface Completion {
  readonly text: string;
  readonly style: string;
}

/** A type with the modifiers that are part of the notation. */
export interface Derived {
  readonly type: ValueType;
  readonly list: boolean;
  readonly negatable: boolean;
}

const any: ValueType = { kind: 'any' };
const anything: Derived = { type: any, list: false, negatable: false };

function numberLimits(text: string | undefined): { minimum?: number; maximum?: number } {
  if (text === undefined) return {};
  const [left = '', right = ''] = text.split('..').map((side) => side.trim());
  const [minimum, maximum] = [left, right].map((side) =>
    /^(0x[\da-f]+|-?\d+)$/i.test(side) ? Number(side) : undefined,
  );
  if (!text.includes('..')) return {};
  return { ...(minimum === undefined ? {} : { minimum }), ...(maximum === undefined ? {} : { maximum }) };
}

/** Milliseconds of the console's own writing of a time: `7101w3d6h28m15s`, `00:00:00.200`. */
function milliseconds(text: string): number | undefined {
  const clock = /^(\d+):(\d+):(\d+)(?:\.(\d{1,3}))?$/.exec(text);
  if (clock) {
    const [hours = 0, minutes = 0, seconds = 0] = clock.slice(1, 4).map(Number);
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + Number((clock[4] ?? '').padEnd(3, '0'));
  }
  const parts = /^(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m(?!s))?(?:(\d+)s)?(?:(\d+)ms)?$/.exec(text);
  if (!parts || text === '') return undefined;
  const units = [604_800_000, 86_400_000, 3_600_000, 60_000, 1000, 1];
  return units.reduce((sum, unit, index) => sum + unit * Number(parts[index + 1] ?? 0), 0);
}

/** The type that one hint of the console stands for; undefined where it says nothing of use. */
function hintType(hint: string): Derived | undefined {
  const string = /^(hexadecimal )?string value(?:, min length (\d+))?(?:, max length (\d+))?$/.exec(hint);
  if (string) {
    const [, hexadecimal, minimum, maximum] = string;
    return single({
      kind: 'string',
      ...(minimum === undefined ? {} : { minimum: Number(minimum) }),
      // Of hexadecimal text the console counts bytes: two digits each.
      ...(maximum === undefined ? {} : { maximum: Number(maximum) * (hexadecimal === undefined ? 1 : 2) }),
      ...(hexadecimal === undefined ? {} : { hexadecimal: true }),
    });
  }
  const time = /^(?:(\S*)\.\.(\S*)\s+\()?(time interval)\)?$/.exec(hint);
  if (time) {
    const [minimum, maximum] = [time[1] ?? '', time[2] ?? ''].map(milliseconds);
    return single({ kind: 'time', ...(minimum ? { minimum } : {}), ...(maximum === undefined ? {} : { maximum }) });
  }
  if (hint.startsWith('A.B.C.D[-')) return single({ kind: 'ip4Range' });
  if (hint.startsWith('A.B.C.D/M')) return single({ kind: 'ip4Prefix' });
  // The console says the same of an address and of one with a prefix (`/ip/address/add address=`).
  if (hint.startsWith('A.B.C.D ')) return single({ kind: 'ip4Prefix' });
  if (hint.startsWith('AB[')) return single({ kind: 'mac' });
  if (hint.startsWith('IPv6/')) return single({ kind: 'ip6Prefix' });
  if (hint === 'script') return single({ kind: 'script' });
  if (hint === '0..4294967295') return single({ kind: 'number', minimum: 0, maximum: 4294967295 });
  const flags = /^([^[]+)\[,\w+\*\]$/.exec(hint);
  if (flags)
    return { type: { kind: 'flags', values: (flags[1] ?? '').split('|'), open: false }, list: false, negatable: false };
  return undefined;
}

function single(type: ValueType): Derived {
  return { type, list: false, negatable: false };
}

function addressType(limits: string): ValueType {
  const flags = limits.replace('flags=', '');
  if (/[^46/]/.test(flags)) return any;
  const prefix = flags.includes('/');
  if (flags.includes('4') && flags.includes('6')) return { kind: prefix ? 'prefix' : 'ip' };
  if (flags.includes('6')) return { kind: prefix ? 'ip6Prefix' : 'ip6' };
  return { kind: prefix ? 'ip4Prefix' : 'ip4' };
}

/** Only those of the words that are values of every router. */
function staticWords(words: readonly string[]): readonly string[] {
  return [...new Set(words)].filter((word) => word !== '' && !liveWords.has(word));
}

/** Is the list of words of a kind that names of items join (`none`, `all`, `auto`)? */
function mayNameItems(place: string, words: readonly string[]): boolean {
  if (openEnums.some((pattern) => pattern.test(place))) return true;
  return words.length < 2 || words.every((word) => openWords.has(word));
}

function enumType(place: string, words: readonly string[] | undefined): ValueType {
  const values = staticWords(words ?? []);
  return { kind: 'enum', values, open: words === undefined || words.length === 0 || mayNameItems(place, values) };
}

function oneOf(types: readonly ValueType[]): ValueType {
  const flat = types.flatMap((type) => (type.kind === 'oneOf' ? type.types : [type]));
  if (flat.length === 0 || flat.some((type) => type.kind === 'any' || (type.kind === 'string' && flat.length > 1)))
    return any;
  const [first] = flat;
  return first && flat.length === 1 ? first : { kind: 'oneOf', types: flat };
}

function isRange(parts: readonly Notation[]): boolean {
  const [first, second] = parts;
  return parts.length === 2 && first?.name === 'num' && second?.name === 'num' && second.prefix === '-';
}

function superShape(place: string, notation: Notation): Derived {
  const negatable = notation.parts.some((part) => part.name === '' && part.prefix.startsWith('!'));
  const parts = notation.parts.filter((part) => part.name !== '');
  const [first] = parts;
  if (first?.prefix !== '') return { type: any, list: false, negatable };
  if (parts.length === 1) {
    const inner = shapeOf(place, first);
    return { ...inner, negatable: negatable || inner.negatable };
  }
  if (isRange(parts)) return { type: { kind: 'numberRange', ...numberLimits(first.limits) }, list: false, negatable };
  return { type: any, list: false, negatable };
}

function listShape(place: string, notation: Notation): Derived {
  const parts = notation.parts.filter((part) => part.name !== '' && part.name !== 'array-id');
  const [only] = parts;
  if (!only || parts.length > 1) return { ...anything, list: true };
  const inner = shapeOf(place, only);
  return { ...inner, list: true };
}

function alternativeShape(place: string, notation: Notation): Derived {
  const shapes = notation.parts.filter((part) => part.name !== '').map((part) => shapeOf(place, part));
  if (shapes.length === 0) return anything;
  // Beside other alternatives the words need not be all.
  const types = shapes.map(({ type }) => (type.kind === 'enum' ? { ...type, open: false } : type));
  const list = shapes.some((shape) => shape.list);
  const negatable = shapes.some((shape) => shape.negatable);
  const noList = notation.parts.some((part) => part.name === 'enum' && (part.words ?? []).length === 0);
  return { type: noList ? any : oneOf(types), list, negatable };
}

function shapeOf(place: string, notation: Notation): Derived {
  switch (notation.name) {
    case 'bool':
      return single({ kind: 'boolean' });
    case 'num':
      return single({ kind: 'number', ...numberLimits(notation.limits) });
    case 'as':
      return single({ kind: 'number', minimum: 0, maximum: 4294967295 });
    case 'range':
      return single({ kind: 'numberRange', ...numberLimits(notation.limits) });
    case 'enum':
      return single(enumType(place, notation.words));
    case 'ubit':
      return single(
        notation.words === undefined || notation.words.length === 0
          ? any
          : { kind: 'flags', values: staticWords(notation.words), open: false },
      );
    case 'time':
      return single({ kind: 'time' });
    case 'date':
      return single({ kind: 'date' });
    case 'string':
      return single({ kind: 'string' });
    case 'file':
      return single({ kind: 'file' });
    case 'switch':
      return single({ kind: 'switch' });
    case 'macAddr':
      return single({ kind: 'mac' });
    case 'ipAddr':
      return single({ kind: 'ip4' });
    case 'ipPrefix':
      return single({ kind: 'ip4Prefix' });
    case 'ipRange':
      return single({ kind: 'ip4Range' });
    case 'ip6Addr':
      return single({ kind: 'ip6' });
    case 'ip6Prefix':
      return single({ kind: 'ip6Prefix' });
    case 'iface_enum':
      return single({ kind: 'interface' });
    case 'address':
      return single(addressType(notation.words?.[0] ?? ''));
    case 'super':
      return superShape(place, notation);
    case 'multi':
    case 'object':
      return listShape(place, notation);
    case 'alt':
      return alternativeShape(place, notation);
    default:
      return anything;
  }
}

/** Interface lists that each router has: where the console offers all of them, a list is meant. */
const builtInLists: readonly string[] = ['all', 'dynamic', 'none', 'static'];

const wordStyles: ReadonlySet<string> = new Set(['none', 'arg']);

function unquote(text: string): string {
  return /^".*"$/.test(text) ? text.slice(1, -1) : text;
}

interface Words {
  /** Words that every router has. */
  readonly values: readonly string[];
  /** Does the console also offer what only this router has? */
  readonly live: boolean;
  readonly negatable: boolean;
  readonly list: boolean;
  readonly lists: boolean;
}

/** The console puts a mark after the words after which a list may go on; an entry of two styles is a word all the same. */
function readCompletions(completions: readonly Completion[] | undefined): Words | undefined {
  if (!completions) return undefined;
  const words = [...new Set(completions.filter(({ style }) => wordStyles.has(style)).map(({ text }) => unquote(text)))];
  const values = staticWords(words);
  return {
    values,
    live:
      values.length < words.length ||
      completions.some(({ style }) => !wordStyles.has(style) && style !== 'syntax-meta'),
    negatable: completions.some(({ text, style }) => style === 'syntax-meta' && text.startsWith('!')),
    list: completions.some(({ text, style }) => style === 'syntax-meta' && text === ','),
    lists: builtInLists.every((word) => words.includes(word)),
  };
}

function merge(first: readonly string[], second: readonly string[]): readonly string[] {
  return [...new Set([...first, ...second])];
}

/** Interfaces, lists of them or both, with the words beside. */
function interfaceType({ values, live, lists }: Words): ValueType {
  const other = values.filter((value) => !lists || !builtInLists.includes(value));
  return oneOf([
    ...(other.length === 0 ? [] : [{ kind: 'enum', values: other, open: false } as const]),
    ...(lists && !live ? [] : [{ kind: 'interface' } as const]),
    ...(lists ? [{ kind: 'interfaceList' } as const] : []),
  ]);
}

/** The type of the reference, widened by what the console offers. */
function widened(type: ValueType, words: Words, place: string): ValueType {
  const { values, live } = words;
  switch (type.kind) {
    case 'enum': {
      const closed = closedEnums.some((pattern) => pattern.test(place));
      const open = !closed && (type.open || live || mayNameItems(place, merge(type.values, values)));
      // Of a reference to items the console offers this router's items: only the reference's words are known to be everywhere.
      return {
        kind: 'enum',
        values: type.values.length === 0 && type.open ? values : merge(type.values, values),
        open,
      };
    }
    case 'flags':
      return { kind: 'flags', values: merge(type.values, values), open: type.open || live };
    case 'boolean':
      return values.every((value) => value === 'yes' || value === 'no') && !live
        ? type
        : { kind: 'enum', values, open: true };
    case 'interface':
      return interfaceType(words);
    case 'any':
    case 'string':
      if (words.lists) return interfaceType(words);
      return values.length === 0 ? type : { kind: 'enum', values, open: true };
    case 'number':
    case 'numberRange':
    case 'time':
    case 'date':
    case 'mac':
    case 'ip4':
    case 'ip4Prefix':
    case 'ip4Range':
    case 'ip6':
    case 'ip6Prefix':
    case 'ip':
    case 'prefix': {
      const extra = values.filter((value) => !/^\d/.test(value));
      if (live) return any;
      return extra.length === 0 ? type : oneOf([{ kind: 'enum', values: extra, open: false }, type]);
    }
    case 'oneOf': {
      if (live) return any;
      const known = new Set(type.types.flatMap((one) => (one.kind === 'enum' ? one.values : [])));
      const extra = values.filter((value) => !known.has(value) && !/^\d/.test(value));
      return extra.length === 0 ? type : oneOf([{ kind: 'enum', values: extra, open: false }, ...type.types]);
    }
    case 'switch':
    case 'item':
    case 'property':
    case 'interfaceList':
    case 'file':
    case 'script':
      return type;
  }
}

function withoutLimits(type: ValueType): ValueType {
  return type.kind === 'time' || type.kind === 'string' || type.kind === 'number' ? { kind: type.kind } : type;
}

/** What the hints of several releases have in common. */
function mergedHints(hints: readonly string[]): Derived | undefined {
  const shapes = hints.filter((hint) => hint !== '' && hint !== 'see documentation').map(hintType);
  const known = shapes.filter((shape) => shape !== undefined);
  const [first, ...rest] = known;
  if (!first || known.length < shapes.length) return undefined;
  return rest.reduce<Derived | undefined>((sum, { type }) => {
    if (sum?.type.kind !== type.kind) return undefined;
    if (sum.type.kind === 'flags' && type.kind === 'flags')
      return { ...sum, type: { ...sum.type, values: merge(sum.type.values, type.values) } };
    return JSON.stringify(sum.type) === JSON.stringify(type) ? sum : { ...sum, type: withoutLimits(sum.type) };
  }, first);
}

/** What the reference and the hint say together. A hint gives the limits that the reference does not have. */
function combined(reference: Derived, hint: Derived | undefined, notation: string, place: string): Derived {
  if (!hint) return reference;
  // The address of a router with the length of its network (`/ip/address`): the reference only says that it has parts.
  if (place.endsWith('/address/address') && notation.startsWith('composite') && hint.type.kind === 'ip4Prefix')
    return hint;
  const [a, b] = [reference.type, hint.type];
  // Parts that only together make a value: the hint is that of the first part.
  if (a.kind === 'any') return reference;
  if (a.kind === 'flags' && b.kind === 'flags')
    return { ...reference, type: { ...a, values: merge(a.values, b.values) } };
  // Words beside a time make the hint a part of the alternatives.
  if (a.kind === 'oneOf' && b.kind === 'time')
    return { ...reference, type: { kind: 'oneOf', types: a.types.map((type) => (type.kind === 'time' ? b : type)) } };
  if (a.kind === 'enum' && b.kind === 'time') return { ...reference, type: oneOf([{ ...a, open: false }, b]) };
  if (a.kind === b.kind) return { ...reference, type: b };
  if (b.kind === 'string' && (a.kind === 'file' || a.kind === 'date' || a.kind === 'interface')) return reference;
  // The console's hint for an address is the same with and without a prefix: the reference knows better, and a range takes both.
  if (b.kind === 'ip4Prefix' && (a.kind === 'ip4' || a.kind === 'ip4Range')) return reference;
  if (b.kind === 'ip6Prefix' && a.kind === 'ip6') return reference;
  return { ...reference, type: any };
}

/**
 * The reference does not say that some numbers, times and truth values have words of their own (`keepalive-frames=enabled`). The console offers such
 * words: where it was not asked, they may be there.
 */
function unrecorded(type: ValueType): ValueType {
  switch (type.kind) {
    case 'boolean':
      return { kind: 'enum', values: ['yes', 'no'], open: true };
    case 'number':
    case 'numberRange':
    case 'time':
    case 'mac':
    case 'ip4':
    case 'ip4Prefix':
    case 'ip4Range':
    case 'ip6':
    case 'ip6Prefix':
    case 'ip':
    case 'prefix':
      return { kind: 'oneOf', types: [type, { kind: 'enum', values: [], open: true }] };
    case 'oneOf':
      return { kind: 'oneOf', types: type.types.map((one) => (one.kind === 'enum' ? { ...one, open: true } : one)) };
    case 'enum':
    case 'flags':
    case 'any':
    case 'string':
    case 'date':
    case 'switch':
    case 'interface':
    case 'interfaceList':
    case 'item':
    case 'property':
    case 'file':
    case 'script':
      return type;
  }
}

/** The type of an argument, as narrow as the sources agree on. */
export function derive(evidence: Evidence): Derived {
  const derived = deriveRecorded(evidence);
  return evidence.recorded ? derived : { ...derived, type: unrecorded(derived.type) };
}

function deriveRecorded({ place, notation, hints, completions }: Evidence): Derived {
  const words = readCompletions(completions);
  const hint = mergedHints(hints);
  const reference = notation === undefined ? undefined : shapeOf(place, parseNotation(notation));
  const base = reference ? combined(reference, hint, notation ?? '', place) : (hint ?? anything);
  if (!words) return base;
  const modifiers = { list: base.list || words.list, negatable: base.negatable || words.negatable };
  if (
    !reference &&
    !hint &&
    words.values.length > 0 &&
    words.values.every((value) => value === 'yes' || value === 'no')
  )
    return {
      type:
        words.values.length === 2 && !words.live
          ? { kind: 'boolean' }
          : { kind: 'enum', values: words.values, open: true },
      ...modifiers,
    };
  // Without the reference nobody says that the words are all.
  if (!reference && hint?.type.kind !== 'flags' && words.values.length > 0 && base.type.kind === 'any')
    return { type: { kind: 'enum', values: words.values, open: true }, ...modifiers };
  return { type: widened(base.type, words, place), ...modifiers };
}
