import type { ArgumentUse, CommandUse } from '../../model/types';
import { defineRule, type Fix } from '../rule';
import { passwordVariable, takeFromVariable } from '../support/guardedVariable';
import { isLiteralSecret } from '../support/secrets';

export default defineRule({
  id: 'user-plaintext-password',
  category: 'security',
  severity: 'warning',
  risk: 'medium',
  since: '0.1.0',
  recommended: true,
  summary: 'The password of a user is written in the script',
  why: `A script is copied, mailed, kept in backups and under version control, and the password with it. Take it out of the file, and change it on every router that has it.

The fix puts a global variable in its place. Set it on the router before the script is imported. The guard that comes with it matters: a variable that was never set reads as an empty text, and the user would get an empty password. On a terminal, \`/terminal ask\` is another way to come by the value.`,
  references: ['CWE-798', 'CWE-312', 'https://manual.mikrotik.com/docs/authentication-authorization-accounting/user'],
  fix: 'suggestion',
  examples: [
    {
      bad: '/user add name=netops group=full password="S0me-long-Secret!"',
      fixed:
        ':global netopsPassword\n:if ([:len $netopsPassword] = 0) do={:error "Set the global variable netopsPassword first"}\n/user add name=netops group=full password=$netopsPassword',
      good: '/user add name=netops group=full password=$password',
    },
    {
      bad: '/user\nset svc-backup password=S0me-long-Secret',
      fixed:
        '/user\n:global svcBackupPassword\n:if ([:len $svcBackupPassword] = 0) do={:error "Set the global variable svcBackupPassword first"}\nset svc-backup password=$svcBackupPassword',
      good: '/user\nset svc-backup password=$password',
    },
    {
      bad: '/password old-password=$old new-password=S0me-long-Secret confirm-new-password=S0me-long-Secret',
      fixed:
        ':global userPassword\n:if ([:len $userPassword] = 0) do={:error "Set the global variable userPassword first"}\n/password old-password=$old new-password=$userPassword confirm-new-password=$userPassword',
      good: '/password old-password=$old new-password=$new confirm-new-password=$new',
    },
  ],
  silent: [
    { script: '/user add name=b group=read password="$pw"', because: 'The value is only known on the router' },
    {
      script: '/user add name=b group=read password=[/system/identity/get name]',
      because: 'The value is only known on the router',
    },
    { script: '/user add name=b password={{ vault_pw }} group=full', because: 'A template, filled in elsewhere' },
    { script: '/user add name=b group=read password=<PASSWORD>', because: 'A placeholder' },
    { script: '/user add name=b group=read password=CHANGE_ME', because: 'A placeholder' },
    {
      script: '/user add name=b group=read password=""',
      because: 'Nothing is given away: that it is empty is another matter',
    },
  ],
  menus: [],
  check({ script, report }) {
    for (const command of [...script.commandsOf('/user'), ...script.commandsOf('')]) {
      const names = passwordArguments(command);
      if (names.length === 0) continue;
      const secrets = command.arguments.filter(
        (argument) =>
          names.includes(argument.name) &&
          // Which value without a name sets what is not documented: prose that begins with "password" would be taken for one.
          argument.nameSpan !== undefined &&
          isLiteralSecret(argument.value),
      );
      const [first] = secrets;
      if (first === undefined) continue;
      report({
        span: first.value?.span ?? first.span,
        message:
          'A password is written in the script, and whoever reads the script has it. Take it from a variable or a placeholder, and change it where it was used.',
        fixes: useVariable(script.text, command, secrets),
      });
    }
  },
});

/** Which arguments of the command set a password. */
function passwordArguments(command: CommandUse): readonly string[] {
  if (command.menu === '/user') return command.verb === 'add' || command.verb === 'set' ? ['password'] : [];
  return command.verb === 'password' ? ['new-password', 'confirm-new-password'] : [];
}

/** A global variable with a guard: without it, an unset variable would give the user an empty password. */
function useVariable(text: string, command: CommandUse, secrets: readonly ArgumentUse[]): readonly Fix[] {
  const name = passwordVariable(command);
  const edits = takeFromVariable(text, command, secrets, name);
  return edits.length === 0
    ? []
    : [{ title: `Take the password from the global variable ${name}`, class: 'suggestion', edits }];
}
