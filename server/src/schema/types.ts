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

/**
 * What a value has to look like. Each kind is a promise in one direction only: what does not fit is wrong on every router that the sources know;
 * `any` and an open enumeration promise nothing. Where sources differ, the type is the wider one.
 */
export type ValueType =
  | { readonly kind: 'any' }
  | { readonly kind: 'boolean' }
  /** A word without value (`print detail`); `yes` and `no` do as well. */
  | { readonly kind: 'switch' }
  /** One of the words. `open`: the words are known ones, others may be right (names of items, words of other releases). */
  | { readonly kind: 'enum'; readonly values: readonly string[]; readonly open: boolean }
  /** Any number of the words, parted by commas; each may have a `!` before it. `open` as for `enum`. */
  | { readonly kind: 'flags'; readonly values: readonly string[]; readonly open: boolean }
  /** A whole number, in decimal or `0x...`. */
  | { readonly kind: 'number'; readonly minimum?: number; readonly maximum?: number }
  /** `5`, `1-5`: a number or a range of them, such as ports. */
  | { readonly kind: 'numberRange'; readonly minimum?: number; readonly maximum?: number }
  /** Limits in milliseconds. */
  | { readonly kind: 'time'; readonly minimum?: number; readonly maximum?: number }
  | { readonly kind: 'date' }
  | { readonly kind: AddressKind }
  | { readonly kind: 'mac' }
  | { readonly kind: 'interface' }
  | { readonly kind: 'interfaceList' }
  /** Selects items (`numbers`): names, `*1F`, row numbers. Of the menu with this path; without it: of the command's own menu. */
  | { readonly kind: 'item'; readonly menu?: string }
  /** The name of a property of the command's menu. */
  | { readonly kind: 'property' }
  | { readonly kind: 'file' }
  /** The text of a script or the name of one; for a block of commands see `Shape.block`. */
  | { readonly kind: 'script' }
  /** Limits in bytes. `hexadecimal`: digits 0 to 9 and A to F only. */
  | { readonly kind: 'string'; readonly minimum?: number; readonly maximum?: number; readonly hexadecimal?: true }
  | { readonly kind: 'oneOf'; readonly types: readonly ValueType[] };

/** `ip4Range`: also an address or a prefix. `ip4Prefix` and `ip6Prefix`: also an address. `ip` and `prefix`: of either family. */
export type AddressKind = 'ip4' | 'ip4Prefix' | 'ip4Range' | 'ip6' | 'ip6Prefix' | 'ip' | 'prefix';

/** A type with all that goes around it. */
export interface Shape {
  /** Of one element, where the value is a list. */
  readonly type: ValueType;
  /** Several values parted by commas. */
  readonly list: boolean;
  /** `!` may stand before the value (of a list: before each). */
  readonly negatable: boolean;
  /** `!name` and `unset` may take it away. */
  readonly unsettable: boolean;
  /** A recorded router does not take it away, though it takes other properties of the menu away. False where nothing says so. */
  readonly kept: boolean;
  /** The vendor leaves it out of an export that hides what is secret. */
  readonly sensitive: boolean;
  /** Holds the text of a script; a single bare word in it may be the name of one. */
  readonly script: boolean;
  /** Braces in it hold commands. */
  readonly block: boolean;
}

export interface Argument extends Shape {
  readonly name: string;
  readonly presence: Presence;
  /** `add` is refused without it on every measured router. */
  readonly required: boolean;
}

/** What an item (or, in a menu without items, the menu) is made of: names for `where`, `get` and `proplist`. */
export interface Property extends Shape {
  readonly name: string;
  /** Neither `add` nor `set` takes it. */
  readonly readOnly: boolean;
  /** Shown as a letter by `print`, and true or false in `where`: `dynamic`, `disabled`, `running`. */
  readonly flag: boolean;
}

export interface Command {
  /** `set` */
  readonly name: string;
  /** `/ip/service/set` */
  readonly path: string;
  /** Full path of its menu: `/ip/service`, '' for commands of the root. */
  readonly menu: string;
  readonly presence: Presence;
  readonly arguments: ReadonlyMap<string, Argument>;
  /**
   * Names of the arguments that values without a name stand for, in order; [] where there are none. Undefined where nothing is known of it: then such
   * a value is neither named nor wrong.
   */
  readonly positional: readonly string[] | undefined;
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
  /** The menu that this name leads to instead from the release `since` on: `/interface/wifiwave2` is read as `/interface/wifi` from 7.13 on. */
  readonly alias?: { readonly menu: Menu; readonly since: string };
  /** Also those of other releases and packages. */
  readonly properties: ReadonlyMap<string, Property>;
}

/** `list`: has items. `single`: is one set of values. `group`: only holds other menus and commands. */
export type MenuKind = 'list' | 'single' | 'group';

/** What must be installed beside the system for a menu or command. */
export interface PackageNeed {
  /** One of these will do. Empty: an extra package whose name is not known. */
  readonly names: readonly string[];
  /** `menu`: without it the router does not know the words. `driver`: it knows them, but has no such hardware at work. */
  readonly gives: 'menu' | 'driver';
}

/**
 * Which hardware a name needs. `any`: an x86 router has it. `not-x86`: of the two dumped kinds only an arm64 router has it. `board`: neither has it, the
 * reference alone lists it: it needs hardware (LCD, PoE, switch chips), so nobody can say in which release it is missing.
 */
export type Hardware = 'any' | 'not-x86' | 'board';

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
  /**
   * The package that a menu or command needs beside the system. Input: its full path and the release that the answer is for (without it: the newest).
   * Undefined where the base package has it there, where nothing says so, and for an unknown path.
   */
  packageOf(path: string, release?: string): PackageNeed | undefined;
  /**
   * The releases that take a word as the value of an argument, where a source names them; undefined for all other words. Input: the full path of the
   * menu, the name of the argument, the word.
   */
  valuePresence(menuPath: string, name: string, word: string): Presence | undefined;
  /** Hardware that a menu or command needs. Input: its full path; undefined for an unknown one. */
  hardwareOf(path: string): Hardware | undefined;
}
