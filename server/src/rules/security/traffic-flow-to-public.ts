import { defineRule } from '../rule';
import { isPublicAddress } from '../support/publicAddresses';
import { reportSettings } from '../support/writtenSettings';

const menu = '/ip/traffic-flow/target';

export default defineRule({
  id: 'traffic-flow-to-public',
  category: 'security',
  severity: 'warning',
  risk: 'medium',
  since: '0.1.0',
  recommended: true,
  summary: 'Traffic-Flow tells a host of the Internet who talks to whom',
  why: `Traffic-Flow (NetFlow, IPFIX) reports every connection: addresses, ports, times and amounts, by UDP and in clear text. Sent to an address of the Internet, all of it can be read on the way, and the receiver learns everything about the network. Send it to a collector in your own network, or through a VPN.`,
  references: ['CWE-319', 'https://manual.mikrotik.com/docs/diagnostics-monitoring-and-troubleshooting/traffic-flow'],
  fix: null,
  examples: [
    {
      bad: '/ip traffic-flow target add dst-address=203.0.113.9 port=2055 version=9',
      good: '/ip traffic-flow target add dst-address=192.168.88.10 port=2055 version=9',
    },
  ],
  silent: [
    { script: '/ip traffic-flow target add dst-address=203.0.113.9 disabled=yes', because: 'The target is off' },
    { script: '/ip traffic-flow target add dst-address=$collector', because: 'The value is only known on the router' },
    { script: '/ip traffic-flow set enabled=yes', because: 'Where it goes is not said' },
  ],
  menus: [menu],
  check(context) {
    reportSettings(context, {
      menu,
      property: 'dst-address',
      matches: isPublicAddress,
      message: () =>
        'Traffic-Flow tells this host of the Internet, in clear text, who talks to whom in the network. Send it to a collector in your own network, or through a VPN.',
    });
  },
});
