import type { CommandUse, ScriptModel } from '../../model/types';
import { defaultValue } from '../../model/defaults';
import { defineRule } from '../rule';
import { argumentNamed } from '../support/items';
import { words } from '../support/weakValues';

const menus: ReadonlyMap<string, string> = new Map([
  ['/system/script', 'source'],
  ['/system/scheduler', 'on-event'],
]);
/** Rights that a script that only looks does not need. */
const strong = ['policy', 'write', 'reboot', 'password', 'sensitive', 'sniff', 'ftp', 'romon'];
const looking: ReadonlySet<string> = new Set(['get', 'find', 'print']);

export default defineRule({
  id: 'script-overbroad-policy',
  category: 'scripting',
  severity: 'information',
  risk: 'low',
  since: '0.1.0',
  recommended: false,
  summary: 'A script has every right although it only reads',
  why: `Unless \`policy\` is set, a script or an entry of the scheduler gets all rights. Whoever finds a way to change it, or to make it read something else, has them too.

Give it what it needs: \`policy=read\` for a script that only looks.`,
  references: ['CWE-250', 'https://manual.mikrotik.com/docs/developer-guides/scripting'],
  fix: null,
  examples: [
    {
      bad: '/system script add name=show source={ :put [/system identity get name] }',
      good: '/system script add name=show policy=read source={ :put [/system identity get name] }',
    },
    {
      bad: '/system scheduler add interval=1d name=show on-event={ :put [/system clock get time] } policy=ftp,reboot,read,write,policy,test,password,sniff,sensitive,romon',
      good: '/system scheduler add interval=1d name=show on-event={ :put [/system clock get time] } policy=read,test',
    },
  ],
  silent: [
    { script: '/system script add name=a source={ /ip dns cache flush }', because: 'It changes something' },
    { script: '/system script add name=a source={ $run }', because: 'What it calls is only known on the router' },
    {
      script: '/system scheduler add interval=1d name=a on-event=nightly',
      because: 'What the script of that name does is not in the file',
    },
  ],
  menus: [...menus.keys()],
  check({ script, release, report }) {
    for (const { command, argument, script: inner } of script.embedded) {
      if (menus.get(command.menu) !== argument.name || command.verb !== 'add' || !onlyLooks(inner)) continue;
      const policy = argumentNamed(command, 'policy');
      const value = policy === undefined ? defaultValue(command.menu, 'policy', release) : policy.value?.text;
      if (value === undefined || !strong.every((right) => words(value).includes(right))) continue;
      report({
        span: policy?.span ?? command.verbSpan,
        message: 'This script only reads, and has every right. Set policy=read, or what it needs.',
      });
    }
  },
});

function onlyLooks(script: ScriptModel): boolean {
  return (
    script.commands.some(({ menu }) => menu !== '') &&
    script.errors.every(({ severity }) => severity !== 'error') &&
    script.embedded.length === 0 &&
    script.commands.every((command) => isHarmless(command)) &&
    !/(?:^|[;{[\n])\s*\$/.test(script.text)
  );
}

/** Commands of the language, and those that read. */
function isHarmless({ menu, verb }: CommandUse): boolean {
  if (menu === '')
    return !['import', 'export', 'execute', 'parse', 'password', 'ping', 'undo', 'redo', 'quit'].includes(verb);
  return looking.has(verb);
}
