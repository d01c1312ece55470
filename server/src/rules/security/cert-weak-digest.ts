import { defineRule, replaceValue } from '../rule';
import { certificateManual, certificateMenu } from '../support/accessCertificates';
import { valueSpan, weakened, writtenValues } from '../support/accessValues';

export default defineRule({
  id: 'cert-weak-digest',
  category: 'security',
  severity: 'warning',
  risk: 'high',
  since: '0.1.0',
  recommended: true,
  summary: 'A certificate is signed with MD5 or SHA-1',
  why: `The signature of a certificate is made over a hash of it. For MD5 and SHA-1 two texts with the same hash can be made, so a signature with one of them proves little, and many clients refuse it. The default is \`sha256\`; \`sha384\` and \`sha512\` are good as well.`,
  references: ['CWE-328', certificateManual],
  fix: 'safe',
  examples: [
    {
      bad: '/certificate add name=c common-name=c digest-algorithm=sha1',
      fixed: '/certificate add name=c common-name=c digest-algorithm=sha256',
      good: '/certificate add name=c common-name=c digest-algorithm=sha256',
    },
    {
      bad: '/certificate add name=c common-name=c digest-algorithm=md5 days-valid=365',
      fixed: '/certificate add name=c common-name=c digest-algorithm=sha256 days-valid=365',
      good: '/certificate add name=c common-name=c digest-algorithm=sha512 days-valid=365',
    },
  ],
  silent: [
    { script: '/certificate add name=c common-name=c', because: 'The default is sha256' },
    {
      script: '/certificate add name=c common-name=c digest-algorithm=$hash',
      because: 'The value is only known on the router',
    },
  ],
  menus: [certificateMenu],
  check({ script, report }) {
    const isWeak = (value: string): boolean => value === 'md5' || value === 'sha1';
    for (const written of writtenValues(script, certificateMenu, 'digest-algorithm', isWeak)) {
      const edit = replaceValue(written.argument, 'sha256');
      report({
        span: valueSpan(written.argument),
        ...weakened(written),
        message: `A signature with ${written.value} proves little: two certificates with the same hash can be made. Set digest-algorithm=sha256.`,
        fixes: edit === undefined ? [] : [{ title: 'Set digest-algorithm=sha256', class: 'safe', edits: [edit] }],
      });
    }
  },
});
