import { lookupWord, type LookupOptions, type WordLookup } from '../schema/lookup';
import type { Command, Menu, Schema } from '../schema/types';
import type { Item, Part, WordPart } from '../syntax/nodes';
import type { Context } from './context';
import type { Problems } from './problems';
import type { ModelError } from './types';
import { nameSuggestions } from './valueChecks';

/** What the words at the start of a line lead to. `rest` is what follows them. */
export type Path =
  | { readonly kind: 'menu'; readonly menu: Menu; readonly rest: readonly Item[] }
  | {
      readonly kind: 'command';
      readonly command: Command;
      readonly menu: Menu;
      readonly rest: readonly Item[];
      readonly verb: { readonly start: number; readonly end: number };
    }
  /** A word that names nothing, with a blank or the end behind it: an error only when it would run. */
  | {
      readonly kind: 'unknown';
      readonly word: string;
      readonly start: number;
      readonly message: string;
      readonly suggestions: NonNullable<ModelError['suggestions']>;
      readonly rest: readonly Item[];
    }
  /** Reported: nothing more can be said of the line. */
  | { readonly kind: 'failed'; readonly rest: readonly Item[] };

/** Commands that many menus have: with one of them a line is a command, whatever its menu. */
export const genericVerbs: ReadonlySet<string> = new Set([
  'add',
  'comment',
  'disable',
  'edit',
  'enable',
  'export',
  'find',
  'get',
  'monitor',
  'move',
  'print',
  'remove',
  'reset',
  'set',
  'unset',
]);

/** Commands of menus of which only `set` is at the root too, for another purpose. */
const menuVerbs: ReadonlySet<string> = new Set(['add', 'disable', 'enable', 'get', 'print', 'remove', 'set']);

const segmentPattern = /[a-z0-9.-]+/y;

/** The word that an item begins with: the first part of its value, or its name. */
export function headWord(item: Item): WordPart | undefined {
  const part = item.kind === 'argument' ? item.name : item.value.parts[0];
  return part?.kind === 'word' ? part : undefined;
}

/** Follows words through menus as the console does (facts, language.md 1.2). */
export class PathReader {
  constructor(
    private readonly text: string,
    private readonly schema: Schema,
    private readonly options: LookupOptions,
    private readonly problems: Problems,
    private readonly asRouter: boolean,
  ) {}

  read(items: readonly Item[], context: Context): Path {
    let menu: Menu | undefined;
    let relative = true;
    for (let index = 0; index < items.length; index++) {
      const item = items[index];
      const part = item && headWord(item);
      if (!item || !part) break;
      const start = context.base + part.start;
      const word = this.text.slice(start, context.base + part.end);
      const after = items.slice(index + 1);
      let at = 0;
      if (index === 0 && (word.startsWith('/') || word.startsWith(':'))) {
        menu = this.schema.root;
        relative = false;
        at = 1;
        if (word.length === 1) {
          if (isGlued(item)) {
            const rest = restOf(item, part, 1);
            if (word === '/' && beginsBlock(rest)) return { kind: 'menu', menu, rest: [...rest, ...after] };
          } else {
            // A blank may stand behind the colon as behind the slash: published scripts have it, and no recorded answer refuses it.
            const [next] = after;
            if (word === '/' || (next && headWord(next))) continue;
            this.expectName(start + 1, start + 1);
            return { kind: 'failed', rest: after };
          }
        }
      }
      for (;;) {
        const from = at;
        const up = word.startsWith('..', at) && (at + 2 === word.length || word[at + 2] === '/');
        segmentPattern.lastIndex = at;
        const segment = up ? '..' : segmentPattern.exec(word)?.[0];
        if (segment === undefined) {
          this.expectName(start + at, start + Math.max(at + 1, word.length), index === 0 && at === 0);
          return { kind: 'failed', rest: after };
        }
        at += segment.length;
        if (up) {
          const current: Menu | undefined = menu ?? context.menu;
          menu = current && this.schema.menu(current.path.slice(0, Math.max(0, current.path.lastIndexOf('/'))));
          if (!menu) return { kind: 'failed', rest: after };
        } else {
          const found = relative
            ? this.relative(segment, context)
            : { menu: menu ?? this.schema.root, word: lookupWord(menu ?? this.schema.root, segment, this.options) };
          if (!found) return { kind: 'failed', rest: after };
          switch (found.word.kind) {
            case 'menu':
              menu = found.word.value;
              break;
            case 'command':
              if (at < word.length) {
                this.problems.syntax(
                  'expected end of command',
                  start + at,
                  start + word.length,
                  'A blank must follow the name of a command.',
                );
                return { kind: 'failed', rest: after };
              }
              return {
                kind: 'command',
                command: found.word.value,
                menu: found.menu,
                rest: [...restOf(item, part, at), ...after],
                verb: { start: start + from, end: start + at },
              };
            case 'ambiguous':
              this.ambiguous(
                start + from,
                segment,
                found.menu,
                found.word.candidates,
                at < word.length || isGlued(item),
              );
              return { kind: 'failed', rest: after };
            case 'unknown':
              return this.unknown(
                segment,
                start + from,
                found.menu,
                relative,
                at < word.length || isGlued(item),
                after,
              );
          }
        }
        relative = false;
        if (at === word.length) break;
        if (word[at] !== '/') {
          this.expectName(start + at, start + word.length);
          return { kind: 'failed', rest: after };
        }
        at++;
        if (at === word.length) break;
      }
      if (isGlued(item)) {
        const rest = [...restOf(item, part, at), ...after];
        if (beginsBlock(rest)) return { kind: 'menu', menu, rest };
        const here = context.base + part.end;
        this.expectName(here, here + 1);
        return { kind: 'failed', rest: after };
      }
      const next = items[index + 1];
      if (!next || !headWord(next)) return { kind: 'menu', menu, rest: after };
    }
    const reached = menu ?? context.menu;
    return reached ? { kind: 'menu', menu: reached, rest: [] } : { kind: 'failed', rest: [] };
  }

