/**
 * Form of the generated data file. Everything is text in lines, so that reading the file costs next to nothing and each line is taken apart only
 * when somebody asks for its menu or command. Numbers are indexes, in decimal.
 */
export interface SchemaData {
  /** Number of this form; `createSchema` refuses another. */
  readonly format: number;
  /** Where the facts come from. */
  readonly sources: readonly SchemaSource[];
  /** Known releases, oldest first. */
  readonly releases: readonly string[];
  /**
   * Each word that names a menu's child, a command, an argument or a property once, the most used first, parted by blanks, `namesInLine` a line: a
   * line is taken apart when one of its names is needed.
   */
  readonly names: string;
  /**
   * Presences, the most used first, parted by blanks: `arm64`, `reference`, or `BASE` or `BASE|EXTRA`, each a list of `FIRST-LAST` (`FIRST-`: to the
   * newest known) parted by commas; empty: never. BASE is the base package of x86, EXTRA the same with all extra packages; without it, as BASE.
   */
  readonly presences: string;
  /** One set of arguments a line: `NAME` or `NAME:PRESENCE`, parted by blanks. Without presence: as its command. A further field may follow. */
  readonly argumentSets: string;
  /**
   * One menu a line, sorted by path, parents before children: `PATH PRESENCE` and its commands `NAME`, `NAME:SET`, `NAME:SET:PRESENCE`, parted by
   * blanks. No set: no arguments; no presence: as its menu. The root's path is `/`.
   */
  readonly menus: string;
  /** One type of values a line, the most used first, as `typeText` writes it. */
  readonly types: string;
  /**
   * One menu a line: `PATH` and its properties `NAME`, `NAME:TYPE`, `NAME:TYPE:MODIFIERS`, parted by blanks. No type: any. Modifiers are letters: `l`
   * list, `n` negatable, `u` unsettable, `k` not unsettable where its menu has an `unset`, `s` sensitive, `x` script, `b` block, `r` read-only, `f` flag. `add` and `set` take what is not read-only.
   */
  readonly properties: string;
  /**
   * Arguments that are no properties, in the same form: `PATH` of a command, a star, a slash and a verb (in each menu), or a star (of each command).
   * The first of the three that has the name counts.
   */
  readonly arguments: string;
  /** Names of positional arguments, with owners as in `arguments`. For the star: the first that the command has. */
  readonly positional: string;
  /** `PATH NAME,NAME menu` or `... driver`: one of the packages is needed for what is there and below. */
  readonly packages: string;
  /** One menu a line: `PATH` and the arguments that its `add` demands, parted by blanks. */
  readonly required: string;
  /**
   * One word of an argument a line: `MENU NAME WORD FIRST-LAST` (`FIRST-`: to the newest known): only these releases take the word. Only words whose
   * releases a source names.
   */
  readonly valueReleases: string;
  /** One command or menu a line: `PATH OTHER SINCE`: from that release on the console takes OTHER for PATH. */
  readonly aliases: string;
}

export interface SchemaSource {
  readonly file: string;
  readonly origin: string;
  readonly licence: string;
  /** Day of the state of the origin that the facts were taken from. */
  readonly date: string;
  readonly sha256: string;
}

export const schemaFormat = 3;

export const namesInLine = 64;

/** All names, in order. */
export function allNames(data: SchemaData): readonly string[] {
  return lines(data.names).flatMap(words);
}

/** Lines of a field; an empty field has none. */
export function lines(text: string): readonly string[] {
  return text === '' ? [] : text.split('\n');
}

/** Words of a line or field; an empty one has none. */
export function words(text: string): readonly string[] {
  return text === '' ? [] : text.split(' ');
}

/** Index in a field `A:B:C`; undefined where it is empty or missing. */
export function indexField(field: string | undefined): number | undefined {
  return field === undefined || field === '' ? undefined : Number(field);
}
