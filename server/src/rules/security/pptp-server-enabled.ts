import { defineRule } from '../rule';
import { placeOf } from '../support/items';
import { isClientOn, switchedOn } from '../support/weakValues';

const serverMenu = '/interface/pptp-server/server';
const clientMenu = '/interface/pptp-client';

export default defineRule({
  id: 'pptp-server-enabled',
  category: 'security',
  severity: 'warning',
  risk: 'high',
  since: '0.1.0',
  recommended: true,
  summary: 'PPTP is in use',
  why: `PPTP protects a tunnel with MS-CHAPv2 and MPPE, and both are broken: whoever records the start of a session can compute the key, and with it the traffic and the password's hash. A long password does not help.

Use WireGuard, IKEv2 or L2TP with \`use-ipsec=required\` instead. Switching the server off cuts the tunnels that still use it, so the fix is a suggestion.`,
  references: ['CWE-327', 'https://manual.mikrotik.com/docs/virtual-private-networks/pptp'],
  fix: 'suggestion',
  examples: [
    {
      bad: '/interface pptp-server server set enabled=yes',
      fixed: '/interface pptp-server server set enabled=no',
      good: '/interface pptp-server server set enabled=no',
    },
    {
      bad: '/interface pptp-client add connect-to=vpn.example.com disabled=no name=hq user=branch',
      good: '/interface pptp-client add connect-to=vpn.example.com disabled=yes name=hq user=branch',
    },
  ],
  silent: [
    {
      script: '/interface pptp-server add name=branch user=branch',
      because: 'A static binding for one user: without the server it does nothing',
    },
    {
      script: '/interface pptp-client add connect-to=vpn.example.com name=hq user=branch',
      because: 'A client is made switched off unless disabled=no says otherwise',
    },
    {
      script: '/interface pptp-server server set enabled=yes\n/interface pptp-server server set enabled=no',
      because: 'The last command decides',
    },
    { script: '/interface pptp-server server set enabled=$pptp', because: 'The value is only known on the router' },
    {
      script: '/interface pptp-server server set authentication=mschap2 default-profile=default-encryption',
      because: 'Nothing here says that the server is on',
    },
  ],
  menus: [serverMenu, clientMenu],
  check({ script, report }) {
    const on = switchedOn(script.state(serverMenu));
    if (on !== undefined) {
      const { argument } = on.property;
      report({
        span: placeOf(on.property),
        message:
          'The PPTP server is switched on: its encryption is broken, so whoever records a session can read it. Switch it off and use WireGuard, IKEv2 or L2TP over IPsec.',
        fixes:
          argument?.value === undefined
            ? []
            : [
                {
                  title: 'Set enabled=no (cuts the tunnels that use PPTP)',
                  class: 'suggestion',
                  edits: [{ ...argument.value.span, text: 'no' }],
                },
              ],
      });
    }
    const clients = script.state(clientMenu);
    for (const item of clients.items) {
      if (!isClientOn(clients, item)) continue;
      const command = item.added ?? item.properties.get('disabled')?.command;
      if (command === undefined) continue;
      report({
        span: command.span,
        message:
          'A PPTP client is in use: its encryption is broken, so whoever records a session can read it. Use WireGuard, IKEv2 or L2TP over IPsec.',
      });
    }
  },
});
