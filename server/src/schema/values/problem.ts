/** Why a constant cannot be right. */
export interface ValueProblem {
  readonly kind: 'enum' | 'boolean' | 'number' | 'range' | 'time' | 'address' | 'mac' | 'length' | 'hexadecimal';
  /** A sentence without a full stop that names what is expected: `"modern" is not one of any, only-1.2`. */
  readonly message: string;
  /** Texts to put in place of the whole value, the likeliest first; [] where none comes close. */
  readonly suggestions: readonly string[];
  /** What the value is another spelling of, so that nothing else can be meant: a text to put in place of the whole value. */
  readonly spelling?: string;
}

/** The value in a message: in quotes, cut where it is long. */
export function quoted(text: string): string {
  return `"${text.length > 40 ? `${text.slice(0, 37)}...` : text}"`;
}
