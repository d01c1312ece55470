import { defineRule } from '../rule';
import { isNo } from '../support/items';
import { isLoopback } from '../support/fetch';
import { reportSettings, valueBeside } from '../support/writtenSettings';

const menu = '/radius';

export default defineRule({
  id: 'radius-no-message-auth',
  category: 'security',
  severity: 'warning',
  risk: 'high',
  since: '0.1.0',
  recommended: true,
  summary: 'RADIUS answers are taken without Message-Authenticator',
  why: `Without the attribute Message-Authenticator, whoever sits between router and RADIUS server turns a refusal into an admission (BlastRADIUS, CVE-2024-3596). RouterOS demands it for requests and answers unless \`require-message-auth=no\`.

The fix is a suggestion: a server that does not send the attribute cannot log anybody in any more. Update the server first.`,
  references: [
    'CVE-2024-3596',
    'CWE-924',
    'https://manual.mikrotik.com/docs/authentication-authorization-accounting/radius',
  ],
  fix: 'suggestion',
  examples: [
    {
      bad: '/radius add address=10.0.0.5 secret=$s service=login require-message-auth=no',
      fixed: '/radius add address=10.0.0.5 secret=$s service=login require-message-auth=yes-for-request-resp',
      good: '/radius add address=10.0.0.5 secret=$s service=login require-message-auth=yes-for-request-resp',
    },
    {
      bad: '/radius set [find] require-message-auth=no',
      fixed: '/radius set [find] require-message-auth=yes-for-request-resp',
      good: '/radius set [find] require-message-auth=yes-for-request-resp',
    },
  ],
  silent: [
    {
      script: '/radius add address=10.0.0.5 secret=$s service=login',
      because: 'The default demands the attribute',
    },
    {
      script: '/radius add address=10.0.0.5 secret=radsec protocol=radsec service=login require-message-auth=no',
      because: 'TLS protects the exchange',
    },
    {
      script: '/radius set [find comment=hq] protocol=radsec require-message-auth=no',
      because: 'TLS protects the exchange',
    },
    {
      script: '/radius add address=127.0.0.1 secret=$s service=hotspot require-message-auth=no',
      because: 'The User Manager of the router itself: nobody sits on the way',
    },
  ],
  menus: [menu],
  check(context) {
    const { script } = context;
    reportSettings(context, {
      menu,
      property: 'require-message-auth',
      matches: isNo,
      isHarmless: (setting) =>
        valueBeside(script, menu, setting, 'protocol') === 'radsec' ||
        isLoopback(valueBeside(script, menu, setting, 'address')),
      message: () =>
        'RADIUS answers are taken without Message-Authenticator, so whoever sits on the way turns a refusal into an admission (CVE-2024-3596). Set require-message-auth=yes-for-request-resp.',
      fixes: () => [
        {
          title: 'Demand Message-Authenticator (the server must send it)',
          class: 'suggestion',
          value: 'yes-for-request-resp',
        },
      ],
    });
  },
});
