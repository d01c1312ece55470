import { firstCover } from '../../firewall/chains';
import { mayHave } from '../../firewall/packets';
import { defineRule } from '../rule';
import { firewallRules, lastArgument } from '../support/firewall';
import { enumeration } from '../support/items';
import { limitsSource } from '../support/sourceLimits';
import { sidesIn } from '../support/chainShapes';
import { managementPorts } from './managementPorts';
import { seesProtocol, targetPorts } from './portTargets';

const menu = '/ip/firewall/nat';

export default defineRule({
  id: 'nat-redirect-mgmt',
  category: 'firewall',
  severity: 'warning',
  risk: 'high',
  since: '0.1.0',
  recommended: true,
  summary: 'A redirect leads strangers to a management port of the router',
  why: `\`redirect\` sends a connection to the router itself, to the port in \`to-ports\`. When that is a port by which the router is managed, the service can be reached by another number: rules and scans that look for the known one miss it, while an accept in \`input\` that was meant for the known port lets these connections in as well.

Another number is no protection. Take the rule away, or name its source with \`src-address-list\` or \`in-interface-list\`.`,
  references: ['CWE-284', 'https://manual.mikrotik.com/docs/firewall-and-quality-of-service/firewall/nat'],
  fix: null,
  examples: [
    {
      bad: '/ip firewall nat add chain=dstnat protocol=tcp dst-port=50000 action=redirect to-ports=8728',
      good: '/ip firewall nat add chain=dstnat protocol=tcp dst-port=50000 action=redirect to-ports=8728 in-interface-list=LAN',
    },
    {
      bad: '/ip service set ssh port=2222\n/ip firewall nat add chain=dstnat in-interface-list=WAN protocol=tcp dst-port=443 action=redirect to-ports=2222',
      good: '/ip service set ssh port=2222\n/ip firewall nat add chain=dstnat in-interface-list=WAN protocol=tcp dst-port=443 action=redirect to-ports=2222 src-address-list=mgmt',
    },
  ],
  silent: [
    {
      script:
        '/ip firewall nat\nadd chain=dstnat action=dst-nat to-addresses=10.0.0.9 in-interface-list=WAN\nadd chain=dstnat action=redirect protocol=tcp dst-port=2222 to-ports=22 in-interface-list=WAN',
      because: 'It never takes effect: the rule fw-unreachable-rule reports it',
    },
    {
      script:
        '/ip firewall nat add chain=dstnat action=redirect protocol=udp dst-port=53 to-ports=53 in-interface-list=LAN',
      because: 'Nothing is managed by DNS',
    },
    {
      script:
        '/ip firewall nat add chain=dstnat action=redirect protocol=tcp dst-port=80 to-ports=8080 in-interface-list=LAN',
      because: 'That is the web proxy, for the own network',
    },
    {
      script:
        '/ip firewall nat add chain=dstnat action=redirect protocol=tcp dst-port=50000 to-ports=8728 disabled=yes',
      because: 'The rule is disabled',
    },
    {
      script: '/ip firewall nat add chain=hotspot action=redirect protocol=tcp dst-port=50000 to-ports=22',
      because: 'Who comes to a chain of one’s own is told by the jump',
    },
  ],
  menus: [menu],
  check({ script, settings, report }) {
    const rules = firewallRules(script, menu);
    const sides = sidesIn(script, menu, settings);
    const managed = managementPorts(script);
    for (const [index, entry] of rules.entries.entries()) {
      if (entry.disabled || entry.chain !== 'dstnat' || entry.action !== 'redirect') continue;
      const ports = targetPorts(entry);
      if (ports === undefined || limitsSource(entry.matchers, sides)) continue;
      const open = managed.filter(({ port, protocol }) => mayHave(ports, port) && seesProtocol(entry, protocol));
      if (open.length === 0 || firstCover(rules.table, index) !== undefined) continue;
      const names = enumeration(open.map(({ port, name }) => `${port} (${name})`));
      const place = lastArgument(entry.command, 'to-ports') ?? lastArgument(entry.command, 'dst-port');
      report({
        span: place?.span ?? entry.command.span,
        message: `This redirect leads anyone to ${names} of the router itself. Take it away, or name its source with src-address-list= or in-interface-list=.`,
        ...(entry.settled && open.some(({ off }) => off === undefined) ? {} : { severity: 'hint' as const }),
      });
    }
  },
});
