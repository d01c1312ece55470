import { mayHave } from '../../firewall/packets';
import { parsePorts } from '../../firewall/numbers';
import type { ScriptModel } from '../../model/types';
import { defineRule } from '../rule';
import { firewallRules, lastArgument } from '../support/firewall';
import { enumeration } from '../support/items';
import { limitsSource } from '../support/sourceLimits';
import { sidesIn } from '../support/chainShapes';
import { managementPorts } from './managementPorts';
import { seesProtocol } from './portTargets';

const exported =
  '# 2025-03-01 12:00:00 by RouterOS 7.16.1\n/interface bridge\nadd name=bridge\n/interface list\nadd name=LAN\n/ip address\nadd address=192.168.88.1/24 interface=bridge\n/system identity\nset name=r1\n';
const menus = ['/ip/firewall/raw', '/ipv6/firewall/raw'] as const;

export default defineRule({
  id: 'raw-accept-or-notrack-mgmt',
  category: 'firewall',
  severity: 'warning',
  risk: 'high',
  since: '0.1.0',
  recommended: true,
  summary: 'Packets to a management port are not tracked',
  why: `\`action=notrack\` in the raw table makes packets \`untracked\`. Nearly every firewall, the vendor's default among them, begins with an accept for \`established,related,untracked\`: packets to the management port then pass that first rule, new ones too, and never meet the drop at the end. A door opens that no rule of the filter shows.

Do not exempt management ports from tracking, or name the source with \`src-address-list\` or \`in-interface-list\`.`,
  references: [
    'CWE-284',
    'https://manual.mikrotik.com/docs/firewall-and-quality-of-service/connection-tracking',
    'https://manual.mikrotik.com/docs/firewall-and-quality-of-service/firewall/raw',
  ],
  fix: null,
  examples: [
    {
      bad: '/ip firewall raw add chain=prerouting action=notrack protocol=tcp dst-port=8291',
      good: '/ip firewall raw add chain=prerouting action=drop protocol=tcp dst-port=8291',
    },
    {
      bad: '/ipv6 firewall raw add chain=prerouting action=notrack protocol=tcp dst-port=22 in-interface-list=WAN',
      good: '/ipv6 firewall raw add chain=prerouting action=notrack protocol=tcp dst-port=22 src-address-list=mgmt',
    },
  ],
  silent: [
    {
      script: '/ip firewall raw add chain=prerouting action=notrack protocol=udp dst-port=53 in-interface-list=LAN',
      because: 'Nothing is managed by DNS',
    },
    {
      script: '/ip firewall raw add chain=prerouting action=notrack protocol=tcp dst-port=8291 in-interface-list=LAN',
      because: 'Only the own network is exempt',
    },
    {
      script: '/ip firewall raw add chain=output action=notrack protocol=tcp dst-port=22',
      because: 'The router is the client',
    },
    {
      script: '/ip firewall raw add chain=prerouting action=notrack protocol=tcp dst-port=8291 disabled=yes',
      because: 'The rule is disabled',
    },
    {
      script: '/ip firewall raw add chain=prerouting action=notrack dst-address=198.51.100.0/24',
      because: 'A network that is routed without tracking is another matter',
    },
    {
      script: '/ip firewall raw add chain=prerouting action=notrack protocol=tcp dst-port=8291 dst-address=10.0.5.5',
      because: 'That may be another host',
    },
    {
      script: '/ip firewall raw add chain=prerouting action=notrack protocol=tcp dst-port=22 dst-address-type=!local',
      because: 'Packets to other hosts than the router',
    },
    {
      script: `${exported}/ip firewall filter\nadd action=accept chain=input connection-state=established,related\nadd action=drop chain=input\n/ip firewall raw\nadd action=notrack chain=prerouting dst-port=22 protocol=tcp`,
      because: 'The whole configuration has no rule that accepts untracked packets',
    },
  ],
  menus: [...menus],
  check({ script, settings, report }) {
    const managed = managementPorts(script);
    for (const menu of menus) {
      if (!script.evidence.mentions(menu) || letsNoUntrackedIn(script, menu)) continue;
      const rules = firewallRules(script, menu);
      const sides = sidesIn(script, menu, settings);
      for (const entry of rules.entries) {
        const { action, chain, disabled, matchers, command, settled } = entry;
        if (disabled || chain !== 'prerouting' || action !== 'notrack') continue;
        if (limitsSource(matchers, sides) || mayMeanOthers(matchers)) continue;
        const argument = lastArgument(command, 'dst-port') ?? lastArgument(command, 'port');
        const ports = parsePorts(matchers.get('dst-port') ?? matchers.get('port') ?? '');
        if (ports === undefined) continue;
        const open = managed.filter(({ port, protocol }) => mayHave(ports, port) && seesProtocol(entry, protocol));
        if (open.length === 0) continue;
        report({
          span: argument?.span ?? command.span,
          message: `Packets to ${enumeration(open.map(({ port, name }) => `${port} (${name})`))} become untracked here, from any source: a rule that accepts untracked packets, as the vendor's default does, lets them in. Track them, or name the source.`,
          ...(settled && open.some(({ off }) => off === undefined) ? {} : { severity: 'hint' as const }),
        });
      }
    }
  },
});

/** Is the rule for packets to certain addresses, which may be those of other hosts? */
function mayMeanOthers(matchers: ReadonlyMap<string, string | undefined>): boolean {
  if (matchers.has('dst-address') || matchers.has('dst-address-list')) return true;
  return matchers.has('dst-address-type') && matchers.get('dst-address-type') !== 'local';
}

/** Is the file the whole configuration, and does none of its filter rules name untracked packets (or all but some: `!invalid`)? */
function letsNoUntrackedIn(script: ScriptModel, menu: (typeof menus)[number]): boolean {
  if (script.evidence.kind !== 'full-export') return false;
  return !script.commandsOf(menu.replace(/raw$/, 'filter')).some((command) => {
    const states = lastArgument(command, 'connection-state')?.value;
    return states !== undefined && (states.text === undefined || /^!|untracked/.test(states.text));
  });
}
