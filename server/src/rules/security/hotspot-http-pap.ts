import { defineRule } from '../rule';
import { wordsOf } from '../support/wifi';
import { reportSettings } from '../support/writtenSettings';

const menu = '/ip/hotspot/profile';

export default defineRule({
  id: 'hotspot-http-pap',
  category: 'security',
  severity: 'warning',
  risk: 'high',
  since: '0.1.0',
  recommended: true,
  summary: 'A hotspot takes passwords in clear text',
  why: `With \`http-pap\` the login page sends name and password in clear text, through a network that is often open as well. Use \`https\` with a certificate (\`ssl-certificate\`); \`http-chap\` at least hides the password.

The fix puts \`http-chap\` in its place. It is a suggestion: logins that only work with clear text, such as those of some RADIUS servers, do not work any more.`,
  references: [
    'CWE-319',
    'https://manual.mikrotik.com/docs/authentication-authorization-accounting/hotspot-captive-portal',
  ],
  fix: 'suggestion',
  examples: [
    {
      bad: '/ip hotspot profile set default login-by=http-pap',
      fixed: '/ip hotspot profile set default login-by=http-chap',
      good: '/ip hotspot profile set default login-by=https ssl-certificate=hs',
    },
    {
      bad: '/ip hotspot profile\nadd name=cafe login-by=cookie,http-chap,http-pap',
      fixed: '/ip hotspot profile\nadd name=cafe login-by=cookie,http-chap',
      good: '/ip hotspot profile\nadd name=cafe login-by=cookie,http-chap',
    },
  ],
  silent: [
    {
      script: '/ip hotspot profile set default login-by=http-chap,cookie',
      because: 'The default, which hides the password',
    },
    { script: '/ip hotspot profile add name=cafe login-by=$login', because: 'The value is only known on the router' },
  ],
  menus: [menu],
  check(context) {
    reportSettings(context, {
      menu,
      property: 'login-by',
      matches: (value) => wordsOf(value).includes('http-pap'),
      message: () =>
        'With http-pap the hotspot takes names and passwords in clear text. Use https with ssl-certificate, or http-chap.',
      fixes: ({ value }) => {
        const others = wordsOf(value).filter((word) => word !== 'http-pap');
        const kept = others.includes('http-chap') || others.includes('https') ? others : [...others, 'http-chap'];
        return [{ title: `Set login-by=${kept.join(',')}`, class: 'suggestion', value: kept.join(',') }];
      },
    });
  },
});
