import { compareReleases } from './releases';
import type { Argument, Command, Lookup, Menu, Presence } from './types';

/** What a word of a path stands for. */
export type WordLookup =
  | { readonly kind: 'menu'; readonly value: Menu }
  | { readonly kind: 'command'; readonly value: Command }
  | { readonly kind: 'ambiguous'; readonly candidates: readonly string[] }
  | { readonly kind: 'unknown' };

export interface LookupOptions {
  /**
   * The release of the router that reads the script. Decides whether an abbreviation is unambiguous (a router completes to what it has), and whether
   * an alias is followed. Without it: the newest known release.
   */
  readonly release?: string;
  /** True for a router without extra packages, x86. */
  readonly baseOnly?: boolean;
}

/**
 * What `word` stands for among named things: the one of exactly this name, else the only one that begins with it.
 * Where `preferred` is given, those that it accepts are asked for a beginning first, and the others only where none of them matches: a name that only
 * other routers have makes no abbreviation ambiguous. An exact name is found in any case.
 */
export function lookup<T>(map: ReadonlyMap<string, T>, word: string, preferred?: (value: T) => boolean): Lookup<T> {
  const exact = map.get(word);
  if (exact !== undefined) return { kind: 'exact', value: exact };
  if (word === '') return { kind: 'unknown' };
  const matches = [...map].filter(([name]) => name.startsWith(word));
  const closer = preferred ? matches.filter(([, value]) => preferred(value)) : matches;
  const candidates = closer.length > 0 ? closer : matches;
  const [first] = candidates;
  if (!first) return { kind: 'unknown' };
  if (candidates.length === 1) return { kind: 'prefix', value: first[1] };
  return { kind: 'ambiguous', candidates: candidates.map(([name]) => name) };
}

/** Does the router that the options describe have it? */
function reach(options: LookupOptions): (value: { readonly presence: Presence }) => boolean {
  const { release, baseOnly = false } = options;
  return ({ presence }) => {
    if (presence.source !== 'x86') return false;
    // `has` reads a release that is none as the newest known one.
    return baseOnly
      ? presence.hasBase(release ?? '')
      : release === undefined
        ? presence.until === undefined
        : presence.has(release);
  };
}

/**
 * The part of a dotted argument name that a following name with a leading dot takes over: `security` of `security.passphrase`; undefined where the
 * name has no dot.
 */
export function dottedPrefix(name: string): string | undefined {
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(0, dot) : undefined;
}

/**
 * The argument that a word stands for: exact name, else unambiguous beginning. A word that begins with a dot is read behind `prefix`, the
 * `dottedPrefix` of the last dotted name before it on the line (`.ssid` behind `configuration.mode=ap` is `configuration.ssid`), and where that gives
 * nothing behind what is before the last dot of the prefix (`.l2.metric` behind `bcast.l1.metric=1` is `bcast.l2.metric`).
 */
export function lookupArgument(
  command: Command,
  word: string,
  prefix?: string,
  options: LookupOptions = {},
): Lookup<Argument> {
  if (!word.startsWith('.') || prefix === undefined) return lookup(command.arguments, word, reach(options));
  const found = lookup(command.arguments, prefix + word, reach(options));
  const outer = dottedPrefix(prefix);
  return found.kind === 'unknown' && outer !== undefined ? lookupArgument(command, word, outer, options) : found;
}

/** The command that runs for `command` on the router of the options: itself, or what it is an alias of there. */
function aliased(command: Command, options: LookupOptions): Command {
  const { alias } = command;
  return alias && isFollowed(alias, options) ? alias.command : command;
}

/** The same for a menu. */
function aliasedMenu(menu: Menu, options: LookupOptions): Menu {
  const { alias } = menu;
  return alias && isFollowed(alias, options) ? alias.menu : menu;
}

function isFollowed({ since }: { readonly since: string }, { release }: LookupOptions): boolean {
  return release === undefined || compareReleases(release, since) >= 0;
}

/**
 * The menu or command that a word stands for in a menu. Both share one namespace: an exact name wins, and a beginning must fit one of all.
 * At the root `ping` is `/tool/ping`, and `/interface/wifiwave2` is `/interface/wifi`, where the release has it so.
 */
export function lookupWord(menu: Menu, word: string, options: LookupOptions = {}): WordLookup {
  const exactMenu = menu.menus.get(word);
  if (exactMenu) return { kind: 'menu', value: aliasedMenu(exactMenu, options) };
  const exactCommand = menu.commands.get(word);
  if (exactCommand) return { kind: 'command', value: aliased(exactCommand, options) };
  const found = lookup(new Map<string, Menu | Command>([...menu.menus, ...menu.commands]), word, reach(options));
  if (found.kind === 'unknown' || found.kind === 'ambiguous') return found;
  const { value } = found;
  return 'menus' in value
    ? { kind: 'menu', value: aliasedMenu(value, options) }
    : { kind: 'command', value: aliased(value, options) };
}
