import type { Schema } from '../schema/types';
import type { Tree } from '../syntax/parser';
import type { Span, TextEdit } from '../syntax/span';
import type { Target } from './target';

/**
 * Meaning: what a script's statements say to the router. Built by `readScript` (model/script.ts); rules and features read it.
 * All spans are offsets into `ScriptModel.text`.
 */

/** A constant or computed value of an argument. */
export interface ValueUse {
  readonly span: Span;
  /** `word` bare, `string` quoted, `variable` $x, `expression` (...), `command` [...], `braces` {...}, `mixed` several of these glued together. */
  readonly kind: 'word' | 'string' | 'variable' | 'expression' | 'command' | 'braces' | 'mixed';
  /** The value when it is a constant (escapes resolved, quotes dropped, line joins removed); undefined when it is computed. `''` for an empty value. */
  readonly text: string | undefined;
}

export interface ArgumentUse {
  /** The argument's full name (abbreviations resolved, dotted prefixes completed, positional ones named), or as written where the schema does not know it. */
  readonly name: string;
  /** False where the schema knows no such argument of this command in any release. */
  readonly known: boolean;
  /** Name and value together, as in the text. */
  readonly span: Span;
  /** The written name; undefined for a positional argument. */
  readonly nameSpan: Span | undefined;
  /** Undefined for a flag (`as-value`) and for `!name`; present with text '' for `name=` with nothing after it. */
  readonly value: ValueUse | undefined;
  /** `!name`: the property is unset. */
  readonly unset: boolean;
}

export interface CommandUse {
  /** Full path of the menu (`/ip/service`), '' for root commands. */
  readonly menu: string;
  /** Full command name (`set`); as written where unknown. */
  readonly verb: string;
  /** `menu + '/' + verb` */
  readonly path: string;
  /** False where the schema knows no such command. */
  readonly known: boolean;
  /** From the first word of the command (path included) to the end of its last argument. */
  readonly span: Span;
  /** The word of the verb alone. */
  readonly verbSpan: Span;
  readonly arguments: readonly ArgumentUse[];
  /** The condition after `where` or of `find`: its text as written; undefined when there is none. */
  readonly condition: Span | undefined;
  /** True where it runs only sometimes: inside :if, :foreach, :while, :do with on-error, :onerror, a function body, ... */
  readonly conditional: boolean;
  /** True inside `[...]`. */
  readonly substitution: boolean;
  /** The command in whose block, substitution or value this one stands. */
  readonly parent: CommandUse | undefined;
  /** Index of the top-level statement that it belongs to. */
  readonly statement: number;
}

/** One property of an item after all commands of the file. */
export interface PropertyState {
  readonly name: string;
  /** Constant value, undefined when computed (then unknown, never weak or missing). */
  readonly value: string | undefined;
  /** The argument that decided it; undefined when a verb did (`enable`, `disable`). */
  readonly argument: ArgumentUse | undefined;
  readonly command: CommandUse;
  /** Decided (also) by a command that runs only sometimes. Unlike `command.conditional` not in a loop that surely runs for this item. */
  readonly conditional: boolean;
  /** What a conditional write stands over: the state if it does not run. */
  readonly earlier: PropertyState | undefined;
}

/** An item of a menu as the file leaves it: last write wins, in file order (security-rules.md section 2, 3). */
export interface ItemState {
  /** The name by which commands select it (`api-ssl`, `admin`), as constant text at the end of the file; undefined when it has none or it is computed. */
  readonly name: string | undefined;
  /** The names it had before (`/user set admin name=netops`), oldest first. */
  readonly formerNames: readonly string[];
  /** The `add` that made it, undefined for an item that was there before (services, `admin`). */
  readonly added: CommandUse | undefined;
  /** Every command that wrote to it, in file order, `added` included. */
  readonly writes: readonly CommandUse[];
  readonly properties: ReadonlyMap<string, PropertyState>;
  /** Properties that the file takes back for certain and does not set again (`set api !address`, `unset`, `reset`), with the command that did. */
  readonly unset: ReadonlyMap<string, CommandUse>;
  /** `true`/`false` where the file says so, undefined where it does not or where it is computed. */
  readonly disabled: boolean | undefined;
  /** Removed by a command of the file. */
  readonly removed: boolean;
  /** `add ... place-before=`: its place among its siblings is not known. */
  readonly placed: boolean;
}

