import { defineRule, type RuleContext } from '../rule';
import { isStrangeAddress } from '../support/publicAddresses';
import { isNo } from '../support/items';
import { singleItem } from '../support/settings';
import { isSilenceTelling, reportSettings, settledValue } from '../support/writtenSettings';

const flowMenu = '/ip/traffic-flow';
const menu = '/ip/traffic-flow/target';
const header = '# 2024-05-01 12:00:00 by RouterOS 7.14.3\n';

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
    {
      script: '/ip traffic-flow set enabled=no\n/ip traffic-flow target add dst-address=203.0.113.9',
      because: 'Traffic-Flow itself is off',
    },
    {
      script: `${header}/ip traffic-flow\nset cache-entries=4k\n/ip traffic-flow target\nadd dst-address=203.0.113.9`,
      because: 'Traffic-Flow itself is off: an export shows where it is on',
    },
    {
      script:
        '/ip address add address=203.0.113.1/24 interface=servers\n/ip traffic-flow target add dst-address=203.0.113.9',
      because: 'A network of one’s own, though its addresses are public',
    },
  ],
  menus: [menu],
  check(context) {
    if (flowIsOff(context)) return;
    const { script } = context;
    reportSettings(context, {
      menu,
      property: 'dst-address',
      matches: (value) => isStrangeAddress(script, value),
      message: () =>
        'Traffic-Flow tells this host of the Internet, in clear text, who talks to whom in the network. Send it to a collector in your own network, or through a VPN.',
    });
  },
});

/** Is Traffic-Flow off, as far as the file tells? It is off by default, so an export that does not switch it on says so. */
function flowIsOff(context: RuleContext): boolean {
  const { script } = context;
  const item = singleItem(script, flowMenu);
  if (isNo(settledValue(script, flowMenu, item, 'enabled'))) return true;
  return isSilenceTelling(context, flowMenu) && item?.properties.has('enabled') !== true;
}
