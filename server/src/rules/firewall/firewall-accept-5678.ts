import { mayHave } from '../../firewall/packets';
import { defineRule } from '../rule';
import { firewallRules, lastArgument } from '../support/firewall';
import { acceptsStrangers, closings, sidesIn } from '../support/chainShapes';
import { seesProtocol } from './portTargets';
import { size } from '../../firewall/intervals';

const menu = '/ip/firewall/filter';

/** A range of more ports is for something else. */
const few = 16;

export default defineRule({
  id: 'firewall-accept-5678',
  category: 'firewall',
  severity: 'warning',
  risk: 'high',
  since: '0.1.0',
  recommended: true,
  summary: 'TCP port 5678 is accepted from anywhere, as on routers of the Mēris botnet',
  why: `The vendor named an accept for port 5678 in \`input\` among the signs of a router that belongs to the Mēris botnet: its SOCKS proxy is reached there. Neighbour discovery uses 5678 too, but over UDP.

If you do not know why the rule is there, treat the router as taken over: look for schedulers that fetch scripts, for \`/ip socks\`, for unknown users and tunnels, update RouterOS and change all passwords. A proxy of your own belongs behind a source: \`src-address-list\` or \`in-interface-list\`.`,
  references: ['CWE-506', 'CVE-2018-14847', 'https://forum.mikrotik.com/viewtopic.php?t=178417'],
  fix: null,
  examples: [
    {
      bad: '/ip firewall filter add chain=input action=accept protocol=tcp dst-port=5678',
      good: '/ip firewall filter add chain=input action=accept protocol=tcp dst-port=5678 src-address-list=mgmt',
    },
    {
      bad: '/ip firewall filter add chain=input action=accept protocol=tcp dst-port=5678 in-interface-list=WAN comment=sysadminpxy',
      good: '/ip firewall filter add chain=input action=drop protocol=tcp dst-port=5678 in-interface-list=WAN',
    },
  ],
  silent: [
    {
      script: '/ip firewall filter add chain=input action=accept protocol=udp dst-port=5678',
      because: 'Neighbour discovery uses UDP',
    },
    {
      script: '/ip firewall filter add chain=input action=accept protocol=tcp dst-port=5678 in-interface-list=LAN',
      because: 'Only the own network reaches it',
    },
    {
      script: '/ip firewall filter add chain=input action=accept protocol=tcp dst-port=1024-65535',
      because: 'A wide range says nothing about one port',
    },
    {
      script: '/ip firewall filter add chain=forward action=accept protocol=tcp dst-port=5678',
      because: 'It is about other hosts',
    },
    {
      script:
        '/ip firewall filter\nadd chain=input action=drop in-interface-list=!LAN\nadd chain=input action=accept protocol=tcp dst-port=5678',
      because: 'Only what comes from LAN gets past the drop',
    },
  ],
  menus: [menu],
  check({ script, settings, report }) {
    const rules = firewallRules(script, menu);
    const sides = sidesIn(script, menu, settings);
    const closed = closings(rules, sides);
    for (const [index, entry] of rules.entries.entries()) {
      const ports = rules.table.packets[index]?.destinationPort;
      if (ports === undefined || !mayHave(ports, 5678) || size(ports) > few) continue;
      if (!seesProtocol(entry, 'tcp') || !acceptsStrangers(rules, index, sides, closed)) continue;
      report({
        span: lastArgument(entry.command, 'dst-port')?.span ?? entry.command.span,
        message:
          'TCP port 5678 is accepted from anywhere: the vendor names this among the signs of a router in the Mēris botnet. If you do not know why the rule is there, treat the router as taken over; else name a source.',
        ...(entry.settled ? {} : { severity: 'hint' as const }),
      });
    }
  },
});
