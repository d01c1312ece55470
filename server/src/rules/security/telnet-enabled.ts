import { defineRule } from '../rule';
import { checkPlainService } from '../support/accessPlainService';
import { serviceMenu } from '../support/services';

export default defineRule({
  id: 'telnet-enabled',
  category: 'security',
  severity: 'warning',
  risk: 'high',
  since: '0.1.0',
  recommended: true,
  summary: 'Telnet is left switched on',
  why: `Telnet (TCP 23) encrypts nothing: the name, the password and the whole session can be read, and changed, by whoever sits on the way. It is on by default, so a script that sets its port or addresses without \`disabled=yes\` leaves it on. SSH gives the same console, encrypted.

The fix is a suggestion: whoever manages the router by Telnet must change to SSH first.`,
  references: [
    'CWE-319',
    'https://manual.mikrotik.com/docs/system-information-and-utilities/services',
    'https://manual.mikrotik.com/docs/getting-started/securing-your-router',
  ],
  fix: 'suggestion',
  examples: [
    {
      bad: '/ip service enable telnet',
      fixed: '/ip service disable telnet',
      good: '/ip service disable telnet',
    },
    {
      bad: '/ip service set telnet disabled=no address=10.0.0.0/24',
      fixed: '/ip service set telnet disabled=yes address=10.0.0.0/24',
      good: '/ip service set telnet,ftp,www disabled=yes',
    },
    {
      bad: '/ip service\nset telnet port=2323',
      fixed: '/ip service\nset telnet port=2323 disabled=yes',
      good: '/ip service\nset telnet port=2323 disabled=yes',
    },
    {
      bad: '/ip service enable telnet,ssh',
      fixed: '/ip service enable telnet,ssh; /ip service disable telnet',
      good: '/ip service enable ssh',
    },
  ],
  silent: [
    { script: '/system telnet 10.0.0.1', because: 'The router is the client here: it opens nothing' },
    {
      script: '/ip service set telnet disabled=no\n/ip service disable [find name=telnet]',
      because: 'The last command decides',
    },
    { script: '/ip service set telnet disabled=$off', because: 'The value is only known on the router' },
    {
      script: ':foreach s in={"telnet";"ftp"} do={/ip service disable [find name=$s]}',
      because: 'Which service is meant is only known on the router',
    },
    { script: '/ip service set ssh port=2222', because: 'The script says nothing about Telnet' },
  ],
  menus: [serviceMenu],
  check(context) {
    checkPlainService(context, {
      name: 'telnet',
      title: 'Telnet',
      consequence:
        'names, passwords and commands cross the network in clear text. Use ssh, and set disabled=yes on telnet.',
    });
  },
});
