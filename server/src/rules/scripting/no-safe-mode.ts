import type { CommandUse, ScriptModel } from '../../model/types';
import { compareReleases } from '../../schema/releases';
import { defineRule } from '../rule';
import { argumentNamed, isYes } from '../support/items';
import { selectsAll } from '../support/selections';

export default defineRule({
  id: 'no-safe-mode',
  category: 'scripting',
  severity: 'hint',
  risk: 'none',
  since: '0.1.0',
  recommended: false,
  summary: 'A script that may cut access does not take safe mode',
  why: `From 7.18 on a script can take safe mode: if the connection is lost before it is released, RouterOS takes back what was changed since. Without it, a mistake in the firewall, the addresses or the services of the router is final, and somebody has to go there.

Begin with \`/safe-mode/take\` and end with \`/safe-mode/release\`, at a terminal or wherever the session that takes it stays open. Safe mode keeps at most 100 actions.`,
  references: ['https://manual.mikrotik.com/docs/getting-started/configuration-management'],
  fix: null,
  examples: [
    {
      bad: '/ip firewall filter remove [find]\n/ip firewall filter add action=drop chain=input',
      good: '/safe-mode/take\n/ip firewall filter remove [find]\n/ip firewall filter add action=drop chain=input\n/safe-mode/release',
    },
    {
      bad: '/interface bridge set bridge vlan-filtering=yes',
      good: '/safe-mode/take\n/interface bridge set bridge vlan-filtering=yes\n/safe-mode/release',
    },
  ],
  silent: [
    {
      script: '/ip firewall filter add action=accept chain=input protocol=icmp',
      because: 'It lets in more, and cuts nothing',
    },
    { script: ':if ($x) do={ /ip address remove [find] }', because: 'It is not known whether it runs' },
    {
      script: '# 2024-05-01 12:00:00 by RouterOS 7.14.3\n/interface bridge\nadd name=bridge vlan-filtering=yes',
      because: 'An export is not a change that one makes',
    },
  ],
  menus: [],
  check({ script, release, report }) {
    if (script.evidence.kind !== 'script' || compareReleases(release, '7.18') < 0) return;
    if (script.commands.some(({ menu }) => menu === '/safe-mode')) return;
    const first = script.commands.find((command) => !command.conditional && mayCut(script, command));
    if (first === undefined) return;
    report({
      span: first.span,
      message:
        'This may cut the connection, and nothing takes it back then. Take safe mode first (/safe-mode/take), and release it at the end (/safe-mode/release).',
    });
  },
});

function mayCut(script: ScriptModel, command: CommandUse): boolean {
  switch (command.menu) {
    case '/ip/firewall/filter':
    case '/ip/address':
    case '/ip/route':
    case '/interface/bridge/port':
    case '/interface/vlan':
      return (command.verb === 'remove' || command.verb === 'disable') && selectsAll(script, command);
    case '/interface/bridge':
      return command.verb === 'set' && isYes(argumentNamed(command, 'vlan-filtering')?.value?.text);
    case '/ip/service':
      return command.verb === 'disable' && selectsAll(script, command);
    default:
      return false;
  }
}
