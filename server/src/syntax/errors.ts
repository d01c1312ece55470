import type { Span } from './span';

/** The router's own messages for text that it cannot read (facts: language.md section 0), as far as recorded answers show them. */
export type RouterMessage =
  | 'syntax error'
  | 'expected end of command'
  | 'expected command name'
  | 'missing closing brace'
  | 'expected closing brace'
  | 'missing value for where'
  | 'expected input value';

/**
 * An error of the text itself, as a value: parsing never fails. It stands where the router stops reading; what is the cause, and may be far
 * before, is `began`.
 */
export interface SyntaxErrorRecord extends Span {
  /** The router's wording. */
  readonly router: RouterMessage;
  /** Plain words: what is wrong and what to do. */
  readonly message: string;
  /** The bracket, brace or quote that is not closed. */
  readonly began?: Span;
  /** A string without an end: for the router all that follows is part of it, so that no error after its start is the router's. */
  readonly swallows?: true;
  /** No recorded answer tells whether a router takes it, and published scripts have it. */
  readonly unproven?: true;
  /** An edit that mends it, when exactly one is plausible. */
  readonly repair?: { readonly title: string; readonly offset: number; readonly insert: string };
}
