import { defineRule } from '../rule';
import { isYes } from '../support/items';
import { suggestValue, writtenValues } from '../support/weakValues';

const menu = '/system/script';

export default defineRule({
  id: 'script-no-permissions',
  category: 'security',
  severity: 'warning',
  risk: 'high',
  since: '0.1.0',
  recommended: true,
  summary: 'A script may be run by users who lack the rights for what it does',
  why: `With \`dont-require-permissions=yes\` RouterOS does not compare the rights of who runs the script with those that it needs: a user who may only read can do through it whatever it does. Who finds a way to give it other values gets further.

Leave it at \`no\`, and give the policies to those who need the script. Where something that has few rights of its own must run it (a monitor, for instance), keep the script short, and let it take no values from outside.`,
  references: ['CWE-269', 'CWE-732', 'https://manual.mikrotik.com/docs/developer-guides/scripting'],
  fix: 'suggestion',
  examples: [
    {
      bad: '/system script add dont-require-permissions=yes name=wake source={ /tool wol mac=00:00:5E:00:53:01 interface=lan }',
      fixed:
        '/system script add dont-require-permissions=no name=wake source={ /tool wol mac=00:00:5E:00:53:01 interface=lan }',
      good: '/system script add dont-require-permissions=no name=wake source={ /tool wol mac=00:00:5E:00:53:01 interface=lan }',
    },
    {
      bad: '/system script set [find] dont-require-permissions=yes',
      fixed: '/system script set [find] dont-require-permissions=no',
      good: '/system script set [find] dont-require-permissions=yes\n/system script set [find] dont-require-permissions=no',
    },
  ],
  silent: [
    { script: '/system script add name=wake source={ :put a }', because: 'The default is no' },
    {
      script: '/system script add dont-require-permissions=$d name=wake source={ :put a }',
      because: 'The value is only known on the router',
    },
  ],
  menus: [menu],
  check({ script, report }) {
    for (const { argument, value, perhaps } of writtenValues(script, menu, 'dont-require-permissions')) {
      if (!isYes(value)) continue;
      report({
        span: argument.span,
        ...(perhaps ? { severity: 'hint' as const } : {}),
        message:
          'Users who lack the rights for what this script does may run it all the same. Set dont-require-permissions=no, and give the rights to those who need them.',
        fixes: suggestValue(argument, 'no', 'Set dont-require-permissions=no (who runs it then needs the rights)'),
      });
    }
  },
});
