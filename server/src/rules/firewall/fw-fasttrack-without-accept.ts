import { connectionStateIndex } from '../../firewall/numbers';
import { mayHave } from '../../firewall/packets';
import type { ScriptModel } from '../../model/types';
import type { Fix } from '../rule';
import { defineRule } from '../rule';
import type { FirewallMenu, RuleEntry } from '../support/firewall';
import { firewallRules, lastArgument } from '../support/firewall';
import { isWhole } from '../support/chainShapes';

const menu = '/ip/firewall/filter';

export default defineRule({
  id: 'fw-fasttrack-without-accept',
  category: 'firewall',
  severity: 'warning',
  risk: 'medium',
  since: '0.1.0',
  recommended: true,
  summary: 'Fasttrack is not followed by an accept for the same connections',
  why: `\`fasttrack-connection\` marks a connection to be handled on the fast path, but it is no verdict: the packet goes on to the next rule, and not every packet of a marked connection takes the fast path. Without an \`accept\` for the same states behind it, those packets meet the rest of the chain, and the drop at its end.

Put an accept with the same connection-state right after it. In a script that adds to a router's own rules this is no more than a hint: the accept may be there.`,
  references: ['CWE-696', 'https://manual.mikrotik.com/docs/firewall-and-quality-of-service/connection-tracking'],
  fix: 'suggestion',
  examples: [
    {
      bad: '/ip firewall filter\nadd chain=forward action=fasttrack-connection connection-state=established,related',
      fixed:
        '/ip firewall filter\nadd chain=forward action=fasttrack-connection connection-state=established,related\nadd chain=forward action=accept connection-state=established,related',
      good: '/ip firewall filter\nadd chain=forward action=fasttrack-connection connection-state=established,related\nadd chain=forward action=accept connection-state=established,related,untracked',
    },
    {
      bad: '/ip firewall filter remove [find]\n/ip firewall filter add chain=forward action=fasttrack-connection hw-offload=yes connection-state=established,related\n/ip firewall filter add chain=forward action=drop in-interface-list=WAN\n',
      fixed:
        '/ip firewall filter remove [find]\n/ip firewall filter add chain=forward action=fasttrack-connection hw-offload=yes connection-state=established,related\n/ip firewall filter add chain=forward action=accept connection-state=established,related\n/ip firewall filter add chain=forward action=drop in-interface-list=WAN\n',
      good: '/ip firewall filter remove [find]\n/ip firewall filter add chain=forward action=fasttrack-connection hw-offload=yes connection-state=established,related\n/ip firewall filter add chain=forward action=accept\n',
    },
  ],
  silent: [
    {
      script:
        '/ipv6 firewall filter add chain=forward action=fasttrack-connection connection-state=established,related',
      because: 'This rule looks at IPv4 only',
    },
    {
      script:
        '/ip firewall filter add chain=forward action=fasttrack-connection connection-state=established,related disabled=yes',
      because: 'The rule is disabled',
    },
    {
      script:
        '/ip firewall filter add chain=forward action=fasttrack-connection connection-state=established,related place-before=0',
      because: 'What stands behind it is only known on the router',
    },
    {
      script:
        '/ip firewall filter\nremove [find]\nadd chain=forward action=fasttrack-connection connection-state=established,related\nadd chain=forward action=drop connection-state=invalid',
      because: 'No rule behind it stops known connections: the end of the chain accepts them',
    },
    {
      script:
        '/ip firewall filter\nadd chain=forward action=fasttrack-connection connection-state=established,related\nadd chain=forward action=jump jump-target=known connection-state=established,related\nadd chain=known action=accept',
      because: 'A chain of one’s own accepts them',
    },
    {
      script:
        '/ip firewall filter\nremove [find]\nadd chain=forward action=fasttrack-connection connection-mark=fast\nadd chain=forward action=accept connection-mark=fast\nadd chain=forward action=drop',
      because: 'The accept behind it chooses the same packets, by a mark and not by a state',
    },
    {
      script:
        '/ip firewall filter\nremove [find]\nadd chain=forward action=fasttrack-connection in-interface=bridge out-interface=ether1 connection-state=established\nadd chain=forward action=accept in-interface=bridge\nadd chain=forward action=drop in-interface=ether1',
      because: 'The accept behind it chooses all of its packets and more',
    },
  ],
  menus: [menu],
  check({ script, settings, report }) {
    const rules = firewallRules(script, menu);
    const whole = isWhole(script, menu, rules, settings);
    const after = behind(rules);
    for (const [index, entry] of rules.entries.entries()) {
      const { action, disabled, command, item, chain } = entry;
      if (disabled || action !== 'fasttrack-connection' || item.placed || chain === undefined) continue;
      const { accepted, stopped } = after[index] ?? { accepted: false, stopped: false };
      if (accepted || (whole && !stopped) || takesAll(rules, index)) continue;
      const fix = acceptBehind(script, entry);
      report({
        span: command.span,
        message:
          'fasttrack-connection is no verdict, and no rule behind it accepts the same connections: their packets go on through the chain. Put an accept with the same connection-state right after it.',
        ...(whole ? {} : { severity: 'hint' as const }),
        fixes: fix ? [fix] : [],
      });
    }
  },
});

