import { defineRule } from '../rule';
import { reportSettings } from '../support/writtenSettings';

const menu = '/interface/detect-internet';

export default defineRule({
  id: 'detect-internet-all',
  category: 'security',
  severity: 'information',
  risk: 'low',
  since: '0.1.0',
  recommended: true,
  summary: 'The router looks for the Internet on all its interfaces',
  why: `With \`detect-interface-list=all\` the router tries on every interface whether the Internet is behind it, and changes interface lists and DHCP clients by what it finds. Where those lists are the ones that the firewall uses, what counts as the trusted side depends on what somebody plugs in.

Firewalls that name their interfaces need none of this: set the list to \`none\`, which is the default, or to a list of the ports on which it is wanted.`,
  references: ['CWE-923', 'https://manual.mikrotik.com/docs/getting-started/securing-your-router'],
  fix: 'suggestion',
  fixRisk:
    'Interfaces that got their address, or their place in a list, by detection lose it: the Internet connection may be among them.',
  examples: [
    {
      bad: '/interface detect-internet set detect-interface-list=all',
      fixed: '/interface detect-internet set detect-interface-list=none',
      good: '/interface detect-internet set detect-interface-list=none',
    },
    {
      bad: '/interface detect-internet\nset detect-interface-list=all internet-interface-list=WAN lan-interface-list=LAN wan-interface-list=WAN',
      fixed:
        '/interface detect-internet\nset detect-interface-list=none internet-interface-list=WAN lan-interface-list=LAN wan-interface-list=WAN',
      good: '/interface detect-internet\nset detect-interface-list=uplinks internet-interface-list=WAN lan-interface-list=LAN wan-interface-list=WAN',
    },
  ],
  silent: [
    { script: '/interface detect-internet set detect-interface-list=WAN', because: 'Only the uplinks are looked at' },
    {
      script: '/interface detect-internet set internet-interface-list=all',
      because: 'Where it looks is not said, and the default is nowhere',
    },
    { script: '/interface detect-internet set detect-interface-list=$list', because: 'Known on the router alone' },
  ],
  menus: [menu],
  check(context) {
    reportSettings(context, {
      menu,
      property: 'detect-interface-list',
      matches: (value) => value === 'all',
      message: () =>
        'The router looks for the Internet on every interface, and changes interface lists and DHCP clients by what it finds there. Set detect-interface-list=none, or a list of the uplinks.',
      fixes: () => [
        {
          title: 'Look nowhere (what got its address by detection loses it)',
          class: 'suggestion',
          value: 'none',
        },
      ],
    });
  },
});
