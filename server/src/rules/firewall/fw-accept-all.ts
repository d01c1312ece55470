import { defineRule } from '../rule';
import { filterMenus, firewallRules } from '../support/firewall';
import { closings, isBehindClosing, sidesIn } from '../support/chainShapes';

export default defineRule({
  id: 'fw-accept-all',
  category: 'firewall',
  severity: 'warning',
  risk: 'critical',
  since: '0.1.0',
  recommended: true,
  summary: 'A rule accepts everything',
  why: `An \`accept\` without any matcher takes every packet that comes to it, from everywhere and to every port. In \`input\` that is the router itself with all its services, in \`forward\` all that lies behind it, and no rule after it is ever asked. Such a rule is mostly a test that was forgotten, or one whose matchers got lost.

Say whom it is for, or delete it. Behind a rule that drops all strangers it does no harm, and is not reported.`,
  references: ['CWE-284', 'https://manual.mikrotik.com/docs/firewall-and-quality-of-service/firewall'],
  fix: null,
  examples: [
    {
      bad: '/ip firewall filter add chain=forward action=accept',
      good: '/ip firewall filter add chain=forward action=accept connection-state=established,related',
    },
    {
      bad: '/ip firewall filter\nadd chain=input action=accept comment="for now"\nadd chain=input action=drop in-interface-list=!LAN',
      good: '/ip firewall filter\nadd chain=input action=drop in-interface-list=!LAN\nadd chain=input action=accept comment="own network"',
    },
    {
      bad: '/ip firewall filter add chain=input comment="test"',
      good: '/ip firewall filter add chain=input action=accept protocol=icmp comment="test"',
    },
    {
      bad: '/ipv6 firewall filter add chain=forward action=accept src-address=::/0',
      good: '/ipv6 firewall filter add chain=forward action=accept src-address=2001:db8::/32',
    },
  ],
  silent: [
    {
      script: '/ip firewall filter add chain=output action=accept',
      because: 'What the router itself sends is no door',
    },
    { script: '/ip firewall filter add chain=input action=accept disabled=yes', because: 'The rule is disabled' },
    {
      script: '/ip firewall raw add chain=prerouting action=accept disabled=yes',
      because: 'The vendor’s switch for a transparent firewall is of another table, and disabled',
    },
    {
      script: '/ip firewall filter\nadd chain=input action=drop\nadd chain=input action=accept',
      because: 'Nothing comes to it: that is the matter of fw-drop-before-accept',
    },
    {
      script:
        '/ip firewall filter\nadd chain=forward action=drop connection-state=new connection-nat-state=!dstnat in-interface-list=WAN\nadd chain=forward action=accept',
      because: 'New connections from the Internet are dropped before it',
    },
    {
      script: '/ip firewall filter add chain=trusted action=accept',
      because: 'Who comes to a chain of one’s own is told by the jump',
    },
    {
      script: '/ip firewall filter add chain=input action=accept src-address-list=$list',
      because: 'The list is only known on the router',
    },
    {
      script: '/ip firewall filter add chain=input action=accept src-address=',
      because: 'The rule fw-empty-matcher reports it',
    },
  ],
  menus: [...filterMenus],
  check({ script, settings, report }) {
    for (const menu of filterMenus) {
      if (!script.evidence.mentions(menu)) continue;
      const rules = firewallRules(script, menu);
      const closed = closings(rules, sidesIn(script, menu, settings));
      for (const [index, entry] of rules.entries.entries()) {
        const packets = rules.table.packets[index];
        if (packets === undefined || entry.disabled || entry.action !== 'accept') continue;
        if (entry.chain !== 'input' && entry.chain !== 'forward') continue;
        if (packets.narrowed !== 0 || packets.opaque.length > 0 || !packets.bounded) continue;
        if (isBehindClosing(entry, index, closed)) continue;
        const what = entry.chain === 'input' ? 'to the router itself' : 'through the router';
        report({
          span: entry.command.span,
          message: `This rule accepts everything ${what}, from everywhere: it has no matcher. Say whom it is for, or delete it.`,
          ...(entry.settled ? {} : { severity: 'hint' as const }),
        });
      }
    }
  },
});
