import { defineRule } from '../rule';
import { identitiesByPeer, peerMenu, usesPresharedKey } from '../support/ipsec';
import { suggestValue, writtenValues } from '../support/weakValues';

export default defineRule({
  id: 'ipsec-aggressive-mode',
  category: 'security',
  severity: 'warning',
  risk: 'high',
  since: '0.1.0',
  recommended: true,
  summary: 'IPsec exchanges keys in aggressive or base mode',
  why: `In aggressive mode a hash that is made from the pre-shared key crosses the network before anything is encrypted. Whoever starts or records one such exchange can try keys on it at home, as fast as his machines are. Base mode shows the identities in clear text as well.

Set \`exchange-mode=ike2\` at both ends (\`main\` where the other end knows no IKEv2). A long random key, or certificates, are needed all the same.`,
  references: ['CWE-327', 'https://manual.mikrotik.com/docs/virtual-private-networks/ipsec'],
  fix: 'suggestion',
  examples: [
    {
      bad: '/ip ipsec peer add address=198.51.100.4/32 exchange-mode=aggressive name=branch',
      fixed: '/ip ipsec peer add address=198.51.100.4/32 exchange-mode=ike2 name=branch',
      good: '/ip ipsec peer add address=198.51.100.4/32 exchange-mode=ike2 name=branch',
    },
    {
      bad: '/ip ipsec peer add address=198.51.100.4/32 exchange-mode=base name=branch',
      fixed: '/ip ipsec peer add address=198.51.100.4/32 exchange-mode=ike2 name=branch',
      good: '/ip ipsec peer add address=198.51.100.4/32 name=branch',
    },
  ],
  silent: [
    { script: '/ip ipsec peer add address=198.51.100.4/32 exchange-mode=main name=a', because: 'The default mode' },
    {
      script:
        '/ip ipsec peer add address=198.51.100.4/32 exchange-mode=aggressive name=a\n/ip ipsec identity add auth-method=digital-signature certificate=router peer=a',
      because: 'With certificates there is no key to guess',
    },
    {
      script:
        '# feb/28/2018 16:30:04 by RouterOS 6.40.5\n/ip ipsec peer\nadd address=198.51.100.4/32 auth-method=rsa-signature certificate=router exchange-mode=aggressive',
      because: 'Up to 6.43 the peer itself says that it uses certificates',
    },
    {
      script: '/ip ipsec peer add address=198.51.100.4/32 disabled=yes exchange-mode=aggressive name=a',
      because: 'A peer that is off exchanges nothing',
    },
  ],
  menus: [peerMenu],
  check({ script, report }) {
    const known = identitiesByPeer(script);
    for (const written of writtenValues(script, peerMenu, 'exchange-mode')) {
      if (written.value !== 'aggressive' && written.value !== 'base') continue;
      const identities = written.items.flatMap(({ name }) => (name === undefined ? [] : (known?.get(name) ?? [])));
      if (identities.length > 0 && identities.every((identity) => usesPresharedKey(identity) !== true)) continue;
      // Up to 6.43 the peer has what an identity has today.
      if (written.items.some((peer) => usesPresharedKey(peer) !== true)) continue;
      report({
        span: written.argument.span,
        ...(written.perhaps ? { severity: 'hint' as const } : {}),
        message:
          written.value === 'aggressive'
            ? 'Aggressive mode sends a hash of the pre-shared key unencrypted, so the key can be guessed from one recorded exchange. Set exchange-mode=ike2 at both ends.'
            : 'Base mode exchanges identities and hashes unencrypted. Set exchange-mode=ike2 at both ends.',
        fixes: suggestValue(written.argument, 'ike2', 'Set exchange-mode=ike2 (the other end must use it too)'),
      });
    }
  },
});
