import { defineRule } from '../rule';
import { serverCertificates } from '../support/certificates';
import { placeOf } from '../support/items';
import { activeItems, settled, suggestProperty } from '../support/weakValues';

const menu = '/interface/sstp-server/server';

export default defineRule({
  id: 'sstp-no-certificate',
  category: 'security',
  severity: 'warning',
  risk: 'medium',
  since: '0.1.0',
  recommended: true,
  summary: 'The SSTP server has no certificate',
  why: `Without a certificate (\`certificate=none\` is the default) the SSTP server still works with RouterOS clients, but nothing proves to them that they talk to it: whoever gets in between can play the server.

Give it a certificate that names it, and have the clients check it with \`verify-server-certificate=yes\`. Clients other than RouterOS need the certificate in any case.`,
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
  ],
  silent: [
    {
      script: '/interface sstp-server server set certificate=none enabled=no',
      because: 'A server that is off answers nobody',
    },
    { script: '/interface sstp-server server set port=4443', because: 'Nothing here says that the server is on' },
  ],
  menus: [menu],
  check({ script, report }) {
    const state = script.state(menu);
    for (const { item, on } of activeItems(state)) {
      const certificate = settled(state, item, 'certificate');
      if (certificate.kind === 'unknown') continue;
      if (certificate.kind === 'written' && certificate.value !== 'none' && certificate.value !== '') continue;
      report({
        span: certificate.kind === 'written' ? placeOf(certificate.property) : placeOf(on),
        message:
          'The SSTP server has no certificate, so nothing proves to a client that it talks to this server. Set certificate=, and have the clients check it.',
        fixes: serverCertificates(script)
          .filter((name) => /^[\w.-]+$/.test(name))
          .slice(0, 1)
          .flatMap((name) => suggestProperty(item, on, 'certificate', name)),
      });
    }
  },
});
