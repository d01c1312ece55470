import type { CommandUse, ScriptModel } from '../../model/types';
import { defineRule } from '../rule';
import { argumentNamed, isYes } from '../support/items';

const menu = '/system/logging';

export default defineRule({
  id: 'logging-removed',
  category: 'security',
  severity: 'warning',
  risk: 'high',
  since: '0.1.0',
  recommended: true,
  summary: 'Rules of the log are taken away',
  why: `A script that removes or disables all rules of the log, or those of critical messages and errors, or sends them to the console alone (\`action=echo\`), leaves no trace of what happens afterwards: intruders do just that. A script that makes rules of its own behind it is not meant.

There is no quick fix: whether the command is wanted is for you to say. Send a copy of the log to another host (\`action=remote\`), where it cannot be wiped.`,
  references: ['CWE-778', 'https://manual.mikrotik.com/docs/diagnostics-monitoring-and-troubleshooting/log'],
  fix: null,
  examples: [
    {
      bad: '/system logging disable [find]',
      good: '/system logging add topics=account,critical action=remote',
    },
    {
      bad: '/system logging remove [find]',
      good: '/system logging remove [find]\n/system logging add topics=info,error,warning,critical action=remote',
    },
    {
      bad: '/system logging set [find topics~"critical"] disabled=yes',
      good: '/system logging set [find topics~"critical"] action=remote',
    },
    { bad: '/system logging set [find] action=echo', good: '/system logging set [find] action=disk' },
    { bad: '/system logging disable 0,1,2,3', good: '/system logging disable 3' },
    { bad: '/system logging\nset 0 action=echo', good: '/system logging\nset 0 action=remote' },
  ],
  silent: [
    { script: '/system logging set 0 topics=info,!dhcp', because: 'The rule stays, with fewer topics' },
    { script: '/system logging disable [find topics~"dhcp"]', because: 'One topic, which is no trace of an attack' },
    {
      script: '/system logging\nset 3 action=echo disabled=no prefix="" topics=critical',
      because: 'Critical messages go to the console by default',
    },
    {
      script: '/system logging\nset 3 action=echo\nset [find topics~"critical"] action=echo',
      because: 'Critical messages go to the console by default, and the last of the four default rules is theirs',
    },
    { script: '/system logging add action=echo topics=script', because: 'One rule more; the others stay' },
    {
      script: '/system logging action remove [find name=nas]',
      because: 'An action of the log, which cannot be removed while it is used',
    },
  ],
  menus: [menu],
  check({ script, report }) {
    const commands = script.commandsOf(menu);
    for (const [index, command] of commands.entries()) {
      const what = loss(script, command);
      if (what === undefined || commands.slice(index + 1).some(({ verb }) => verb === 'add')) continue;
      report({
        span: command.span,
        ...(command.conditional ? { severity: 'information' as const } : {}),
        message: `${what}, so what happens afterwards leaves no trace. Keep the rules of critical messages and errors, and send a copy to another host (action=remote).`,
      });
    }
  },
});

/** What the command takes away, in words; undefined where it leaves the log as it is. */
function loss(script: ScriptModel, command: CommandUse): string | undefined {
  const off = isYes(argumentNamed(command, 'disabled')?.value?.text);
  switch (command.verb) {
    case 'remove':
    case 'disable': {
      const which = selected(script, command);
      if (which === undefined) return undefined;
      return `${which} of the log are ${command.verb === 'remove' ? 'removed' : 'switched off'}`;
    }
    case 'set': {
      if (argumentNamed(command, 'action')?.value?.text === 'echo' && !isDefaultEcho(script, command))
        return `${selected(script, command) === 'All rules' ? 'The log goes' : 'Messages of this rule go'} to the console alone, which keeps nothing`;
      const which = off ? selected(script, command) : undefined;
      return which === undefined ? undefined : `${which} of the log are switched off`;
    }
    default:
      return undefined;
  }
}

/** Critical messages, those of the last default rule, go to the console as RouterOS comes: verbose exports write that out. */
function isDefaultEcho(script: ScriptModel, command: CommandUse): boolean {
  if (argumentNamed(command, 'topics')?.value?.text === 'critical') return true;
  const numbers = argumentNamed(command, 'numbers')?.value;
  if (numbers?.text === '3') return true;
  const text = numbers?.kind === 'command' ? script.text.slice(numbers.span.start, numbers.span.end) : '';
  return /^\[\s*find\s+(?:where\s+)?topics\s*[~=]\s*"?critical"?\s*\]$/.test(text);
}

/** Does the command mean all rules, or those of what matters? Undefined for others, and where it cannot be told. */
function selected(script: ScriptModel, command: CommandUse): string | undefined {
  const numbers = argumentNamed(command, 'numbers')?.value;
  // RouterOS comes with four rules.
  const listed = numbers?.text?.split(',').map((number) => number.trim()) ?? [];
  if (['0', '1', '2', '3'].every((number) => listed.includes(number))) return 'All rules';
  if (numbers?.kind !== 'command') return undefined;
  const text = script.text.slice(numbers.span.start, numbers.span.end);
  if (/^\[\s*(?:[/\w-]+\s+)*(?:\/system[/ ]logging[/ ])?find\s*\]$/.test(text)) return 'All rules';
  return /\b(?:critical|error)\b/.test(text) && !text.includes('!')
    ? 'The rules of critical messages or errors'
    : undefined;
}
