import { defineRule } from '../rule';
import { identitiesByPeer, peerMenu } from '../support/ipsec';
import { placeOf } from '../support/items';
import { writtenValues } from '../support/weakValues';

export default defineRule({
  id: 'ipsec-peer-any-psk',
  category: 'security',
  severity: 'warning',
  risk: 'medium',
  since: '0.1.0',
  recommended: true,
  summary: 'One pre-shared key lets in IPsec peers from anywhere',
  why: `A peer for all addresses with a pre-shared key and \`generate-policy=port-override\` asks for one thing only: the key. All devices share it, any of them can pose as any other or as the router, and who has it once may come from everywhere and have policies made for itself.

Give each remote end a peer with its own address and its own key; for devices whose address changes use certificates, with \`generate-policy=port-strict\` and a policy template.`,
  references: ['CWE-287', 'CWE-1391', 'https://manual.mikrotik.com/docs/virtual-private-networks/ipsec'],
  fix: null,
  examples: [
    {
      bad: '/ip ipsec peer add address=0.0.0.0/0 name=any passive=yes\n/ip ipsec identity add generate-policy=port-override peer=any secret=$psk',
      good: '/ip ipsec peer add address=198.51.100.4/32 name=branch\n/ip ipsec identity add generate-policy=port-override peer=branch secret=$psk',
    },
    {
      bad: '/ip ipsec peer add address=::/0 name=any passive=yes\n/ip ipsec identity add auth-method=pre-shared-key generate-policy=port-override peer=any',
      good: '/ip ipsec peer add address=::/0 name=any passive=yes\n/ip ipsec identity add auth-method=digital-signature certificate=router generate-policy=port-strict peer=any',
    },
  ],
  silent: [
    {
      script:
        '/ip ipsec peer add address=0.0.0.0/0 name=any passive=yes\n/ip ipsec identity add auth-method=eap-radius certificate=router generate-policy=port-strict peer=any',
      because: 'Each user proves himself on his own',
    },
    {
      script: '/ip ipsec peer add address=0.0.0.0/0 name=any passive=yes',
      because: 'How peers prove themselves is not in the file',
    },
    {
      script:
        '/ip ipsec peer add address=0.0.0.0/0 name=any passive=yes\n/ip ipsec identity add generate-policy=port-override peer=$peer secret=$psk',
      because: 'Which peer the key is for is only known on the router',
    },
  ],
  menus: [peerMenu],
  check({ script, report }) {
    const known = identitiesByPeer(script);
    for (const { argument, value, items } of writtenValues(script, peerMenu, 'address')) {
      if (!/^(?:0\.0\.0\.0|::)\/0$/.test(value)) continue;
      const [identity] = items
        .flatMap(({ name }) => (name === undefined ? [] : (known?.get(name) ?? [])))
        .filter(
          (candidate) =>
            candidate.properties.get('generate-policy')?.value === 'port-override' &&
            (candidate.properties.get('auth-method')?.value ?? 'pre-shared-key') === 'pre-shared-key' &&
            !isComputed(candidate.properties.get('auth-method')),
        );
      const policy = identity?.properties.get('generate-policy');
      if (policy === undefined) continue;
      report({
        span: argument.span,
        message:
          'Whoever has this one pre-shared key gets in from any address, and any device with it can pose as the router. Give each end its own peer, address and key, or use certificates.',
        related: [{ span: placeOf(policy), message: 'Policies are made for whoever has the key' }],
      });
    }
  },
});

function isComputed(property: { readonly value: string | undefined } | undefined): boolean {
  return property !== undefined && property.value === undefined;
}
