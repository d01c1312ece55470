import { defineRule } from '../rule';
import { defaultInForce, placeOfAbsence, reportSettings } from '../support/writtenSettings';
import { limitedToTrusted, listInWords, reachesStrangers, trustedListOf } from '../support/lists';

const menu = '/tool/mac-server';
const header = '# 2024-05-01 12:00:00 by RouterOS 7.14.3\n';
const sections =
  '/interface bridge\nadd name=bridge\n/interface list\nadd name=MANAGERS\n/ip address\nadd address=192.168.88.1/24 interface=bridge\n/ip dns\nset servers=192.168.88.2\n/ip route\nadd gateway=192.168.88.2\n/system clock\nset time-zone-name=Europe/Riga\n';

export default defineRule({
  id: 'mac-telnet-all',
  category: 'security',
  severity: 'warning',
  risk: 'medium',
  since: '0.1.0',
  recommended: true,
  summary: 'MAC-Telnet answers on interfaces that are not trusted',
  why: `MAC-Telnet gives a terminal to whoever is on the same network segment, without an IP address, and the IP firewall never sees it: only \`allowed-interface-list\` limits it. \`all\`, \`static\`, \`dynamic\` and the list of the Internet's side let strangers try passwords. The vendor advises \`none\` in production, or a list of the interfaces that the router is managed from.

The fix is a suggestion: MAC-Telnet may be the way you come in when no address works.

Where a full export only leaves the default in force, it is information.`,
  references: [
    'CWE-284',
    'https://manual.mikrotik.com/docs/management-tools/mac-server',
    'https://manual.mikrotik.com/docs/getting-started/securing-your-router',
  ],
  fix: 'suggestion',
  examples: [
    {
      bad: '/tool mac-server set allowed-interface-list=all',
      fixed: '/tool mac-server set allowed-interface-list=none',
      good: '/tool mac-server set allowed-interface-list=none',
    },
    {
      bad: '/interface list add name=LAN\n/tool/mac-server/set allowed-interface-list=static',
      fixed: '/interface list add name=LAN\n/tool/mac-server/set allowed-interface-list=LAN',
      good: '/interface list add name=LAN\n/tool/mac-server/set allowed-interface-list=LAN',
    },
    {
      bad: '/tool mac-server set allowed-interface-list=WAN',
      fixed: '/tool mac-server set allowed-interface-list=none',
      good: '/tool mac-server set allowed-interface-list=MGMT',
    },
    {
      bad: `${header}${sections}`,
      good: `${header}${sections}/tool mac-server\nset allowed-interface-list=MANAGERS`,
    },
  ],
  silent: [
    {
      script: sections,
      because: 'Without the header of an export, what a script does not mention may be set elsewhere',
    },
    {
      script: '/tool mac-server set allowed-interface-list=all\n/tool mac-server set allowed-interface-list=LAN',
      because: 'The last command decides',
    },
    {
      script: '/tool mac-server set allowed-interface-list=$managers',
      because: 'The value is only known on the router',
    },
    {
      script: '/tool mac-server ping set enabled=no',
      because: 'The script says nothing about MAC-Telnet: it may be set elsewhere',
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
        `MAC-Telnet answers on ${listInWords(value)}: whoever is on the same segment can try to log in, and no IP firewall rule stops that. Set allowed-interface-list to none, or to a list of the interfaces that you manage the router from.`,
      fixes: () =>
        limitedToTrusted(trusted, {
          only: (list) => `Allow MAC-Telnet on ${list} only`,
          none: 'Switch MAC-Telnet off (no way in by MAC address is left)',
        }),
    });
    const standing = defaultInForce(context, menu, 'allowed-interface-list');
    if (standing === undefined || !reachesStrangers(standing, settings)) return;
    context.report({
      span: placeOfAbsence(context.script, menu),
      severity: 'information',
      message:
        'MAC-Telnet is at its default: it answers on all interfaces, and no IP firewall rule stops that. Set allowed-interface-list in /tool mac-server to none, or to a list of the interfaces that you manage the router from.',
    });
  },
});
