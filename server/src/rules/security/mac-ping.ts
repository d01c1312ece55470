import { defineRule } from '../rule';
import { isYes } from '../support/items';
import { reportSettings, switchedOff } from '../support/writtenSettings';

const menu = '/tool/mac-server/ping';

export default defineRule({
  id: 'mac-ping',
  category: 'security',
  severity: 'information',
  risk: 'low',
  since: '0.1.0',
  recommended: true,
  summary: 'The router answers pings to its MAC address',
  why: `Whoever is on the same network segment can ping the router by its MAC address, and the IP firewall never sees it. The vendor advises to switch this off in production, together with MAC-Telnet and WinBox by MAC address.`,
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
  ],
  silent: [
    {
      script: '/tool mac-server ping set enabled=yes\n/tool mac-server ping set enabled=no',
      because: 'The last command decides',
    },
    { script: '/tool mac-server ping set enabled=$macPing', because: 'The value is only known on the router' },
  ],
  menus: [menu],
  check(context) {
    reportSettings(context, {
      menu,
      property: 'enabled',
      matches: isYes,
      message: () =>
        'The router answers pings to its MAC address on every interface, which tells strangers on the segment that it is there. Set enabled=no.',
      fixes: switchedOff('Switch MAC ping off', 'safe'),
    });
  },
});
