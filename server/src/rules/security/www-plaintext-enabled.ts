import type { ScriptModel } from '../../model/types';
import { defineRule } from '../rule';
import { checkPlainService } from '../support/accessPlainService';
import { isAtLeast, isRelease6 } from '../support/accessValues';
import { commandAfter, isNo, mayBeChanged } from '../support/items';
import { serviceMenu } from '../support/services';

const webserverMenu = '/ip/service/webserver';
/** First release with /ip/service/webserver (the schema). */
const webserverSince = '7.21';
/** What hands out data of the router, or takes a password, without TLS. What is left serves certificates (ACME, CRL, SCEP). */
const plainPages = ['webfig-plain', 'rest-plain', 'graphs-plain', 'index-plain'] as const;
/** Of these, what a password is sent to. */
const logins = ['webfig-plain', 'rest-plain'] as const;

export default defineRule({
  id: 'www-plaintext-enabled',
  category: 'security',
  severity: 'warning',
  risk: 'high',
  since: '0.1.0',
  recommended: true,
  summary: 'WebFig and the REST API without TLS are left switched on',
  why: `The service \`www\` (TCP 80) serves WebFig and the REST API without encryption; the REST API sends the name and the password with every request. It is on by default, so a script that configures it without \`disabled=yes\` leaves it on. Use \`www-ssl\` with a certificate.

Where \`www\` must stay on for ACME or CRLs, RouterOS 7.21 and later can serve those alone: \`/ip service webserver set webfig-plain=no rest-plain=no graphs-plain=no index-plain=no\`.

The fix is a suggestion: whoever manages the router over HTTP must change to \`www-ssl\` first.`,
  references: [
    'CWE-319',
    'CVE-2025-61481',
    'https://manual.mikrotik.com/docs/system-information-and-utilities/services',
    'https://manual.mikrotik.com/docs/developer-guides/rest-api',
  ],
  fix: 'suggestion',
  examples: [
    {
      bad: '/ip service set www disabled=no port=8081',
      fixed: '/ip service set www disabled=yes port=8081',
      good: '/ip service disable www',
    },
    {
      bad: '/ip service enable www',
      fixed: '/ip service disable www',
      good: '/ip service enable www\n/ip service webserver set webfig-plain=no rest-plain=no',
    },
  ],
  silent: [
    {
      script: '/ip hotspot profile set default login-by=http-chap',
      because: 'The login page of a hotspot is another server',
    },
    {
      script:
        '/ip service set www disabled=no\n/ip service webserver set webfig-plain=no rest-plain=no graphs-plain=no index-plain=no',
      because: 'What is left serves certificates and takes no password',
    },
    {
      script: '/ip service set www-ssl disabled=no certificate=webfig tls-version=only-1.2',
      because: 'Another service, with TLS',
    },
    { script: '/ip service set www disabled=yes', because: 'A service that is off answers nobody' },
  ],
  menus: [serviceMenu],
  check(context) {
    if (takesNoPassword(context.script)) return;
    checkPlainService(context, {
      name: 'www',
      // The REST API came with RouterOS 7.
      title: `${isRelease6(context.release) ? 'WebFig' : 'WebFig and REST'} without TLS (www)`,
      consequence: 'names and passwords cross the network in clear text. Use www-ssl, and set disabled=yes on www.',
      otherFixes: (command) =>
        isAtLeast(context.release, webserverSince)
          ? [
              {
                title: `Keep www for certificates alone (RouterOS ${webserverSince} and later)`,
                class: 'suggestion',
                edits: [
                  commandAfter(
                    command,
                    `/ip service webserver set ${plainPages.map((page) => `${page}=no`).join(' ')}`,
                  ),
                ],
              },
            ]
          : [],
    });
  },
});

/** Does the file close WebFig and the REST API for connections without TLS (or perhaps, by a computed value)? */
function takesNoPassword(script: ScriptModel): boolean {
  const state = script.state(webserverMenu);
  const settings = state.item('');
  return logins.every((name) => {
    const property = settings?.properties.get(name);
    return (
      property !== undefined &&
      (property.value === undefined || isNo(property.value) || mayBeChanged(state, name, property))
    );
  });
}
