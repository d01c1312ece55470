import { defineRule, appendArgument } from '../rule';
import { filterMenus, firewallRules, lastArgument } from '../support/firewall';
import { acceptsStrangers, closings, sidesIn } from '../support/chainShapes';

export default defineRule({
  id: 'fw-source-port-trust',
  category: 'firewall',
  severity: 'warning',
  risk: 'high',
  since: '0.1.0',
  recommended: true,
  summary: 'A source port alone opens the router to anyone',
  why: `The source port of a packet is chosen by whoever sends it. \`accept src-port=53\` (or 123, or 80) is meant for answers to the router's own questions, but it accepts every new connection to every port of the router from anyone who sends from that port.

\`port=53\` says the same without showing it: it matches the source port as well as the destination port. Write \`dst-port\` where a service of the router is meant. A range (\`port=33434-33534\`, as the vendor's firewall has it for traceroute) is not reported.

Answers need no rule of their own: \`accept connection-state=established,related\` takes them. Add the states, or delete the rule.`,
  references: ['CWE-290', 'https://manual.mikrotik.com/docs/firewall-and-quality-of-service/connection-tracking'],
  fix: 'suggestion',
  examples: [
    {
      bad: '/ip firewall filter add chain=input action=accept protocol=udp src-port=123',
      fixed:
        '/ip firewall filter add chain=input action=accept protocol=udp src-port=123 connection-state=established,related',
      good: '/ip firewall filter add chain=input action=accept protocol=udp src-port=123 connection-state=established,related',
    },
    {
      bad: '/interface pppoe-client add name=pppoe-out1 interface=ether1 user=u disabled=no\n/ip firewall filter add chain=input action=accept protocol=udp src-port=53 in-interface=pppoe-out1',
      fixed:
        '/interface pppoe-client add name=pppoe-out1 interface=ether1 user=u disabled=no\n/ip firewall filter add chain=input action=accept protocol=udp src-port=53 in-interface=pppoe-out1 connection-state=established,related',
      good: '/interface pppoe-client add name=pppoe-out1 interface=ether1 user=u disabled=no\n/ip firewall filter add chain=input action=accept protocol=udp src-port=53 in-interface=bridge',
    },
    {
      bad: '/ip firewall filter add chain=input action=accept protocol=tcp src-port=80,443 in-interface-list=WAN comment=answers',
      fixed:
        '/ip firewall filter add chain=input action=accept protocol=tcp src-port=80,443 in-interface-list=WAN comment=answers connection-state=established,related',
      good: '/ip firewall filter add chain=input action=accept protocol=tcp dst-port=80,443 in-interface-list=LAN',
    },
    {
      bad: '/ip firewall filter add chain=input action=accept protocol=udp port=53',
      fixed: '/ip firewall filter add chain=input action=accept protocol=udp dst-port=53',
      good: '/ip firewall filter add chain=input action=accept protocol=udp dst-port=53 in-interface-list=LAN',
    },
  ],
  silent: [
    {
      script: '/ip firewall filter add chain=input action=accept protocol=udp port=33434-33534 comment=traceroute',
      because: 'The vendor’s own firewall has it',
    },
    {
      script: '/ip firewall filter add chain=input action=accept protocol=udp port=53 src-address-list=clients',
      because: 'It is for senders that are named',
    },
    {
      script: '/ip firewall filter add chain=input action=accept protocol=udp port=53 dst-port=53',
      because: 'It is for one port of the router',
    },
    {
      script:
        '/interface pppoe-client add name=pppoe-out1 interface=ether1 user=u disabled=no\n/ip firewall filter\nadd chain=input action=drop in-interface=pppoe-out1\nadd chain=input action=accept protocol=udp src-port=53',
      because: 'What comes in from the provider is dropped before it',
    },
    {
      script: '/ip firewall filter add chain=output action=accept protocol=udp src-port=123',
      because: 'The router is the sender',
    },
    {
      script: '/ip firewall filter add chain=input action=accept protocol=udp src-port=67 dst-port=68',
      because: 'It is for one port of the router',
    },
    {
      script: '/ip firewall filter add chain=input action=accept protocol=udp src-port=53 src-address=9.9.9.9',
      because: 'It is for one sender',
    },
    {
      script:
        '/ip firewall filter add chain=input action=accept protocol=udp src-port=53 in-interface=bridge-lan in-interface-list=LAN',
      because: 'Only the own network can send it',
    },
    {
      script:
        '/ip firewall filter\nadd chain=input action=drop in-interface-list=!LAN\nadd chain=input action=accept protocol=udp src-port=53',
      because: 'Strangers are dropped before it',
    },
    {
      script: '/ip firewall filter add chain=input action=accept protocol=udp src-port=53 disabled=yes',
      because: 'The rule is disabled',
    },
  ],
  menus: [...filterMenus],
  check({ script, settings, report }) {
    for (const menu of filterMenus) {
      if (!script.evidence.mentions(menu)) continue;
      const rules = firewallRules(script, menu);
      const sides = sidesIn(script, menu, settings);
      const closed = closings(rules, sides);
      for (const [index, { matchers, command, settled }] of rules.entries.entries()) {
        const name = matchers.has('src-port') ? 'src-port' : 'port';
        const port = matchers.get(name);
        if (port === undefined || port === '' || port.startsWith('!')) continue;
        if (name === 'port' && port.includes('-')) continue;
        // What narrows the packets besides may be what makes the rule right.
        const others = [...matchers.keys()].filter(
          (other) =>
            ![name, 'protocol', 'connection-state', 'in-interface', 'in-interface-list', 'src-address'].includes(other),
        );
        if (others.length > 0 || !acceptsStrangers(rules, index, sides, closed)) continue;
        const argument = lastArgument(command, name);
        if (name === 'port') {
          report({
            span: argument?.span ?? command.span,
            message: `port= matches the source port too, and anyone can send from port ${port}: this rule lets them reach every port of the router. Write dst-port= for the service that is meant.`,
            ...(settled ? {} : { severity: 'hint' as const }),
            fixes:
              argument?.nameSpan === undefined
                ? []
                : [
                    {
                      title: 'Accept packets to that port only (dst-port=)',
                      class: 'suggestion',
                      edits: [{ ...argument.nameSpan, text: 'dst-port' }],
                    },
                  ],
          });
          continue;
        }
        report({
          span: argument?.span ?? command.span,
          message: `Anyone can send from port ${port}: this rule lets them reach every port of the router. Answers need only connection-state=established,related; add it, or delete the rule.`,
          ...(settled ? {} : { severity: 'hint' as const }),
          fixes: matchers.has('connection-state')
            ? []
            : [
                {
                  title: 'Accept only packets of known connections (new ones from that port are no longer accepted)',
                  class: 'suggestion',
                  edits: [appendArgument(command, 'connection-state=established,related')],
                },
              ],
        });
      }
    }
  },
});
