import { defineRule } from '../rule';
import { isYes } from '../support/items';
import { reportSettings, settledValue, switchedOff } from '../support/writtenSettings';

const menu = '/ip/upnp';

export default defineRule({
  id: 'upnp-enabled',
  category: 'security',
  severity: 'warning',
  risk: 'medium',
  since: '0.1.0',
  recommended: true,
  summary: 'UPnP lets any device of the network open ports to the Internet',
  why: `UPnP has no login: any program on any device of the internal interfaces, malware too, can have the router forward ports from the Internet to it. With \`allow-disable-external-interface=yes\` it can even switch the outer interface off. Switch UPnP off, and forward the ports that are needed by hand.

The fix is a suggestion: games and telephones that rely on UPnP lose the ports that they opened.`,
  references: [
    'CWE-284',
    'https://manual.mikrotik.com/docs/firewall-and-quality-of-service/upnp',
    'https://manual.mikrotik.com/docs/getting-started/securing-your-router',
  ],
  fix: 'suggestion',
  examples: [
    {
      bad: '/ip upnp set enabled=yes allow-disable-external-interface=yes',
      fixed: '/ip upnp set enabled=no allow-disable-external-interface=yes',
      good: '/ip upnp set enabled=no',
    },
    { bad: '/ip/upnp/set enabled=yes', fixed: '/ip/upnp/set enabled=no', good: '/ip/upnp/set enabled=no' },
  ],
  silent: [
    {
      script: '/ip upnp interfaces add interface=bridge type=internal',
      because: 'Interfaces are named, and nothing is switched on',
    },
    { script: '/ip upnp set show-dummy-rule=no', because: 'The script does not switch it on' },
  ],
  menus: [menu],
  check(context) {
    const { script } = context;
    reportSettings(context, {
      menu,
      property: 'enabled',
      matches: isYes,
      message: ({ item }) => {
        const more = isYes(settledValue(script, menu, item, 'allow-disable-external-interface'))
          ? ', and may switch the outer interface off (allow-disable-external-interface=yes)'
          : '';
        return `UPnP is switched on: any device of the internal interfaces opens ports from the Internet without a login${more}. Set enabled=no, and forward the ports that are needed by hand.`;
      },
      fixes: switchedOff(
        'Switch UPnP off (programs that open ports by it lose them)',
        'suggestion',
        'disable-unneeded-services',
      ),
    });
  },
});
