import type { Span } from '../syntax/span';
import type { CommandUse, FileEvidence, FileKind } from './types';

/** `# 2024-05-01 12:00:00 by RouterOS 7.14.3`, and the older `# feb/28/2019 16:30:04 by RouterOS 6.44rc4` (facts, language.md 1.7). */
const header = /^#\s+\S+ \d\d:\d\d:\d\d by RouterOS (\d+\.\d+\S*)/;

/** Arguments whose value an export leaves out unless it was made with show-sensitive (facts, security-rules.md section 7, names common to many menus). */
const sensitive =
  /^(?:.*-)?(?:password|secret|passphrase|private-key|preshared-key|auth-key|enc-key|pre-shared-key|secrets|tcp-md5-key)$/;

/** What the file is, and so what its silence means (facts, security-rules.md section 2). */
export function readEvidence(text: string, comments: readonly Span[], commands: readonly CommandUse[]): FileEvidence {
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
  return {
    kind: release === undefined ? 'script' : kindOf(menus, commands),
    release,
    showsSensitive: commands.some((command) =>
      command.arguments.some(
        (argument) => argument.value !== undefined && argument.value.text !== '' && sensitive.test(argument.name),
      ),
    ),
    mentions: (menu) => menus.has(menu),
  };
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
