import { defineRule } from '../rule';
import { reportUncheckedServers } from '../support/weakValues';

const menu = '/interface/ovpn-client';

export default defineRule({
  id: 'ovpn-client-no-verify',
  category: 'security',
  severity: 'warning',
  risk: 'medium',
  since: '0.1.0',
  recommended: true,
  summary: 'An OpenVPN client does not check the certificate of its server',
  why: `Unless \`verify-server-certificate=yes\` is set (the default is \`no\`), the client takes any certificate: whoever gets in between can play the server, and gets the login.

Import the certificate of the authority, and set \`verify-server-certificate=yes\`. RouterOS then also compares the name or address in \`connect-to\` with the certificate, which must hold it. The tunnel does not come up until that fits, so the fix is a suggestion.`,
  references: ['CWE-295', 'https://manual.mikrotik.com/docs/virtual-private-networks/openvpn'],
  fix: 'suggestion',
  examples: [
    {
      bad: '/interface ovpn-client add cipher=aes256-cbc connect-to=vpn.example.com disabled=no name=hq tls-version=only-1.2 user=branch',
      fixed:
        '/interface ovpn-client add cipher=aes256-cbc connect-to=vpn.example.com disabled=no name=hq tls-version=only-1.2 user=branch verify-server-certificate=yes',
      good: '/interface ovpn-client add cipher=aes256-cbc connect-to=vpn.example.com disabled=no name=hq tls-version=only-1.2 user=branch verify-server-certificate=yes',
    },
    {
      bad: '/interface ovpn-client set hq disabled=no verify-server-certificate=no',
      fixed: '/interface ovpn-client set hq disabled=no verify-server-certificate=yes',
      good: '/interface ovpn-client set hq disabled=no verify-server-certificate=yes',
    },
  ],
  silent: [
    {
      script: '/interface ovpn-client add connect-to=vpn.example.com name=hq user=branch',
      because: 'A client is made switched off unless disabled=no says otherwise',
    },
    {
      script: '/interface ovpn-client enable hq',
      because: 'The client was there before: what it checks is not in the file',
    },
  ],
  menus: [menu],
  check(context) {
    reportUncheckedServers(context, menu, 'OpenVPN client');
  },
});
