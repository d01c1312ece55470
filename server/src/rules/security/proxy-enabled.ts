import type { ScriptModel } from '../../model/types';
import { defineRule } from '../rule';
import { enabledState, isYes } from '../support/items';
import { isSilenceTelling, reportSettings, settledValue, switchedOff } from '../support/writtenSettings';

const menu = '/ip/proxy';
const accessMenu = '/ip/proxy/access';

export default defineRule({
  id: 'proxy-enabled',
  category: 'security',
  severity: 'warning',
  risk: 'medium',
  since: '0.1.0',
  recommended: true,
  summary: 'The web proxy is switched on',
  why: `The web proxy fetches pages for whoever reaches its port (8080 unless it is set), and without rules in \`/ip proxy access\` everybody may use it: an open proxy hides strangers behind your address. Intruders have used it to put mining scripts into pages. The vendor advises to switch it off in production.

The fix is a suggestion: clients or redirect rules that use the proxy lose their way to the web.`,
  references: [
    'CWE-441',
    'https://manual.mikrotik.com/docs/network-management/proxy',
    'https://manual.mikrotik.com/docs/getting-started/securing-your-router',
  ],
  fix: 'suggestion',
  examples: [
    { bad: '/ip proxy set enabled=yes', fixed: '/ip proxy set enabled=no', good: '/ip proxy set enabled=no' },
    {
      bad: '/ip proxy\nset enabled=yes port=3128\n/ip proxy access\nadd action=deny',
      fixed: '/ip proxy\nset enabled=no port=3128\n/ip proxy access\nadd action=deny',
      good: '/ip proxy\nset enabled=no port=3128',
    },
  ],
  silent: [
    { script: '/ip proxy set port=8081', because: 'The script does not switch it on' },
    { script: '/ip proxy set enabled=yes\n/ip proxy set enabled=no', because: 'The last command decides' },
  ],
  menus: [menu],
  check(context) {
    const { script } = context;
    reportSettings(context, {
      menu,
      property: 'enabled',
      matches: isYes,
      message: ({ item }) => {
        const port = settledValue(script, menu, item, 'port') ?? '8080';
        const open = isSilenceTelling(context, menu) && !script.evidence.mentions(accessMenu);
        if (refuses(script)) {
          return `The web proxy is switched on, and answers on port ${port} whom the rules in /ip proxy access let through. Set enabled=no unless it is needed, and keep strangers from its port by the firewall.`;
        }
        return `The web proxy is switched on${open ? ', and no rule in /ip proxy access limits it' : ''}: whoever reaches port ${port} can surf under the address of this router. Set enabled=no, or limit it with /ip proxy access and the firewall.`;
      },
      fixes: switchedOff(
        'Switch the web proxy off (clients that use it need another way)',
        'suggestion',
        'disable-unneeded-services',
      ),
    });
  },
});

/** Has the file a rule by which the proxy refuses? */
function refuses(script: ScriptModel): boolean {
  const state = script.state(accessMenu);
  return state.items.some(
    (item) => item.properties.get('action')?.value === 'deny' && enabledState(state, item) !== 'disabled',
  );
}
