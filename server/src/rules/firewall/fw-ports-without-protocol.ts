import type { Fix } from '../rule';
import { appendArgument, defineRule } from '../rule';
import type { RuleEntry } from '../support/firewall';
import { firewallRules, lastArgument, ruleMenus } from '../support/firewall';

/** The protocols that have ports (vendor manual, "Filter": tcp, udp and their kin), by name and by IANA number. */
const withPorts: ReadonlySet<string> = new Set([
  'tcp',
  'udp',
  'dccp',
  'sctp',
  'udp-lite',
  '6',
  '17',
  '33',
  '132',
  '136',
]);

export default defineRule({
  id: 'fw-ports-without-protocol',
  category: 'firewall',
  severity: 'warning',
  risk: 'medium',
  since: '0.1.0',
  recommended: true,
  summary: 'A firewall rule names ports, but no protocol that has ports',
  why: `Ports belong to TCP, UDP and a few more protocols. A rule with \`dst-port=22\` and no \`protocol\`, or with \`protocol=icmp\`, does not say which packets it is for, and cannot be relied upon to do what it looks like. Name the protocol: \`protocol=tcp\`, or one rule for TCP and one for UDP.`,
  references: ['CWE-1286', 'https://manual.mikrotik.com/docs/firewall-and-quality-of-service/firewall/filter'],
  fix: 'suggestion',
  examples: [
    {
      bad: '/ip firewall filter add chain=input action=drop dst-port=23',
      fixed: '/ip firewall filter add chain=input action=drop dst-port=23 protocol=tcp',
      good: '/ip firewall filter add chain=input action=drop protocol=tcp dst-port=23',
    },
    {
      bad: '/ip firewall nat add chain=dstnat action=dst-nat dst-port=8080 to-addresses=10.0.0.2 in-interface-list=WAN',
      fixed:
        '/ip firewall nat add chain=dstnat action=dst-nat dst-port=8080 to-addresses=10.0.0.2 in-interface-list=WAN protocol=tcp',
      good: '/ip firewall nat add chain=dstnat action=dst-nat protocol=6 dst-port=8080 to-addresses=10.0.0.2 in-interface-list=WAN',
    },
  ],
  silent: [
    {
      script: '/ip firewall filter add chain=input action=drop protocol=6 dst-port=23',
      because: 'The number 6 stands for TCP',
    },
    {
      script: '/ip firewall filter add chain=input action=drop protocol=$p dst-port=23',
      because: 'The protocol is only known on the router',
    },
    { script: '/ip firewall filter add copy-from=0 dst-port=23', because: 'The protocol is copied from another rule' },
    {
      script: '/ip firewall filter\nadd chain=input action=drop dst-port=23\nset 0 protocol=tcp',
      because: 'A later command may set the protocol',
    },
    {
      script: '/ip firewall nat add chain=dstnat action=redirect to-ports=53 in-interface-list=LAN protocol=udp',
      because: 'UDP has ports, like TCP',
    },
  ],
  menus: [...ruleMenus],
  check({ script, report }) {
    for (const menu of ruleMenus) {
      if (!script.evidence.mentions(menu)) continue;
      for (const entry of firewallRules(script, menu).entries) {
        if (!entry.settled || lastArgument(entry.command, 'copy-from')) continue;
        const ports = ['dst-port', 'src-port', 'port'].filter((name) => entry.matchers.has(name));
        const [port] = ports;
        if (port === undefined) continue;
        const protocol = entry.matchers.has('protocol') ? entry.matchers.get('protocol') : 'none';
        if (protocol === undefined || protocol === '' || withPorts.has(protocol)) continue;
        report({
          span: lastArgument(entry.command, port)?.span ?? entry.command.span,
          message: `${ports.join(' and ')} ${ports.length === 1 ? 'needs' : 'need'} a protocol that has ports, and this rule names ${protocol === 'none' ? 'none' : protocol}: which packets it is for is not certain. Name one, such as protocol=tcp or protocol=udp.`,
          fixes: entry.matchers.has('protocol') ? [] : [tcpFix(entry)],
        });
      }
    }
  },
});

function tcpFix({ command }: RuleEntry): Fix {
  return {
    title: 'Add protocol=tcp (for UDP a rule of its own is needed)',
    class: 'suggestion',
    edits: [appendArgument(command, 'protocol=tcp')],
  };
}
