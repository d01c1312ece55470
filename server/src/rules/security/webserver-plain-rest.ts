import { defineRule, replaceValue, type Fix } from '../rule';
import { valueSpan, weakened, writtenValues } from '../support/accessValues';
import { enabledState, enumeration, isYes } from '../support/items';
import { serviceMenu } from '../support/services';

const menu = '/ip/service/webserver';
const logins = ['webfig-plain', 'rest-plain'] as const;

export default defineRule({
  id: 'webserver-plain-rest',
  category: 'security',
  severity: 'warning',
  risk: 'medium',
  since: '0.1.0',
  recommended: true,
  summary: 'WebFig or the REST API is allowed without TLS',
  why: `From RouterOS 7.21 on, \`/ip service webserver\` says what the web server hands out with and without TLS. \`webfig-plain=yes\` and \`rest-plain=yes\` let names and passwords cross the network in clear text wherever the service \`www\` is on. Both are \`yes\` by default; set them to \`no\`, and use \`webfig-secure\` and \`rest-secure\` over \`www-ssl\`.

The fix is a suggestion: whoever manages the router over HTTP must change to \`www-ssl\` first.`,
  references: [
    'CWE-319',
    'https://manual.mikrotik.com/docs/system-information-and-utilities/services',
    'https://manual.mikrotik.com/docs/developer-guides/rest-api',
  ],
  fix: 'suggestion',
  examples: [
    {
      bad: '/ip service webserver set rest-plain=yes',
      fixed: '/ip service webserver set rest-plain=no',
      good: '/ip service webserver set rest-plain=no',
    },
    {
      bad: '/ip service webserver set webfig-plain=yes rest-plain=yes acme-plain=yes',
      fixed: '/ip service webserver set webfig-plain=no rest-plain=no acme-plain=yes',
      good: '/ip service webserver set webfig-plain=no rest-plain=no acme-plain=yes',
    },
  ],
  silent: [
    {
      script: '/ip service webserver set acme-plain=yes crl-plain=yes',
      because: 'What serves certificates takes no password',
    },
    {
      script: '/ip service webserver set webfig-plain=yes\n/ip service set www disabled=yes',
      because: 'The service without TLS is off',
    },
    { script: '/ip service webserver set rest-plain=$plain', because: 'The value is only known on the router' },
  ],
  menus: [menu],
  check({ script, report }) {
    const services = script.state(serviceMenu);
    const www = services.item('www');
    if (www !== undefined && enabledState(services, www) === 'disabled') return;
    const found = logins.flatMap((name) => writtenValues(script, menu, name, isYes));
    for (const command of new Set(found.map(({ property }) => property.command))) {
      const here = found.filter(({ property }) => property.command === command);
      const [first] = here;
      if (first === undefined) continue;
      const names = here.map(({ property }) => property.name);
      const edits: Fix['edits'] = here.flatMap(({ argument }) => replaceValue(argument, 'no') ?? []);
      report({
        span: valueSpan(first.argument),
        ...weakened(first),
        message: `${enumeration(names)} ${names.length === 1 ? 'lets' : 'let'} names and passwords cross the network in clear text where the service www is on. Set ${names.length === 1 ? 'it' : 'both'} to no, and use www-ssl.`,
        fixes: [
          {
            title: `Set ${names.map((name) => `${name}=no`).join(' ')}`,
            class: 'suggestion',
            group: 'disable-plain-services',
            edits,
          },
        ],
      });
    }
  },
});
