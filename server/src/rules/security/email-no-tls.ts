import { compareReleases } from '../../schema/releases';
import { defineRule } from '../rule';
import { isNo } from '../support/items';
import { reportSettings, settledValue } from '../support/writtenSettings';
import { singleItem } from '../support/settings';

const menu = '/tool/e-mail';

/** First release of which the properties are known (schema); before, TLS is asked for by another one. */
const since = '7.9';

export default defineRule({
  id: 'email-no-tls',
  category: 'security',
  severity: 'information',
  risk: 'low',
  since: '0.1.0',
  recommended: true,
  summary: 'The router logs in to its mail server without TLS',
  why: `\`tls\` is \`no\` unless it is set: then the mail account's password and the mails, backups and exports among them, cross the network in clear text. \`tls=yes\` demands TLS; \`tls=starttls\` goes on in clear text where the server says that it has none.

The fix is a suggestion: a server without TLS takes no more mail, and one with a port of its own for TLS needs \`port\`.`,
  references: ['CWE-319', 'https://manual.mikrotik.com/docs/system-information-and-utilities/e-mail'],
  fix: 'suggestion',
  examples: [
    {
      bad: '/tool e-mail set server=mail.example.com user=router password=$mail tls=no',
      fixed: '/tool e-mail set server=mail.example.com user=router password=$mail tls=yes',
      good: '/tool e-mail set server=mail.example.com user=router password=$mail tls=yes',
    },
    {
      bad: '/tool e-mail\nset server=mail.example.com user=router password=$mail',
      fixed: '/tool e-mail\nset server=mail.example.com user=router password=$mail tls=yes',
      good: '/tool e-mail\nset server=mail.example.com user=router password=$mail tls=starttls',
    },
  ],
  silent: [
    {
      script: '/tool e-mail set server=mail.example.com from=router@example.com',
      because: 'No login that could be read',
    },
    { script: '/tool e-mail set password=$mail', because: 'Server and TLS are set elsewhere' },
    {
      script: '/tool e-mail set server=10.0.0.5 user=router password=$mail tls=$tls',
      because: 'The value is only known on the router',
    },
    {
      script:
        '# feb/28/2019 16:30:04 by RouterOS 6.44.1\n/tool e-mail\nset address=mail.example.com start-tls=yes user=router',
      because: 'RouterOS 6 has another property for it',
    },
    {
      script: '# may/28/2022 16:30:04 by RouterOS 7.4.1\n/tool e-mail\nset address=mail.example.com user=router',
      because: 'Which property this release has for it is not known',
    },
    { script: '/tool e-mail set tls=no user="" password=""', because: 'No login that could be read' },
  ],
  menus: [menu],
  check(context) {
    const { script, release } = context;
    if (compareReleases(release, since) < 0) return;
    const item = singleItem(script, menu);
    const logsIn = ['user', 'password'].some((name) => {
      const property = item?.properties.get(name);
      return property !== undefined && property.value !== '';
    });
    if (!logsIn) return;
    const message =
      'The router logs in to its mail server without TLS: the password of the account, and every mail, can be read on the way. Set tls=yes.';
    const title = 'Demand TLS (the server must have it)';
    reportSettings(context, {
      menu,
      property: 'tls',
      matches: isNo,
      message: () => message,
      fixes: () => [{ title, class: 'suggestion', value: 'yes' }],
    });
    if (item === undefined || ['tls', 'start-tls'].some((name) => item.properties.has(name))) return;
    // Where nothing is said of TLS, only the command that names the server tells that all is said.
    for (const server of ['server', 'address']) {
      reportSettings(context, {
        menu,
        property: server,
        matches: (value) => value !== '' && value !== '0.0.0.0' && settledValue(script, menu, item, server) === value,
        message: () => message,
        fixes: () => [{ title, class: 'suggestion', set: { tls: 'yes' } }],
      });
    }
  },
});
