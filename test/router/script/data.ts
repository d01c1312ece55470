import type { Statement } from './tree';

/** A value at run time. Texts are byte strings; `undefined` is nothing. */
export type Data = string | number | boolean | undefined | ArrayData | CodeData;

export interface ArrayData {
  readonly kind: 'array';
  readonly values: readonly Data[];
  readonly keyed: ReadonlyMap<string, Data>;
}

/** A block of commands as a value: a function. */
export interface CodeData {
  readonly kind: 'code';
  readonly statements: readonly Statement[];
  /** Of what `:parse` read: the intermediate form, which is its text. */
  readonly form?: string;
}

export function isArray(data: Data): data is ArrayData {
  return typeof data === 'object' && data.kind === 'array';
}

export function isCode(data: Data): data is CodeData {
  return typeof data === 'object' && data.kind === 'code';
}

export function arrayOf(values: readonly Data[]): ArrayData {
  return { kind: 'array', values, keyed: new Map() };
}

/** The text of a value as `:put` prints it. `separator` stands between the elements of an array. */
export function textOf(data: Data, separator = ';'): string {
  if (data === undefined) {
    return '';
  }
  if (isArray(data)) {
    const keyed = [...data.keyed].sort(([left], [right]) => (left < right ? -1 : 1));
    return [
      ...data.values.map((value) => textOf(value, separator)),
      ...keyed.map(([key, value]) => `${key}=${textOf(value, separator)}`),
    ].join(separator);
  }
  return isCode(data) ? (data.form ?? '(code)') : String(data);
}

/** What a bare word means as a value: a number, a truth value, or itself. */
export function dataOfWord(word: string): Data {
  if (/^(?:0x[0-9a-fA-F]+|[0-9]{1,15})$/.test(word)) {
    return Number(word);
  }
  switch (word) {
    case 'true':
    case 'yes':
      return true;
    case 'false':
    case 'no':
      return false;
    default:
      return word;
  }
}

export function typeOf(data: Data): string {
  if (data === undefined) {
    return 'nothing';
  }
  if (typeof data === 'number') {
    return 'num';
  }
  if (typeof data === 'boolean') {
    return 'bool';
  }
  if (typeof data === 'string') {
    return /^\*[0-9A-F]+$/.test(data) ? 'id' : 'str';
  }
  return data.kind;
}

/** Equality as `=` sees it: 1 and "1" are equal, and so are true and yes. */
export function equal(left: Data, right: Data): boolean {
  const normal = (data: Data): string => textOf(typeof data === 'string' ? dataOfWord(data) : data);
  return normal(left) === normal(right);
}
