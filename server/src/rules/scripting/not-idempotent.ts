import type { ScriptModel } from '../../model/types';
import { defineRule } from '../rule';

export default defineRule({
  id: 'not-idempotent',
  category: 'scripting',
  severity: 'hint',
  risk: 'none',
  since: '0.1.0',
  recommended: false,
  summary: 'The script cannot be applied twice',
  why: `An \`add\` that runs a second time either fails (a name that is there already) and stops the import in the middle, or makes a second copy of the same thing, as with rules of the firewall.

Look first, and add only what is not there:

\`\`\`routeros
:if ([:len [/interface list find name=LAN]] = 0) do={ /interface list add name=LAN }
\`\`\`

Or remove what the script itself made, by its comment, before it is added again. One finding names all such commands of a file.`,
  references: ['https://manual.mikrotik.com/docs/getting-started/configuration-management'],
  fix: null,
  examples: [
    {
      bad: '/interface list add name=LAN\n/interface list add name=WAN',
      good: ':if ([:len [/interface list find name=LAN]] = 0) do={ /interface list add name=LAN }',
    },
    {
      bad: '/ip firewall filter add action=drop chain=input',
      good: '/ip firewall filter remove [find comment=mine]\n/ip firewall filter add action=drop chain=input comment=mine',
    },
  ],
  silent: [
    {
      script:
        ':foreach rule in=[/ip firewall filter find comment=mine] do={ /ip firewall filter remove $rule }\n/ip firewall filter add action=drop chain=input comment=mine',
      because: 'A loop removes what the script made before',
    },
    {
      script: '# 2024-05-01 12:00:00 by RouterOS 7.14.3\n/interface list\nadd name=LAN',
      because: 'An export shows what is there; it is not made to be applied twice',
    },
    { script: ':do { /interface list add name=LAN } on-error={}', because: 'A failure is caught' },
    { script: '/ip dns set servers=10.0.0.1', because: 'Setting a value twice leaves the same' },
    {
      script:
        '/ip firewall nat remove [find]\n/ip firewall nat add action=masquerade chain=srcnat out-interface-list=WAN',
      because: 'The menu is emptied first',
    },
  ],
  menus: [],
  check({ script, report }) {
    if (script.evidence.kind !== 'script') return;
    const cleared = clearings(script);
    const adds = script.commands.filter(
      (command) =>
        command.verb === 'add' &&
        command.menu !== '' &&
        !command.conditional &&
        !command.substitution &&
        command.span.start < (cleared.get(command.menu) ?? Infinity),
    );
    const [first, ...others] = adds;
    if (first === undefined) return;
    report({
      span: first.span,
      message: `Applied a second time, ${others.length === 0 ? 'this fails or adds' : `this and ${others.length} more fail or add`} the same again. Add only what is not there, or remove what the script made before.`,
      related: others.slice(0, 20).map(({ span }) => ({ span, message: 'Here too' })),
    });
  },
});

/** By menu, where the first command ends that removes what the script made before, by a condition, or everything. */
function clearings(script: ScriptModel): ReadonlyMap<string, number> {
  const ends = new Map<string, number>();
  for (const command of script.commands) {
    if (command.verb !== 'remove' || ends.has(command.menu)) continue;
    // What a loop has found, or a variable holds, is no constant either.
    if (command.arguments.some(({ value }) => value !== undefined && value.text === undefined))
      ends.set(command.menu, command.span.end);
  }
  return ends;
}