export interface MenuState {
  readonly menu: string;
  /** In the order of first mention (`add` appends). Removed items included. */
  readonly items: readonly ItemState[];
  /**
   * Commands whose items are not all known (`set $x`, `set 0`, `[find comment="not in the file"]`), and those that move items: `mayChange` tells which items they
   * may have worked on. In file order.
   */
  readonly unresolved: readonly CommandUse[];
  /** The file empties the menu first (`remove [find]`, `remove [find !dynamic]`). */
  readonly cleared: boolean;
  /** The item of this name at the end of the file; '' for the one set of values of a menu without items. */
  item(name: string): ItemState | undefined;
  /** The items that a command surely works on. */
  itemsOf(command: CommandUse): readonly ItemState[];
  /** May an unresolved command have worked on this item of the menu? False for one that is added behind it, and for one that its condition rules out. */
  mayChange(command: CommandUse, item: ItemState): boolean;
}

/** security-rules.md section 2: what the file is decides what its silence means. */
export type FileKind = 'full-export' | 'menu-export' | 'script';

export interface FileEvidence {
  readonly kind: FileKind;
  /** The file begins as an export does, even where it goes on as a script. */
  readonly isExport: boolean;
  /** An export that prints what is at its default as well (`export verbose`). */
  readonly verbose: boolean;
  /** RouterOS release of the export header, undefined without one, and where a backup tool has cut it out. */
  readonly release: string | undefined;
  /** An export made with show-sensitive: only then does a missing secret mean anything. */
  readonly showsSensitive: boolean;
  /** An export that leaves secrets out, or may have: one that is not there is hidden, and neither missing nor empty (security-rules.md 0a.1). */
  readonly hidesSensitive: boolean;
  /** Does the file have a command in this menu? */
  mentions(menu: string): boolean;
}

/** An error of names or structure that only the schema can see. */
export interface ModelError {
  /** `unknown-menu`, `unknown-command`, `unknown-argument`, `ambiguous-...`, `not-in-release`, ... */
  readonly code: string;
  readonly span: Span;
  readonly message: string;
  /** error only where the router itself would refuse. */
  readonly severity: 'error' | 'warning' | 'information' | 'hint';
  /** The router's own wording, without its place, where a recorded answer shows it. */
  readonly router?: string;
  /** Offset at which the router stops, where that is not the start of the span. */
  readonly place?: number;
  /** Other places that belong to it. */
  readonly related?: readonly { readonly span: Span; readonly message: string }[];
  /** Of errors of one code with the same key, only the first of a file counts, scripts inside values included. */
  readonly once?: string;
  /** What may have been meant, the likeliest first: a person chooses. */
  readonly suggestions?: readonly { readonly title: string; readonly edits: readonly TextEdit[] }[];
  /** An edit that mends it, when exactly one is plausible. */
  readonly repair?: { readonly title: string; readonly edits: readonly TextEdit[] };
}

/** A script inside a value: `source="..."`, `on-event={...}`, `:execute "..."` (facts, language.md 1.8). */
export interface EmbeddedScript {
  /** Read as a document of its own; its spans are offsets in its own text. Computed when first asked. */
  readonly script: ScriptModel;
  /** The command and argument that hold it, in the outer text. */
  readonly command: CommandUse;
  readonly argument: ArgumentUse;
  toOuterSpan(span: Span): Span;
  /** An edit of the inner text as one of the outer text, escaped as its place demands. */
  toOuterEdit(edit: TextEdit): TextEdit;
}

export interface ScriptModel {
  readonly text: string;
  /** What RouterOS knows, as it was read with. */
  readonly schema: Schema;
  readonly tree: Tree;
  /** Every command of the script in the order of the text, nested ones included. */
  readonly commands: readonly CommandUse[];
  /** Those of one menu, in the order of the text. */
  commandsOf(menu: string): readonly CommandUse[];
  readonly evidence: FileEvidence;
  /** The release that decides what exists, for this script and for those inside its values. */
  readonly target: Target;
  /** In the order in which a router meets them: the first one is its answer. */
  readonly errors: readonly ModelError[];
  /** Scripts inside values of this one, in the order of the text; what is inside those is in their own list. */
  readonly embedded: readonly EmbeddedScript[];
  /** State of one menu at the end of the file; computed when first asked. */
  state(menu: string): MenuState;
  /** Spans of comments (`# ...` up to the line end), for suppressions. */
  readonly comments: readonly Span[];
}
