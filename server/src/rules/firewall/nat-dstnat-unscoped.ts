import { mayHave } from '../../firewall/packets';
import { defineRule } from '../rule';
import type { RuleEntry } from '../support/firewall';
import { firewallRules } from '../support/firewall';
import { enumeration } from '../support/items';
import type { ManagementPort } from './managementPorts';
import { managementPorts } from './managementPorts';
import { seesProtocol } from './portTargets';
import { parsePorts } from '../../firewall/numbers';

const menu = '/ip/firewall/nat';

/** Matchers that say nothing about where a packet comes from or goes to. */
const unscoping: ReadonlySet<string> = new Set([
  'connection-limit',
  'connection-type',
  'dst-limit',
  'dst-port',
  'limit',
  'packet-size',
  'port',
  'protocol',
  'src-port',
  'time',
]);

export default defineRule({
  id: 'nat-dstnat-unscoped',
  category: 'firewall',
  severity: 'warning',
  risk: 'medium',
  since: '0.1.0',
  recommended: true,
  summary: 'A port forwarding takes connections in every direction',
  why: `A \`dst-nat\` that names neither an address (\`dst-address\`, \`dst-address-type=local\`) nor an interface (\`in-interface-list\`) takes every connection to its port, also those from your own network to servers on the Internet: all of them end at the one host.

Where the port is one by which the router itself is managed, the rule takes that as well: the router answers there no longer, and whoever manages it by that port is locked out.

Say which connections it is for: \`in-interface-list=WAN\`, or \`dst-address\` with the public address, or \`dst-address-type=local\`.`,
  references: ['CWE-284', 'https://manual.mikrotik.com/docs/firewall-and-quality-of-service/firewall/nat'],
  fix: null,
  examples: [
    {
      bad: '/ip firewall nat add chain=dstnat action=dst-nat protocol=tcp dst-port=443 to-addresses=10.0.0.2',
      good: '/ip firewall nat add chain=dstnat action=dst-nat protocol=tcp dst-port=443 to-addresses=10.0.0.2 in-interface-list=WAN',
    },
    {
      bad: '/ip firewall nat add chain=dstnat action=dst-nat protocol=tcp dst-port=8729 to-addresses=10.0.0.2',
      good: '/ip firewall nat add chain=dstnat action=dst-nat protocol=tcp dst-port=8729 to-addresses=10.0.0.2 dst-address=203.0.113.5 src-address-list=offices',
    },
    {
      bad: '/ip firewall nat add chain=dstnat action=dst-nat to-addresses=10.0.0.2',
      good: '/ip firewall nat add chain=dstnat action=dst-nat to-addresses=10.0.0.2 dst-address=203.0.113.5',
    },
  ],
  silent: [
    {
      script:
        '/ip firewall nat add chain=dstnat action=dst-nat protocol=tcp dst-port=443 to-addresses=10.0.0.2 dst-address-type=local',
      because: 'Only what is for the router is translated (hairpin)',
    },
    {
      script:
        '/ip firewall nat add chain=dstnat action=dst-nat protocol=udp dst-port=53 to-addresses=10.0.0.2 src-address=10.0.0.0/24',
      because: 'It is for one network',
    },
    {
      script:
        '/ip firewall nat add chain=dstnat action=dst-nat protocol=tcp dst-port=443 to-addresses=10.0.0.2 disabled=yes',
      because: 'The rule is disabled',
    },
    {
      script: '/ip firewall nat add chain=forwarded action=dst-nat protocol=tcp dst-port=443 to-addresses=10.0.0.2',
      because: 'Which connections come to a chain of one’s own is told by the jump',
    },
    {
      script:
        '/ip firewall nat add chain=dstnat action=dst-nat protocol=tcp dst-port=443 to-addresses=10.0.0.2 in-interface=$wan',
      because: 'The interface is only known on the router',
    },
  ],
  menus: [menu],
  check({ script, report }) {
    const managed = managementPorts(script);
    for (const entry of firewallRules(script, menu).entries) {
      const { action, chain, disabled, matchers, command, settled } = entry;
      if (disabled || chain !== 'dstnat' || (action !== 'dst-nat' && action !== 'netmap') || !settled) continue;
      if ([...matchers.keys()].some((name) => !unscoping.has(name))) continue;
      const taken = managed.filter((port) => takes(entry, port)).map(({ port, name }) => `${port} (${name})`);
      const most = taken.length > 3 ? [...taken.slice(0, 3), `${taken.length - 3} more`] : taken;
      report({
        span: command.span,
        message:
          taken.length === 0
            ? 'This rule takes every connection of its kind, in every direction: also those of your own network to servers outside. Add in-interface-list=, dst-address= or dst-address-type=local.'
            : `This rule takes every connection of its kind, also to the router's own ${enumeration(most)}, by which it is managed: that can lock you out. Add in-interface-list=, or dst-address=.`,
      });
    }
  },
});

/** Does the rule take connections to this port of the router? One without a protocol takes all. */
function takes(entry: RuleEntry, { protocol, port, off }: ManagementPort): boolean {
  if (off !== undefined) return false;
  const { matchers } = entry;
  if (!matchers.has('protocol')) return !matchers.has('dst-port') && !matchers.has('port');
  const text = matchers.get('dst-port');
  if (matchers.has('src-port') || matchers.has('port') || !seesProtocol(entry, protocol)) return false;
  if (!matchers.has('dst-port')) return true;
  const ports = text === undefined ? undefined : parsePorts(text);
  return ports !== undefined && mayHave(ports, port);
}
