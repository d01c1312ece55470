import type { ItemState, ScriptModel } from '../../model/types';
import { defineRule } from '../rule';
import { isStrangeAddress } from '../support/publicAddresses';
import { argumentNamed, mayBeChanged } from '../support/items';
import { protectionOf } from '../support/ipsec';
import { isSwitchedOff } from '../support/weakValues';

const tunnels = [
  { menu: '/interface/gre', kind: 'GRE', end: 'remote-address', secret: true },
  { menu: '/interface/eoip', kind: 'EoIP', end: 'remote-address', secret: true },
  { menu: '/interface/ipip', kind: 'IPIP', end: 'remote-address', secret: true },
  { menu: '/interface/vxlan/vteps', kind: 'VXLAN', end: 'remote-ip', secret: false },
] as const;

export default defineRule({
  id: 'tunnel-cleartext-over-wan',
  category: 'security',
  severity: 'warning',
  risk: 'medium',
  since: '0.1.0',
  recommended: true,
  summary: 'A tunnel crosses the Internet without encryption',
  why: `GRE, EoIP, IPIP and VXLAN put packets into packets and encrypt nothing: whoever is on the way can read and change what is inside, and send packets of his own into the tunnel.

Set the same \`ipsec-secret\` at both ends (it needs \`allow-fast-path=no\`), or write an IPsec policy for the two addresses. VXLAN has no \`ipsec-secret\`: it needs the policy, and a firewall rule that lets only the other end reach its UDP port. Or use WireGuard.`,
  references: [
    'CWE-319',
    'CWE-311',
    'https://manual.mikrotik.com/docs/virtual-private-networks/gre',
    'https://manual.mikrotik.com/docs/virtual-private-networks/eoip',
    'https://manual.mikrotik.com/docs/virtual-private-networks/ipip',
    'https://manual.mikrotik.com/docs/bridging-and-switching/vxlan',
  ],
  fix: null,
  examples: [
    {
      bad: '/interface gre add name=gre-branch remote-address=198.51.100.4',
      good: '/interface gre add allow-fast-path=no ipsec-secret=$psk name=gre-branch remote-address=198.51.100.4',
    },
    {
      bad: '/interface eoip add name=eoip-branch remote-address=198.51.100.4 tunnel-id=7',
      good: '/interface eoip add name=eoip-branch remote-address=10.255.0.2 tunnel-id=7',
    },
    {
      bad: '/interface vxlan vteps add interface=vxlan1 remote-ip=198.51.100.4',
      good: '/interface vxlan vteps add interface=vxlan1 remote-ip=10.255.0.2',
    },
  ],
  silent: [
    {
      script:
        '/interface gre add name=gre1 remote-address=198.51.100.4\n/ip ipsec policy add dst-address=198.51.100.4/32 peer=branch protocol=gre src-address=203.0.113.1/32',
      because: 'An IPsec policy covers the other end',
    },
    {
      script:
        '/interface ipip add name=t remote-address=198.51.100.4\n/ip ipsec policy add dst-address=$remote peer=branch src-address=$local',
      because: 'The policy may cover it: its addresses are only known on the router',
    },
    {
      script: '/interface 6to4 add name=he remote-address=198.51.100.4',
      because: 'A tunnel to a broker, which carries IPv6 to the public Internet',
    },
    {
      script: '/interface gre add disabled=yes name=gre1 remote-address=198.51.100.4',
      because: 'A tunnel that is off carries nothing',
    },
    {
      script: '# 2024-05-01 12:00:00 by RouterOS 7.14.3\n/interface gre\nadd name=gre1 remote-address=198.51.100.4',
      because: 'An export leaves the secret out: that it is not there tells nothing',
    },
    { script: '/interface gre add name=gre1 remote-address=$remote', because: 'The value is only known on the router' },
    {
      script:
        '/ip address add address=198.51.100.1/30 interface=ether1\n/interface eoip add name=e1 remote-address=198.51.100.2 tunnel-id=1',
      because: 'The other end of a link of the router itself',
    },
    {
      script:
        '/interface vxlan add disabled=yes name=vxlan1 vni=10\n/interface vxlan vteps add interface=vxlan1 remote-ip=198.51.100.4',
      because: 'A tunnel that is off carries nothing',
    },
  ],
  menus: tunnels.map(({ menu }) => menu),
  check({ script, report }) {
    const protection = protectionOf(script);
    for (const { menu, kind, end, secret } of tunnels) {
      // Exports of RouterOS 7 hide secrets, and then their absence means nothing.
      if (secret && script.evidence.release !== undefined && !script.evidence.showsSensitive) continue;
      const state = script.state(menu);
      for (const item of state.items) {
        const { added } = item;
        const property = item.properties.get(end);
        const address = property?.value;
        if (added === undefined || property === undefined || address === undefined || isSwitchedOff(item)) continue;
        if (!isStrangeAddress(script, address) || argumentNamed(added, 'copy-from') !== undefined) continue;
        if (secret && (item.properties.has('ipsec-secret') || mayBeChanged(state, 'ipsec-secret', undefined))) continue;
        if (protection.address(address) || isOfDisabled(script, item)) continue;
        report({
          span: property.argument?.span ?? property.command.span,
          message: `This ${kind} tunnel crosses the Internet unencrypted, so anybody on the way can read and change what is inside. ${
            secret
              ? 'Set ipsec-secret and allow-fast-path=no at both ends, or write an IPsec policy for it.'
              : 'Write an IPsec policy for it, and let only the other end reach its UDP port.'
          }`,
        });
      }
    }
  },
});

/** Does the other end belong to a VXLAN interface that is off? */
function isOfDisabled(script: ScriptModel, item: ItemState): boolean {
  const name = item.properties.get('interface')?.value;
  const vxlan = name === undefined ? undefined : script.state('/interface/vxlan').item(name);
  return vxlan !== undefined && isSwitchedOff(vxlan);
}