/** Does a later accept or jump of the chain name nothing but what this rule names as well? Then it takes all of its packets. */
function takesAll({ entries }: FirewallMenu, index: number): boolean {
  const rule = entries[index];
  return entries
    .slice(index + 1)
    .some(
      ({ chain, action, disabled, matchers }) =>
        chain === rule?.chain &&
        !disabled &&
        (action === 'accept' || action === 'jump') &&
        [...matchers].every(([name, value]) => value !== undefined && rule?.matchers.get(name) === value),
    );
}

interface Behind {
  /** A later rule of the chain accepts known connections, or leads them elsewhere. */
  readonly accepted: boolean;
  /** A later rule of the chain may stop them. */
  readonly stopped: boolean;
}

/** For each rule what stands behind it in its chain. */
function behind({ entries, table }: FirewallMenu): readonly Behind[] {
  const result: Behind[] = [];
  const latest = new Map<string | undefined, Behind>();
  for (let index = entries.length - 1; index >= 0; index--) {
    const entry = entries[index];
    if (entry === undefined) continue;
    const known = latest.get(entry.chain) ?? { accepted: false, stopped: false };
    result[index] = known;
    if (entry.disabled || !mayHave(table.packets[index]?.states, connectionStateIndex('established'))) continue;
    const takes = entry.action === undefined || entry.action === 'accept' || entry.action === 'jump';
    const about = entry.matchers.size === 0 || entry.matchers.has('connection-state');
    latest.set(entry.chain, {
      accepted: known.accepted || (takes && about),
      stopped: known.stopped || ['drop', 'reject', 'tarpit'].includes(entry.action ?? ''),
    });
  }
  return result;
}

/** The same line again with `accept`, right behind it. Not where the line is more than one plain command. */
function acceptBehind({ text }: ScriptModel, { command, item }: RuleEntry): Fix | undefined {
  const action = lastArgument(command, 'action');
  if (action?.value === undefined || command.parent !== undefined || command.substitution || item.writes.length > 1)
    return undefined;
  const lineEnd = /^[ \t]*(\r\n|\r|\n|$)/.exec(text.slice(command.span.end, command.span.end + 200));
  const before = /(?:^|[\r\n])([ \t]*)$/.exec(text.slice(Math.max(0, command.span.start - 200), command.span.start));
  if (lineEnd === null || before === null) return undefined;
  const left = ['hw-offload', 'comment', 'log', 'log-prefix', 'numbers'];
  const parts = command.arguments
    .filter(({ name }) => !left.includes(name))
    .map((argument) => (argument === action ? 'action=accept' : text.slice(argument.span.start, argument.span.end)));
  const start = text.slice(command.span.start, command.verbSpan.end);
  const separator = lineEnd[1] === undefined || lineEnd[1] === '' ? (/\r\n|\r|\n/.exec(text)?.[0] ?? '\n') : lineEnd[1];
  return {
    title: 'Add an accept for the same connections behind it',
    class: 'suggestion',
    edits: [
      {
        start: command.span.end,
        end: command.span.end,
        text: `${separator}${before[1] ?? ''}${start} ${parts.join(' ')}`,
      },
    ],
  };
}
