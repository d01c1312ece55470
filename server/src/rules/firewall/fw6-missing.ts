import { defineRule } from '../rule';
import type { ScriptModel } from '../../model/types';
import type { Span } from '../../syntax/span';
import { firewallRules } from '../support/firewall';
import { isYes, unresolvedAfter } from '../support/items';
import { stopping } from '../support/sourceLimits';
import { isComplete } from '../support/chainShapes';
import { outsideOf } from './internetSide';

const menu = '/ipv6/firewall/filter';

const header = '# 2024-05-01 12:00:00 by RouterOS 7.14.3\n';
const sections =
  '/interface bridge\nadd name=bridge\n/ip address\nadd address=192.168.88.1/24 interface=bridge\n/ip dns\nset servers=9.9.9.9\n/ip route\nadd gateway=192.168.88.2\n/system clock\nset time-zone-name=Europe/Riga\n/ip firewall filter\nadd action=drop chain=input in-interface=ether1\n';
const nat = '/ip firewall nat\nadd action=masquerade chain=srcnat out-interface=ether1\n';
const address = '/ipv6 address\nadd address=2001:db8:1::1 interface=bridge\n';

/** Menus that show that the router speaks IPv6 with others. */
const signs = [
  '/ipv6/address',
  '/ipv6/dhcp-client',
  '/ipv6/dhcp-server',
  '/ipv6/nd/prefix',
  '/ipv6/route',
  '/ipv6/pool',
];

export default defineRule({
  id: 'fw6-missing',
  category: 'firewall',
  severity: 'warning',
  risk: 'high',
  since: '0.1.0',
  recommended: true,
  summary: 'A router that speaks IPv6 has no IPv6 firewall',
  why: `Rules in \`/ip firewall\` say nothing about IPv6: \`/ipv6 firewall\` is a table of its own, and without rules everything is accepted. IPv6 addresses are public, no NAT stands before them, so the router and every device behind it can be reached from outside.

Add an IPv6 firewall like the one for IPv4 (with ICMPv6 accepted, which IPv6 cannot do without), or switch IPv6 off with \`/ipv6 settings set disable-ipv6=yes\`.

Only full exports are judged. One that says nothing about IPv6 at all shows as information: RouterOS 7 has IPv6 switched on, and neighbours on each interface can reach the router by it.`,
  references: ['CWE-284', 'https://manual.mikrotik.com/docs/user-guides/building-advanced-firewall'],
  fix: null,
  examples: [
    {
      bad: `${header}${sections}${address}`,
      good: `${header}${sections}${address}/ipv6 firewall filter\nadd action=drop chain=input in-interface=ether1\n`,
    },
    {
      bad: `${header}${sections}${nat}`,
      good: `${header}${sections}${nat}/ipv6 settings\nset disable-ipv6=yes\n`,
    },
  ],
  silent: [
    { script: `${header}${sections}`, because: 'Nothing shows an Internet side or any use of IPv6' },
    {
      script: `${sections}${address}`,
      because: 'Without the header of an export it is a script: the firewall may be elsewhere',
    },
    { script: `${header}${address}`, because: 'The export of one menu does not show the others' },
    {
      script: `${header.replace('7.14.3', '6.49.10')}${sections}${nat}`,
      because: 'Nothing in the file shows whether this RouterOS 6 speaks IPv6',
    },
  ],
  menus: [],
  check({ script, release, settings, report }) {
    if (!isComplete(script, settings) || unresolvedAfter(script.state(menu), -1)) return;
    if (isYes(script.state('/ipv6/settings').item('')?.properties.get('disable-ipv6')?.value)) return;
    if (firewallRules(script, menu).entries.some(({ disabled }) => !disabled)) return;
    const raw = firewallRules(script, '/ipv6/firewall/raw').entries;
    if (raw.some(({ action, disabled }) => !disabled && stopping.has(action ?? ''))) return;
    const sign = signOf(script);
    if (sign) {
      report({
        span: sign,
        message:
          'This router speaks IPv6 and has no IPv6 filter rule: over IPv6 everything to it and through it is accepted. Add an IPv6 firewall, or switch IPv6 off.',
      });
      return;
    }
    const outside = release.startsWith('6.') ? undefined : outsideOf(script, settings);
    if (outside === undefined) return;
    report({
      span: outside.span,
      message:
        'This export has no IPv6 firewall, and RouterOS 7 has IPv6 switched on: neighbours on each interface can reach the router by it. Add an IPv6 firewall, or set disable-ipv6=yes in /ipv6 settings.',
      severity: 'information',
    });
  },
});

function signOf(script: ScriptModel): Span | undefined {
  for (const menu of signs) {
    const item = script
      .state(menu)
      .items.find(({ added, removed, disabled }) => added !== undefined && !removed && disabled !== true);
    if (item?.added) return item.added.span;
  }
  return undefined;
}
