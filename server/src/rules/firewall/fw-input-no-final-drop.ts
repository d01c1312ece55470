import { defineRule } from '../rule';
import { firewallRules } from '../support/firewall';
import { isWhole, lastRule, mayBeClosed } from '../support/chainShapes';
import { outsideOf } from './internetSide';

const menu = '/ip/firewall/filter';

const header = '# 2024-05-01 12:00:00 by RouterOS 7.14.3\n';
const sections =
  '/interface bridge\nadd name=bridge\n/ip address\nadd address=192.168.88.1/24 interface=bridge\n/ip dns\nset servers=9.9.9.9\n/ip route\nadd gateway=192.168.88.2\n/system clock\nset time-zone-name=Europe/Riga\n/ip firewall nat\nadd action=masquerade chain=srcnat out-interface=ether1\n/ip firewall filter\n';
const known =
  'add action=accept chain=input connection-state=established,related\nadd action=drop chain=input connection-state=invalid\n';

export default defineRule({
  id: 'fw-input-no-final-drop',
  category: 'firewall',
  severity: 'warning',
  risk: 'high',
  since: '0.1.0',
  recommended: true,
  summary: 'The input chain stops some packets and accepts all others',
  why: `What no rule of a chain takes is accepted. An \`input\` chain whose drops are all for some ports, some addresses or invalid packets lets in everything else, from the Internet as well: a list of what is forbidden is never complete.

Let the chain end in a rule that stops what does not come from your own network: \`add chain=input action=drop in-interface-list=!LAN\`, behind the accepts for what you need.

Judged are only exports, and scripts that remove all rules first. A chain with any drop that is not for some ports, addresses or states only is taken for closed.`,
  references: [
    'CWE-284',
    'https://manual.mikrotik.com/docs/firewall-and-quality-of-service/firewall',
    'https://manual.mikrotik.com/docs/getting-started/securing-your-router',
  ],
  fix: null,
  examples: [
    {
      bad: `${header}${sections}${known}`,
      good: `${header}${sections}${known}add action=drop chain=input in-interface-list=!LAN\n`,
    },
    {
      bad: `${header}${sections}${known}add action=drop chain=input protocol=tcp dst-port=23\nadd action=drop chain=input src-address-list=blocked\n`,
      good: `${header}${sections}${known}add action=jump chain=input jump-target=strangers in-interface=ether1\nadd action=drop chain=strangers\n`,
    },
  ],
  silent: [
    {
      script: '/ip firewall filter add chain=input action=accept protocol=icmp',
      because: 'A script that adds a rule says nothing about the rest of the chain',
    },
    {
      script: `${header}${sections}${known}add action=reject chain=input in-interface=ether1\n`,
      because: 'A reject closes the side of ether1',
    },
    {
      script: `${header}${sections}${known}add action=drop chain=input src-address=!192.168.88.0/24\n`,
      because: 'Everything that is not from the own network is dropped',
    },
    {
      script: `${header}${sections.replace('/ip firewall nat\nadd action=masquerade chain=srcnat out-interface=ether1\n', '')}${known}`,
      because: 'Nothing shows an Internet side',
    },
    {
      script: `${header}${sections}add action=drop chain=forward connection-state=invalid\n`,
      because: 'There is no input rule: the rule fw-missing reports that',
    },
  ],
  menus: [menu],
  check({ script, settings, report }) {
    const rules = firewallRules(script, menu);
    if (!isWhole(script, menu, rules, settings) || mayBeClosed(rules, 'input')) return;
    const raw = firewallRules(script, '/ip/firewall/raw');
    if (mayBeClosed(raw, 'prerouting')) return;
    const last = lastRule(rules, 'input');
    // Another rule says so already.
    if (last === undefined || (last.action === 'accept' && last.matchers.size === 0)) return;
    if (outsideOf(script, settings) === undefined) return;
    report({
      span: last.command.span,
      message:
        'The input chain ends here, and none of its drops is for more than some ports, addresses or states: every other new connection is accepted, from the Internet too. End it with a drop of what does not come from your own network (in-interface-list=!LAN).',
    });
  },
});
