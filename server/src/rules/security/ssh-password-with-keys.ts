import type { Target } from '../../model/target';
import { defineRule, type Fix } from '../rule';
import { sshManual, sshMenu, sshSeverity } from '../support/accessSsh';
import { isAtLeast, valueSpan, writtenValues, type WrittenValue } from '../support/accessValues';
import { isYes } from '../support/items';

/** The property and its stricter value before and from RouterOS 7.21 on (schema). */
const old = 'always-allow-password-login';
const current = 'password-authentication';
const renamedIn = '7.21';

export default defineRule({
  id: 'ssh-password-with-keys',
  category: 'security',
  severity: 'warning',
  risk: 'medium',
  since: '0.1.0',
  recommended: true,
  summary: 'Users who have an SSH key may still log in with their password',
  why: `By default a user who has an SSH key can no longer log in by SSH with the password. \`always-allow-password-login=yes\` (before RouterOS 7.21) and \`password-authentication=yes\` (7.21 and later) allow it, so the password can still be guessed, and the key protects nothing. \`password-authentication=yes-if-no-key\` is the default; \`no\` takes only keys.

The fix is a suggestion: somebody may rely on the password.

Where the file switches the service \`ssh\` off, it is a hint.`,
  references: ['CWE-308', sshManual, 'https://manual.mikrotik.com/docs/authentication-authorization-accounting/user'],
  fix: 'suggestion',
  examples: [
    {
      bad: '/ip ssh set password-authentication=yes',
      fixed: '/ip ssh set password-authentication=yes-if-no-key',
      good: '/ip ssh set password-authentication=no',
    },
    {
      bad: '# 2024-05-01 12:00:00 by RouterOS 7.14.3\n/ip ssh\nset always-allow-password-login=yes strong-crypto=yes',
      fixed: '# 2024-05-01 12:00:00 by RouterOS 7.14.3\n/ip ssh\nset always-allow-password-login=no strong-crypto=yes',
      good: '# 2024-05-01 12:00:00 by RouterOS 7.14.3\n/ip ssh\nset strong-crypto=yes',
    },
    {
      bad: '# 2026-05-01 12:00:00 by RouterOS 7.22\n/ip ssh\nset always-allow-password-login=yes strong-crypto=yes',
      fixed:
        '# 2026-05-01 12:00:00 by RouterOS 7.22\n/ip ssh\nset password-authentication=yes-if-no-key strong-crypto=yes',
      good: '# 2026-05-01 12:00:00 by RouterOS 7.22\n/ip ssh\nset password-authentication=yes-if-no-key strong-crypto=yes',
    },
  ],
  silent: [
    { script: '/ip ssh set password-authentication=yes-if-no-key', because: 'Who has a key needs it' },
    { script: '/ip ssh set always-allow-password-login=no', because: 'Who has a key needs it' },
    { script: '/ip ssh set password-authentication=$mode', because: 'The value is only known on the router' },
  ],
  menus: [sshMenu],
  check({ script, report }) {
    for (const name of [old, current]) {
      for (const written of writtenValues(script, sshMenu, name, isYes)) {
        report({
          span: valueSpan(written.argument),
          ...sshSeverity(script, written),
          message:
            'Users who have an SSH key may still log in with their password, so it can still be guessed. Let the key be the only way in for those who have one.',
          fixes: fixesFor(name, script.target, written),
        });
      }
    }
  },
});

/** For the property as it is written; where the release may have it under its other name, for that one as well, and for it alone where the release surely has. */
function fixesFor(name: string, { release, from }: Target, { argument }: WrittenValue): readonly Fix[] {
  const set = (text: string, note = ''): Fix => ({
    title: `Set ${text}${note}`,
    class: 'suggestion',
    ...(note === '' ? { group: 'harden-ssh' } : {}),
    edits: [{ ...argument.span, text }],
  });
  if (name === current) return [set(`${current}=yes-if-no-key`), set(`${current}=no`, ' (keys only)')];
  const isNew = isAtLeast(release, renamedIn);
  return [
    ...(isNew && from !== 'newest' ? [] : [set(`${old}=no`)]),
    ...(isNew ? [set(`${current}=yes-if-no-key`, ` (RouterOS ${renamedIn} and later)`)] : []),
  ];
}
