import { defineRule } from '../rule';
import { reportUncheckedServers } from '../support/weakValues';

const menu = '/interface/sstp-client';

export default defineRule({
  id: 'sstp-no-client-verify',
  category: 'security',
  severity: 'warning',
  risk: 'medium',
  since: '0.1.0',
  recommended: true,
  summary: 'An SSTP client does not check the certificate of its server',
  why: `Unless \`verify-server-certificate=yes\` is set (the default is \`no\`), the client takes any certificate: whoever gets in between can play the server, and gets the login.

Import the certificate of the authority that signed the server's, set \`verify-server-certificate=yes\`, and \`verify-server-address-from-certificate=yes\` where the certificate names the address that the client connects to. The tunnel does not come up until the certificate is there, so the fix is a suggestion.`,
  references: ['CWE-295', 'https://manual.mikrotik.com/docs/virtual-private-networks/sstp'],
  fix: 'suggestion',
  examples: [
    {
      bad: '/interface sstp-client add connect-to=vpn.example.com disabled=no name=hq tls-version=only-1.2 user=branch',
      fixed:
        '/interface sstp-client add connect-to=vpn.example.com disabled=no name=hq tls-version=only-1.2 user=branch verify-server-certificate=yes',
      good: '/interface sstp-client add connect-to=vpn.example.com disabled=no name=hq tls-version=only-1.2 user=branch verify-server-certificate=yes',
    },
    {
      bad: '/interface sstp-client set hq disabled=no verify-server-certificate=no',
      fixed: '/interface sstp-client set hq disabled=no verify-server-certificate=yes',
      good: '/interface sstp-client set hq disabled=no verify-server-certificate=yes',
    },
  ],
  silent: [
    {
      script: '/interface sstp-client add connect-to=vpn.example.com name=hq user=branch',
      because: 'A client is made switched off unless disabled=no says otherwise',
    },
    {
      script: '/interface sstp-client set hq disabled=no',
      because: 'The client was there before: what it checks is not in the file',
    },
    {
      script:
        '/interface sstp-client add connect-to=vpn.example.com disabled=no name=hq verify-server-certificate=$verify',
      because: 'The value is only known on the router',
    },
  ],
  menus: [menu],
  check(context) {
    reportUncheckedServers(context, menu, 'SSTP client');
  },
});
