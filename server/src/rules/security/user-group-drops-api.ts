import { defineRule, replaceValue } from '../rule';
import { granted, groupMenu } from '../support/accessUsers';
import { listed, valueSpan, writtenValues } from '../support/accessValues';

export default defineRule({
  id: 'user-group-drops-api',
  category: 'security',
  severity: 'warning',
  risk: 'medium',
  since: '0.1.0',
  recommended: true,
  summary: 'A group that may change the router loses the login over the API',
  why: `Whoever manages a router over the API (RouterOS Guard pushes scripts that way) needs the policy \`api\` in the group of the login. A script that takes it from the group of the user who pushes it locks that user out with the push: the connection may last until its end, and the next one is refused.

Which group that is, a script does not say: it is a hint, unless the settings say that the router is managed over \`api\` or \`api-ssl\`; where they name another way, nothing is said. The fix is a suggestion: taking the policy away may be what is wanted.`,
  references: ['CWE-1188', 'https://manual.mikrotik.com/docs/authentication-authorization-accounting/user'],
  fix: 'suggestion',
  examples: [
    {
      bad: '/user group set full policy=local,ssh,read,write,policy,test,winbox,!api',
      fixed: '/user group set full policy=local,ssh,read,write,policy,test,winbox,api',
      good: '/user group set full policy=local,ssh,read,write,policy,test,winbox,api',
    },
  ],
  silent: [
    {
      script: '/user group add name=web policy=read,write,web,!api',
      because: 'A new group takes nothing from anybody',
    },
    { script: '/user group set guests policy=read,web,!api', because: 'Who is in it cannot push a script' },
    {
      script: '# 2024-05-01 12:00:00 by RouterOS 7.14.3\n/user group\nset write policy=local,read,write,!api',
      because: 'An export shows what is so already',
    },
    { script: '/user group set full policy=$policy', because: 'The value is only known on the router' },
  ],
  menus: [groupMenu],
  check({ script, settings, report }) {
    const transport = settings.managementTransport;
    const overApi = transport === 'api' || transport === 'api-ssl';
    if (script.evidence.kind !== 'script' || (transport !== undefined && !overApi)) return;
    const drops = (value: string): boolean => listed(value).includes('!api') && granted(value).includes('write');
    for (const written of writtenValues(
      script,
      groupMenu,
      'policy',
      (value, item) => item.added === undefined && drops(value),
    )) {
      const text = listed(written.value)
        .map((word) => (word === '!api' ? 'api' : word))
        .join(',');
      const quoted = script.text.charAt(valueSpan(written.argument).start) === '"' ? `"${text}"` : text;
      const edit = replaceValue(written.argument, quoted);
      report({
        span: valueSpan(written.argument),
        ...(overApi && !written.perhaps ? {} : { severity: 'hint' as const }),
        message: `Users of the group ${written.items[0]?.name ?? ''} may no longer log in over the API. If the user who pushes scripts is one of them, the next push is refused: leave api in the policies.`,
        fixes: edit === undefined ? [] : [{ title: 'Leave api in the policies', class: 'suggestion', edits: [edit] }],
      });
    }
  },
});