  /** `isHead`: the line begins with it, so that no menu can make it right. */
  private expectName(start: number, end: number, isHead = false): void {
    this.problems.syntax(
      'expected command name',
      start,
      end,
      'A menu or command is expected here; their names are small letters, digits and hyphens.',
      isHead,
    );
  }

  private unknown(
    segment: string,
    start: number,
    menu: Menu,
    first: boolean,
    glued: boolean,
    rest: readonly Item[],
  ): Path {
    const end = start + segment.length;
    const name = `no menu or command \`${segment}\``;
    // Many scripts are for RouterOS 6, and do not say so.
    const message = menu.path === '' || first ? `RouterOS 7 has ${name}.` : `${menu.path} has ${name} in RouterOS 7.`;
    const suggestions = nameSuggestions(segment, start, [...menu.menus.keys(), ...menu.commands.keys()]);
    if (glued) {
      this.problems.add('unknown-command', 'syntax error', start, end, message, { place: end, suggestions });
      return { kind: 'failed', rest };
    }
    return { kind: 'unknown', word: segment, start, message, suggestions, rest };
  }

  private ambiguous(start: number, segment: string, menu: Menu, candidates: readonly string[], glued: boolean): void {
    const everywhere = lookupWord(menu, segment, { ...this.options, baseOnly: true }).kind === 'ambiguous';
    reportAmbiguous(this.problems, start, segment, menu.path || 'the root menu', candidates, everywhere, glued);
  }

  /**
   * A first word without `/`: the current menu first, then the menu around a substitution, then the root. A full name of the root goes before
   * an abbreviation in the menu. Behind a menu that could not be read, only commands of the language are known: undefined for all else.
   */
  private relative(segment: string, context: Context): { menu: Menu; word: WordLookup } | undefined {
    const { root } = this.schema;
    if (!context.menu && (genericVerbs.has(segment) || !root.commands.has(segment))) return undefined;
    // A router takes `set` for the root's where the menu has none; a person meant the menu's.
    const own = context.menu !== undefined && context.menu !== root && menuVerbs.has(segment) && !this.asRouter;
    const places = [context.menu, context.outerMenu, own ? undefined : root].filter((menu) => menu !== undefined);
    let failed: { menu: Menu; word: WordLookup } | undefined;
    for (const menu of places) {
      const word = lookupWord(menu, segment, this.options);
      if (word.kind === 'menu' || word.kind === 'command') {
        const abbreviated = word.value.name !== segment && menu !== root;
        return abbreviated && root.commands.has(segment)
          ? { menu: root, word: lookupWord(root, segment, this.options) }
          : { menu, word };
      }
      if (!failed || (failed.word.kind === 'unknown' && word.kind === 'ambiguous')) failed = { menu, word };
    }
    return failed;
  }
}

/** An abbreviation that fits several names. `everywhere`: also on a router without extra packages, so that every router refuses it. */
export function reportAmbiguous(
  problems: Problems,
  start: number,
  written: string,
  where: string,
  candidates: readonly string[],
  everywhere: boolean,
  /** Something is glued to it: the line cannot be read then; else it fails when it would run. */
  glued = false,
): void {
  const extra = everywhere ? '' : ' on a router with extra packages';
  const shown = candidates.slice(0, 6).join(', ');
  const names = candidates.length > 6 ? `${shown} and ${candidates.length - 6} more` : shown;
  problems.add(
    'ambiguous-name',
    glued ? 'syntax error' : `bad command name ${written}`,
    start,
    start + written.length,
    `\`${written}\` is short for more than one name in ${where}${extra}: ${names}. Write it in full.`,
    { severity: everywhere ? 'error' : 'warning', ...(glued ? { place: start + written.length } : {}) },
  );
}

/** Is something glued to the word that the item begins with? */
function isGlued(item: Item): boolean {
  return item.kind === 'argument' || item.value.parts.length > 1;
}

/** Does a block follow: `/ip service{`, `/{`? */
function beginsBlock([next]: readonly Item[]): boolean {
  return next?.kind === 'value' && next.value.parts[0]?.kind === 'braces';
}

/** What is left of an item behind the first `length` characters of the word that it begins with. */
function restOf(item: Item, head: WordPart, length: number): Item[] {
  const from = head.start + length;
  if (item.kind === 'argument') return [{ ...item, start: from, name: { kind: 'word', start: from, end: head.end } }];
  const parts: Part[] = [...item.value.parts.slice(1)];
  if (from < head.end) parts.unshift({ kind: 'word', start: from, end: head.end });
  return parts.length === 0
    ? []
    : [{ kind: 'value', start: from, end: item.end, value: { start: from, end: item.end, parts } }];
}
