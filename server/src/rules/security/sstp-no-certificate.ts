import { defineRule } from '../rule';
import { serverCertificates } from '../support/certificates';
import { placeOf } from '../support/items';
import { absenceSpeaks } from '../support/settings';
import { activeItems, settled, suggestProperty } from '../support/weakValues';

const menu = '/interface/sstp-server/server';
const exported =
  '# 2024-05-01 12:00:00 by RouterOS 7.14.3\n/interface bridge\nadd name=bridge\n/interface list\nadd name=LAN\n/ip address\nadd address=192.168.88.1/24 interface=bridge\n/ip dns\nset servers=192.168.88.2\n/ip route\nadd gateway=192.168.88.2\n/system clock\nset time-zone-name=Europe/Riga\n';
const advice = 'Set certificate=, and have the clients check it.';

export default defineRule({
  id: 'sstp-no-certificate',
  category: 'security',
  severity: 'warning',
  risk: 'medium',
  since: '0.1.0',
  recommended: true,
  summary: 'The SSTP server has no certificate',
  why: `Without a certificate (\`certificate=none\` is the default) the SSTP server still works with RouterOS clients, but nothing proves to them that they talk to it: whoever gets in between can play the server.

Give it a certificate that names it, and have the clients check it with \`verify-server-certificate=yes\`. Clients other than RouterOS need the certificate in any case.

A script that sets no certificate may meet a server that has one: then it is information.`,
  references: ['CWE-295', 'CWE-322', 'https://manual.mikrotik.com/docs/virtual-private-networks/sstp'],
  fix: 'suggestion',
  examples: [
    {
      bad: '/interface sstp-server server set enabled=yes tls-version=only-1.2',
      good: '/interface sstp-server server set certificate=vpn enabled=yes tls-version=only-1.2',
    },
    {
      bad: '/certificate add common-name=vpn.example.com key-usage=digital-signature,key-encipherment,tls-server name=vpn\n/interface sstp-server server set certificate=none enabled=yes tls-version=only-1.2',
      fixed:
        '/certificate add common-name=vpn.example.com key-usage=digital-signature,key-encipherment,tls-server name=vpn\n/interface sstp-server server set certificate=vpn enabled=yes tls-version=only-1.2',
      good: '/interface sstp-server server set certificate=$certificate enabled=yes tls-version=only-1.2',
    },
    {
      bad: `${exported}/interface sstp-server server\nset enabled=yes tls-version=only-1.2`,
      good: `${exported}/interface sstp-server server\nset certificate=vpn enabled=yes tls-version=only-1.2`,
    },
  ],
  silent: [
    {
      script: '/interface sstp-server server set certificate=none enabled=no',
      because: 'A server that is off answers nobody',
    },
    { script: '/interface sstp-server server set port=4443', because: 'Nothing here says that the server is on' },
  ],
  menus: [menu],
  check({ script, settings, report }) {
    const state = script.state(menu);
    for (const { item, on } of activeItems(state)) {
      const certificate = settled(state, item, 'certificate');
      if (certificate.kind === 'unknown') continue;
      if (certificate.kind === 'written' && certificate.value !== 'none' && certificate.value !== '') continue;
      // A script that only changes a server which is there: it may have a certificate already.
      const perhaps =
        certificate.kind === 'absent' && item.added === undefined && !absenceSpeaks(script, menu, settings);
      report({
        ...(perhaps ? { severity: 'information' as const } : {}),
        span: certificate.kind === 'written' ? placeOf(certificate.property) : placeOf(on),
        message: perhaps
          ? `The SSTP server is switched on, and this script sets no certificate: where the router has none for it yet, nothing proves to a client that it talks to this server. ${advice}`
          : `The SSTP server has no certificate, so nothing proves to a client that it talks to this server. ${advice}`,
        fixes: serverCertificates(script)
          .filter((name) => /^[\w.-]+$/.test(name))
          .slice(0, 1)
          .flatMap((name) => suggestProperty(item, on, 'certificate', name)),
      });
    }
  },
});
