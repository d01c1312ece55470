/** What the reading of a script yields. Menus and commands are already full paths: a router resolves them while it reads. */

export type Expression =
  | { readonly kind: 'text'; readonly text: string; readonly quoted: boolean }
  /** A bare word of an expression: a property of the item at hand, else a variable of that name, else itself. */
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'concatenation'; readonly parts: readonly Expression[] }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'substitution'; readonly statements: readonly Statement[] }
  | { readonly kind: 'unary'; readonly operator: string; readonly operand: Expression }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'array'; readonly elements: readonly ArrayElement[] }
  | { readonly kind: 'code'; readonly statements: readonly Statement[] };

export interface ArrayElement {
  readonly key: Expression | undefined;
  readonly value: Expression;
}

export interface Argument {
  readonly name: string;
  /** Undefined for a flag. */
  readonly value: Expression | undefined;
}

/** 1-based; columns count bytes. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export interface CommandStatement {
  readonly kind: 'command';
  readonly position: Position;
  /** `/ip/service`, '' for the root. */
  readonly menu: string;
  readonly verb: string;
  readonly arguments: readonly Argument[];
  readonly unset: readonly string[];
  /** After `where`, or all that `find` takes. */
  readonly condition: Expression | undefined;
}

export type Statement =
  | CommandStatement
  /** A line that only changes the menu, or a comment: nothing happens. */
  | { readonly kind: 'menu'; readonly position: Position; readonly menu: string }
  /** An unknown name that leaves the rest of the line readable: an error only when the line runs. */
  | {
      readonly kind: 'bad-command';
      readonly position: Position;
      readonly word: string;
      readonly arguments: readonly Argument[];
    }
  | {
      readonly kind: 'call';
      readonly position: Position;
      readonly target: Expression;
      readonly arguments: readonly Argument[];
    }
  | {
      readonly kind: 'block';
      readonly position: Position;
      readonly menu: string;
      readonly statements: readonly Statement[];
    }
  | { readonly kind: 'value'; readonly position: Position; readonly value: Expression };
