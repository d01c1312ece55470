import { defineRule, replaceValue } from '../rule';
import {
  certificateManual,
  certificateMenu,
  certificateUses,
  madeCertificates,
  signedIn,
  usagesOf,
} from '../support/accessCertificates';
import { mayBeChanged } from '../support/items';

export default defineRule({
  id: 'cert-server-missing-tls-server',
  category: 'security',
  severity: 'warning',
  risk: 'medium',
  since: '0.1.0',
  recommended: true,
  summary: 'The certificate of a server is not made for servers',
  why: `\`key-usage\` says what a certificate may be used for. A client that checks it refuses a server whose certificate lists usages and not \`tls-server\`; what then remains is to switch the check off in the client, and with it the protection. A server needs \`digital-signature,key-encipherment,tls-server\`.

The usages count when the certificate is signed. The fix is a suggestion: only you know what else the certificate is for.`,
  references: ['CWE-295', certificateManual],
  fix: 'suggestion',
  examples: [
    {
      bad: '/certificate add name=c common-name=c key-usage=digital-signature,key-encipherment\n/certificate sign c\n/ip service set api-ssl certificate=c tls-version=only-1.2',
      fixed:
        '/certificate add name=c common-name=c key-usage=digital-signature,key-encipherment,tls-server\n/certificate sign c\n/ip service set api-ssl certificate=c tls-version=only-1.2',
      good: '/certificate add name=c common-name=c key-usage=digital-signature,key-encipherment,tls-server\n/certificate sign c\n/ip service set api-ssl certificate=c tls-version=only-1.2',
    },
    {
      bad: '/certificate add name=vpn common-name=vpn key-usage=tls-client\n/certificate sign vpn\n/interface sstp-server server set enabled=yes certificate=vpn tls-version=only-1.2',
      fixed:
        '/certificate add name=vpn common-name=vpn key-usage=tls-client,tls-server\n/certificate sign vpn\n/interface sstp-server server set enabled=yes certificate=vpn tls-version=only-1.2',
      good: '/certificate add name=vpn common-name=vpn key-usage=tls-client,tls-server\n/certificate sign vpn\n/interface sstp-server server set enabled=yes certificate=vpn tls-version=only-1.2',
    },
  ],
  silent: [
    {
      script: '/certificate add name=c common-name=c\n/certificate sign c\n/ip service set api-ssl certificate=c',
      because: 'Without key-usage a certificate may be used for servers',
    },
    {
      script:
        '/certificate add name=c common-name=c key-usage=tls-client\n/certificate sign c\n/interface ovpn-client add name=hq certificate=c connect-to=vpn.example.com user=u tls-version=only-1.2',
      because: 'A client uses it, not a server',
    },
    {
      script: '/certificate add name=c common-name=c key-usage=$usage\n/ip service set api-ssl certificate=c',
      because: 'The value is only known on the router',
    },
  ],
  menus: [certificateMenu],
  check({ script, report }) {
    const uses = certificateUses(script);
    const state = script.state(certificateMenu);
    for (const { item, names } of madeCertificates(script, signedIn(script))) {
      const usages = usagesOf(item);
      const argument = item.properties.get('key-usage')?.argument;
      if (usages === 'default' || usages === 'unknown' || argument === undefined) continue;
      // `serverAuth` is the same usage in another spelling, which the router refuses: that is reported, and mended, as such.
      if (usages.some((usage) => usage.toLowerCase().replace(/[^a-z]/g, '') === 'serverauth' || usage === 'tls-server'))
        continue;
      if (mayBeChanged(state, 'key-usage', item.properties.get('key-usage'))) continue;
      const use = names.flatMap((name) => uses.get(name) ?? []).find(({ server }) => server !== undefined);
      if (use === undefined) continue;
      const edit = replaceValue(argument, [...usages, 'tls-server'].join(','));
      report({
        span: argument.span,
        message: `The certificate ${item.name} of ${use.server} does not list tls-server: a client that checks the usages refuses it. Add tls-server to key-usage.`,
        related: [{ span: use.command.span, message: `${use.server} uses it` }],
        fixes: edit === undefined ? [] : [{ title: 'Add tls-server', class: 'suggestion', edits: [edit] }],
      });
    }
  },
});
