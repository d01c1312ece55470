import { firstCover } from '../../firewall/chains';
import type { ScriptModel } from '../../model/types';
import { defineRule, type Fix, type Report } from '../rule';
import type { RuleEntry } from '../support/firewall';
import { contentOf, droppedBefore, firewallRules, ruleMenus } from '../support/firewall';
import { stopping } from '../support/sourceLimits';
import { deleteLines } from './moveRule';

export default defineRule({
  id: 'fw-unreachable-rule',
  category: 'firewall',
  severity: 'warning',
  risk: 'medium',
  since: '0.1.0',
  recommended: true,
  summary: 'An earlier rule takes every packet of this one',
  why: `Rules are tried from top to bottom and the first one that decides wins. A rule whose packets are all taken by an earlier one never does anything: it only looks like a decision. If it is a \`drop\` behind a wider \`accept\`, the protection that it stands for does not exist.

Move the rule above the one that is named, narrow that one, or delete what is not needed. Rules are compared only where both are certain: not where a rule is placed with \`place-before\`, added only sometimes, or changed by a command whose items the file does not name.

A rule that is the same as the earlier one, letter for letter, and has a comment of its own is a hint: such rules hold a place, and something fills in what they are to match later.

Where the earlier rule does the same, a suggestion deletes the later one.`,
  references: ['CWE-561', 'https://manual.mikrotik.com/docs/firewall-and-quality-of-service/firewall'],
  fix: 'suggestion',
  examples: [
    {
      bad: '/ip firewall filter\nadd chain=input action=accept protocol=tcp src-address-list=mgmt\nadd chain=input action=drop protocol=tcp dst-port=23 src-address-list=mgmt',
      good: '/ip firewall filter\nadd chain=input action=drop protocol=tcp dst-port=23 src-address-list=mgmt\nadd chain=input action=accept protocol=tcp src-address-list=mgmt',
    },
    {
      bad: '/ip firewall filter\nadd chain=input action=drop protocol=tcp dst-port=8728\nadd chain=input action=drop protocol=tcp dst-port=8728 log=yes',
      fixed: '/ip firewall filter\nadd chain=input action=drop protocol=tcp dst-port=8728\n',
      good: '/ip firewall filter\nadd chain=input action=drop protocol=tcp dst-port=8728 log=yes',
    },
    {
      bad: '/ip firewall filter\nadd chain=input action=drop in-interface-list=!LAN\nadd chain=input action=log in-interface-list=!LAN log-prefix=input',
      good: '/ip firewall filter\nadd chain=input action=log in-interface-list=!LAN log-prefix=input\nadd chain=input action=drop in-interface-list=!LAN',
    },
    {
      bad: '/ip firewall nat\nadd chain=srcnat action=masquerade out-interface-list=WAN\nadd chain=srcnat action=src-nat to-addresses=192.0.2.1 out-interface-list=WAN src-address=10.0.0.0/24',
      good: '/ip firewall nat\nadd chain=srcnat action=src-nat to-addresses=192.0.2.1 out-interface-list=WAN src-address=10.0.0.0/24\nadd chain=srcnat action=masquerade out-interface-list=WAN',
    },
  ],
  silent: [
    {
      script:
        '/ip firewall filter\nadd chain=input action=accept connection-state=established,related,untracked\nadd chain=input action=drop protocol=tcp dst-port=23',
      because: 'The drop still sees new connections',
    },
    {
      script:
        '/ip firewall filter\nadd chain=input action=log in-interface-list=WAN log-prefix=wan\nadd chain=input action=drop in-interface-list=WAN',
      because: 'A log rule lets its packets go on',
    },
    {
      script:
        '/ip firewall filter\nadd chain=forward action=fasttrack-connection connection-state=established,related\nadd chain=forward action=accept connection-state=established,related',
      because: 'Packets go on behind fasttrack-connection: an accept belongs there',
    },
    {
      script:
        '/ip firewall filter\nadd chain=input action=accept protocol=icmp limit=50,5:packet\nadd chain=input action=accept protocol=icmp src-address-list=mgmt',
      because: 'What exceeds the limit goes on to the next rule',
    },
    {
      script:
        '/ip firewall filter\nadd chain=input action=drop protocol=tcp disabled=yes\nadd chain=input action=drop protocol=tcp dst-port=23',
      because: 'The earlier rule is disabled',
    },
    {
      script:
        '/ip firewall filter\nadd chain=input action=drop protocol=tcp\nadd chain=input action=drop protocol=tcp dst-port=23 place-before=0',
      because: 'Where place-before puts the rule is only known on the router',
    },
    {
      script:
        '/ip firewall filter\nadd chain=input action=accept protocol=tcp comment=open\nadd chain=input action=drop protocol=tcp dst-port=23\nset $rules disabled=yes',
      because: 'Which rules the last command changes is only known on the router',
    },
    {
      script:
        ':if ($lab) do={ /ip firewall filter add chain=input action=accept protocol=tcp src-address=10.0.0.0/8 }\n/ip firewall filter add chain=input action=drop protocol=tcp dst-port=23 src-address=10.0.0.0/8',
      because: 'The earlier rule is there only sometimes',
    },
    {
      script:
        '/ip firewall filter\nadd chain=input action=accept protocol=tcp src-address=10.0.0.0/8\nremove [find]\nadd chain=input action=drop protocol=tcp dst-port=23 src-address=10.0.0.0/8',
      because: 'What stood before is removed',
    },
    {
      script:
        '/ip firewall filter\nadd chain=input action=drop src-address-list=blocked\nadd chain=input action=add-src-to-address-list address-list=blocked protocol=tcp dst-port=23\nadd chain=input action=drop src-address-list=blocked',
      because: 'The rule between them puts addresses into the list',
    },
    {
      script:
        '/ip firewall filter add chain=input action=drop protocol=tcp dst-port=22\n/ip firewall filter add chain=forward action=drop protocol=tcp dst-port=22\n/ip firewall raw add chain=prerouting action=drop protocol=tcp dst-port=22',
      because: 'Chains and tables are of their own',
    },
    {
      script:
        '/ip firewall filter\nadd chain=input action=drop protocol=tcp dst-port=8728\nadd chain=input action=drop protocol=tcp dst-port=8728 src-address=',
      because: 'What an empty value does is not certain; the rule fw-empty-matcher reports it',
    },
  ],
  menus: [...ruleMenus],
  check({ script, report }) {
    for (const menu of ruleMenus) {
      if (!script.evidence.mentions(menu)) continue;
      const rules = firewallRules(script, menu);
      for (const [index, entry] of rules.entries.entries()) {
        const cover = firstCover(rules.table, index);
        const first = cover && rules.entries[cover.first];
        if (cover === undefined || first === undefined || droppedBefore(rules, index)) continue;
        const different = cover.different === cover.first ? undefined : rules.entries[cover.different ?? -1];
        const holdsPlace = isPlaceholderOf(entry, first);
        report({
          span: entry.command.span,
          ...severityOf(menu, entry, first, holdsPlace),
          message: holdsPlace ? placeholderMessage(first) : messageFor(entry, first, different),
          fixes: deleteFix(script, entry, first),
          tags: ['unnecessary'],
          related: [first, ...(different ? [different] : [])].map((earlier) => ({
            span: earlier.command.span,
            message: `This ${earlier.action ?? ''} takes all its packets`,
          })),
        });
      }
    }
  },
});

