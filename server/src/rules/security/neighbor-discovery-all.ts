import { defineRule } from '../rule';
import { limitedToTrusted, listInWords, reachesStrangers, trustedListOf } from '../support/lists';
import { defaultInForce, placeOfAbsence, reportSettings } from '../support/writtenSettings';

const menu = '/ip/neighbor/discovery-settings';
/** What RouterOS has without being told (vendor manual, "Neighbor discovery"; `!dynamic` in earlier releases). */
const defaults: ReadonlySet<string> = new Set(['static', '!dynamic']);
const header = '# 2024-05-01 12:00:00 by RouterOS 7.14.3\n';
const sections =
  '/interface bridge\nadd name=bridge\n/interface list\nadd name=MANAGERS\n/ip address\nadd address=192.168.88.1/24 interface=bridge\n/ip dns\nset servers=192.168.88.2\n/ip route\nadd gateway=192.168.88.2\n/system clock\nset time-zone-name=Europe/Riga\n';

export default defineRule({
  id: 'neighbor-discovery-all',
  category: 'security',
  severity: 'warning',
  risk: 'medium',
  since: '0.1.0',
  recommended: true,
  summary: 'Neighbor discovery announces the router on interfaces that are not trusted',
  why: `Neighbor discovery (MNDP, CDP, LLDP) tells everybody on the segment the identity of the router, its board and its RouterOS release: all that is needed to choose an attack. Let it run on the management side only, or nowhere: \`discover-interface-list=none\`.

\`static\` and \`!dynamic\` are what RouterOS has without being told, so they are reported as information, in a full export also where nothing is said; \`all\`, \`dynamic\` and the list of the Internet's side as a warning. The fix is a suggestion: other tools may need to see the router.`,
  references: [
    'CWE-200',
    'https://manual.mikrotik.com/docs/system-information-and-utilities/neighbor-discovery',
    'https://manual.mikrotik.com/docs/getting-started/securing-your-router',
  ],
  fix: 'suggestion',
  examples: [
    {
      bad: '/ip neighbor discovery-settings set discover-interface-list=all',
      fixed: '/ip neighbor discovery-settings set discover-interface-list=none',
      good: '/ip neighbor discovery-settings set discover-interface-list=none',
    },
    {
      bad: '/interface list add name=LAN\n/ip neighbor discovery-settings\nset discover-interface-list=!dynamic',
      fixed: '/interface list add name=LAN\n/ip neighbor discovery-settings\nset discover-interface-list=LAN',
      good: '/interface list add name=LAN\n/ip neighbor discovery-settings\nset discover-interface-list=LAN',
    },
    {
      bad: '/ip neighbor discovery-settings set discover-interface-list=WAN protocol=mndp',
      fixed: '/ip neighbor discovery-settings set discover-interface-list=none protocol=mndp',
      good: '/ip neighbor discovery-settings set discover-interface-list=MGMT protocol=mndp',
    },
    {
      bad: `${header}${sections}`,
      good: `${header}${sections}/ip neighbor discovery-settings\nset discover-interface-list=MANAGERS`,
    },
  ],
  silent: [
    {
      script: sections,
      because: 'Without the header of an export, what a script does not mention may be set elsewhere',
    },
    { script: '/interface list add name=all-discovery', because: 'The name of a list, not a setting' },
    {
      script: '/ip neighbor discovery-settings set discover-interface-list=!WAN',
      because: 'All but the Internet side',
    },
    {
      script: '/ip neighbor discovery-settings set discover-interface-list=!all',
      because: 'No interface is outside the list of all',
    },
    { script: '/ip neighbor discovery-settings set protocol=lldp', because: 'The interfaces may be set elsewhere' },
    {
      script: '/ip neighbor discovery-settings set discover-interface-list=all mode=rx-only',
      because: 'The router listens and announces nothing',
    },
  ],
  menus: [],
  check(context) {
    const { script, settings } = context;
    const trusted = trustedListOf(script, settings);
    reportSettings(context, {
      menu,
      property: 'discover-interface-list',
      matches: (value, item) => reachesStrangers(value, settings) && item?.properties.get('mode')?.value !== 'rx-only',
      message: ({ value }) =>
        `Neighbor discovery announces the identity, board and release of the router on ${listInWords(value)}. Set discover-interface-list to none, or to a list of the interfaces that you manage the router from.`,
      severity: ({ value }) => (defaults.has(value) ? 'information' : undefined),
      fixes: () =>
        limitedToTrusted(trusted, {
          only: (list) => `Announce the router on ${list} only`,
          none: 'Switch neighbor discovery off',
        }),
    });
    const standing = defaultInForce(context, menu, 'discover-interface-list');
    if (standing === undefined || !reachesStrangers(standing, settings)) return;
    context.report({
      span: placeOfAbsence(context.script, menu),
      severity: 'information',
      message: `Neighbor discovery is at its default: it announces the identity, board and release of the router on ${listInWords(standing)}. Set discover-interface-list in /ip neighbor discovery-settings to none, or to a list of the interfaces that you manage the router from.`,
    });
  },
});
