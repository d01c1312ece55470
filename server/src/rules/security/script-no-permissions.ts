import type { ScriptModel } from '../../model/types';
import { defineRule, type Fix } from '../rule';
import { argumentNamed, isYes } from '../support/items';
import { suggestValue, writtenValues, type WrittenValue } from '../support/weakValues';
import { setArguments } from '../support/writtenSettings';

const menu = '/system/script';
const netwatchMenu = '/tool/netwatch';
const scriptArguments = ['up-script', 'down-script', 'test-script'] as const;
/** All that Netwatch has and a script that watches something needs (vendor manual, "Netwatch"). */
const policy = 'read,write,test';

export default defineRule({
  id: 'script-no-permissions',
  category: 'security',
  severity: 'warning',
  risk: 'high',
  since: '0.1.0',
  recommended: true,
  summary: 'A script may be run by users who lack the rights for what it does',
  why: `With \`dont-require-permissions=yes\` RouterOS does not compare the rights of who runs the script with those that it needs: a user who may only read can do through it whatever it does. Who finds a way to give it other values gets further.

Leave it at \`no\`, and give the policies to those who need the script. Netwatch runs scripts with the rights read, write, test and reboot only: a script that it runs needs \`policy=read,write,test\` beside \`dont-require-permissions=no\`. Where something else that has few rights of its own must run it, keep the script short, and let it take no values from outside.`,
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
      bad: '/system script add dont-require-permissions=yes name=wan-down source={ :log warning "down" }\n/tool netwatch add down-script=wan-down host=192.0.2.1',
      fixed:
        '/system script add dont-require-permissions=no name=wan-down source={ :log warning "down" } policy=read,write,test\n/tool netwatch add down-script=wan-down host=192.0.2.1',
      good: '/system script add dont-require-permissions=no policy=read,write,test name=wan-down source={ :log warning "down" }\n/tool netwatch add down-script=wan-down host=192.0.2.1',
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
    for (const written of writtenValues(script, menu, 'dont-require-permissions')) {
      const { argument, perhaps } = written;
      if (!isYes(written.value)) continue;
      const watched = isRunByNetwatch(script, written);
      report({
        span: argument.span,
        ...(perhaps ? { severity: 'hint' as const } : {}),
        message: `Users who lack the rights for what this script does may run it all the same. ${
          watched
            ? `Netwatch runs it, with the rights read, write, test and reboot only: set policy=${policy} together with dont-require-permissions=no.`
            : 'Set dont-require-permissions=no, and give the rights to those who need them.'
        }`,
        fixes: watched
          ? forNetwatch(written)
          : suggestValue(argument, 'no', 'Set dont-require-permissions=no (who runs it then needs the rights)'),
      });
    }
  },
});

/** Does a Netwatch entry of the file run one of the scripts by its name: the name alone, or `/system script run NAME`? */
function isRunByNetwatch(script: ScriptModel, { items }: WrittenValue): boolean {
  const names = new Set(items.map(({ name }) => name).filter((name) => name !== undefined));
  if (names.size === 0) return false;
  const isNamed = (text: string | undefined): boolean => text !== undefined && names.has(text.trim());
  const isCalled = script.embedded.some(
    ({ command, script: inner }) =>
      command.menu === netwatchMenu &&
      inner
        .commandsOf(menu)
        .some(({ verb, arguments: all }) => verb === 'run' && all.some(({ value }) => isNamed(value?.text))),
  );
  return (
    isCalled ||
    script
      .commandsOf(netwatchMenu)
      .some((command) => scriptArguments.some((name) => isNamed(argumentNamed(command, name)?.value?.text)))
  );
}

/** Without its rights set as well the script would not run any more. */
function forNetwatch({ command }: WrittenValue): readonly Fix[] {
  return [
    {
      title: `Set dont-require-permissions=no and policy=${policy} (all else that it does fails then)`,
      class: 'suggestion',
      edits: setArguments(command, { 'dont-require-permissions': 'no', policy }),
    },
  ];
}
