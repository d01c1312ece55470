import type { Schema } from '../schema/types';
import type { Span } from '../syntax/span';
import { isDefaultValue } from './defaults';
import { isSensitive } from './sensitive';
import type { CommandUse, FileEvidence, FileKind, ValueUse } from './types';

/**
 * `# 2024-05-01 12:00:00 by RouterOS 7.14.3`, the older `# feb/28/2019 16:30:04 by RouterOS 6.44rc4` (facts, language.md 1.7), and without the time, or
 * with `__` or `xx` for its digits, as tools that keep backups write it so that two of them compare equal.
 */
const headerLine = /^#\s*(?:\S+ \S\S:\S\S:\S\S )?by RouterOS (\d+\.\d+\S*)/;

/** The line behind it: a tool may have left out the first one altogether. */
const identityLine = /^#\s*software id = /;

/** What such tools write above an export of the router they have it from: `# installed-version: 7.14.3`, `# version: 7.14.3 (stable)`, `# RouterOS 7.14.3`. */
const releaseLine =
  /^#\s*(?:(?:installed-|current-)?version: |RouterOS (?:version )?)(\d+\.\d+\S*)(?: \([\w-]+\))?\s*$/;

/** A header is looked for in so many comments above the first command, and behind it among the first few of all: an export with something put before it. */
const headerComments = 200;
const firstComments = 5;

/** `# Only for RouterOS v6`: what a script is for by its own words. */
const onlyRelease6 =
  /^#.*\b(?:only|made) (?:for|on) (?:mikrotik )?(?:router ?os|ros) ?v?6(?!.*(?:or (?:newer|later|above)|\+))/i;

/** `# RouterOS 6.48.3`, `# RouterOS 6.4x`, `# RouterOS 6.40 and later`: what it was written on. */
const writtenOnRelease6 = /^#+ *(?:mikrotik )?(?:router ?os|ros) v?6(?:\.[\dx]+)*(?!.*\bv?7)(?:\s|$)/i;

/** What the comments above the first line of a script say of RouterOS 6: that it is for that alone, or that it was written on it. */
export function saidOfRelease6(text: string, comments: readonly Span[]): 'only' | 'written on' | undefined {
  let end = 0;
  const said = new Set<'only' | 'written on'>();
  for (const comment of comments.slice(0, firstComments)) {
    if (text.slice(end, comment.start).trim() !== '') break;
    end = comment.end;
    const line = text.slice(comment.start, comment.end);
    if (onlyRelease6.test(line)) said.add('only');
    else if (writtenOnRelease6.test(line)) said.add('written on');
  }
  return said.has('only') ? 'only' : said.has('written on') ? 'written on' : undefined;
}

interface Header {
  readonly isExport: boolean;
  /** It stands above all commands. */
  readonly isFirst: boolean;
  readonly release: string | undefined;
}

/** What the file is, and so what its silence means (facts, security-rules.md section 2). */
export function readEvidence(
  text: string,
  comments: readonly Span[],
  commands: readonly CommandUse[],
  schema: Schema,
): FileEvidence {
  const start = commands.find(({ verb }) => verb !== 'export')?.span.start ?? text.length;
  const { isExport, isFirst, release } = readHeader(text, comments, start);
  const menus = new Set<string>();
  for (const command of commands) if (command.menu !== '') menus.add(command.menu);
  const showsSensitive = commands.some((command) => writesSecret(command, schema));
  const kind = isFirst ? kindOf(menus, commands) : 'script';
  return {
    kind,
    isExport,
    verbose: kind !== 'script' && printsDefaults(commands),
    release,
    showsSensitive,
    hidesSensitive: isExport && !showsSensitive,
    mentions: (menu) => menus.has(menu),
  };
}

function readHeader(text: string, comments: readonly Span[], start: number): Header {
  let hasIdentity = false;
  let release: string | undefined;
  for (const [index, comment] of comments.slice(0, headerComments).entries()) {
    const isFirst = comment.start < start;
    if (!isFirst && index >= firstComments) break;
    const line = text.slice(comment.start, comment.end);
    const header = headerLine.exec(line)?.[1];
    if (header !== undefined) return { isExport: true, isFirst, release: header };
    if (!isFirst) continue;
    hasIdentity ||= identityLine.test(line);
    release ??= releaseLine.exec(line)?.[1];
  }
  // A release alone may be what a script asks for.
  return { isExport: hasIdentity, isFirst: hasIdentity, release: hasIdentity ? release : undefined };
}

/** Does a line hold a secret that an export without show-sensitive would leave out? */
function writesSecret({ menu, verb, arguments: uses }: CommandUse, schema: Schema): boolean {
  return (
    (verb === 'add' || verb === 'set') &&
    uses.some(
      ({ name, value }) => value !== undefined && value.text !== '' && isShownOnlyOnDemand(schema, menu, name, verb),
    )
  );
}

/** `key` of an identity is the name of a key: an export shows it, although the vendor's list has every `key` below /ip/ipsec. */
function isShownOnlyOnDemand(schema: Schema, menu: string, name: string, verb: string): boolean {
  return isSensitive(schema, menu, name, verb) && !(menu === '/ip/ipsec/identity' && name === 'key');
}

function kindOf(menus: ReadonlySet<string>, commands: readonly CommandUse[]): FileKind {
  // Control flow, variables, or a command that an export never has: then the header was only copied along.
  if (commands.some(isNoExportLine)) return 'script';
  const roots = new Set([...menus].map((menu) => menu.split('/')[1] ?? ''));
  if (menus.size >= 6 && roots.size >= 3 && roots.has('interface')) return 'full-export';
  return roots.size === 1 ? 'menu-export' : 'script';
}

/** `set` and `find` at the root are lines of a menu that is not known. */
const exportVerbs: ReadonlySet<string> = new Set(['add', 'set', 'find', 'export']);

function isNoExportLine({ verb, arguments: uses }: CommandUse): boolean {
  return !exportVerbs.has(verb) || uses.some(({ name, value }) => value !== undefined && isComputed(name, value));
}

/** An export computes nothing but which item a line is about. */
function isComputed(name: string, { kind }: ValueUse): boolean {
  return kind === 'variable' || kind === 'expression' || (kind === 'command' && name !== 'numbers');
}

/** A compact export has next to nothing at its default; a verbose one has most of it so. */
function printsDefaults(commands: readonly CommandUse[]): boolean {
  const menus = new Set<string>();
  for (const { menu, verb, arguments: uses } of commands) {
    if (verb !== 'set') continue;
    const atDefault = uses.filter(
      ({ name, value }) => value?.text !== undefined && isDefaultValue(menu, name, value.text),
    );
    if (atDefault.length >= 2) menus.add(menu);
  }
  return menus.size >= 3;
}
