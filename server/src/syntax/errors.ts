import type { Span } from './span';

/** The router's own messages for text that it cannot read (facts: language.md section 0), as far as recorded answers show them. */
export type RouterMessage =
  | 'syntax error'
  | 'expected end of command'
  | 'expected command name'
  | 'missing closing brace'
  | 'expected closing brace'
  | 'expected closing bracket'
  | 'expected closing parenthesis'
  | 'expected closing quote'
  | 'missing value for where'
  | 'expected input value';

/** An error of the text itself, as a value: parsing never fails. */
export interface SyntaxErrorRecord extends Span {
  /** The router's wording where it is known. */
  readonly router: RouterMessage;
  /** Plain words: what is wrong and what to do. */
  readonly message: string;
  /** An edit that mends it, when exactly one is plausible. */
  readonly repair?: { readonly title: string; readonly offset: number; readonly insert: string };
}
