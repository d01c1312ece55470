import { defineRule, replaceValue } from '../rule';
import { certificateManual, certificateMenu } from '../support/accessCertificates';
import { valueSpan, weakened, writtenValues } from '../support/accessValues';

export default defineRule({
  id: 'cert-weak-key',
  category: 'security',
  severity: 'warning',
  risk: 'high',
  since: '0.1.0',
  recommended: true,
  summary: 'A certificate is made with a short RSA key',
  why: `Whoever can compute the private key of a certificate can play the router, or sign certificates in its name. RSA keys of 1024 bits have long been given up, and 1536 bits are below what is recommended today (2048). The default is 2048; \`prime256v1\` and \`secp384r1\` are keys on elliptic curves, shorter and as strong.

The size counts when the certificate is signed: one that was signed with a short key must be made anew.`,
  references: ['CWE-326', certificateManual],
  fix: 'safe',
  examples: [
    {
      bad: '/certificate add name=c common-name=c key-size=1024',
      fixed: '/certificate add name=c common-name=c key-size=2048',
      good: '/certificate add name=c common-name=c key-size=prime256v1',
    },
    {
      bad: '/certificate\nadd name=c common-name=c key-size=1536 days-valid=365',
      fixed: '/certificate\nadd name=c common-name=c key-size=2048 days-valid=365',
      good: '/certificate\nadd name=c common-name=c days-valid=365',
    },
  ],
  silent: [
    { script: '/ip ssh set host-key-size=4096', because: 'Another kind of key, and a long one' },
    {
      script: '/certificate add name=c common-name=c key-size=$size',
      because: 'The value is only known on the router',
    },
    {
      script: '/certificate add name=c common-name=c key-size=1024\n/certificate set c key-size=4096',
      because: 'The last command decides',
    },
  ],
  menus: [certificateMenu],
  check({ script, report }) {
    for (const written of writtenValues(script, certificateMenu, 'key-size', (value) =>
      ['1024', '1536'].includes(value),
    )) {
      const edit = replaceValue(written.argument, '2048');
      report({
        span: valueSpan(written.argument),
        ...weakened(written, written.value === '1536' ? 'information' : undefined),
        message: `An RSA key of ${written.value} bits is ${written.value === '1024' ? 'too short' : 'shorter than is recommended'}: whoever computes the private key can play the owner of the certificate. Use 2048 bits or more, or prime256v1.`,
        fixes: edit === undefined ? [] : [{ title: 'Set key-size=2048', class: 'safe', edits: [edit] }],
      });
    }
  },
});
