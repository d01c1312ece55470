import { defineRule } from '../rule';
import { listed } from '../support/accessValues';
import { isIpv4, isPublicAddress } from '../support/addresses';
import { firewallRules, type RuleEntry } from '../support/firewall';
import { isStrangeAddress } from '../support/publicAddresses';

const menu = '/ip/firewall/nat';

/** Names and the time, which networks hand on to a server of their choice. */
const ownChoice: ReadonlySet<string> = new Set(['53', '123', '853']);

export default defineRule({
  id: 'nat-both-public',
  category: 'firewall',
  severity: 'warning',
  risk: 'high',
  since: '0.1.0',
  recommended: true,
  summary: 'Connections to one public address are handed on to another',
  why: `A \`dst-nat\` usually leads from a public address to a host behind the router. Where both addresses are public, whoever connects to the first is sent to somebody else on the Internet, and sees nothing of it: that is how routers that were broken into redirect web pages and logins, or serve as relays whose owner is not to be found.

Where the other host is yours as well, suppress the finding with a reason. If nobody knows what the rule is for, delete it, and look at who could have added it: users, scripts, the scheduler, SOCKS and the proxy.`,
  impact:
    'Who controls the second address reads and changes what clients send to the first, or hides behind the router when attacking others.',
  references: ['CWE-441', 'https://manual.mikrotik.com/docs/firewall-and-quality-of-service/firewall/nat'],
  fix: null,
  examples: [
    {
      bad: '/ip firewall nat add chain=dstnat action=dst-nat protocol=tcp dst-port=443 dst-address=203.0.113.5 to-addresses=198.51.100.7',
      good: '/ip firewall nat add chain=dstnat action=dst-nat protocol=tcp dst-port=443 dst-address=203.0.113.5 to-addresses=10.0.0.7',
    },
    {
      bad: '/ip firewall nat\nadd action=netmap chain=dstnat dst-address=203.0.113.5/32 to-addresses=198.51.100.7',
      good: '/ip firewall nat\nadd action=netmap chain=dstnat dst-address=203.0.113.5/32 to-addresses=192.168.1.7',
    },
  ],
  silent: [
    {
      script:
        '/ip firewall nat add chain=dstnat action=dst-nat protocol=udp dst-port=53 dst-address=203.0.113.5 to-addresses=198.51.100.7',
      because: 'A network may choose where its names are looked up',
    },
    {
      script:
        '/ip firewall nat add chain=dstnat action=dst-nat protocol=tcp dst-port=443 in-interface-list=WAN to-addresses=198.51.100.7',
      because: 'For which address it is, is not said: a server with a public address may stand behind the router',
    },
    {
      script:
        '/ip firewall nat add chain=dstnat action=dst-nat protocol=tcp dst-port=443 dst-address=203.0.113.5 to-addresses=198.51.100.7 disabled=yes',
      because: 'The rule is disabled',
    },
    {
      script:
        '/ip firewall nat add chain=dstnat action=dst-nat protocol=tcp dst-port=443 dst-address=!203.0.113.5 to-addresses=198.51.100.7',
      because: 'For which address it is, is not said',
    },
    {
      script:
        '/ip firewall nat add chain=dstnat action=dst-nat dst-address=203.0.113.5 to-addresses=203.0.113.5 protocol=tcp dst-port=443 to-ports=8443',
      because: 'Only the port is another',
    },
    {
      script:
        '/ip address add address=198.51.100.1/28 interface=servers\n/ip firewall nat add chain=dstnat action=dst-nat dst-address=203.0.113.5 to-addresses=198.51.100.7',
      because: 'The second address is of a network that is connected to the router',
    },
    {
      script: '/ip firewall nat add chain=srcnat action=src-nat src-address=203.0.113.5 to-addresses=198.51.100.7',
      because: 'What goes out gets another sender',
    },
  ],
  menus: [menu],
  check({ script, report }) {
    for (const entry of firewallRules(script, menu).entries) {
      const { action, chain, disabled, command, settled, item } = entry;
      if (disabled || chain !== 'dstnat' || (action !== 'dst-nat' && action !== 'netmap') || !settled) continue;
      const from = singleAddress(entry.matchers.get('dst-address'));
      const to = singleAddress(item.properties.get('to-addresses')?.value);
      if (from === undefined || to === undefined || from === to || isOwnChoice(entry)) continue;
      if (!isStrangeAddress(script, to)) continue;
      report({
        span: command.span,
        message: `Connections to ${from} are handed on to ${to}, which is a public address as well: clients are sent to somebody else without seeing it. Delete the rule, unless that host is yours.`,
      });
    }
  },
});

/** A public address that stands alone, perhaps with `/32`. */
function singleAddress(text: string | undefined): string | undefined {
  const address = text?.replace(/\/32$/, '');
  return address !== undefined && isIpv4(address) && isPublicAddress(address) ? address : undefined;
}

function isOwnChoice({ matchers }: RuleEntry): boolean {
  const ports = listed(matchers.get('dst-port') ?? '');
  return ports.length > 0 && ports.every((port) => ownChoice.has(port));
}
