import { defineRule } from '../rule';

const menu = '/interface/l2tp-client';

export default defineRule({
  id: 'l2tp-client-unknown',
  category: 'security',
  severity: 'warning',
  risk: 'critical',
  since: '0.1.0',
  recommended: true,
  summary: 'An L2TP client has the name that the Mēris botnet uses',
  why: `Routers of the Mēris botnet (2021) had an L2TP client named \`lvpn\`. MikroTik names it among the signs to look for.

If you did not make it, the router has been taken over: install RouterOS anew with Netinstall, change all passwords, and do not restore a binary backup. If it is yours, give it another name.`,
  references: ['CWE-506', 'https://manual.mikrotik.com/docs/virtual-private-networks/l2tp'],
  fix: null,
  examples: [
    {
      bad: '/interface l2tp-client add connect-to=s.example.com disabled=no name=lvpn user=a',
      good: '/interface l2tp-client add connect-to=s.example.com disabled=no name=hq use-ipsec=yes user=a',
    },
  ],
  silent: [
    { script: '/interface l2tp-client remove [find name=lvpn]', because: 'The client is removed' },
    { script: '/interface l2tp-server add name=lvpn user=a', because: 'A binding of a server, not a client' },
  ],
  menus: [menu],
  check({ script, report }) {
    for (const item of script.state(menu).items) {
      const command = item.added;
      if (item.name !== 'lvpn' || item.removed || command === undefined) continue;
      report({
        span: command.span,
        message:
          'An L2TP client named lvpn is a sign of the Mēris botnet. If you did not make it, the router has been taken over.',
      });
    }
  },
});
