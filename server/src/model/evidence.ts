import type { Schema } from '../schema/types';
import type { Span } from '../syntax/span';
import { isSensitive } from './sensitive';
import type { CommandUse, FileEvidence, FileKind } from './types';

/** `# 2024-05-01 12:00:00 by RouterOS 7.14.3`, and the older `# feb/28/2019 16:30:04 by RouterOS 6.44rc4` (facts, language.md 1.7). */
const header = /^#\s+\S+ \d\d:\d\d:\d\d by RouterOS (\d+\.\d+\S*)/;

/** What the file is, and so what its silence means (facts, security-rules.md section 2). */
export function readEvidence(
  text: string,
  comments: readonly Span[],
  commands: readonly CommandUse[],
  schema: Schema,
): FileEvidence {
  let release: string | undefined;
  for (const { start, end } of comments.slice(0, 5)) {
    const found = header.exec(text.slice(start, end));
    if (found?.[1]) {
      release = found[1];
      break;
    }
  }
  const menus = new Set<string>();
  for (const command of commands) if (command.menu !== '') menus.add(command.menu);
  const showsSensitive = commands.some((command) => writesSecret(command, schema));
  return {
    kind: release === undefined ? 'script' : kindOf(menus, commands),
    release,
    showsSensitive,
    hidesSensitive: release !== undefined && !showsSensitive,
    mentions: (menu) => menus.has(menu),
  };
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
  // An export has no control flow and no variables: with them, the header was only copied along. `set` and `find` at the root are lines of a
  // menu that is not known.
  const codes = commands.some(
    ({ menu, verb }) => menu === '' && verb !== 'export' && verb !== 'set' && verb !== 'find',
  );
  if (codes) return 'script';
  const roots = new Set([...menus].map((menu) => menu.split('/')[1] ?? ''));
  if (menus.size >= 6 && roots.size >= 3 && roots.has('interface')) return 'full-export';
  return roots.size === 1 ? 'menu-export' : 'script';
}
