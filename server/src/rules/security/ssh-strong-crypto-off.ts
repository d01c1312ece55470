import { appendArgument, defineRule, replaceValue } from '../rule';
import { sshManual, sshMenu, sshSeverity } from '../support/accessSsh';
import { valueSpan, writtenValues } from '../support/accessValues';
import { isNo } from '../support/items';
import { settingOf } from '../support/settings';

export default defineRule({
  id: 'ssh-strong-crypto-off',
  category: 'security',
  severity: 'warning',
  risk: 'medium',
  since: '0.1.0',
  recommended: true,
  summary: 'The SSH server allows weak cryptography',
  why: `With \`strong-crypto=no\` (the default) the SSH server still offers 128 bit ciphers, SHA-1 and MD5, and a key exchange with a prime of 1024 bits. With \`strong-crypto=yes\` it uses 256 and 192 bit ciphers, SHA-256, and a prime of 2048 bits.

An export that lists \`/ip ssh\` without \`strong-crypto\` shows that it is off: that is a hint. The fix is a suggestion: a very old SSH client may no longer connect.

Where the file switches the service \`ssh\` off, it is a hint.`,
  references: ['CWE-326', sshManual],
  fix: 'suggestion',
  examples: [
    {
      bad: '/ip ssh set strong-crypto=no',
      fixed: '/ip ssh set strong-crypto=yes',
      good: '/ip ssh set strong-crypto=yes',
    },
    {
      bad: '# 2024-05-01 12:00:00 by RouterOS 7.14.3\n/ip ssh\nset forwarding-enabled=remote',
      fixed: '# 2024-05-01 12:00:00 by RouterOS 7.14.3\n/ip ssh\nset forwarding-enabled=remote strong-crypto=yes',
      good: '# 2024-05-01 12:00:00 by RouterOS 7.14.3\n/ip ssh\nset forwarding-enabled=remote strong-crypto=yes',
    },
  ],
  silent: [
    { script: '/ip ssh regenerate-host-key', because: 'Nothing is set' },
    {
      script: '/ip ssh set forwarding-enabled=no',
      because: 'A script need not say everything: strong-crypto may be set elsewhere',
    },
    { script: '/ip ssh set strong-crypto=no\n/ip ssh set strong-crypto=yes', because: 'The last command decides' },
    { script: '/ip ssh set strong-crypto=$strong', because: 'The value is only known on the router' },
  ],
  menus: [sshMenu],
  check({ script, release, settings, report }) {
    const title = 'Set strong-crypto=yes';
    for (const written of writtenValues(script, sshMenu, 'strong-crypto', isNo)) {
      const edit = replaceValue(written.argument, 'yes');
      report({
        span: valueSpan(written.argument),
        ...sshSeverity(script, written),
        message:
          'The SSH server allows 128 bit ciphers, SHA-1, MD5 and a key exchange of 1024 bits. Set strong-crypto=yes.',
        fixes: edit === undefined ? [] : [{ title, class: 'suggestion', group: 'harden-ssh', edits: [edit] }],
      });
    }
    const item = script.state(sshMenu).item('');
    const command = item?.writes.at(-1);
    const setting = settingOf(script, sshMenu, item, 'strong-crypto', release, settings);
    if (command === undefined || setting.kind !== 'default' || !isNo(setting.value)) return;
    report({
      span: command.span,
      severity: 'hint',
      message:
        'The export lists settings of SSH and not strong-crypto, so it is at its default, off: the server allows 128 bit ciphers, SHA-1, MD5 and a key exchange of 1024 bits. Set strong-crypto=yes.',
      fixes: [
        {
          title,
          class: 'suggestion',
          group: 'harden-ssh',
          edits: [appendArgument(command, 'strong-crypto=yes')],
        },
      ],
    });
  },
});
