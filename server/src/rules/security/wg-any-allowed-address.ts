import { defineRule } from '../rule';
import { words } from '../support/weakValues';
import { isEverything, peersByInterface, wireguardMenu, wireguardPeersMenu } from '../support/wireguard';

export default defineRule({
  id: 'wg-any-allowed-address',
  category: 'security',
  severity: 'information',
  risk: 'low',
  since: '0.1.0',
  recommended: true,
  summary: 'A WireGuard peer of a server may use any address',
  why: `\`allowed-address\` says two things: from which addresses a peer may send, and which traffic goes to it. With \`0.0.0.0/0\` on the peer of one phone or laptop, that device may send from every address that no other peer has, and pose as any host of the networks behind; and all traffic that no other peer has goes to it.

On a server give each peer its own address: \`allowed-address=10.9.0.2/32\`. \`0.0.0.0/0\` belongs on the client, for the one peer that all its traffic goes to.`,
  references: ['CWE-284', 'https://manual.mikrotik.com/docs/virtual-private-networks/wireguard'],
  fix: null,
  examples: [
    {
      bad: '/interface wireguard add listen-port=13231 name=wg\n/interface wireguard peers add allowed-address=0.0.0.0/0 interface=wg public-key=$a\n/interface wireguard peers add allowed-address=10.9.0.3/32 interface=wg public-key=$b',
      good: '/interface wireguard add listen-port=13231 name=wg\n/interface wireguard peers add allowed-address=10.9.0.2/32 interface=wg public-key=$a\n/interface wireguard peers add allowed-address=10.9.0.3/32 interface=wg public-key=$b',
    },
  ],
  silent: [
    {
      script:
        '/interface wireguard add name=wg\n/interface wireguard peers add allowed-address=0.0.0.0/0 endpoint-address=vpn.example.com endpoint-port=13231 interface=wg public-key=$key',
      because: 'A client that sends all its traffic to its server',
    },
    {
      script:
        '/interface wireguard add listen-port=13231 name=wg\n/interface wireguard peers add allowed-address=0.0.0.0/0 interface=wg public-key=$key',
      because: 'The only peer of its interface: a link between two routers, where routes decide',
    },
  ],
  menus: [wireguardPeersMenu, wireguardMenu],
  check({ script, report }) {
    for (const [name, peers] of peersByInterface(script)) {
      if (peers.length < 2 || !isServer(script.state(wireguardMenu).item(name)?.properties)) continue;
      for (const peer of peers) {
        const allowed = peer.properties.get('allowed-address');
        const endpoint = peer.properties.get('endpoint-address');
        if (allowed?.value === undefined || allowed.argument === undefined) continue;
        if ((endpoint !== undefined && endpoint.value !== '') || !words(allowed.value).some(isEverything)) continue;
        report({
          span: allowed.argument.span,
          message:
            'This peer may send from every address that no other peer has, and everything that is for none of the others goes to it. Give it its own address, such as allowed-address=10.9.0.2/32.',
        });
      }
    }
  },
});

function isServer(properties: ReadonlyMap<string, unknown> | undefined): boolean {
  return properties?.has('listen-port') === true;
}
