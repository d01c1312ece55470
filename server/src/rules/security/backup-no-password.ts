import type { CommandUse } from '../../model/types';
import { compareReleases } from '../../schema/releases';
import { appendArgument, defineRule, replaceValue, type Fix } from '../rule';
import { argumentNamed, isNo } from '../support/items';
import { guardedVariable } from '../support/guardedVariable';

const menu = '/system/backup';
const variable = 'backupPassword';

export default defineRule({
  id: 'backup-no-password',
  category: 'security',
  severity: 'warning',
  risk: 'medium',
  since: '0.1.0',
  recommended: true,
  summary: 'A backup is saved without encryption',
  why: `A backup file holds the whole configuration with all passwords and keys. From 6.43 on it is not encrypted unless \`password\` is given, and \`dont-encrypt=yes\` leaves it open in any release; \`encryption=rc4\` is there for old releases only, and not secure. Give a password: \`/system backup save name=... password=...\`.

The fix takes the password from a global variable, with a guard that stops the script where it is not set. Keep that password: without it the backup cannot be loaded.`,
  references: ['CWE-311', 'https://manual.mikrotik.com/docs/getting-started/configuration-management/backup'],
  fix: 'suggestion',
  examples: [
    {
      bad: '/system backup save name=b dont-encrypt=yes',
      fixed:
        ':global backupPassword\n:if ([:len $backupPassword] = 0) do={:error "Set the global variable backupPassword first"}\n/system backup save name=b dont-encrypt=no password=$backupPassword',
      good: '/system backup save name=b password=$bp encryption=aes-sha256',
    },
    {
      bad: '/system/backup/save name=daily',
      fixed:
        ':global backupPassword\n:if ([:len $backupPassword] = 0) do={:error "Set the global variable backupPassword first"}\n/system/backup/save name=daily password=$backupPassword',
      good: '/system/backup/save name=daily password=$bp',
    },
    {
      bad: '/system backup save name=b password=$bp encryption=rc4',
      fixed: '/system backup save name=b password=$bp encryption=aes-sha256',
      good: '/system backup save name=b password=$bp encryption=aes-sha256',
    },
  ],
  silent: [
    { script: '/system backup load name=b password=$bp', because: 'It is loaded, not saved' },
    { script: '/system backup save name=b password=[$secret backup]', because: 'The password comes from elsewhere' },
    { script: '/system backup cloud upload-file action=create-and-upload password=$bp', because: 'Another command' },
  ],
  menus: [menu],
  check({ script, release, report }) {
    for (const command of script.commandsOf(menu)) {
      if (command.verb !== 'save') continue;
      const encryption = argumentNamed(command, 'encryption');
      if (isOpen(command, release)) {
        report({
          span: command.span,
          message:
            'The backup is not encrypted, and holds all passwords and keys of the router: whoever gets the file has them. Give it a password (password=), and keep that.',
          fixes: encrypt(script.text, command),
        });
      } else if (encryption?.value?.text === 'rc4') {
        const edit = replaceValue(encryption, 'aes-sha256');
        report({
          span: encryption.span,
          message:
            'The backup is encrypted with RC4, which is not secure, and holds all passwords and keys of the router. Set encryption=aes-sha256, the default.',
          fixes:
            edit === undefined
              ? []
              : [
                  {
                    title: 'Set encryption=aes-sha256 (older releases cannot load it)',
                    class: 'suggestion',
                    edits: [edit],
                  },
                ],
        });
      }
    }
  },
});

/** Is the file saved as it is? Before 6.43 the password of the user who saves it encrypts it. */
function isOpen(command: CommandUse, release: string): boolean {
  const plain = argumentNamed(command, 'dont-encrypt');
  if (plain !== undefined) {
    if (plain.value === undefined) return !plain.unset;
    if (plain.value.text === undefined) return false;
    if (!isNo(plain.value.text)) return true;
  }
  const password = argumentNamed(command, 'password');
  return compareReleases(release, '6.43') >= 0 && (password?.value === undefined || password.value.text === '');
}

function encrypt(text: string, command: CommandUse): readonly Fix[] {
  const guard = guardedVariable(text, command, variable);
  if (guard === undefined) return [];
  const plain = argumentNamed(command, 'dont-encrypt');
  const password = argumentNamed(command, 'password');
  const edits = [guard];
  if (plain !== undefined) edits.push({ ...plain.span, text: 'dont-encrypt=no' });
  if (password === undefined) edits.push(appendArgument(command, `password=$${variable}`));
  else if (password.value === undefined || password.value.text === '')
    edits.push({ ...password.span, text: `password=$${variable}` });
  return [
    {
      title: `Encrypt the backup with the password in the global variable ${variable}`,
      class: 'suggestion',
      edits,
    },
  ];
}
