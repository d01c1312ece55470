import { defineRule } from '../rule';
import { reportSettings } from '../support/writtenSettings';
import { listInWords, reachesStrangers, trustedListOf } from '../support/lists';

const menu = '/tool/mac-server';

export default defineRule({
  id: 'mac-telnet-all',
  category: 'security',
  severity: 'warning',
  risk: 'medium',
  since: '0.1.0',
  recommended: true,
  summary: 'MAC-Telnet answers on interfaces that are not trusted',
  why: `MAC-Telnet gives a terminal to whoever is on the same network segment, without an IP address, and the IP firewall never sees it: only \`allowed-interface-list\` limits it. \`all\`, \`static\`, \`dynamic\` and the list of the Internet's side let strangers try passwords. The vendor advises \`none\` in production, or a list of the interfaces that the router is managed from.

The fix is a suggestion: MAC-Telnet may be the way you come in when no address works.`,
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
  ],
  silent: [
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
  menus: [menu],
  check(context) {
    const { script, settings } = context;
    const trusted = trustedListOf(script, settings);
    reportSettings(context, {
      menu,
      property: 'allowed-interface-list',
      matches: (value) => reachesStrangers(value, settings),
      message: ({ value }) =>
        `MAC-Telnet answers on ${listInWords(value)}: whoever is on the same segment can try to log in, and no IP firewall rule stops that. Set allowed-interface-list to none, or to a list of the interfaces that you manage the router from.`,
      fixes: () => [
        ...(trusted === undefined
          ? []
          : [{ title: `Allow MAC-Telnet on ${trusted} only`, class: 'suggestion' as const, value: trusted }]),
        { title: 'Switch MAC-Telnet off (no way in by MAC address is left)', class: 'suggestion', value: 'none' },
      ],
    });
  },
});
