import { defineRule } from '../rule';
import { isYes } from '../support/items';
import { reportSettings, switchedOff } from '../support/writtenSettings';

const menu = '/ip/settings';

export default defineRule({
  id: 'ip-source-routing',
  category: 'security',
  severity: 'warning',
  risk: 'medium',
  since: '0.1.0',
  recommended: true,
  summary: 'The router follows the way that a packet itself prescribes',
  why: `With \`accept-source-route=yes\` the sender of a packet says over which hosts it and its answer travel: that gets it past filters, and lets it speak under a forged address. No network needs it today; \`no\` is the default.`,
  references: ['CWE-290', 'https://manual.mikrotik.com/docs/cli-reference/ip/settings'],
  fix: 'safe',
  examples: [
    {
      bad: '/ip settings set accept-source-route=yes',
      fixed: '/ip settings set accept-source-route=no',
      good: '/ip settings set accept-source-route=no',
    },
  ],
  silent: [
    {
      script: '/ip settings set rp-filter=no',
      because: 'Another setting, whose strict form breaks routers with several lines',
    },
    { script: '/ip settings set accept-source-route=$sourceRoute', because: 'The value is only known on the router' },
  ],
  menus: [menu],
  check(context) {
    reportSettings(context, {
      menu,
      property: 'accept-source-route',
      matches: isYes,
      message: () =>
        'The router follows the way that a packet itself prescribes, which gets it past filters and under a forged address. Set accept-source-route=no, the default.',
      fixes: switchedOff('Set accept-source-route=no', 'safe'),
    });
  },
});