/** In NAT a rule that does what the one before it has done already changes nothing: it is only too much. */
function severityOf(menu: string, entry: RuleEntry, first: RuleEntry, holdsPlace: boolean): Pick<Report, 'severity'> {
  if (holdsPlace) return { severity: 'hint' };
  const isRedundant = menu.endsWith('/nat') && entry.action === 'masquerade' && first.action === 'masquerade';
  return isRedundant ? { severity: 'information' } : {};
}

/** Is it the same rule with another comment of its own? Two with a name each are there on purpose: one holds a place for what is filled in later. */
function isPlaceholderOf(entry: RuleEntry, first: RuleEntry): boolean {
  const comment = entry.item.properties.get('comment')?.value ?? '';
  if (comment === '' || comment === first.item.properties.get('comment')?.value) return false;
  const content = contentOf(entry);
  return content !== undefined && content === contentOf(first);
}

function placeholderMessage({ label }: RuleEntry): string {
  return `This rule is the same as the one on ${label}, which takes every packet before it. If it holds a place for something that is filled in later, leave it; otherwise delete one of the two.`;
}

/** A rule that does what the one before it does already. Of others nobody knows which of the two is the wrong one. */
function deleteFix(script: ScriptModel, entry: RuleEntry, first: RuleEntry): readonly Fix[] {
  const edits = entry.action === first.action ? deleteLines(script, entry.command) : undefined;
  return edits
    ? [{ title: `Delete this rule (${first.label} does the same before it)`, class: 'suggestion', edits }]
    : [];
}

function messageFor(entry: RuleEntry, first: RuleEntry, different: RuleEntry | undefined): string {
  const action = entry.action ?? '';
  const start = `This ${action} never takes effect: the ${first.action ?? ''} on ${first.label} already takes every packet that it matches`;
  const also = different ? ` (as does the ${different.action ?? ''} on ${different.label})` : '';
  const consequence =
    stopping.has(action) && first.action === 'accept'
      ? ', so the protection never fires and the packets are accepted'
      : '';
  const advice =
    first.action === action
      ? 'Narrow the earlier rule if it takes too much, or delete this one.'
      : 'Move it above, narrow the earlier rule, or delete it.';
  return `${start}${also}${consequence}. ${advice}`;
}
