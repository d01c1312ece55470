import type { LookupOptions } from '../schema/lookup';
import type { Command, Schema } from '../schema/types';
import type { CommandLine, Item, WordPart } from '../syntax/nodes';
import type { Context } from './context';
import type { EmbeddedText } from './embedded';
import type { Problems } from './problems';
import type { Target } from './target';
import type { ArgumentUse, CommandUse } from './types';

/** The text of a script inside a value. */
export interface EmbeddedUse {
  readonly text: EmbeddedText;
  readonly command: CommandUse;
  readonly argument: ArgumentUse;
}

/** What all parts of the resolver share while one script is read. */
export interface Reader {
  readonly text: string;
  readonly schema: Schema;
  readonly lookup: LookupOptions;
  /** The release that decides what exists. */
  readonly target: Target;
  /** Judges exactly as a router does. */
  readonly asRouter: boolean;
  /** The router reads over an argument that it does not know, and fails when the command would run. */
  readonly readsOver: boolean;
  /** The text stands in a value: an event may set variables before it runs. */
  readonly insideValue: boolean;
  /** The script asks whether this variable has a value: it is a parameter that may be left out. */
  readonly isOptional: (variable: string) => boolean;
  readonly problems: Problems;
  /** Found so far, in the order of the text. */
  readonly commands: CommandUse[];
  readonly embedded: EmbeddedUse[];
  /** Reads lines of commands one after the other, in a block or in brackets. */
  lines(all: readonly CommandLine[], context: Context): void;
}

/** What is being read of one command. */
export interface Reading {
  readonly command: Command;
  readonly menu: string;
  readonly use: { -readonly [Key in keyof CommandUse]: CommandUse[Key] };
  readonly written: ArgumentUse[];
  /** Where its substitutions stand. */
  readonly inner: Context;
  readonly outer: Context;
  readonly hasErrorHandler: boolean;
  /** The release that the script is judged by has the command. */
  readonly exists: boolean;
  /** The line has errors of its own already. */
  readonly broken: boolean;
}

export function wordText({ text }: Reader, base: number, part: WordPart): string {
  return text.slice(base + part.start, base + part.end);
}

/** The word that an item consists of, undefined where it is anything else. */
export function itemWord(reader: Reader, base: number, item: Item): string | undefined {
  const [part, more] = item.kind === 'value' ? item.value.parts : [];
  return part?.kind === 'word' && !more ? wordText(reader, base, part) : undefined;
}

/** The name of an argument, or the word that a value consists of. */
export function itemName(reader: Reader, base: number, item: Item): string | undefined {
  return item.kind === 'argument' && item.name.kind === 'word'
    ? wordText(reader, base, item.name)
    : itemWord(reader, base, item);
}
