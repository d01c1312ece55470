import { defineRule } from '../rule';
import { defaultInForce, placeOfAbsence, reportSettings } from '../support/writtenSettings';
import { limitedToTrusted, listInWords, reachesStrangers, trustedListOf } from '../support/lists';

const menu = '/tool/mac-server/mac-winbox';
const header = '# 2024-05-01 12:00:00 by RouterOS 7.14.3\n';
const sections =
  '/interface bridge\nadd name=bridge\n/interface list\nadd name=MANAGERS\n/ip address\nadd address=192.168.88.1/24 interface=bridge\n/ip dns\nset servers=192.168.88.2\n/ip route\nadd gateway=192.168.88.2\n/system clock\nset time-zone-name=Europe/Riga\n';

export default defineRule({
  id: 'mac-winbox-all',
  category: 'security',
  severity: 'warning',
  risk: 'medium',
  since: '0.1.0',
  recommended: true,
  summary: 'WinBox by MAC address answers on interfaces that are not trusted',
  why: `WinBox reaches a router by its MAC address from the same network segment, without an IP address, and the IP firewall never sees it: only \`allowed-interface-list\` limits it. \`all\`, \`static\`, \`dynamic\` and the list of the Internet's side let strangers try passwords.

The fix is a suggestion, and a list of management interfaces comes first where the file has one: WinBox by MAC address is the usual way back into a router whose addresses or firewall went wrong, and \`none\` takes it away.

Where a full export only leaves the default in force, it is information.`,
  references: [
    'CWE-284',
    'https://manual.mikrotik.com/docs/management-tools/mac-server',
    'https://manual.mikrotik.com/docs/getting-started/securing-your-router',
  ],
  fix: 'suggestion',
  examples: [
    {
      bad: '/interface list add name=LAN\n/tool mac-server mac-winbox set allowed-interface-list=all',
      fixed: '/interface list add name=LAN\n/tool mac-server mac-winbox set allowed-interface-list=LAN',
      good: '/interface list add name=LAN\n/tool mac-server mac-winbox set allowed-interface-list=LAN',
    },
    {
      bad: '/tool mac-server mac-winbox\nset allowed-interface-list=dynamic',
      fixed: '/tool mac-server mac-winbox\nset allowed-interface-list=none',
      good: '/tool mac-server mac-winbox set allowed-interface-list=none',
    },
    {
      bad: `${header}${sections}`,
      good: `${header}${sections}/tool mac-server mac-winbox\nset allowed-interface-list=MANAGERS`,
    },
  ],
  silent: [
    {
      script: sections,
      because: 'Without the header of an export, what a script does not mention may be set elsewhere',
    },
    {
      script: '/tool mac-server mac-winbox set allowed-interface-list=MGMT',
      because: 'A list of management interfaces',
    },
    {
      script: '/tool mac-server mac-winbox set allowed-interface-list=$managers',
      because: 'The value is only known on the router',
    },
    {
      script: '/tool mac-server set allowed-interface-list=LAN',
      because: 'The script says nothing about WinBox by MAC address: it may be set elsewhere',
    },
  ],
  menus: [],
  check(context) {
    const { script, settings } = context;
    const trusted = trustedListOf(script, settings);
    reportSettings(context, {
      menu,
      property: 'allowed-interface-list',
      matches: (value) => reachesStrangers(value, settings),
      message: ({ value }) =>
        `WinBox by MAC address answers on ${listInWords(value)}: whoever is on the same segment can try to log in, and no IP firewall rule stops that. Set allowed-interface-list to a list of the interfaces that you manage the router from.`,
      fixes: () =>
        limitedToTrusted(trusted, {
          only: (list) => `Allow WinBox by MAC address on ${list} only`,
          none: 'Switch WinBox by MAC address off (this takes away the way back in without an address)',
        }),
    });
    const standing = defaultInForce(context, menu, 'allowed-interface-list');
    if (standing === undefined || !reachesStrangers(standing, settings)) return;
    context.report({
      span: placeOfAbsence(context.script, menu),
      severity: 'information',
      message:
        'WinBox by MAC address is at its default: it answers on all interfaces, and no IP firewall rule stops that. Set allowed-interface-list in /tool mac-server mac-winbox to a list of the interfaces that you manage the router from.',
    });
  },
});
