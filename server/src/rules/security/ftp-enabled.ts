import { defineRule } from '../rule';
import { checkPlainService } from '../support/accessPlainService';
import { serviceMenu } from '../support/services';

export default defineRule({
  id: 'ftp-enabled',
  category: 'security',
  severity: 'warning',
  risk: 'high',
  since: '0.1.0',
  recommended: true,
  summary: 'The FTP server is left switched on',
  why: `FTP (TCP 21) encrypts nothing: names, passwords and files, backups among them, can be read, and changed, by whoever sits on the way. RouterOS also runs a file that ends in \`.auto.rsc\` as soon as it has been uploaded, so a stolen password is enough to run commands. FTP is on by default; a script that configures it without \`disabled=yes\` leaves it on. SFTP, over the service \`ssh\`, carries the same files encrypted.

The fix is a suggestion: something may still fetch or store files by FTP.`,
  references: [
    'CWE-319',
    'https://manual.mikrotik.com/docs/system-information-and-utilities/services',
    'https://manual.mikrotik.com/docs/getting-started/securing-your-router',
  ],
  fix: 'suggestion',
  examples: [
    {
      bad: '/ip service set ftp disabled=no',
      fixed: '/ip service set ftp disabled=yes',
      good: '/ip service set ftp disabled=yes',
    },
    {
      bad: '/ip service enable ftp,telnet',
      fixed: '/ip service enable ftp,telnet; /ip service disable ftp',
      good: '/ip service disable telnet,ftp,www,api',
    },
  ],
  silent: [
    {
      script: '/ip firewall service-port set ftp disabled=no',
      because: 'The helper for the FTP of others that passes the router, not the server of the router',
    },
    {
      script: '/ip service set ftp disabled=no\n/ip service { set telnet disabled=yes; set ftp disabled=yes }',
      because: 'The last command decides',
    },
    {
      script: '/tool fetch url="ftp://10.0.0.1/backup.rsc" user=backup',
      because: 'The router is the client here: it opens nothing',
    },
  ],
  menus: [serviceMenu],
  check(context) {
    checkPlainService(context, {
      name: 'ftp',
      title: 'FTP',
      consequence:
        'names, passwords and files cross the network in clear text. Use SFTP (service ssh), and set disabled=yes on ftp.',
    });
  },
});
