import { defineRule } from '../rule';
import { isYes } from '../support/items';
import { reportSettings, settledValue, switchedOff } from '../support/writtenSettings';

const menu = '/ip/socks';

export default defineRule({
  id: 'socks-enabled',
  category: 'security',
  severity: 'warning',
  risk: 'high',
  since: '0.1.0',
  recommended: true,
  summary: 'The SOCKS proxy is switched on',
  why: `A SOCKS proxy carries other people's connections under the address of your router, and into the networks behind it. It is off by default, asks for no login by default (\`auth-method=none\`), and is what the botnet Mēris switched on in the routers that it took, with port 5678 accepted by the firewall. Few networks need it: where you did not switch it on yourself, look for an intruder, above all in \`/system scheduler\`.

Where it is needed, limit it with \`/ip socks access\`, and let the firewall accept its port from the trusted side only.`,
  references: [
    'CWE-441',
    'https://manual.mikrotik.com/docs/network-management/socks',
    'https://manual.mikrotik.com/docs/getting-started/securing-your-router',
  ],
  fix: 'safe',
  examples: [
    {
      bad: '/ip socks set enabled=yes port=5678',
      fixed: '/ip socks set enabled=no port=5678',
      good: '/ip socks set enabled=no',
    },
    {
      bad: '/ip/socks\nset enabled=yes version=5 auth-method=password',
      fixed: '/ip/socks\nset enabled=no version=5 auth-method=password',
      good: '/ip/socks\nset enabled=no version=5 auth-method=password',
    },
  ],
  silent: [
    { script: '/ip socks set port=1081', because: 'The script does not switch it on' },
    { script: '/ip socks set enabled=yes\n/ip socks set enabled=no', because: 'The last command decides' },
    { script: '/ip socks set enabled=$socks', because: 'The value is only known on the router' },
  ],
  menus: [menu],
  check(context) {
    const { script } = context;
    reportSettings(context, {
      menu,
      property: 'enabled',
      matches: isYes,
      message: ({ item }) => {
        const port = settledValue(script, menu, item, 'port');
        const sign = port === '5678' ? ' Port 5678 is a sign of the botnet Mēris: look for an intruder.' : '';
        return `The SOCKS proxy is switched on: whoever may use it acts under the address of this router and reaches the networks behind it. Set enabled=no, or limit it with /ip socks access and the firewall.${sign}`;
      },
      fixes: switchedOff('Switch the SOCKS proxy off', 'safe', 'disable-unneeded-services'),
    });
  },
});
