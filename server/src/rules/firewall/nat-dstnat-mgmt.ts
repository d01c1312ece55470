import { firstCover } from '../../firewall/chains';
import { mayHave } from '../../firewall/packets';
import { parseAddressSet } from '../../firewall/addresses';
import type { Fix } from '../rule';
import { defineRule } from '../rule';
import type { RuleEntry } from '../support/firewall';
import { firewallRules, lastArgument } from '../support/firewall';
import { enumeration } from '../support/items';
import { managementNetwork } from '../support/networks';
import { limitsSource } from '../support/sourceLimits';
import { setArguments } from '../support/writtenSettings';
import { sidesIn } from '../support/chainShapes';
import { seesProtocol, targetPorts } from './portTargets';

const menu = '/ip/firewall/nat';

/** Ports behind which a host is managed, or a service that is not made to face strangers (IANA service names). */
const sensitivePorts: readonly { readonly port: number; readonly name: string }[] = [
  { port: 21, name: 'FTP' },
  { port: 22, name: 'SSH' },
  { port: 23, name: 'telnet' },
  { port: 445, name: 'SMB' },
  { port: 1433, name: 'SQL Server' },
  { port: 2375, name: 'Docker without TLS' },
  { port: 3306, name: 'MySQL' },
  { port: 3389, name: 'remote desktop' },
  { port: 5432, name: 'PostgreSQL' },
  { port: 5900, name: 'VNC' },
  { port: 6379, name: 'Redis' },
  { port: 8291, name: 'WinBox' },
  { port: 8728, name: 'RouterOS API' },
  { port: 8729, name: 'RouterOS API-SSL' },
  { port: 9200, name: 'Elasticsearch' },
  { port: 11211, name: 'memcached' },
  { port: 27017, name: 'MongoDB' },
];

