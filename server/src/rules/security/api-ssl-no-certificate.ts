import type { ItemState, MenuState, PropertyState, ScriptModel } from '../../model/types';
import type { Span, TextEdit } from '../../syntax/span';
import { appendArgument, defineRule, type AnalysisSettings } from '../rule';
import { hardeningGroup } from '../support/accessGroups';
import { serverCertificates } from '../support/certificates';
import { inputEndsInTrustedDrop } from '../support/inputChain';
import {
  argumentNamed,
  commandAfter,
  enabledState,
  mayBeChanged,
  placeOf,
  withoutConditions,
  writesOnly,
} from '../support/items';
import { serviceMenu } from '../support/services';

/** The name that is offered where the file makes no certificate. */
const exampleCertificate = 'api-cert';

export default defineRule({
  id: 'api-ssl-no-certificate',
  category: 'security',
  severity: 'warning',
  risk: 'high',
  since: '0.1.0',
  recommended: true,
  summary: 'The API over TLS is switched on without a certificate',
  why: `With \`certificate=none\` (the default) \`api-ssl\` still answers, with an anonymous key exchange: the connection is encrypted, but nothing proves who is at the other end. Whoever can put himself in between can play the router and take the password.

Make a certificate, sign it, and give it to the service:

\`\`\`routeros
/certificate add name=api-ca common-name=api-ca key-usage=key-cert-sign,crl-sign days-valid=3650
/certificate sign api-ca
/certificate add name=api-cert common-name=router.lan subject-alt-name=DNS:router.lan key-usage=digital-signature,key-encipherment,tls-server days-valid=397
/certificate sign api-cert ca=api-ca
/ip service set api-ssl certificate=api-cert tls-version=only-1.2
\`\`\`

The fix is a suggestion, because the certificate must exist on the router.`,
  references: [
    'CWE-295',
    'CWE-322',
    'https://manual.mikrotik.com/docs/developer-guides/api',
    'https://manual.mikrotik.com/docs/system-information-and-utilities/services',
  ],
  fix: 'suggestion',
  examples: [
    {
      bad: '/ip service set api-ssl disabled=no address=10.0.0.0/24 tls-version=only-1.2',
      fixed: '/ip service set api-ssl disabled=no address=10.0.0.0/24 tls-version=only-1.2 certificate=api-cert',
      good: '/ip service set api-ssl disabled=no address=10.0.0.0/24 certificate=router tls-version=only-1.2',
    },
    {
      bad: '/ip service set api-ssl certificate=none',
      fixed: '/ip service set api-ssl certificate=api-cert',
      good: '/ip service set api-ssl certificate=$certificate tls-version=only-1.2',
    },
    {
      bad: '/certificate add name=router common-name=router.lan key-usage=digital-signature,key-encipherment,tls-server\n/certificate sign router\n/ip service enable api-ssl',
      fixed:
        '/certificate add name=router common-name=router.lan key-usage=digital-signature,key-encipherment,tls-server\n/certificate sign router\n/ip service enable api-ssl; /ip service set api-ssl certificate=router',
      good: '/ip service set api-ssl certificate=router tls-version=only-1.2\n/ip service enable api-ssl',
    },
  ],
  silent: [
    { script: '/ip service set api-ssl disabled=yes', because: 'A service that is off answers nobody' },
    {
      script: '/ip service set api-ssl certificate=none disabled=yes',
      because: 'A service that is off answers nobody',
    },
    {
      script: '/ip service set api-ssl port=8730',
      because: 'The script says neither that the service is on nor which certificate it has: both may be set elsewhere',
    },
    {
      script: '/ip service set api-ssl disabled=no\n/ip service set [find comment=tls] certificate=router',
      because: 'A command may have set it: which services it means is only known on the router',
    },
    {
      script: '/ip service set api-ssl disabled=no certificate=$certificate',
      because: 'The value is only known on the router',
    },
  ],
  menus: [serviceMenu],
  check({ script, settings, report }) {
    const state = script.state(serviceMenu);
    const item = state.item('api-ssl');
    if (item === undefined) return;
    const enabled = enabledState(state, item);
    if (enabled === 'disabled' || enabled === 'perhaps' || enabled === 'unknown') return;

    const certificate = item.properties.get('certificate');
    if (mayBeChanged(state, 'certificate', certificate)) return;
    if (isGivenPerhaps(item, certificate)) {
      report({
        span: placeOf(item.properties.get('disabled') ?? certificate),
        severity: 'hint',
        message:
          'api-ssl is switched on, and gets a certificate only under a condition. Where it does not hold, nothing proves that a connection leads to this router.',
      });
      return;
    }
    const place = evidence(script, settings, item, certificate, enabled === 'enabled');
    if (place === undefined) return;
    report({
      span: place,
      message:
        'api-ssl has no certificate: the connection is encrypted, but nothing proves that it leads to this router, so somebody in between can take the password. Give it a certificate.',
      fixes: certificateNames(script).map((name, index) => ({
        title: `Set certificate=${name}${name === exampleCertificate ? ' (put the name of your certificate here)' : ''}`,
        class: 'suggestion' as const,
        ...(index === 0 ? hardeningGroup(['api-ssl']) : {}),
        ...(name === exampleCertificate ? { placeholders: [exampleCertificate] } : {}),
        edits: [setCertificate(state, item, certificate, name)],
      })),
    });
  },
});

function isNone(certificate: PropertyState): boolean {
  return certificate.value === 'none' || certificate.value === '';
}

/** Switched on for certain, and given its only certificate by a command that runs only sometimes? */
function isGivenPerhaps(item: ItemState, certificate: PropertyState | undefined): certificate is PropertyState {
  if (certificate === undefined || isNone(certificate) || item.properties.get('disabled')?.conditional !== false)
    return false;
  const before = withoutConditions(certificate);
  return before === undefined || isNone(before);
}

/** What shows that there is none: `certificate=none`, or silence about it on a service that the file switches on. */
function evidence(
  script: ScriptModel,
  settings: AnalysisSettings,
  item: ItemState,
  certificate: PropertyState | undefined,
  enabled: boolean,
): Span | undefined {
  if (certificate !== undefined) {
    return isNone(certificate) ? placeOf(certificate) : undefined;
  }
  const disabled = item.properties.get('disabled');
  if (enabled && disabled !== undefined) return placeOf(disabled);
  // An export leaves out what is at its default: the service is on, and it has no certificate.
  const write = item.writes.at(-1);
  if (script.evidence.kind === 'script' || write === undefined || inputEndsInTrustedDrop(script, settings))
    return undefined;
  return write.span;
}

function certificateNames(script: ScriptModel): readonly string[] {
  const names = serverCertificates(script).slice(0, 3);
  return names.length === 0 ? [exampleCertificate] : names;
}

function setCertificate(
  state: MenuState,
  item: ItemState,
  certificate: PropertyState | undefined,
  name: string,
): TextEdit {
  const value = /^[\w.-]+$/.test(name) ? name : `"${name.replace(/["\\$]/g, '\\$&')}"`;
  const command = certificate?.command ?? item.properties.get('disabled')?.command ?? item.writes.at(-1);
  if (command === undefined) return { start: 0, end: 0, text: '' };
  if (writesOnly(state, command, item) && command.verb === 'set') {
    const argument = argumentNamed(command, 'certificate');
    return argument === undefined
      ? appendArgument(command, `certificate=${value}`)
      : { ...argument.span, text: `certificate=${value}` };
  }
  return commandAfter(command, `/ip service set api-ssl certificate=${value}`);
}
