import type { Menu } from '../schema/types';
import type { CommandUse } from './types';

/** Variables that may be set where a command stands (facts, language.md 1.5): those of its block and of the blocks around it. */
export interface Scope {
  readonly names: Set<string>;
  readonly parent: Scope | undefined;
}

export function innerScope(parent: Scope | undefined): Scope {
  return { names: new Set(), parent };
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
