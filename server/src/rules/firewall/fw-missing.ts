import { defineRule } from '../rule';
import { firewallRules } from '../support/firewall';
import { unresolvedAfter } from '../support/items';
import { stopping } from '../support/sourceLimits';
import { isComplete } from '../support/chainShapes';
import { outsideOf } from './internetSide';

const menu = '/ip/firewall/filter';

const header = '# 2024-05-01 12:00:00 by RouterOS 7.14.3\n';
const sections =
  '/interface bridge\nadd name=bridge\n/ip address\nadd address=192.168.88.1/24 interface=bridge\n/ip dhcp-client\nadd interface=ether1\n/ip dns\nset servers=9.9.9.9\n/ip route\nadd gateway=192.168.88.2\n/system clock\nset time-zone-name=Europe/Riga\n';
const nat = '/ip firewall nat\nadd action=masquerade chain=srcnat out-interface=ether1\n';

export default defineRule({
  id: 'fw-missing',
  category: 'firewall',
  severity: 'warning',
  risk: 'high',
  since: '0.1.0',
  recommended: true,
  summary: 'A router at the Internet has no input firewall',
  why: `What no rule of a chain takes is accepted. A full export without an enabled rule in \`input\` shows that everything that reaches the router is let in: every service on it, from the Internet as well. Home routers come with a firewall; CCR, CRS and CHR devices, and any router that was reset without the default configuration, come without one.

At least accept known connections (\`connection-state=established,related,untracked\`), accept ICMP, and drop what does not come from your own network (\`in-interface-list=!LAN\`).

Only full exports are judged, and only where something shows an Internet side: NAT, PPPoE, LTE, a list such as WAN, or a public address.`,
  references: [
    'CWE-284',
    'https://manual.mikrotik.com/docs/getting-started/securing-your-router',
    'https://manual.mikrotik.com/docs/user-guides/building-advanced-firewall',
  ],
  fix: null,
  examples: [
    {
      bad: `${header}${sections}${nat}`,
      good: `${header}${sections}${nat}/ip firewall filter\nadd action=drop chain=input in-interface=ether1\n`,
    },
    {
      bad: `${header}${sections}/interface pppoe-client\nadd interface=ether1 name=pppoe-out1 user=u disabled=no\n/ip firewall filter\nadd action=drop chain=input disabled=yes\n`,
      good: `${header}${sections}/interface pppoe-client\nadd interface=ether1 name=pppoe-out1 user=u disabled=no\n/ip firewall filter\nadd action=drop chain=input\n`,
    },
    {
      bad: `${header}${sections.replace('192.168.88.1/24', '203.0.113.5/29')}`,
      good: `${header}${sections.replace('192.168.88.1/24', '203.0.113.5/29')}/ip firewall raw\nadd action=drop chain=prerouting in-interface=ether1\n`,
    },
  ],
  silent: [
    {
      script: `${header}${sections}`,
      because: 'A switch or an inner router: a DHCP client alone shows no Internet side',
    },
    {
      script: `${sections}${nat}`,
      because: 'Without the header of an export it is a script: the firewall may be elsewhere',
    },
    { script: `${header}${nat}`, because: 'The export of one menu does not show the others' },
  ],
  menus: [],
  check({ script, settings, report }) {
    if (!isComplete(script, settings) || unresolvedAfter(script.state(menu), -1)) return;
    const { entries } = firewallRules(script, menu);
    if (entries.some(({ chain, disabled }) => !disabled && (chain === undefined || chain === 'input'))) return;
    const raw = firewallRules(script, '/ip/firewall/raw').entries;
    if (raw.some(({ action, disabled }) => !disabled && stopping.has(action ?? ''))) return;
    const outside = outsideOf(script, settings);
    if (outside === undefined) return;
    report({
      span: outside.span,
      message: `This router is at the Internet (${outside.because}), and its input chain has no rule: everything that reaches it is accepted. Accept known connections and your own network there, and drop the rest.`,
    });
  },
});
