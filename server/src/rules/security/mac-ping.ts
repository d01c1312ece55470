import { defineRule } from '../rule';
import { isYes } from '../support/items';
import { defaultInForce, placeOfAbsence, reportSettings, switchedOff } from '../support/writtenSettings';

const menu = '/tool/mac-server/ping';
const header = '# 2024-05-01 12:00:00 by RouterOS 7.14.3\n';
const sections =
  '/interface bridge\nadd name=bridge\n/interface list\nadd name=MANAGERS\n/ip address\nadd address=192.168.88.1/24 interface=bridge\n/ip dns\nset servers=192.168.88.2\n/ip route\nadd gateway=192.168.88.2\n/system clock\nset time-zone-name=Europe/Riga\n';

export default defineRule({
  id: 'mac-ping',
  category: 'security',
  severity: 'information',
  risk: 'low',
  since: '0.1.0',
  recommended: true,
  summary: 'The router answers pings to its MAC address',
  why: `Whoever is on the same network segment can ping the router by its MAC address, and the IP firewall never sees it. The vendor advises to switch this off in production, together with MAC-Telnet and WinBox by MAC address. Where a full export only leaves the default in force, it is a hint.`,
  references: [
    'CWE-200',
    'https://manual.mikrotik.com/docs/management-tools/mac-server',
    'https://manual.mikrotik.com/docs/getting-started/securing-your-router',
  ],
  fix: 'safe',
  examples: [
    {
      bad: '/tool mac-server ping set enabled=yes',
      fixed: '/tool mac-server ping set enabled=no',
      good: '/tool mac-server ping set enabled=no',
    },
    {
      bad: `${header}${sections}`,
      good: `${header}${sections}/tool mac-server ping\nset enabled=no`,
    },
  ],
  silent: [
    {
      script: sections,
      because: 'Without the header of an export, what a script does not mention may be set elsewhere',
    },
    {
      script: '/tool mac-server ping set enabled=yes\n/tool mac-server ping set enabled=no',
      because: 'The last command decides',
    },
    { script: '/tool mac-server ping set enabled=$macPing', because: 'The value is only known on the router' },
  ],
  menus: [],
  check(context) {
    reportSettings(context, {
      menu,
      property: 'enabled',
      matches: isYes,
      message: () =>
        'The router answers pings to its MAC address on every interface, which tells strangers on the segment that it is there. Set enabled=no.',
      fixes: switchedOff('Switch MAC ping off', 'safe', 'limit-layer-2-management'),
    });
    const standing = defaultInForce(context, menu, 'enabled');
    if (standing === undefined || !isYes(standing)) return;
    context.report({
      span: placeOfAbsence(context.script, menu),
      severity: 'hint',
      message:
        'MAC ping is at its default: the router answers on every interface. Set enabled=no in /tool mac-server ping.',
    });
  },
});
