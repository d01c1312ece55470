import { defineRule } from '../rule';
import { isYes } from '../support/items';
import { isUnwritten, reportSettings, switchedOff } from '../support/writtenSettings';

const menu = '/tool/romon';

export default defineRule({
  id: 'romon-enabled',
  category: 'security',
  severity: 'warning',
  risk: 'medium',
  since: '0.1.0',
  recommended: true,
  summary: 'RoMON is switched on',
  why: `RoMON makes a management network of its own among routers: from one of them the others can be found, pinged and logged in to, across layer 2, where the IP firewall has no say. Switch it off where it is not used. Where it is, set \`secrets\`, forbid it on the default port (\`/tool romon port set [find default=yes] forbid=yes\`) and allow it on trusted ports only.

The fix is a suggestion: RoMON may be the way you reach the router.`,
  references: ['CWE-284', 'https://manual.mikrotik.com/docs/management-tools/romon'],
  fix: 'suggestion',
  examples: [
    {
      bad: '/tool romon set enabled=yes',
      fixed: '/tool romon set enabled=no',
      good: '/tool romon set enabled=no',
    },
    {
      bad: '/tool/romon/set enabled=yes id=00:00:00:00:00:01 secrets=$romonSecret',
      fixed: '/tool/romon/set enabled=no id=00:00:00:00:00:01 secrets=$romonSecret',
      good: '/tool/romon/set enabled=no secrets=$romonSecret',
    },
  ],
  silent: [
    {
      script: '/tool romon port set [find default=yes] forbid=yes',
      because: 'It forbids RoMON on ports, and switches nothing on',
    },
    { script: '/tool romon set secrets=$romonSecret', because: 'The script does not switch it on' },
  ],
  menus: [menu],
  check(context) {
    const { script } = context;
    // An export leaves secrets out, so that none is there says nothing.
    const hidden = script.evidence.hidesSensitive;
    reportSettings(context, {
      menu,
      property: 'enabled',
      matches: isYes,
      message: ({ item }) => {
        const open = !hidden && item !== undefined && isUnwritten(script, menu, item, 'secrets');
        return `RoMON is switched on${open ? ' without secrets' : ''}: from every port that it runs on, this router and others behind it can be found and managed below the IP firewall. Set enabled=no, or set secrets and forbid it on ports that are not trusted.`;
      },
      fixes: switchedOff('Switch RoMON off (not if you reach the router by it)', 'suggestion'),
    });
  },
});
