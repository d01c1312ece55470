import type { ScriptModel } from '../../model/types';
import { defineRule, type Fix } from '../rule';
import {
  certificateManual,
  certificateMenu,
  certificateUses,
  madeCertificates,
  signedIn,
  usagesOf,
  type MadeCertificate,
  type Signed,
} from '../support/accessCertificates';
import { asValue } from '../support/accessValues';
import { argumentNamed, commandAfter } from '../support/items';

export default defineRule({
  id: 'cert-never-signed',
  category: 'security',
  severity: 'warning',
  risk: 'medium',
  since: '0.1.0',
  recommended: true,
  summary: 'A certificate is made and never signed',
  why: `\`/certificate add\` makes a template: it becomes a certificate when it is signed, by itself (\`/certificate sign NAME\`) or by a certificate authority (\`/certificate sign NAME ca=CA\`). A service that is given the template has no certificate.

Where the script does not use the name anywhere, it may be signed by hand later: that is a hint. The fix is a suggestion, because only you know who is to sign.`,
  references: ['CWE-295', certificateManual],
  fix: 'suggestion',
  examples: [
    {
      bad: '/certificate add name=c common-name=c\n/ip service set api-ssl certificate=c tls-version=only-1.2',
      fixed:
        '/certificate add name=c common-name=c; /certificate sign c\n/ip service set api-ssl certificate=c tls-version=only-1.2',
      good: '/certificate add name=c common-name=c\n/certificate sign c\n/ip service set api-ssl certificate=c tls-version=only-1.2',
    },
    {
      bad: '/certificate\nadd name=ca common-name=ca key-usage=key-cert-sign,crl-sign\nsign ca\nadd name=router common-name=router.lan key-usage=tls-server',
      fixed:
        '/certificate\nadd name=ca common-name=ca key-usage=key-cert-sign,crl-sign\nsign ca\nadd name=router common-name=router.lan key-usage=tls-server; /certificate sign router ca=ca',
      good: '/certificate\nadd name=ca common-name=ca key-usage=key-cert-sign,crl-sign\nsign ca\nadd name=router common-name=router.lan key-usage=tls-server\nsign [find name=router] ca=ca',
    },
  ],
  silent: [
    {
      script:
        '/certificate add name=c common-name=c\n/certificate create-certificate-request template=c key-passphrase=$p',
      because: 'Somebody else signs it',
    },
    {
      script:
        '/certificate add name=c common-name=c\n/certificate add-scep template=c scep-url="http://10.0.0.1/scep" name=d',
      because: 'Somebody else signs it',
    },
    {
      script:
        '/certificate add name=c common-name=c\n:foreach one in=[/certificate find] do={ /certificate sign $one }',
      because: 'Which certificates are signed is only known on the router',
    },
    {
      script:
        '/certificate add name=client key-usage=tls-client\n/certificate add name=alice copy-from=client common-name=alice\n/certificate sign alice ca=ca',
      because: 'It is there to be copied, and the copy is signed',
    },
    {
      script: '/certificate add name=$name common-name=c',
      because: 'The name is only known on the router',
    },
    {
      script: '# 2024-05-01 12:00:00 by RouterOS 7.14.3\n/certificate\nadd name=c common-name=c',
      because: 'An export lists no actions: it cannot show that something was signed',
    },
  ],
  menus: [certificateMenu],
  check({ script, report }) {
    if (script.evidence.kind !== 'script') return;
    const signed = signedIn(script);
    if (signed.perhapsAny) return;
    const uses = certificateUses(script);
    const copied = new Set(
      script.commandsOf(certificateMenu).map((command) => argumentNamed(command, 'copy-from')?.value?.text),
    );
    for (const certificate of madeCertificates(script, signed)) {
      const { add, item, names } = certificate;
      if (names.some((name) => signed.names.has(name) || copied.has(name))) continue;
      const name = item.name ?? '';
      const used = names.flatMap((one) => uses.get(one) ?? []);
      const isUsed = used.length > 0 || names.some((one) => signed.authorities.has(one));
      report({
        span: add.span,
        ...(isUsed ? {} : { severity: 'hint' as const }),
        message: `${name} is only a template, and nothing in this file signs it${isUsed ? '; what uses it has no certificate' : ''}. Sign it with /certificate sign.`,
        ...(used.length === 0
          ? {}
          : { related: used.map(({ command }) => ({ span: command.span, message: `${name} is used here` })) }),
        fixes: sign(script, signed, certificate),
      });
    }
  },
});

function sign(script: ScriptModel, signed: Signed, { add, item }: MadeCertificate): readonly Fix[] {
  if (add.substitution || item.name === undefined) return [];
  const name = asValue(item.name);
  const fix = (title: string, command: string): Fix => ({
    title,
    class: 'suggestion',
    edits: [commandAfter(add, command)],
  });
  const itself = fix(`Let ${item.name} sign itself`, `/certificate sign ${name}`);
  const authority = madeCertificates(script, signed).find(
    (other) => other.item !== item && isAuthority(other.item) && other.add.span.start < add.span.start,
  )?.item.name;
  if (authority === undefined || isAuthority(item)) return [itself];
  return [fix(`Let ${authority} sign ${item.name}`, `/certificate sign ${name} ca=${asValue(authority)}`), itself];
}

function isAuthority(item: MadeCertificate['item']): boolean {
  const usages = usagesOf(item);
  return typeof usages !== 'string' && usages.includes('key-cert-sign');
}
