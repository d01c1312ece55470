import type { Menu } from '../schema/types';
import type { CommandUse } from './types';

/** Variables that may be set where a command stands (facts, language.md 1.5): those of its block and of the blocks around it. */
export interface Scope {
  /** Names that `:set` may change: declared ones, and those that were read. */
  readonly names: Set<string>;
  /** Declared ones alone. */
  readonly declared: Set<string>;
  /** Those by `:local` and `:global`: the counter of a loop is gone behind it. */
  readonly lasting: Set<string>;
  readonly parent: Scope | undefined;
  /** The body of a function: it does not see what is local around it as its own. */
  readonly isFunction: boolean;
  /** Inside the body of a function, whose arguments have names of the caller's. */
  readonly inFunction: boolean;
}

export function innerScope(parent: Scope | undefined, isFunction = false): Scope {
  return {
    names: new Set(),
    declared: new Set(),
    lasting: new Set(),
    parent,
    isFunction,
    inFunction: isFunction || parent?.inFunction === true,
  };
}

/** Does a declaration here hide one of a block around it, within the same function? */
export function hides(scope: Scope, name: string): boolean {
  for (let current = scope; !current.isFunction && current.parent; current = current.parent) {
    if (current.parent.lasting.has(name)) return true;
  }
  return false;
}

/** Is a name declared in one of these scopes, by `:local`, `:global` or as the counter of a loop? */
export function hasDeclaration(scope: Scope | undefined, name: string): boolean {
  for (let current = scope; current; current = current.parent) if (current.declared.has(name)) return true;
  return false;
}

export function isDeclared(scope: Scope, name: string): boolean {
  for (let current: Scope | undefined = scope; current; current = current.parent) {
    if (current.names.has(name)) return true;
  }
  return false;
}

/** Where a command line stands. */
export interface Context {
  /** The current menu; undefined behind a menu line that could not be read, so that what follows is not judged by another menu. */
  readonly menu: Menu | undefined;
  /** Start of the top-level statement in the text. */
  readonly base: number;
  readonly statement: number;
  readonly parent: CommandUse | undefined;
  readonly conditional: boolean;
  readonly substitution: boolean;
  /** Inside `[...]` of a command's argument: the menu around that command, for words that its own menu does not know. */
  readonly outerMenu: Menu | undefined;
  readonly scope: Scope;
}
