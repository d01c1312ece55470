import type { ItemState, ScriptModel } from '../../model/types';
import type { Span } from '../../syntax/span';
import { defineRule } from '../rule';
import { identitiesByPeer, peerMenu } from '../support/ipsec';
import { placeOf } from '../support/items';
import { isSwitchedOff, writtenValues } from '../support/weakValues';
import { isUnwritten } from '../support/writtenSettings';

export default defineRule({
  id: 'ipsec-peer-any-psk',
  category: 'security',
  severity: 'warning',
  risk: 'medium',
  since: '0.1.0',
  recommended: true,
  summary: 'One pre-shared key lets in IPsec peers from anywhere',
  why: `A peer for all addresses (the default, where \`address\` is not set) with a pre-shared key and \`generate-policy=port-override\` asks for one thing only: the key. All devices share it, any of them can pose as any other or as the router, and who has it once may come from everywhere and have policies made for itself.

Give each remote end a peer with its own address and its own key; for devices whose address changes use certificates, with \`generate-policy=port-strict\` and a policy template.`,
  references: ['CWE-287', 'CWE-1391', 'https://manual.mikrotik.com/docs/virtual-private-networks/ipsec'],
  fix: null,
  examples: [
    {
      bad: '/ip ipsec peer add address=0.0.0.0/0 name=any passive=yes\n/ip ipsec identity add generate-policy=port-override peer=any secret=$psk',
      good: '/ip ipsec peer add address=198.51.100.4/32 name=branch\n/ip ipsec identity add generate-policy=port-override peer=branch secret=$psk',
    },
    {
      bad: '/ip ipsec peer add exchange-mode=ike2 name=any passive=yes\n/ip ipsec identity add generate-policy=port-override peer=any secret=$psk',
      good: '/ip ipsec peer add exchange-mode=ike2 name=any passive=yes\n/ip ipsec identity add auth-method=digital-signature certificate=router generate-policy=port-strict peer=any',
    },
    {
      bad: '# feb/28/2018 16:30:04 by RouterOS 6.40.5\n/ip ipsec peer\nadd address=0.0.0.0/0 exchange-mode=main-l2tp generate-policy=port-override passive=yes',
      good: '# feb/28/2018 16:30:04 by RouterOS 6.40.5\n/ip ipsec peer\nadd address=0.0.0.0/0 auth-method=rsa-signature certificate=router generate-policy=port-override passive=yes',
    },
    {
      bad: '/ip ipsec peer add address=::/0 name=any passive=yes\n/ip ipsec identity add auth-method=pre-shared-key generate-policy=port-override peer=any',
      good: '/ip ipsec peer add address=::/0 name=any passive=yes\n/ip ipsec identity add auth-method=digital-signature certificate=router generate-policy=port-strict peer=any',
    },
  ],
  silent: [
    {
      script:
        '/ip ipsec peer add copy-from=hub name=any passive=yes\n/ip ipsec identity add generate-policy=port-override peer=any secret=$psk',
      because: 'It has the address of the copied peer',
    },
    {
      script:
        '/ip ipsec peer add name=hub passive=yes\n/ip ipsec peer set hub address=198.51.100.4/32\n/ip ipsec identity add generate-policy=port-override peer=hub secret=$psk',
      because: 'A later command names the address',
    },
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
    for (const { span, peers } of openPeers(script)) {
      // Up to 6.43 the peer has what an identity has today.
      const [identity] = peers
        .flatMap((peer) => [peer, ...(peer.name === undefined ? [] : (known?.get(peer.name) ?? []))])
        .filter(
          (candidate) =>
            candidate.properties.get('generate-policy')?.value === 'port-override' &&
            (candidate.properties.get('auth-method')?.value ?? 'pre-shared-key') === 'pre-shared-key' &&
            !isComputed(candidate.properties.get('auth-method')),
        );
      const policy = identity?.properties.get('generate-policy');
      if (policy === undefined) continue;
      report({
        span,
        message:
          'Whoever has this one pre-shared key gets in from any address, and any device with it can pose as the router. Give each end its own peer, address and key, or use certificates.',
        related: [{ span: placeOf(policy), message: 'Policies are made for whoever has the key' }],
      });
    }
  },
});

interface OpenPeers {
  readonly span: Span;
  readonly peers: readonly ItemState[];
}

/** The peers for all addresses: those that say so, and those that are made without a word about it. */
function openPeers(script: ScriptModel): readonly OpenPeers[] {
  const written = writtenValues(script, peerMenu, 'address')
    .filter(({ value }) => /^(?:0\.0\.0\.0|::)\/0$/.test(value))
    .map(({ argument, items }) => ({ span: argument.span, peers: items }));
  const state = script.state(peerMenu);
  const silent = state.items.flatMap((peer) =>
    peer.added === undefined || isSwitchedOff(peer) || !isUnwritten(script, peerMenu, peer, 'address')
      ? []
      : [{ span: peer.added.span, peers: [peer] }],
  );
  return [...written, ...silent];
}

function isComputed(property: { readonly value: string | undefined } | undefined): boolean {
  return property !== undefined && property.value === undefined;
}
