import { connectionStateIndex } from '../../firewall/numbers';
import { mayHave } from '../../firewall/packets';
import type { ScriptModel } from '../../model/types';
import { defineRule } from '../rule';
import type { FirewallMenu } from '../support/firewall';
import { firewallRules } from '../support/firewall';
import { isNo } from '../support/items';
import { stopping } from '../support/sourceLimits';
import { chainsFrom, isWhole } from './chainShapes';

const menu = '/ip/firewall/filter';

export default defineRule({
  id: 'fw-no-established-accept',
  category: 'firewall',
  severity: 'warning',
  risk: 'medium',
  since: '0.1.0',
  recommended: true,
  summary: 'A chain drops everything at its end and accepts no known connections',
  why: `Answers to what the router itself asked (DNS, time, updates), and packets of connections that were accepted once, come in as \`established\` and \`related\`. A chain that ends in a drop of everything and accepts none of them stops these answers; and every packet has to be matched against the whole list.

Begin the chain with \`add chain=input action=accept connection-state=established,related,untracked\`.

Judged are only exports, and scripts that remove all rules first.`,
  references: ['CWE-684', 'https://manual.mikrotik.com/docs/firewall-and-quality-of-service/connection-tracking'],
  fix: null,
  examples: [
    {
      bad: '/ip firewall filter\nremove [find]\nadd chain=input action=accept src-address-list=m\nadd chain=input action=drop',
      good: '/ip firewall filter\nremove [find]\nadd chain=input action=accept connection-state=established,related\nadd chain=input action=accept src-address-list=m\nadd chain=input action=drop',
    },
    {
      bad: '# 2024-05-01 12:00:00 by RouterOS 7.14.3\n/ip firewall filter\nadd action=accept chain=forward in-interface=bridge\nadd action=drop chain=forward',
      good: '# 2024-05-01 12:00:00 by RouterOS 7.14.3\n/ip firewall filter\nadd action=drop chain=forward',
    },
  ],
  silent: [
    {
      script: '/ip firewall filter\nremove [find]\nadd chain=input action=drop connection-state=invalid',
      because: 'Only invalid packets are dropped',
    },
    {
      script: '/ip firewall filter\nadd chain=input action=accept src-address-list=m\nadd chain=input action=drop',
      because: 'The script does not show what stands before its rules',
    },
    {
      script:
        '/ip firewall connection tracking set enabled=no\n/ip firewall filter\nremove [find]\nadd chain=input action=accept src-address-list=m\nadd chain=input action=drop',
      because: 'Without connection tracking there are no states',
    },
    {
      script:
        '/ip firewall filter\nremove [find]\nadd chain=input action=jump jump-target=known\nadd chain=known action=accept connection-state=established,related\nadd chain=input action=accept src-address-list=m\nadd chain=input action=drop',
      because: 'A chain of one’s own accepts them',
    },
  ],
  menus: [menu],
  check({ script, settings, report }) {
    const rules = firewallRules(script, menu);
    if (!isWhole(script, menu, rules, settings) || !tracksConnections(script)) return;
    for (const chain of ['input', 'forward']) {
      const drop = rules.entries.find(
        (entry) =>
          entry.chain === chain && !entry.disabled && stopping.has(entry.action ?? '') && entry.matchers.size === 0,
      );
      const accepts = rules.entries.some(
        (entry) => entry.chain === chain && !entry.disabled && entry.action === 'accept',
      );
      if (drop === undefined || !accepts || mayAcceptKnown(rules, chain)) continue;
      report({
        span: drop.command.span,
        message: `This ${drop.action ?? ''} stops answers and running connections as well: no rule of the chain ${chain} accepts established and related. Begin the chain with accept connection-state=established,related,untracked.`,
      });
    }
  },
});

function tracksConnections(script: ScriptModel): boolean {
  if (isNo(script.state('/ip/firewall/connection/tracking').item('')?.properties.get('enabled')?.value)) return false;
  return !firewallRules(script, '/ip/firewall/raw').entries.some(({ action }) => action === 'notrack');
}

/** Does a rule of the chain, or of one that it jumps to, name a state of known connections, or let all packets pass? In doubt yes. */
function mayAcceptKnown(rules: FirewallMenu, chain: string): boolean {
  const reached = chainsFrom(rules, chain);
  return rules.entries.some(({ chain: own, action, disabled, matchers }, index) => {
    if (disabled || own === undefined || !reached.has(own) || stopping.has(action ?? '')) return false;
    if (matchers.size === 0 && action === 'accept') return true;
    // Marks may stand for states that other rules saw.
    if (matchers.has('connection-mark') || matchers.has('packet-mark')) return true;
    return (
      matchers.has('connection-state') &&
      mayHave(rules.table.packets[index]?.states, connectionStateIndex('established'))
    );
  });
}
