import { defineRule } from '../rule';
import { firewallRules } from '../support/firewall';
import { isComplete, isWhole, lastRule, mayBeClosed } from '../support/chainShapes';
import { hidingRule } from './internetSide';

const menu = '/ip/firewall/filter';

const header = '# 2024-05-01 12:00:00 by RouterOS 7.14.3\n';
const sections =
  '/interface bridge\nadd name=bridge\n/ip address\nadd address=192.168.88.1/24 interface=bridge\n/ip dns\nset servers=9.9.9.9\n/ip route\nadd gateway=192.168.88.2\n/system clock\nset time-zone-name=Europe/Riga\n/ip firewall nat\nadd action=masquerade chain=srcnat out-interface=ether1\n/ip firewall filter\nadd action=drop chain=input in-interface=ether1\n';
const known =
  'add action=accept chain=forward connection-state=established,related\nadd action=drop chain=forward connection-state=invalid\n';

export default defineRule({
  id: 'fw-forward-wan-open',
  category: 'firewall',
  severity: 'warning',
  risk: 'high',
  since: '0.1.0',
  recommended: true,
  summary: 'The forward chain of a NAT router stops nothing that comes from outside',
  why: `NAT is no firewall. It changes addresses on the way out; a packet that arrives from outside with an address of your own network as its destination (from the provider's network, or a neighbour on the same segment) is forwarded like any other unless a rule stops it, and what no rule takes is accepted.

\`/ip firewall filter add chain=forward action=drop connection-state=new connection-nat-state=!dstnat in-interface-list=WAN\` stops new connections from outside that no port forwarding is for.

Judged are only full exports with masquerade or src-nat. A chain with any drop that is not for some ports, addresses or states only is taken for closed.`,
  references: [
    'CWE-284',
    'https://manual.mikrotik.com/docs/firewall-and-quality-of-service/firewall/filter',
    'https://manual.mikrotik.com/docs/user-guides/building-advanced-firewall',
  ],
  fix: null,
  examples: [
    {
      bad: `${header}${sections}${known}`,
      good: `${header}${sections}${known}add action=drop chain=forward connection-state=new connection-nat-state=!dstnat in-interface=ether1\n`,
    },
    {
      bad: `${header}${sections}`,
      good: `${header}${sections}${known}add action=drop chain=forward\n`,
    },
  ],
  silent: [
    {
      script: `${header}/interface pppoe-server server\nadd disabled=no interface=vlan100 service-name=isp\n${sections}${known}`,
      because: 'A PPPoE concentrator forwards what comes for its customers: closing them off is up to them',
    },
    {
      script: `${sections}${known}`,
      because: 'Without the header of an export it is a script: other rules may be there',
    },
    {
      script: `${header}${sections.replace('/ip firewall nat\nadd action=masquerade chain=srcnat out-interface=ether1\n', '')}${known}`,
      because: 'A router without NAT may be there to forward everything',
    },
    {
      script: `${header}${sections}${known}add action=jump chain=forward jump-target=outside in-interface=ether1\nadd action=drop chain=outside connection-nat-state=!dstnat\n`,
      because: 'A chain of one’s own stops them',
    },
    {
      script: `${header}${sections.replace('add action=drop chain=input in-interface=ether1\n', '')}`,
      because: 'There is no firewall at all: the rule fw-missing reports that',
    },
  ],
  menus: [menu],
  check({ script, settings, report }) {
    if (!isComplete(script, settings)) return;
    const rules = firewallRules(script, menu);
    if (!isWhole(script, menu, rules, settings) || mayBeClosed(rules, 'forward')) return;
    // Without any rule in input, one finding about the whole is enough.
    if (!rules.entries.some(({ chain, disabled }) => chain === 'input' && !disabled)) return;
    if (mayBeClosed(firewallRules(script, '/ip/firewall/raw'), 'prerouting')) return;
    if (script.state('/interface/pppoe-server/server').items.some((item) => !item.removed && item.disabled === false))
      return;
    const hiding = hidingRule(script);
    if (hiding === undefined) return;
    const last = lastRule(rules, 'forward');
    if (last?.action === 'accept' && last.matchers.size === 0) return;
    report({
      span: last?.command.span ?? hiding.span,
      message:
        'Nothing in the forward chain stops new connections that come from outside, and NAT alone does not: whoever sends to an address of your network gets through. Drop new connections from the Internet side that are not translated (connection-nat-state=!dstnat).',
    });
  },
});
