import { appendArgument, defineRule } from '../rule';
import { certificateManual, certificateMenu } from '../support/accessCertificates';
import { isAtLeast } from '../support/accessValues';
import { argumentNamed, isNo } from '../support/items';

/** First release with trust-store (schema). */
const since = '7.21';

export default defineRule({
  id: 'cert-import-trusted-unneeded',
  category: 'security',
  severity: 'information',
  risk: 'low',
  since: '0.1.0',
  recommended: false,
  summary: 'An imported certificate is trusted by every service',
  why: `From RouterOS 7.21 on, \`trust-store\` says which services may trust an imported certificate; without it every service does (\`all\`), unless \`trusted=no\` is given. A certificate that is meant for one thing, the authority of a DNS server for instance, then also vouches for the other end of a VPN. Name the service: \`trust-store=dns\`; or \`trusted=no\` for a certificate that only the router itself shows.

The rule is part of the strict preset, because a script may have to run on older releases, which do not have \`trust-store\`. The fix is a suggestion, because only you know what the certificate is for.`,
  references: ['CWE-295', certificateManual],
  fix: 'suggestion',
  examples: [
    {
      bad: '/certificate import file-name=ca.pem passphrase=""',
      fixed: '/certificate import file-name=ca.pem passphrase="" trust-store=dns',
      good: '/certificate import file-name=ca.pem passphrase="" trust-store=dns',
    },
    {
      bad: '/certificate import file-name=ca.pem trusted=yes trust-store=all',
      fixed: '/certificate import file-name=ca.pem trusted=yes trust-store=dns',
      good: '/certificate import file-name=router.p12 passphrase=$p trusted=no',
    },
  ],
  silent: [
    {
      script: '/certificate import file-name=ca.pem trust-store=$store',
      because: 'The value is only known on the router',
    },
    {
      script: '/certificate import file-name=router.key passphrase=$p',
      because: 'By its name the file holds a key, and no certificate to trust',
    },
    {
      script: '# 2024-05-01 12:00:00 by RouterOS 7.14.3\n/certificate import file-name=ca.pem',
      because: 'The release has no trust-store',
    },
  ],
  menus: [certificateMenu],
  check({ script, release, report }) {
    if (!isAtLeast(release, since)) return;
    for (const command of script.commandsOf(certificateMenu)) {
      if (command.verb !== 'import') continue;
      const store = argumentNamed(command, 'trust-store');
      const trusted = argumentNamed(command, 'trusted');
      // A file with a key alone brings nothing to trust.
      if (/key/i.test(argumentNamed(command, 'file-name')?.value?.text ?? '')) continue;
      if (store !== undefined && store.value?.text !== 'all') continue;
      if (trusted !== undefined && (trusted.value?.text === undefined || isNo(trusted.value.text))) continue;
      report({
        span: store?.span ?? command.span,
        message:
          'Every service of the router trusts this certificate. Name in trust-store= what it is for, or set trusted=no where the router only shows it.',
        fixes: [
          {
            title: `Set trust-store=dns (put the service that needs it here; RouterOS ${since} and later)`,
            class: 'suggestion',
            placeholders: ['dns'],
            edits: [
              store === undefined
                ? appendArgument(command, 'trust-store=dns')
                : { ...store.span, text: 'trust-store=dns' },
            ],
          },
        ],
      });
    }
  },
});
