import { connectionStateIndex } from '../../firewall/numbers';
import type { PacketSet } from '../../firewall/packets';
import { mayHave } from '../../firewall/packets';
import { defineRule, replaceValue } from '../rule';
import type { RuleEntry } from '../support/firewall';
import { filterMenus, firewallRules, lastArgument } from '../support/firewall';
import type { Fix } from '../rule';
import { stopping } from '../support/sourceLimits';
import { closings, isBehindClosing, seesNew, sidesIn } from '../support/chainShapes';

export default defineRule({
  id: 'fw-state-new-in-established',
  category: 'firewall',
  severity: 'warning',
  risk: 'high',
  since: '0.1.0',
  recommended: true,
  summary: 'The accept for known connections accepts new ones as well',
  why: `\`accept connection-state=established,related\` lets the packets of connections pass that were accepted before. With \`new\` in the list, and no other matcher, it lets every connection pass that anybody begins: it accepts all, and no rule after it is asked.

Leave \`new\` out. What is to be accepted as new belongs in rules of its own, each with a source.`,
  references: ['CWE-284', 'https://manual.mikrotik.com/docs/firewall-and-quality-of-service/connection-tracking'],
  fix: 'suggestion',
  examples: [
    {
      bad: '/ip firewall filter\nadd chain=input action=accept connection-state=established,related,new',
      fixed: '/ip firewall filter\nadd chain=input action=accept connection-state=established,related',
      good: '/ip firewall filter\nadd chain=input action=accept connection-state=established,related,untracked',
    },
    {
      bad: '/ipv6 firewall filter add chain=forward action=accept connection-state=new,established,related,untracked comment="known"',
      fixed:
        '/ipv6 firewall filter add chain=forward action=accept connection-state=established,related,untracked comment="known"',
      good: '/ipv6 firewall filter add chain=forward action=accept connection-state=new,established,related in-interface-list=LAN',
    },
  ],
  silent: [
    {
      script:
        '/ip firewall filter add chain=input action=accept connection-state=established,related,new protocol=tcp dst-port=22 src-address-list=mgmt',
      because: 'Other matchers say whom it is for',
    },
    {
      script: '/ip firewall filter add chain=output action=accept connection-state=established,related,new',
      because: 'What the router itself begins is no door',
    },
    {
      script:
        '/ip firewall filter\nadd chain=forward action=drop in-interface-list=WAN connection-state=new connection-nat-state=!dstnat\nadd chain=forward action=accept connection-state=established,related,new',
      because: 'New connections from the Internet are dropped before it',
    },
    {
      script:
        '/ip firewall filter\nadd chain=forward action=drop connection-state=new connection-nat-state=!dstnat in-interface=ether1\nadd chain=forward action=accept connection-state=established,related,new',
      because: 'New connections from one interface are dropped before it, be it in a list of the Internet or not',
    },
    {
      script: '/ip firewall filter add chain=input action=accept connection-state=established,related,new disabled=yes',
      because: 'The rule is disabled',
    },
    {
      script: '/ip firewall filter add chain=input action=drop connection-state=new',
      because: 'It accepts nothing',
    },
  ],
  menus: [...filterMenus],
  check({ script, settings, report }) {
    for (const menu of filterMenus) {
      if (!script.evidence.mentions(menu)) continue;
      const rules = firewallRules(script, menu);
      const closed = closings(rules, sidesIn(script, menu, settings));
      /** Chains in which a drop before has taken the new connections of some interface. */
      const narrowed = new Set<string | undefined>();
      for (const [index, entry] of rules.entries.entries()) {
        const packets = rules.table.packets[index];
        if (stopsInterface(entry, packets)) narrowed.add(entry.chain);
        if (entry.disabled || entry.action !== 'accept' || entry.matchers.size !== 1) continue;
        if (entry.chain !== 'input' && entry.chain !== 'forward') continue;
        if (packets?.states === undefined || !seesNew(packets) || isBehindClosing(entry, index, closed)) continue;
        if (narrowed.has(entry.chain) && !entry.item.placed) continue;
        if (!mayHave(packets.states, connectionStateIndex('established'))) continue;
        const fix = withoutNew(entry);
        report({
          span: lastArgument(entry.command, 'connection-state')?.span ?? entry.command.span,
          message: `This rule accepts every new connection ${entry.chain === 'input' ? 'to' : 'through'} the router: new is among its states, and it has no other matcher. Leave new out, and accept new connections by rules that name a source.`,
          ...(entry.settled ? {} : { severity: 'hint' as const }),
          fixes: fix ? [fix] : [],
        });
      }
    }
  },
});

/** Does the rule stop the new connections of an interface, whatever they are? */
function stopsInterface({ action, disabled, matchers }: RuleEntry, packets: PacketSet | undefined): boolean {
  if (disabled || !stopping.has(action ?? '') || !seesNew(packets)) return false;
  const names = [...matchers.keys()];
  return (
    names.some((name) => name === 'in-interface' || name === 'in-interface-list') &&
    names.every((name) => name.startsWith('in-interface') || /^connection-(?:nat-)?state$/.test(name))
  );
}

function withoutNew({ command, matchers }: RuleEntry): Fix | undefined {
  const argument = lastArgument(command, 'connection-state');
  const text = argument?.value?.text;
  if (argument === undefined || text === undefined || text !== matchers.get('connection-state')) return undefined;
  const kept = text.split(',').filter((state) => state.trim() !== 'new');
  if (text.startsWith('!') || kept.length === 0) return undefined;
  const edit = replaceValue(argument, kept.join(','));
  return (
    edit && {
      title: 'Leave new out (what no other rule accepts is then up to the rules after this one)',
      class: 'suggestion',
      edits: [edit],
    }
  );
}
