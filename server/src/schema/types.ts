/**
 * What RouterOS knows: menus, commands and arguments, with the releases and packages that have each.
 * Facts come from the generated data file alone; nothing here reads a file (the loader is injected).
 */

/**
 * Which kind of router is known to have a name: the console of an x86 router (base or extra packages), only that of an arm64 one, or none of the two
 * (hardware that neither has: MikroTik's reference lists it, so nobody can say since when, and it may not be taken as wrong).
 */
export type Source = 'x86' | 'arm64' | 'reference';

/** In which releases and installations a menu, a command or an argument exists. */
export interface Presence {
  /** Is it there in this release (`7.18.2`, `7.23rc1`; releases between two known ones count as the older)? With or without extra packages. */
  has(release: string): boolean;
  /** Does an x86 router of this release have it with the base package alone? Releases count as in `has`. */
  hasBase(release: string): boolean;
  /** True where the base package of an x86 router has it in some release. */
  readonly base: boolean;
  readonly source: Source;
  /** First release that is known to have it, when it is not the oldest known one; for "since 7.16". */
  readonly since?: string;
  /** Last release that is known to have it, when it is gone in the newest known one; for "until 7.20.8". */
  readonly until?: string;
}

export interface Argument {
  readonly name: string;
  readonly presence: Presence;
}

export interface Command {
  /** `set` */
  readonly name: string;
  /** `/ip/service/set` */
  readonly path: string;
  readonly presence: Presence;
  readonly arguments: ReadonlyMap<string, Argument>;
  /** The command that runs instead from the release `since` on: `/ping` stands for `/tool/ping` from 7.23beta2. */
  readonly alias?: { readonly command: Command; readonly since: string };
}

export interface Menu {
  /** Last word of the path, '' for the root. */
  readonly name: string;
  /** `/ip/service`; the root is ''. */
  readonly path: string;
  readonly presence: Presence;
  readonly menus: ReadonlyMap<string, Menu>;
  readonly commands: ReadonlyMap<string, Command>;
}

/** What a word stands for among named things: exact first, then an unambiguous prefix (facts: the console's own rule). */
export type Lookup<T> =
  | { readonly kind: 'exact' | 'prefix'; readonly value: T }
  | { readonly kind: 'ambiguous'; readonly candidates: readonly string[] }
  | { readonly kind: 'unknown' };

export interface Schema {
  /** Known releases, oldest first. */
  readonly releases: readonly string[];
  readonly root: Menu;
  /** The menu with exactly this full path (`/ip/service`, '' for the root), or undefined. */
  menu(path: string): Menu | undefined;
  /** Arguments without which `add` in this menu is refused on every measured router; [] where none is known. Input: the full path of the menu. */
  required(menuPath: string): readonly string[];
}
