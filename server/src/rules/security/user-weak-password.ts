import type { ArgumentUse, CommandUse } from '../../model/types';
import { defineRule } from '../rule';
import { weaknessOf } from '../support/accessPasswords';
import { argumentNamed } from '../support/items';
import { isLiteralSecret } from '../support/secrets';

export default defineRule({
  id: 'user-weak-password',
  category: 'security',
  severity: 'warning',
  risk: 'high',
  since: '0.1.0',
  recommended: true,
  summary: 'The password that the script sets is weak',
  why: `A password that is short, common, or made of the user's name is found by trying: every service that asks for a password lets everybody try who can reach it. The vendor recommends at least 12 characters of several kinds. Choose a long random one, different on every router, and keep it out of the script.

Only what is written out is judged; its text is in no message. Users of the router (\`/user\`, \`/password\`) and of its VPN (\`/ppp secret\`) are looked at. Vouchers of a hotspot are short on purpose.

There is no quick fix for the password itself; \`user-plaintext-password\` offers to take it out of the script.`,
  references: [
    'CWE-521',
    'https://manual.mikrotik.com/docs/authentication-authorization-accounting/user',
    'https://manual.mikrotik.com/docs/getting-started/securing-your-router',
  ],
  options: [
    {
      name: 'minimumLength',
      type: 'number',
      default: 12,
      description: 'The smallest number of characters that is not reported.',
    },
  ],
  fix: null,
  examples: [
    { bad: '/user set newadmin password=newpassword', good: '/user set newadmin password=$pw' },
    {
      bad: '/user add name=netops group=full password=Kx7-mQ',
      good: '/user add name=netops group=full password="r7V-kkq2-Lz0w-Xe"',
    },
    {
      bad: '/user add name=netops group=full password="Netops-2024-spring!"',
      good: '/user add name=netops group=full password="correct horse battery staple"',
    },
    {
      bad: '/password old-password=$old new-password=12345678 confirm-new-password=12345678',
      good: '/password old-password=$old new-password=$new confirm-new-password=$new',
    },
    {
      bad: '/ppp secret add name=branch service=l2tp password=mikrotik1',
      good: '/ppp secret add name=branch service=l2tp password=$branchSecret',
    },
  ],
  silent: [
    { script: '/user set x password=""', because: 'The rule user-empty-password reports it' },
    { script: '/user add name=b group=read password={{ pw }}', because: 'A template, filled in elsewhere' },
    { script: '/user add name=b group=read password=CHANGEME', because: 'A placeholder' },
    { script: '/ip hotspot user add name=v1 password=4711', because: 'Vouchers of a hotspot are short on purpose' },
    { script: '/user set x password=$pw', because: 'The value is only known on the router' },
  ],
  menus: [],
  check({ script, options, report }) {
    const minimumLength = Number(options.minimumLength);
    for (const command of [
      ...script.commandsOf('/user'),
      ...script.commandsOf('/ppp/secret'),
      ...script.commandsOf(''),
    ]) {
      const password = passwordOf(command);
      const text = password?.value?.text;
      if (password?.value === undefined || text === undefined || !isLiteralSecret(password.value)) continue;
      const user = argumentNamed(command, command.verb === 'add' ? 'name' : 'numbers')?.value?.text;
      const weakness = weaknessOf(text, user === undefined ? [] : [user], minimumLength);
      if (weakness === undefined) continue;
      report({
        span: password.value.span,
        message: `The password is weak: it ${weakness}. Choose a long random one, and keep it out of the script.`,
      });
    }
  },
});

/** The argument that sets a password. A value without a name is none: which one it would set is not documented. */
function passwordOf(command: CommandUse): ArgumentUse | undefined {
  const name =
    command.menu === ''
      ? command.verb === 'password'
        ? 'new-password'
        : undefined
      : command.verb === 'add' || command.verb === 'set'
        ? 'password'
        : undefined;
  const argument = name === undefined ? undefined : argumentNamed(command, name);
  return argument?.nameSpan === undefined ? undefined : argument;
}
