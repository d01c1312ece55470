import type { CommandUse, ScriptModel } from '../../model/types';
import { appendArgument, defineRule } from '../rule';
import { argumentNamed, isNo } from '../support/items';

/** Commands that carry a file away. */
const carriers: ReadonlySet<string> = new Set(['/tool/fetch', '/tool/e-mail/send']);

export default defineRule({
  id: 'export-show-sensitive',
  category: 'security',
  severity: 'warning',
  risk: 'high',
  since: '0.1.0',
  recommended: true,
  summary: 'A script exports the configuration with all passwords and keys',
  why: `\`/export show-sensitive\` writes passwords, secrets and private keys in clear text. RouterOS 7 leaves them out unless asked; RouterOS 6 writes them unless \`hide-sensitive\` is given. For a copy to restore from, an encrypted backup (\`/system backup save password=...\`) is the better place; an export is for reading and comparing.

The fix is a suggestion: what is restored from such an export lacks its passwords and keys.`,
  references: ['CWE-312', 'https://manual.mikrotik.com/docs/getting-started/configuration-management'],
  fix: 'suggestion',
  examples: [
    {
      bad: '/export show-sensitive file=x',
      fixed: '/export file=x',
      good: '/export file=x',
    },
    {
      bad: '/interface wireguard export file=wg show-sensitive',
      fixed: '/interface wireguard export file=wg',
      good: '/interface wireguard export file=wg',
    },
    {
      bad: '# feb/28/2019 16:30:04 by RouterOS 6.44.1\n/export file=x',
      fixed: '# feb/28/2019 16:30:04 by RouterOS 6.44.1\n/export file=x hide-sensitive',
      good: '# feb/28/2019 16:30:04 by RouterOS 6.44.1\n/export hide-sensitive file=x',
    },
  ],
  silent: [
    { script: '/export hide-sensitive file=x', because: 'What is secret is left out' },
    { script: ':put "/export show-sensitive"', because: 'A text, not a command' },
    { script: '/certificate export-certificate ca file-name=ca', because: 'Another command' },
  ],
  menus: [],
  check({ script, release, report }) {
    const old = Number.parseInt(release, 10) < 7;
    for (const command of script.commands) {
      if (command.verb !== 'export' || !command.known) continue;
      const shown = argumentNamed(command, 'show-sensitive');
      const asked = shown !== undefined && !shown.unset && !isNo(shown.value?.text);
      const leaks = old ? argumentNamed(command, 'hide-sensitive') === undefined : asked;
      if (!leaks) continue;
      const carried = carriesAway(script, command)
        ? ' The script then sends a file away, so they may leave the router.'
        : '';
      report({
        span: asked ? shown.span : command.span,
        message: `This export holds passwords, secrets and private keys in clear text.${carried} ${old ? 'Add hide-sensitive' : 'Leave show-sensitive out'}, and keep an encrypted backup to restore from.`,
        fixes: [
          {
            title: `${old ? 'Add hide-sensitive' : 'Leave show-sensitive out'} (what is restored from the file lacks its secrets)`,
            class: 'suggestion',
            edits: [asked ? withoutArgument(script.text, shown.span) : appendArgument(command, 'hide-sensitive')],
          },
        ],
      });
    }
  },
});

/** Takes an argument out, with the blanks before it. */
function withoutArgument(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
): {
  readonly start: number;
  readonly end: number;
  readonly text: string;
} {
  let from = start;
  while (/[ \t]/.test(text.charAt(from - 1))) from--;
  return { start: from, end, text: '' };
}

function carriesAway(script: ScriptModel, exporting: CommandUse): boolean {
  return script.commands.some(
    (command) =>
      command.span.start > exporting.span.start &&
      carriers.has(command.path) &&
      (command.path !== '/tool/fetch' || argumentNamed(command, 'upload') !== undefined) &&
      (command.path === '/tool/fetch' || argumentNamed(command, 'file') !== undefined),
  );
}
