import type { ItemState } from '../../model/types';
import { appendArgument, defineRule, type Fix } from '../rule';
import {
  certificateManual,
  certificateMenu,
  certificateUses,
  madeCertificates,
  signedIn,
  type MadeCertificate,
} from '../support/accessCertificates';
import { mayBeChanged } from '../support/items';

const exampleName = 'DNS:router.lan';

export default defineRule({
  id: 'cert-no-san',
  category: 'security',
  severity: 'information',
  risk: 'low',
  since: '0.1.0',
  recommended: true,
  summary: 'The certificate of a service names no host',
  why: `A client compares the name or address that it connects to with \`subject-alt-name\` of the certificate. Current browsers and most libraries no longer look at \`common-name\`, so without a \`subject-alt-name\` they warn, and people learn to click the warning away. Write every name and address by which the router is reached: \`subject-alt-name=DNS:router.lan,IP:192.168.88.1\`.

The fix is a suggestion, because only you know these names.`,
  references: ['CWE-297', certificateManual, 'https://www.rfc-editor.org/rfc/rfc9525'],
  fix: 'suggestion',
  examples: [
    {
      bad: '/certificate add name=c common-name=router.example.com key-usage=tls-server\n/certificate sign c\n/ip service set api-ssl certificate=c tls-version=only-1.2',
      fixed:
        '/certificate add name=c common-name=router.example.com key-usage=tls-server subject-alt-name=DNS:router.example.com\n/certificate sign c\n/ip service set api-ssl certificate=c tls-version=only-1.2',
      good: '/certificate add name=c common-name=c key-usage=tls-server subject-alt-name=DNS:router.example.com\n/certificate sign c\n/ip service set api-ssl certificate=c tls-version=only-1.2',
    },
    {
      bad: '/certificate add name=c common-name=192.168.88.1 key-usage=tls-server\n/certificate sign c\n/ip service set www-ssl certificate=c tls-version=only-1.2',
      fixed:
        '/certificate add name=c common-name=192.168.88.1 key-usage=tls-server subject-alt-name=IP:192.168.88.1\n/certificate sign c\n/ip service set www-ssl certificate=c tls-version=only-1.2',
      good: '/certificate add name=c common-name=c key-usage=tls-server subject-alt-name=IP:192.168.88.1\n/certificate sign c\n/ip service set www-ssl certificate=c tls-version=only-1.2',
    },
  ],
  silent: [
    {
      script: '/certificate add name=client common-name=client key-usage=tls-client\n/certificate sign client',
      because: 'The certificate of a client, not of a service',
    },
    {
      script: '/certificate add name=c common-name=c subject-alt-name=$names\n/ip service set api-ssl certificate=c',
      because: 'The value is only known on the router',
    },
    {
      script:
        '/certificate add name=c common-name=c key-usage=tls-server\n/certificate sign c\n/interface ovpn-server server set certificate=c enabled=yes tls-version=only-1.2',
      because: 'Clients of OpenVPN do not compare names by themselves',
    },
  ],
  menus: [certificateMenu],
  check({ script, report }) {
    const uses = certificateUses(script);
    const state = script.state(certificateMenu);
    for (const certificate of madeCertificates(script, signedIn(script))) {
      const { item, add, names } = certificate;
      const name = item.properties.get('subject-alt-name');
      if ((name !== undefined && name.value !== '') || mayBeChanged(state, 'subject-alt-name', name)) continue;
      const use = names.flatMap((one) => uses.get(one) ?? []).find(({ comparesNames }) => comparesNames);
      if (use === undefined) continue;
      report({
        span: name?.argument?.span ?? add.span,
        message: `The certificate ${item.name} of ${use.server} has no subject-alt-name: browsers and most clients compare names with that alone, and warn. Write the names and addresses of the router there.`,
        related: [{ span: use.command.span, message: `${use.server} uses it` }],
        fixes: [setName(certificate)],
      });
    }
  },
});

function setName({ item, add }: MadeCertificate): Fix {
  const argument = item.properties.get('subject-alt-name')?.argument;
  const known = alternativeName(item);
  const text = `subject-alt-name=${known ?? exampleName}`;
  return {
    title: `Set ${text}${known === undefined ? ' (put the name of the router here)' : ''}`,
    class: 'suggestion',
    ...(known === undefined ? { placeholders: [exampleName] } : {}),
    edits: [argument === undefined ? appendArgument(add, text) : { ...argument.span, text }],
  };
}

/** The common name as an alternative one, where it is an address or the name of a host. */
function alternativeName(item: ItemState): string | undefined {
  const name = item.properties.get('common-name')?.value;
  if (name === undefined) return undefined;
  if (/^\d{1,3}(?:\.\d{1,3}){3}$/.test(name)) return `IP:${name}`;
  return /^(?:[a-z0-9*-]+\.)+[a-z][a-z0-9-]*$/i.test(name) ? `DNS:${name}` : undefined;
}