export default defineRule({
  id: 'nat-dstnat-mgmt',
  category: 'firewall',
  severity: 'warning',
  risk: 'high',
  since: '0.1.0',
  recommended: true,
  summary: 'A port forwarding opens a management or database port to anyone',
  why: `A \`dst-nat\` without a source hands every connection from outside to the host behind it. Remote desktop, SSH, VNC, file shares, databases and the management ports of other routers are tried by strangers all the time, and another port number outside (\`dst-port=50022 to-ports=22\`) is found as well.

Name who may connect with \`src-address-list\` or \`src-address\`, or reach the host through a VPN. Web servers (80, 443) are forwarded to be seen, and are not reported.`,
  references: ['CWE-284', 'https://manual.mikrotik.com/docs/firewall-and-quality-of-service/firewall/nat'],
  fix: 'suggestion',
  examples: [
    {
      bad: '/ip firewall nat\nadd chain=srcnat action=masquerade out-interface=ether1\nadd chain=dstnat action=dst-nat protocol=tcp dst-port=3389 to-addresses=10.0.0.2 in-interface=ether1',
      fixed:
        '/ip firewall nat\nadd chain=srcnat action=masquerade out-interface=ether1\nadd chain=dstnat action=dst-nat protocol=tcp dst-port=3389 to-addresses=10.0.0.2 in-interface=ether1 src-address=192.168.88.0/24',
      good: '/ip firewall nat\nadd chain=srcnat action=masquerade out-interface=ether1\nadd chain=dstnat action=dst-nat protocol=tcp dst-port=443 to-addresses=10.0.0.2 in-interface=ether1',
    },
    {
      bad: '/ip firewall nat add chain=dstnat action=dst-nat protocol=tcp dst-port=8728 to-addresses=10.0.0.2 to-ports=8728 in-interface-list=WAN',
      fixed:
        '/ip firewall nat add chain=dstnat action=dst-nat protocol=tcp dst-port=8728 to-addresses=10.0.0.2 to-ports=8728 in-interface-list=WAN src-address=192.168.88.0/24',
      good: '/ip firewall nat add chain=dstnat action=dst-nat protocol=tcp dst-port=8728 to-addresses=10.0.0.2 to-ports=8728 in-interface-list=WAN src-address-list=offices',
    },
    {
      bad: '/ip firewall nat add chain=dstnat action=dst-nat protocol=tcp dst-port=50022 to-addresses=10.0.0.2 to-ports=22 dst-address=203.0.113.5',
      fixed:
        '/ip firewall nat add chain=dstnat action=dst-nat protocol=tcp dst-port=50022 to-addresses=10.0.0.2 to-ports=22 dst-address=203.0.113.5 src-address=192.168.88.0/24',
      good: '/ip firewall nat add chain=dstnat action=dst-nat protocol=tcp dst-port=50022 to-addresses=10.0.0.2 to-ports=8022 dst-address=203.0.113.5',
    },
    {
      bad: '/interface pppoe-client add name=pppoe-out1 interface=ether1 user=u disabled=no\n/ip firewall nat add chain=dstnat action=dst-nat protocol=tcp dst-port=3389 to-addresses=10.0.0.2 in-interface=pppoe-out1',
      fixed:
        '/interface pppoe-client add name=pppoe-out1 interface=ether1 user=u disabled=no\n/ip firewall nat add chain=dstnat action=dst-nat protocol=tcp dst-port=3389 to-addresses=10.0.0.2 in-interface=pppoe-out1 src-address=192.168.88.0/24',
      good: '/interface pppoe-client add name=pppoe-out1 interface=ether1 user=u disabled=no\n/ip firewall nat add chain=dstnat action=dst-nat protocol=tcp dst-port=443 to-addresses=10.0.0.2 in-interface=pppoe-out1',
    },
    {
      bad: '/ip firewall nat add chain=dstnat action=dst-nat protocol=tcp dst-port=22 to-addresses=10.0.0.2 src-address=0.0.0.0/0 in-interface-list=WAN',
      fixed:
        '/ip firewall nat add chain=dstnat action=dst-nat protocol=tcp dst-port=22 to-addresses=10.0.0.2 src-address=192.168.88.0/24 in-interface-list=WAN',
      good: '/ip firewall nat add chain=dstnat action=dst-nat protocol=tcp dst-port=22 to-addresses=10.0.0.2 src-address=198.51.100.0/24 in-interface-list=WAN',
    },
    {
      bad: '/ip firewall nat add chain=dstnat action=netmap protocol=tcp dst-port=3389,5900 to-addresses=10.0.0.2 in-interface-list=WAN',
      fixed:
        '/ip firewall nat add chain=dstnat action=netmap protocol=tcp dst-port=3389,5900 to-addresses=10.0.0.2 in-interface-list=WAN src-address=192.168.88.0/24',
      good: '/ip firewall nat add chain=dstnat action=netmap protocol=tcp dst-port=443 to-addresses=10.0.0.2 in-interface-list=WAN',
    },
  ],
  silent: [
    {
      script:
        '/ip firewall nat add chain=dstnat action=dst-nat protocol=tcp dst-port=3389 to-addresses=10.0.0.2 in-interface=pppoe-out1',
      because: 'Where that interface leads is not in the file',
    },
    {
      script:
        '/ip firewall nat\nadd chain=srcnat action=masquerade out-interface=wg-office\nadd chain=dstnat action=dst-nat protocol=tcp dst-port=3389 to-addresses=10.0.0.2 in-interface=wg-office',
      because: 'A tunnel towards which is masqueraded may lead to a network of one’s own',
    },
    {
      script:
        '/interface list member add list=LAN interface=ether5\n/ip firewall nat\nadd chain=srcnat action=masquerade out-interface=ether5\nadd chain=dstnat action=dst-nat protocol=tcp dst-port=22 to-addresses=10.0.0.2 in-interface=ether5',
      because: 'The port belongs to the own side, although all is masqueraded towards it',
    },
    {
      script:
        '/ip firewall nat\nadd chain=dstnat action=dst-nat to-addresses=10.0.0.9 in-interface-list=WAN\nadd chain=dstnat action=dst-nat protocol=tcp dst-port=22 to-addresses=10.0.0.2 in-interface-list=WAN',
      because: 'It never takes effect: the rule fw-unreachable-rule reports it',
    },
    {
      script:
        '/ip firewall nat add chain=dstnat action=dst-nat protocol=tcp dst-port=80,443 to-addresses=10.0.0.2 in-interface-list=WAN',
      because: 'Web servers are there to be seen',
    },
    {
      script:
        '/ip firewall nat add chain=dstnat action=dst-nat protocol=tcp dst-port=22 to-addresses=10.0.0.2 in-interface-list=LAN',
      because: 'Only the own network is translated (hairpin)',
    },
    {
      script: '/ip firewall nat add chain=dstnat action=dst-nat to-addresses=10.0.0.2 src-address-list=offices',
      because: 'It is for known sources',
    },
    {
      script:
        '/ip firewall nat add chain=dstnat action=dst-nat protocol=tcp dst-port=22 to-addresses=10.0.0.2 in-interface-list=WAN disabled=yes',
      because: 'The rule is disabled',
    },
    {
      script:
        '/ip firewall nat add chain=dstnat action=dst-nat protocol=udp dst-port=3389 to-addresses=10.0.0.2 to-ports=27017 in-interface-list=WAN',
      because: 'It is for UDP, on which nothing of that kind listens',
    },
    {
      script:
        '/ip firewall nat add chain=dstnat action=dst-nat protocol=tcp dst-port=22 to-addresses=10.0.0.2 to-ports=$port in-interface-list=WAN',
      because: 'The port is only known on the router',
    },
  ],
  menus: [menu],
  check({ script, settings, report }) {
    const rules = firewallRules(script, menu);
    const sides = sidesIn(script, menu, settings);
    for (const [index, entry] of rules.entries.entries()) {
      if (entry.disabled || entry.chain !== 'dstnat' || (entry.action !== 'dst-nat' && entry.action !== 'netmap'))
        continue;
      const ports = targetPorts(entry);
      if (ports === undefined || !seesProtocol(entry, 'tcp') || limitsSource(entry.matchers, sides)) continue;
      const open = sensitivePorts.filter(({ port }) => mayHave(ports, port));
      if (open.length === 0 || firstCover(rules.table, index) !== undefined) continue;
      const names = open.slice(0, 3).map(({ port, name }) => `${port} (${name})`);
      if (open.length > 3) names.push(`${open.length - 3} more`);
      const place = lastArgument(entry.command, 'to-ports') ?? lastArgument(entry.command, 'dst-port');
      report({
        span: place?.span ?? entry.command.span,
        message: `This rule hands connections from anyone to port ${enumeration(names)} of the host behind it. Name who may connect with src-address-list= or src-address=, or use a VPN.`,
        ...(entry.settled ? {} : { severity: 'hint' as const }),
        fixes: [limitFix(entry, managementNetwork(script, settings))],
      });
    }
  },
});

function limitFix({ command }: RuleEntry, known: string): Fix {
  const network = parseAddressSet(known)?.family === 4 ? known : '192.168.88.0/24';
  return {
    title: `Accept only from ${network} (put the network of those who may connect here)`,
    class: 'suggestion',
    edits: setArguments(command, { 'src-address': network }),
    placeholders: [network],
  };
}
