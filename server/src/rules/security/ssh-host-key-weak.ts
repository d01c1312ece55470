import { defineRule, replaceValue } from '../rule';
import { sshManual, sshMenu } from '../support/accessSsh';
import { valueSpan, weakened, writtenValues } from '../support/accessValues';

export default defineRule({
  id: 'ssh-host-key-weak',
  category: 'security',
  severity: 'warning',
  risk: 'medium',
  since: '0.1.0',
  recommended: true,
  summary: 'The host key of the SSH server is made too short',
  why: `By its host key a client knows that it talks to this router. RSA keys of 1024 and 1536 bits are no longer considered strong; 2048 is the default, and RouterOS 7.9 and later also have \`host-key-type=ed25519\`.

The size counts when the key is made: after the change, run \`/ip ssh regenerate-host-key\`. Every client will then warn that the key has changed, so tell those who log in. The fix is a suggestion for that reason.`,
  references: ['CWE-326', sshManual],
  fix: 'suggestion',
  examples: [
    {
      bad: '/ip ssh set host-key-size=1024',
      fixed: '/ip ssh set host-key-size=4096',
      good: '/ip ssh set host-key-size=4096',
    },
    {
      bad: '/ip ssh set strong-crypto=yes host-key-size=1536',
      fixed: '/ip ssh set strong-crypto=yes host-key-size=4096',
      good: '/ip ssh set strong-crypto=yes host-key-type=ed25519',
    },
  ],
  silent: [
    {
      script: '/ip ssh set host-key-type=ed25519 host-key-size=1024',
      because: 'The size is that of RSA keys, and this key is none',
    },
    { script: '/certificate add name=c common-name=c key-size=1024', because: 'The rule cert-weak-key reports it' },
  ],
  menus: [sshMenu],
  check({ script, report }) {
    const type = script.state(sshMenu).item('')?.properties.get('host-key-type');
    if (type !== undefined && type.value !== 'rsa') return;
    for (const written of writtenValues(script, sshMenu, 'host-key-size', (value) =>
      ['1024', '1536'].includes(value),
    )) {
      const edit = replaceValue(written.argument, '4096');
      report({
        span: valueSpan(written.argument),
        ...weakened(written),
        message: `An RSA host key of ${written.value} bits is no longer considered strong. Set host-key-size=4096, and make a new key with /ip ssh regenerate-host-key.`,
        fixes:
          edit === undefined
            ? []
            : [
                {
                  title: 'Set host-key-size=4096 (make a new key afterwards)',
                  class: 'suggestion',
                  group: 'harden-ssh',
                  edits: [edit],
                },
              ],
      });
    }
  },
});
