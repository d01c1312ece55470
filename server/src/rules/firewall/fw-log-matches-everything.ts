import { connectionStateIndex } from '../../firewall/numbers';
import { mayHave } from '../../firewall/packets';
import { defineRule } from '../rule';
import type { FirewallMenu, RuleEntry } from '../support/firewall';
import { firewallRules } from '../support/firewall';
import { isYes } from '../support/items';
import { stopping } from '../support/sourceLimits';
import { deleteLines } from './moveRule';

const menus = [
  '/ip/firewall/filter',
  '/ipv6/firewall/filter',
  '/ip/firewall/raw',
  '/ipv6/firewall/raw',
  '/ip/firewall/mangle',
  '/ipv6/firewall/mangle',
] as const;

/** Chains that every packet of their kind goes through; who comes to others is told by the jump. */
const builtIn: ReadonlySet<string> = new Set(['input', 'forward', 'output', 'prerouting', 'postrouting']);

export default defineRule({
  id: 'fw-log-matches-everything',
  category: 'firewall',
  severity: 'warning',
  risk: 'medium',
  since: '0.1.0',
  recommended: true,
  summary: 'A rule logs every packet',
  why: `A rule with \`action=log\` and no matcher writes a line for every packet that comes to it. That fills the log in moments, so that nothing else can be found in it, and costs the router time; a flood of packets becomes a flood of lines. Behind the drops of its chain it also logs exactly those packets that were not dropped.

To see what a drop stops, put \`log=yes log-prefix="..."\` on the drop itself. A log rule with a \`limit\`, or one right before a drop of everything that is left, is not reported.

The fix deletes the rule, and is a suggestion: nothing is logged here then.`,
  references: ['CWE-779', 'https://manual.mikrotik.com/docs/firewall-and-quality-of-service/firewall/filter'],
  fix: 'suggestion',
  examples: [
    {
      bad: '/ip firewall filter\nadd chain=input action=drop protocol=tcp dst-port=8728\nadd chain=input action=log log-prefix="DROP API: "',
      fixed: '/ip firewall filter\nadd chain=input action=drop protocol=tcp dst-port=8728\n',
      good: '/ip firewall filter\nadd chain=input action=drop protocol=tcp dst-port=8728 log=yes log-prefix="DROP API"',
    },
    {
      bad: '/ip firewall mangle add chain=prerouting action=log',
      fixed: '',
      good: '/ip firewall mangle add chain=prerouting action=log protocol=tcp dst-port=23',
    },
  ],
  silent: [
    {
      script: '/ip firewall filter add chain=input action=log limit=5,5:packet log-prefix=input',
      because: 'The limit keeps the lines few',
    },
    {
      script:
        '/ip firewall filter\nadd chain=input action=accept connection-state=established,related\nadd chain=input action=log log-prefix=dropped\nadd chain=input action=drop',
      because: 'It logs what the drop right after it takes',
    },
    {
      script: '/ip firewall filter\nadd chain=refuse action=log log-prefix=refused\nadd chain=refuse action=drop',
      because: 'Which packets come to a chain of one’s own is told by the jump',
    },
    { script: '/ip firewall filter add chain=input action=log disabled=yes', because: 'The rule is disabled' },
    {
      script: '/ip firewall filter add chain=input action=log src-address=$suspect',
      because: 'It logs one address, which is only known on the router',
    },
  ],
  menus: [...menus],
  check({ script, report }) {
    for (const menu of menus) {
      if (!script.evidence.mentions(menu)) continue;
      const rules = firewallRules(script, menu);
      const next = followers(rules);
      /** Chains in which known connections no longer come so far. */
      const settled = new Set<string | undefined>();
      for (const [index, entry] of rules.entries.entries()) {
        const packets = rules.table.packets[index];
        if (entry.disabled) continue;
        if (entry.action === 'accept' && packets && mayHave(packets.states, connectionStateIndex('established'))) {
          if (entry.matchers.has('connection-state')) settled.add(entry.chain);
        }
        if (!logsAll(entry) || stopsAll(next[index])) continue;
        const edits = entry.action === 'log' ? deleteLines(script, entry.command) : undefined;
        report({
          span: entry.command.span,
          message: settled.has(entry.chain)
            ? 'This rule has no matcher: it logs every packet that no rule before it took. Put log=yes on the drop whose packets you want to see, or give it a limit.'
            : 'This rule has no matcher: it logs every packet that comes to it, and floods the log. Put log=yes on the drop whose packets you want to see, or say which packets it is for.',
          fixes: edits ? [{ title: 'Delete this rule (nothing is logged here then)', class: 'suggestion', edits }] : [],
          ...(entry.settled && !settled.has(entry.chain) ? {} : { severity: 'hint' as const }),
        });
      }
    }
  },
});

function logsAll({ action, chain, matchers, item }: RuleEntry): boolean {
  if (matchers.size > 0 || !builtIn.has(chain ?? '')) return false;
  return action === 'log' || (action === 'accept' && isYes(item.properties.get('log')?.value));
}

/** Does the rule stop whatever is left? */
function stopsAll(entry: RuleEntry | undefined): boolean {
  return entry !== undefined && stopping.has(entry.action ?? '') && entry.matchers.size === 0;
}

/** For each rule the next enabled one of its chain. */
function followers({ entries }: FirewallMenu): readonly (RuleEntry | undefined)[] {
  const next: (RuleEntry | undefined)[] = [];
  const latest = new Map<string | undefined, RuleEntry>();
  for (let index = entries.length - 1; index >= 0; index--) {
    const entry = entries[index];
    if (entry === undefined) continue;
    next[index] = latest.get(entry.chain);
    if (!entry.disabled) latest.set(entry.chain, entry);
  }
  return next;
}
