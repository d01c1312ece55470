import { appendArgument, defineRule, replaceValue, type Fix } from '../rule';
import {
  certificateManual,
  certificateMenu,
  certificateUses,
  madeCertificates,
  signedIn,
  usagesOf,
  type MadeCertificate,
} from '../support/accessCertificates';
import { mayBeChanged } from '../support/items';

const serverUsages = 'digital-signature,key-encipherment,tls-server';

export default defineRule({
  id: 'cert-leaf-with-ca-usage',
  category: 'security',
  severity: 'information',
  risk: 'low',
  since: '0.1.0',
  recommended: true,
  summary: 'The certificate of a service may sign other certificates',
  why: `Without \`key-usage\` a certificate gets nearly every usage, \`key-cert-sign\` and \`crl-sign\` among them: it is a certificate authority as well. Whoever trusts it, because the service needs that, then trusts every certificate that is signed with its key; and that key lies on a router that is reached over the network. Name the usages that the service needs.

The fix is a suggestion: only you know what else the certificate is for.`,
  references: ['CWE-295', certificateManual],
  fix: 'suggestion',
  examples: [
    {
      bad: '/certificate add name=c common-name=c\n/certificate sign c\n/ip service set api-ssl certificate=c tls-version=only-1.2',
      fixed:
        '/certificate add name=c common-name=c key-usage=digital-signature,key-encipherment,tls-server\n/certificate sign c\n/ip service set api-ssl certificate=c tls-version=only-1.2',
      good: '/certificate add name=c common-name=c key-usage=digital-signature,key-encipherment,tls-server\n/certificate sign c\n/ip service set api-ssl certificate=c tls-version=only-1.2',
    },
    {
      bad: '/certificate add name=c common-name=c key-usage=key-cert-sign,digital-signature,key-encipherment,tls-server\n/certificate sign c name=web\n/ip service set www-ssl certificate=web tls-version=only-1.2',
      fixed:
        '/certificate add name=c common-name=c key-usage=digital-signature,key-encipherment,tls-server\n/certificate sign c name=web\n/ip service set www-ssl certificate=web tls-version=only-1.2',
      good: '/certificate add name=c common-name=c key-usage=tls-server\n/certificate sign c name=web\n/ip service set www-ssl certificate=web tls-version=only-1.2',
    },
  ],
  silent: [
    {
      script: '/certificate add name=c common-name=c\n/certificate sign c',
      because: 'Nothing here says that a service uses it: it may be a certificate authority',
    },
    {
      script: '/ip service set api-ssl certificate=c tls-version=only-1.2',
      because: 'What the certificate may be used for is only known on the router',
    },
    {
      script: '/certificate add name=c common-name=c key-usage=$usage\n/ip service set api-ssl certificate=c',
      because: 'The value is only known on the router',
    },
  ],
  menus: [certificateMenu],
  check({ script, report }) {
    const signed = signedIn(script);
    const uses = certificateUses(script);
    const state = script.state(certificateMenu);
    for (const certificate of madeCertificates(script, signed)) {
      const { item, add, names } = certificate;
      const usages = usagesOf(item);
      if (usages === 'unknown' || (usages !== 'default' && !usages.includes('key-cert-sign'))) continue;
      if (names.some((name) => signed.authorities.has(name))) continue;
      if (mayBeChanged(state, 'key-usage', item.properties.get('key-usage'))) continue;
      const use = names.flatMap((name) => uses.get(name) ?? []).find(({ server }) => server !== undefined);
      if (use === undefined) continue;
      report({
        span: item.properties.get('key-usage')?.argument?.span ?? add.span,
        message: `The certificate ${item.name} of ${use.server} may sign other certificates${usages === 'default' ? ', because key-usage is not set' : ''}: whoever trusts the service trusts those as well. Set key-usage=${serverUsages}.`,
        related: [{ span: use.command.span, message: `${use.server} uses it` }],
        fixes: setUsages(certificate),
      });
    }
  },
});

function setUsages({ item, add }: MadeCertificate): readonly Fix[] {
  const argument = item.properties.get('key-usage')?.argument;
  const edit =
    argument === undefined ? appendArgument(add, `key-usage=${serverUsages}`) : replaceValue(argument, serverUsages);
  return edit === undefined ? [] : [{ title: `Set key-usage=${serverUsages}`, class: 'suggestion', edits: [edit] }];
}
