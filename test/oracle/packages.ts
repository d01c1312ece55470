import { readScript } from '../../server/src/model/script';
import type { ScriptModel } from '../../server/src/model/types';
import { schema } from '../../server/src/schema/bundled';
import { lookupWord } from '../../server/src/schema/lookup';
import type { Menu, Presence } from '../../server/src/schema/types';
import { offsetOf, type Place } from './places';

/**
 * Does the word at which a router of this release stopped belong to an extra package or to other hardware? Such an answer says nothing about the
 * language: a router that has the package would have read on.
 */
export function isOfPackage(text: string, place: Place, release: string): boolean {
  const whole = schema();
  const offset = offsetOf(text, place);
  const model = readScript(text, { schema: whole });
  const argument = argumentPresence(model, offset);
  if (argument) return isBeyondBase(argument, release);
  const word = wordAt(text, offset);
  if (!word) return false;
  const path = pathBefore(text, word.start) + text.slice(word.start, word.end);
  return startMenus(model, path, offset).some((menu) => {
    const found = follow(menu, path);
    return found !== undefined && isBeyondBase(found, release);
  });
}

function isBeyondBase(presence: Presence, release: string): boolean {
  if (presence.source !== 'x86') return true;
  return !presence.hasBase(release) && (!presence.base || presence.has(release));
}

/** The argument whose name begins or ends at the offset. */
function argumentPresence(model: ScriptModel, offset: number): Presence | undefined {
  for (const command of model.commands) {
    if (command.span.start > offset || command.span.end < offset) continue;
    const use = command.arguments.find(({ nameSpan }) => nameSpan?.start === offset || nameSpan?.end === offset);
    const presence = use && schema().menu(command.menu)?.commands.get(command.verb)?.arguments.get(use.name)?.presence;
    if (presence) return presence;
  }
  return undefined;
}

/** The word that begins at the offset, or ends there: routers name either, depending on what follows it. */
function wordAt(text: string, offset: number): { readonly start: number; readonly end: number } | undefined {
  const isWord = (at: number): boolean => /[a-z0-9-]/.test(text.charAt(at));
  let start = offset;
  let end = offset;
  if (isWord(offset) && !isWord(offset - 1)) {
    while (isWord(end)) end++;
  } else {
    while (isWord(start - 1)) start--;
  }
  return start === end ? undefined : { start, end };
}

/** What stands on the line before a word of a path: the words that lead to it. */
function pathBefore(text: string, offset: number): string {
  let start = offset;
  while (start > 0 && /[a-z0-9 \t./-]/.test(text.charAt(start - 1))) start--;
  return text.slice(start, offset);
}

/** The menus that a path may start in: the root, or, without `/`, that of the command before it too. */
function startMenus(model: ScriptModel, path: string, offset: number): readonly Menu[] {
  const { root } = schema();
  if (path.trimStart().startsWith('/')) return [root];
  const before = model.commands.filter(({ span }) => span.start < offset).at(-1);
  const menu = before && schema().menu(before.menu);
  return menu ? [root, menu] : [root];
}

/** The presence of the last word of a path; undefined where the words lead nowhere. */
function follow(start: Menu, path: string): Presence | undefined {
  let menu: Menu | undefined = start;
  let presence: Presence | undefined;
  for (const word of path.split(/[ \t/]+/)) {
    if (word === '') continue;
    const found: ReturnType<typeof lookupWord> | undefined = menu && lookupWord(menu, word);
    if (found?.kind !== 'menu' && found?.kind !== 'command') return undefined;
    presence = found.value.presence;
    menu = found.kind === 'menu' ? found.value : undefined;
  }
  return presence;
}
