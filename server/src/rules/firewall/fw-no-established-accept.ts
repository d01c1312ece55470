import type { FirewallRule } from '../../firewall/chains';
import { connectionStateIndex } from '../../firewall/numbers';
import { mayHave } from '../../firewall/packets';
import type { ScriptModel } from '../../model/types';
import type { AnalysisSettings } from '../configuration/settings';
import { defineRule } from '../rule';
import type { FirewallMenu } from '../support/firewall';
import { firewallRules, interfaceListMembers } from '../support/firewall';
import { isNo } from '../support/items';
import { chainsFrom, isComplete, isWhole, sidesIn } from '../support/chainShapes';
import { stopping, strangersMatcher, type Sides } from '../support/sourceLimits';
import { outsideOf } from './internetSide';

const menu = '/ip/firewall/filter';

export default defineRule({
  id: 'fw-no-established-accept',
  category: 'firewall',
  severity: 'warning',
  risk: 'medium',
  since: '0.1.0',
  recommended: true,
  summary: 'A chain drops everything at its end and accepts no known connections',
  why: `Answers to what the router itself asked (DNS, time, updates), and packets of connections that were accepted once, come in as \`established\` and \`related\`. A chain that ends in a drop of everything, or of all that does not come from a trusted side, and has no accept for them stops all that its other rules do not accept; and every packet has to be matched against the whole list.

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
    {
      bad: '/ip firewall filter\nremove [find dynamic=no]\nadd chain=input action=accept protocol=icmp\nadd chain=input action=drop in-interface-list=!LAN',
      good: '/ip firewall filter\nremove [find dynamic=no]\nadd chain=input action=accept connection-state=established,related\nadd chain=input action=accept protocol=icmp\nadd chain=input action=drop in-interface-list=!LAN',
    },
  ],
  silent: [
    {
      script:
        '/ip firewall filter\nremove [find]\nadd chain=input action=accept protocol=icmp\nadd chain=input action=drop protocol=tcp in-interface-list=WAN',
      because: 'Answers over UDP still come in',
    },
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
    {
      script:
        '/ip firewall filter\nremove [find]\nadd chain=forward action=accept src-address=10.1.0.0/24 dst-address=10.2.0.0/24\nadd chain=forward action=accept src-address=10.2.0.0/24 dst-address=10.1.0.0/24\nadd chain=forward action=drop',
      because: 'Both directions are accepted by rules of their own',
    },
    {
      script:
        '# 2024-05-01 12:00:00 by RouterOS 7.14.3\n/interface bridge\nadd name=bridge vlan-filtering=yes\n/interface vlan\nadd interface=bridge name=vlan99 vlan-id=99\n/ip address\nadd address=10.99.0.5/24 interface=vlan99\n/ip dns\nset servers=10.99.0.1\n/ip firewall filter\nadd action=accept chain=input in-interface=vlan99\nadd action=drop chain=input\n/ip route\nadd gateway=10.99.0.1\n/system identity\nset name=switch',
      because: 'A switch has its one address on the interface that is accepted: answers come in there as well',
    },
  ],
  menus: [menu],
  check({ script, settings, report }) {
    const rules = firewallRules(script, menu);
    if (!isWhole(script, menu, rules, settings) || !tracksConnections(script)) return;
    const sides = sidesIn(script, menu, settings);
    for (const chain of ['input', 'forward']) {
      const drop = rules.entries.find(
        (entry) =>
          entry.chain === chain &&
          !entry.disabled &&
          stopping.has(entry.action ?? '') &&
          (entry.matchers.size === 0 || (chain === 'input' && stopsStrangers(entry, sides))),
      );
      const accepts = rules.entries.some(
        (entry) => entry.chain === chain && !entry.disabled && entry.action === 'accept',
      );
      if (drop === undefined || !accepts || mayAcceptKnown(rules, chain)) continue;
      if (chain === 'forward' ? isMirrored(rules) : acceptsItsInterfaces(script, settings, rules)) continue;
      report({
        span: drop.command.span,
        message: `No rule of the chain ${chain} accepts established and related, so this ${drop.action ?? ''} stops answers and running connections as well where no other rule accepts them. Begin the chain with accept connection-state=established,related,untracked.`,
      });
    }
  },
});

/** A drop of all that does not come from a trusted side, or of all from the Internet's: the router's own questions are answered from there. */
function stopsStrangers({ matchers }: FirewallRule, sides: Sides): boolean {
  return matchers.size === 1 && strangersMatcher(matchers, sides)?.startsWith('in-interface') === true;
}

function tracksConnections(script: ScriptModel): boolean {
  if (isNo(script.state('/ip/firewall/connection/tracking').item('')?.properties.get('enabled')?.value)) return false;
  return !firewallRules(script, '/ip/firewall/raw').entries.some(({ action }) => action === 'notrack');
}

/** Is a pair of accepts there of which one is the way back of the other? Then the chain goes without states. */
function isMirrored({ entries }: FirewallMenu): boolean {
  const likeness = (matchers: ReadonlyMap<string, string | undefined>, turned: boolean): string =>
    [...matchers]
      .map(([name, value]) => `${turned ? turnedName(name) : name}=${value ?? '?'}`)
      .sort()
      .join('\n');
  const accepts = entries.filter(
    ({ chain, action, disabled, matchers }) =>
      chain === 'forward' && !disabled && action === 'accept' && matchers.size > 0,
  );
  const known = new Set(accepts.map(({ matchers }) => likeness(matchers, false)));
  return accepts.some(({ matchers }) => known.has(likeness(matchers, true)));
}

/** The matcher for the way back. */
function turnedName(name: string): string {
  const [, side = '', rest = ''] = /^(src|dst|in|out)(-.*)$/.exec(name) ?? [];
  const other = new Map([
    ['src', 'dst'],
    ['dst', 'src'],
    ['in', 'out'],
    ['out', 'in'],
  ]).get(side);
  return other === undefined ? name : `${other}${rest}`;
}

/** Does a complete file accept all that comes in by each interface on which it has an address? */
function acceptsItsInterfaces(script: ScriptModel, settings: AnalysisSettings, { entries }: FirewallMenu): boolean {
  if (!isComplete(script, settings)) return false;
  const addressed = ['/ip/address', '/ip/dhcp-client'].flatMap((one) =>
    script
      .state(one)
      .items.filter(({ removed, disabled }) => !removed && disabled !== true)
      .map(({ properties }) => properties.get('interface')?.value),
  );
  const members = interfaceListMembers(script);
  return (
    addressed.length > 0 &&
    outsideOf(script, settings) === undefined &&
    addressed.every((name) =>
      entries.some(({ chain, action, disabled, matchers }) => {
        if (chain !== 'input' || disabled || action !== 'accept' || matchers.size !== 1 || name === undefined)
          return false;
        const list = matchers.get('in-interface-list');
        return matchers.get('in-interface') === name || (list !== undefined && members.get(list)?.has(name) === true);
      }),
    )
  );
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
