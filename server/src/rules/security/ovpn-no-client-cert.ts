import { defineRule } from '../rule';
import { isNo, placeOf } from '../support/items';
import { activeItems, settled, suggestProperty } from '../support/weakValues';

const menu = '/interface/ovpn-server/server';

export default defineRule({
  id: 'ovpn-no-client-cert',
  category: 'security',
  severity: 'warning',
  risk: 'medium',
  since: '0.1.0',
  recommended: true,
  summary: 'The OpenVPN server asks for no client certificate',
  why: `Without \`require-client-certificate=yes\` (the default is \`no\`) a name and a password are all that it takes to get in, and anybody who reaches the port can try them.

Make a certificate for each client, signed by an authority of your own, and set \`require-client-certificate=yes\`. Clients without one are cut off, so the fix is a suggestion.`,
  references: ['CWE-308', 'CWE-287', 'https://manual.mikrotik.com/docs/virtual-private-networks/openvpn'],
  fix: 'suggestion',
  examples: [
    {
      bad: '/interface ovpn-server server add certificate=vpn cipher=aes256-cbc disabled=no name=vpn tls-version=only-1.2',
      fixed:
        '/interface ovpn-server server add certificate=vpn cipher=aes256-cbc disabled=no name=vpn tls-version=only-1.2 require-client-certificate=yes',
      good: '/interface ovpn-server server add certificate=vpn cipher=aes256-cbc disabled=no name=vpn require-client-certificate=yes tls-version=only-1.2',
    },
    {
      bad: '/interface ovpn-server server set certificate=vpn enabled=yes require-client-certificate=no',
      fixed: '/interface ovpn-server server set certificate=vpn enabled=yes require-client-certificate=yes',
      good: '/interface ovpn-server server set certificate=vpn enabled=yes require-client-certificate=yes',
    },
  ],
  silent: [
    {
      script: '/interface ovpn-server server add mac-address=FE:12:34:56:78:9A name=ovpn-server1',
      because: 'From 7.17 on a server is made switched off unless disabled=no says otherwise',
    },
    { script: '/interface ovpn-server server set enabled=no', because: 'A server that is off answers nobody' },
    {
      script: '/interface ovpn-server server set enabled=yes require-client-certificate=$require',
      because: 'The value is only known on the router',
    },
  ],
  menus: [menu],
  check({ script, report }) {
    const state = script.state(menu);
    for (const { item, on } of activeItems(state)) {
      const required = settled(state, item, 'require-client-certificate');
      if (required.kind === 'unknown' || (required.kind === 'written' && !isNo(required.value))) continue;
      report({
        span: required.kind === 'written' ? placeOf(required.property) : placeOf(on),
        message:
          'The OpenVPN server lets in whoever has a name and a password, without a certificate of the client. Set require-client-certificate=yes, once the clients have one.',
        fixes: suggestProperty(
          item,
          on,
          'require-client-certificate',
          'yes',
          'Set require-client-certificate=yes (clients without one are cut off)',
        ),
      });
    }
  },
});
