import type { CommandUse } from '../../model/types';
import type { Fix } from '../rule';
import { appendArgument, defineRule } from '../rule';
import { firewallRules, lastArgument, ruleMenus } from '../support/firewall';
import { mayBeChanged } from '../support/items';

const stoppingWords = /(?:^|[^a-z])(?:drop|block|deny|denied|reject|refuse)/i;

/** What the rule seems meant to do, told by what it is called or by an argument that only one action uses. */
interface Intent {
  /** Undefined where no single action fits. */
  readonly action: string | undefined;
  readonly because: string;
}

function intentOf(command: CommandUse): Intent | undefined {
  for (const name of ['comment', 'log-prefix']) {
    if (stoppingWords.test(lastArgument(command, name)?.value?.text ?? ''))
      return { action: 'drop', because: `its ${name} speaks of stopping` };
  }
  if (lastArgument(command, 'jump-target')) return { action: 'jump', because: 'it names a jump-target' };
  if (lastArgument(command, 'reject-with')) return { action: 'reject', because: 'it says how to reject' };
  const other = command.arguments.find(
    ({ name }) => name === 'address-list' || name.startsWith('to-') || name.startsWith('new-'),
  );
  return other && { action: undefined, because: `accepting makes no use of ${other.name}` };
}

export default defineRule({
  id: 'fw-implicit-accept',
  category: 'firewall',
  severity: 'warning',
  risk: 'medium',
  since: '0.1.0',
  recommended: true,
  summary: 'A firewall rule names no action, so it accepts',
  why: `The default of \`action\` is \`accept\`. A rule that was meant to stop something and lost its \`action=drop\` therefore lets it in, and nobody who reads the line can tell which of the two was meant. Write the action out.

The safe fix writes down what the router does today, \`action=accept\`. Where the rule looks as if something else was meant (its comment says "drop", it has a \`jump-target\`), nothing is written without asking.

Exports are not reported: older releases leave out an action that is the default.`,
  references: ['CWE-1188', 'https://manual.mikrotik.com/docs/firewall-and-quality-of-service/firewall/filter'],
  fix: 'safe',
  examples: [
    {
      bad: '/ip firewall filter add chain=input protocol=tcp dst-port=8729 src-address=10.0.0.0/24',
      fixed: '/ip firewall filter add chain=input protocol=tcp dst-port=8729 src-address=10.0.0.0/24 action=accept',
      good: '/ip firewall filter add chain=input action=accept protocol=tcp dst-port=8729 src-address=10.0.0.0/24',
    },
    {
      bad: '/ipv6 firewall filter\nadd chain=input protocol=icmpv6 comment="ping"',
      fixed: '/ipv6 firewall filter\nadd chain=input protocol=icmpv6 comment="ping" action=accept',
      good: '/ipv6 firewall filter\nadd chain=input protocol=icmpv6 comment="ping" action=accept',
    },
  ],
  silent: [
    {
      script: '# 2024-05-01 12:00:00 by RouterOS 6.49.10\n/ip firewall filter\nadd chain=input protocol=icmp',
      because: 'Exports of older releases leave out the default action',
    },
    {
      script: '/ip firewall filter add chain=input protocol=icmp disabled=yes',
      because: 'A disabled rule does nothing',
    },
    { script: '/ip firewall filter add chain=input copy-from=3', because: 'The action is copied from another rule' },
    {
      script: '/ip firewall filter\nadd chain=input protocol=icmp comment=ping\nset [find comment=ping] action=accept',
      because: 'A later command sets the action',
    },
    {
      script: '/ip firewall filter\nadd chain=input protocol=icmp\nset 0 action=accept',
      because: 'A later command may set the action: which rule it means is only known on the router',
    },
    { script: '/ip firewall address-list add list=a address=10.0.0.1', because: 'An address list has no action' },
  ],
  menus: [...ruleMenus],
  check({ script, report }) {
    if (script.evidence.kind !== 'script' || script.evidence.release !== undefined) return;
    for (const menu of ruleMenus) {
      for (const { item, command, disabled } of firewallRules(script, menu).entries) {
        if (disabled || item.properties.has('action') || lastArgument(command, 'copy-from')) continue;
        if (mayBeChanged(script.state(menu), 'action', { command })) continue;
        const intent = intentOf(command);
        report({
          span: command.verbSpan,
          message: intent
            ? `This rule names no action, so it accepts, although ${intent.because}. Write the action out.`
            : 'This rule names no action, and the default is to accept. Write action=accept, or the action that was meant.',
          fixes: fixesFor(command, intent),
        });
      }
    }
  },
});

function fixesFor(command: CommandUse, intent: Intent | undefined): readonly Fix[] {
  const accept = {
    title: 'Write action=accept (what the router does today)',
    edits: [appendArgument(command, 'action=accept')],
  };
  if (intent === undefined) return [{ ...accept, class: 'safe' }];
  if (intent.action === undefined) return [];
  return [
    {
      title: `Set action=${intent.action}`,
      class: 'suggestion',
      edits: [appendArgument(command, `action=${intent.action}`)],
    },
    { ...accept, class: 'suggestion' },
  ];
}
