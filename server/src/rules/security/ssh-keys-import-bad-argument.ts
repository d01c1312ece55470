import type { ArgumentUse, CommandUse } from '../../model/types';
import type { TextEdit } from '../../syntax/span';
import { defineRule, type Fix } from '../rule';
import { looksLikeKey } from '../support/accessKeys';
import { isRelease6 } from '../support/accessValues';
import { argumentNamed } from '../support/items';

const menu = '/user/ssh-keys';

export default defineRule({
  id: 'ssh-keys-import-bad-argument',
  category: 'security',
  severity: 'error',
  risk: 'medium',
  since: '0.1.0',
  recommended: true,
  summary: 'The text of an SSH key stands where the name of a file belongs',
  why: `\`/user ssh-keys import\` reads a key from a file on the router: \`public-key-file\` is the name of that file, and \`public-key=\` is taken for its abbreviation. With the text of the key there, no such file is found, the command fails, and an import of the script stops. A key as text goes to \`/user ssh-keys add user=... key="..."\`.

Note that a key is for SSH alone: it opens neither the API nor WinBox or WebFig, and the password stays valid there. With a key, the user can by default no longer log in by SSH with the password; the fix is a suggestion for that reason.`,
  references: ['CWE-1188', 'https://manual.mikrotik.com/docs/authentication-authorization-accounting/user'],
  fix: 'suggestion',
  examples: [
    {
      bad: '/user ssh-keys import user=netops public-key="ssh-ed25519 AAAA netops@laptop"',
      fixed: '/user ssh-keys add user=netops key="ssh-ed25519 AAAA netops@laptop"',
      good: '/user ssh-keys import user=netops public-key-file=netops.pub',
    },
    {
      bad: '/user/ssh-keys/import public-key-file="ssh-rsa AAAA" user=netops',
      fixed: '/user/ssh-keys/add key="ssh-rsa AAAA" user=netops',
      good: '/user/ssh-keys/add key="ssh-rsa AAAA" user=netops',
    },
  ],
  silent: [
    {
      script: '/user ssh-keys import user=netops public-key=netops.pub',
      because: 'An abbreviation, with the name of a file',
    },
    { script: '/user ssh-keys import user=netops public-key-file=ssh-rsa.pub', because: 'The name of a file' },
    {
      script: '/user ssh-keys import user=netops public-key-file=$file',
      because: 'The value is only known on the router',
    },
  ],
  menus: [menu],
  check({ script, release, report }) {
    const old = isRelease6(release);
    for (const command of script.commandsOf(menu)) {
      const argument = command.verb === 'import' ? argumentNamed(command, 'public-key-file') : undefined;
      const text = argument?.value?.text;
      if (argument?.value === undefined || text === undefined || !looksLikeKey(text)) continue;
      report({
        span: argument.span,
        message: `Here belongs the name of a file on the router, and this is the text of a key: no such file is found, and an import stops here. ${old ? 'RouterOS 6 takes keys from files alone' : 'A key as text goes to /user ssh-keys add, with key='}.`,
        fixes: old ? [] : useAdd(command, argument, text),
      });
    }
  },
});

/** `import ... public-key=` as `add ... key=`; `add` takes keys of the OpenSSH form and nothing that only `import` has. */
function useAdd(command: CommandUse, argument: ArgumentUse, text: string): readonly Fix[] {
  const { value, nameSpan } = argument;
  if (value === undefined || nameSpan === undefined || text.includes('-----BEGIN ')) return [];
  if (command.arguments.some(({ name }) => name !== 'user' && name !== 'public-key-file')) return [];
  const edits: readonly TextEdit[] = [
    { ...command.verbSpan, text: 'add' },
    { ...nameSpan, text: 'key' },
  ];
  return [{ title: 'Add the key as text', class: 'suggestion', edits }];
}
