import type { ItemState, MenuState, PropertyState, ScriptModel } from '../../model/types';
import type { TextEdit } from '../../syntax/span';
import { appendArgument, defineRule } from '../rule';
import { hardeningGroup } from '../support/accessGroups';
import { asValue } from '../support/accessValues';
import { serverCertificates } from '../support/certificates';
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
const exampleCertificate = 'webfig-cert';

export default defineRule({
  id: 'www-ssl-no-certificate',
  category: 'security',
  severity: 'warning',
  risk: 'medium',
  since: '0.1.0',
  recommended: true,
  summary: 'WebFig over TLS is switched on without a certificate',
  why: `\`www-ssl\` has no certificate unless it is given one (\`certificate=none\`, the default), and without one there is nothing by which a browser or a client of the REST API could know that it talks to this router. Make a certificate, sign it, and give it to the service; or get one by ACME.

The fix is a suggestion, because the certificate must exist on the router.`,
  references: [
    'CWE-295',
    'https://manual.mikrotik.com/docs/system-information-and-utilities/services',
    'https://manual.mikrotik.com/docs/authentication-authorization-accounting/certificates',
  ],
  fix: 'suggestion',
  examples: [
    {
      bad: '/ip service enable www-ssl',
      fixed: '/ip service enable www-ssl; /ip service set www-ssl certificate=webfig-cert',
      good: '/ip service set www-ssl disabled=no certificate=webfig tls-version=only-1.2',
    },
    {
      bad: '/ip service set www-ssl disabled=no certificate=none tls-version=only-1.2',
      fixed: '/ip service set www-ssl disabled=no certificate=webfig-cert tls-version=only-1.2',
      good: '/ip service set www-ssl disabled=no certificate=$certificate tls-version=only-1.2',
    },
    {
      bad: '/certificate add name=webfig common-name=router.lan key-usage=digital-signature,key-encipherment,tls-server\n/certificate sign webfig\n/ip service set www-ssl disabled=no',
      fixed:
        '/certificate add name=webfig common-name=router.lan key-usage=digital-signature,key-encipherment,tls-server\n/certificate sign webfig\n/ip service set www-ssl disabled=no certificate=webfig',
      good: '/ip service set www-ssl certificate=webfig\n/ip service enable www-ssl',
    },
  ],
  silent: [
    {
      script: '/ip service set www-ssl disabled=yes certificate=none',
      because: 'A service that is off answers nobody',
    },
    {
      script: '/ip service set www-ssl port=8443',
      because: 'The service is off by default, and nothing here switches it on',
    },
    {
      script: '/certificate enable-ssl-certificate dns-name=router.example.com\n/ip service enable www-ssl',
      because: 'The script gets a certificate by ACME: which one the service has is only known on the router',
    },
    {
      script:
        '/ip service set [find name=$service] certificate=webfig\n/ip service enable www-ssl\n/ip service set [find comment=web] certificate=webfig',
      because: 'A command may have set it: which services it means is only known on the router',
    },
  ],
  menus: [serviceMenu],
  check({ script, report }) {
    const state = script.state(serviceMenu);
    const item = state.item('www-ssl');
    const switchedOn = item?.properties.get('disabled');
    if (item === undefined || switchedOn === undefined || enabledState(state, item) !== 'enabled') return;
    if (
      script.commandsOf('/certificate').some(({ verb }) => verb === 'enable-ssl-certificate' || verb === 'add-acme')
    ) {
      return;
    }
    const certificate = item.properties.get('certificate');
    if (mayBeChanged(state, 'certificate', certificate)) return;
    if (certificate !== undefined && !isNone(certificate)) {
      const before = withoutConditions(certificate);
      if (switchedOn.conditional || !certificate.conditional || (before !== undefined && !isNone(before))) return;
      report({
        span: placeOf(switchedOn),
        severity: 'hint',
        message:
          'www-ssl is switched on, and gets a certificate only under a condition. Where it does not hold, nothing tells a browser that it talks to this router.',
      });
      return;
    }
    report({
      span: placeOf(certificate ?? switchedOn),
      message:
        'www-ssl is switched on without a certificate: nothing tells a browser or a client of the REST API that it talks to this router. Give it a certificate.',
      fixes: certificateNames(script).map((name, index) => ({
        title: `Set certificate=${name}${name === exampleCertificate ? ' (put the name of your certificate here)' : ''}`,
        class: 'suggestion' as const,
        ...(index === 0 ? hardeningGroup(['www-ssl']) : {}),
        ...(name === exampleCertificate ? { placeholders: [exampleCertificate] } : {}),
        edits: [setCertificate(state, item, certificate ?? switchedOn, name)],
      })),
    });
  },
});

function isNone(certificate: PropertyState): boolean {
  return certificate.value === 'none' || certificate.value === '';
}

function certificateNames(script: ScriptModel): readonly string[] {
  const names = serverCertificates(script).slice(0, 3);
  return names.length === 0 ? [exampleCertificate] : names;
}

function setCertificate(state: MenuState, item: ItemState, { command }: PropertyState, name: string): TextEdit {
  const text = `certificate=${asValue(name)}`;
  if (writesOnly(state, command, item) && command.verb === 'set') {
    const argument = argumentNamed(command, 'certificate');
    return argument === undefined ? appendArgument(command, text) : { ...argument.span, text };
  }
  return commandAfter(command, `/ip service set www-ssl ${text}`);
}
