import type { Target } from '../../model/target';
import { defineRule, replaceValue, type Fix } from '../rule';
import { sshManual, sshMenu, sshSeverity } from '../support/accessSsh';
import { isAtLeast, listed, valueSpan, writtenValues, type WrittenValue } from '../support/accessValues';
import { enumeration, isYes } from '../support/items';

/** The ciphers that `ciphers` (RouterOS 7.17 and later) can name and that nobody should use; those in CBC mode are merely old. */
const weakCiphers: ReadonlyMap<string, 'none' | 'old'> = new Map([
  ['null', 'none'],
  ['3des-cbc', 'old'],
  ['aes-cbc', 'old'],
]);

export default defineRule({
  id: 'ssh-null-cipher',
  category: 'security',
  severity: 'warning',
  risk: 'high',
  since: '0.1.0',
  recommended: true,
  summary: 'The SSH server allows connections without encryption, or with an old cipher',
  why: `\`ciphers=null\` (RouterOS 7.17 and later) and \`allow-none-crypto=yes\` (before) let a client have an SSH connection that is not encrypted: everything in it can be read on the way. Ciphers in CBC mode (\`3des-cbc\`, \`aes-cbc\`) do encrypt, and are old: that is reported as information. \`ciphers=auto\` is the default; \`aes-gcm,aes-ctr\` names the good ones.

The fix is a suggestion: a client that knows nothing else may no longer connect.

Where the file switches the service \`ssh\` off, it is a hint.`,
  references: ['CWE-327', sshManual],
  fix: 'suggestion',
  examples: [
    {
      bad: '/ip ssh set ciphers=null',
      fixed: '/ip ssh set ciphers=auto',
      good: '/ip ssh set ciphers=auto',
    },
    {
      bad: '/ip ssh set ciphers=aes-gcm,aes-ctr,null',
      fixed: '/ip ssh set ciphers=aes-gcm,aes-ctr',
      good: '/ip ssh set ciphers=aes-gcm,aes-ctr',
    },
    {
      bad: '/ip ssh set allow-none-crypto=yes',
      fixed: '/ip ssh set allow-none-crypto=no',
      good: '/ip ssh set allow-none-crypto=no',
    },
    {
      bad: '/ip ssh set ciphers=3des-cbc,aes-ctr',
      fixed: '/ip ssh set ciphers=aes-ctr',
      good: '/ip ssh set ciphers=aes-ctr',
    },
    {
      bad: '# 2025-05-01 12:00:00 by RouterOS 7.18\n/ip ssh\nset allow-none-crypto=yes strong-crypto=yes',
      fixed: '# 2025-05-01 12:00:00 by RouterOS 7.18\n/ip ssh\nset ciphers=auto strong-crypto=yes',
      good: '# 2025-05-01 12:00:00 by RouterOS 7.18\n/ip ssh\nset ciphers=auto strong-crypto=yes',
    },
  ],
  silent: [
    { script: '/ip ssh set allow-none-crypto=no', because: 'Connections without encryption are refused' },
    { script: '/ip ssh set ciphers=$ciphers', because: 'The value is only known on the router' },
    { script: '/ip ipsec proposal set [find] enc-algorithms=null', because: 'Another menu' },
  ],
  menus: [sshMenu],
  check({ script, report }) {
    for (const written of writtenValues(script, sshMenu, 'allow-none-crypto', isYes)) {
      report({
        span: valueSpan(written.argument),
        ...sshSeverity(script, written),
        message:
          'The SSH server allows connections without encryption: everything in them can be read on the way. Set allow-none-crypto=no (ciphers=auto from RouterOS 7.17 on).',
        fixes: refuseNone(written, script.target),
      });
    }
    const isWeak = (value: string): boolean => listed(value).some((cipher) => weakCiphers.has(cipher));
    for (const written of writtenValues(script, sshMenu, 'ciphers', isWeak)) {
      const ciphers = listed(written.value);
      const good = ciphers.filter((cipher) => !weakCiphers.has(cipher)).join(',') || 'auto';
      const weak = ciphers.filter((cipher) => weakCiphers.has(cipher));
      const edit = replaceValue(written.argument, good);
      const open = weak.includes('null');
      report({
        span: valueSpan(written.argument),
        ...sshSeverity(script, written, open ? undefined : 'information'),
        message: open
          ? `The SSH server allows connections without encryption (null): everything in them can be read on the way. Set ciphers=${good}.`
          : `The SSH server allows ${enumeration(weak)}: CBC is an old mode of encryption. Set ciphers=${good}.`,
        fixes:
          edit === undefined
            ? []
            : [{ title: `Set ciphers=${good}`, class: 'suggestion', group: 'harden-ssh', edits: [edit] }],
      });
    }
  },
});

/** For the property as it is written; where the release may have it under its other name, for that one as well, and for it alone where the release surely has. */
function refuseNone({ argument }: WrittenValue, { release, from }: Target): readonly Fix[] {
  const set = (text: string, title: string): Fix => ({
    title,
    class: 'suggestion',
    edits: [{ ...argument.span, text }],
  });
  const isNew = isAtLeast(release, '7.17');
  return [
    ...(isNew && from !== 'newest'
      ? []
      : [{ ...set('allow-none-crypto=no', 'Set allow-none-crypto=no'), group: 'harden-ssh' }]),
    ...(isNew ? [set('ciphers=auto', 'Set ciphers=auto (RouterOS 7.17 and later)')] : []),
  ];
}
