import type { ItemState } from '../../model/types';
import { defineRule } from '../rule';
import { identityMenu } from '../support/ipsec';
import { suggestValue, writtenValues } from '../support/weakValues';

export default defineRule({
  id: 'ipsec-remote-id-ignore',
  category: 'security',
  severity: 'warning',
  risk: 'medium',
  since: '0.1.0',
  recommended: true,
  summary: 'IPsec does not check who the other end says it is',
  why: `With \`remote-id=ignore\` the identity that the other end sends is not compared with its certificate. The vendor's manual calls that dangerous: whoever holds any certificate that the router trusts can come as anybody.

Name what is expected (\`remote-id=fqdn:branch.example.com\`), or leave it at \`auto\`, which compares the identity with the certificate.`,
  references: ['CWE-297', 'CWE-287', 'https://manual.mikrotik.com/docs/virtual-private-networks/ipsec'],
  fix: 'suggestion',
  examples: [
    {
      bad: '/ip ipsec identity add auth-method=digital-signature certificate=router peer=branch remote-id=ignore',
      fixed: '/ip ipsec identity add auth-method=digital-signature certificate=router peer=branch remote-id=auto',
      good: '/ip ipsec identity add auth-method=digital-signature certificate=router peer=branch remote-id=fqdn:branch.example.com',
    },
  ],
  silent: [
    {
      script: '/ip ipsec identity add peer=branch remote-id=auto secret=$psk',
      because: 'The default, which checks the identity',
    },
    {
      script:
        '/ip ipsec identity add auth-method=digital-signature certificate=router match-by=certificate peer=branch remote-certificate=branch remote-id=ignore',
      because: 'One certificate is pinned: no other one gets in',
    },
    {
      script: '/ip ipsec identity add peer=branch remote-id=ignore secret=$psk',
      because: 'With a pre-shared key there is no certificate that the identity could be compared with',
    },
    {
      script:
        '/ip ipsec identity add auth-method=eap-radius certificate=router generate-policy=port-strict peer=any remote-id=ignore',
      because: 'The clients have no certificates: RADIUS asks each for name and password',
    },
    {
      script: '/ip ipsec identity add auth-method=$method peer=branch remote-id=ignore',
      because: 'How the other end proves itself is only known on the router',
    },
    {
      script: '/ip ipsec identity add peer=branch remote-id=ignore disabled=yes',
      because: 'An identity that is off lets nobody in',
    },
  ],
  menus: [identityMenu],
  check({ script, report }) {
    for (const { argument, value, items, perhaps } of writtenValues(script, identityMenu, 'remote-id')) {
      if (value !== 'ignore') continue;
      if (items.some((item) => item.properties.get('match-by')?.value === 'certificate' || !provesByCertificate(item)))
        continue;
      report({
        span: argument.span,
        ...(perhaps ? { severity: 'hint' as const } : {}),
        message:
          'The identity of the other end is not compared with its certificate, so whoever has any trusted certificate can come as anybody. Set remote-id to what is expected, or to auto.',
        fixes: suggestValue(argument, 'auto', 'Set remote-id=auto (the identity must match the certificate)'),
      });
    }
  },
});

/** Does the other end show a certificate? Not with the default, a pre-shared key, and not where RADIUS asks the clients. */
function provesByCertificate(identity: ItemState): boolean {
  const method = identity.properties.get('auth-method');
  // One that is only changed here may have been made with certificates.
  if (method === undefined) return identity.added === undefined;
  return ['digital-signature', 'rsa-signature', 'rsa-signature-hybrid', 'eap'].includes(method.value ?? '');
}
