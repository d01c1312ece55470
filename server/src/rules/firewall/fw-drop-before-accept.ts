import type { ScriptModel } from '../../model/types';
import type { Fix } from '../rule';
import { defineRule } from '../rule';
import { covers } from '../../firewall/packets';
import type { Dropped, FirewallMenu, RuleEntry } from '../support/firewall';
import {
  outwardInterfaces,
  droppedBefore,
  filterMenus,
  firewallRules,
  interfaceListMembers,
} from '../support/firewall';
import { deleteLines, moveAbove } from './moveRule';
import type { ListNames } from '../support/sourceLimits';
import { limitsSource, sidesOf } from '../support/sourceLimits';

const menus = [...filterMenus, '/ip/firewall/raw', '/ipv6/firewall/raw'] as const;

export default defineRule({
  id: 'fw-drop-before-accept',
  category: 'firewall',
  severity: 'warning',
  risk: 'high',
  since: '0.1.0',
  recommended: true,
  summary: 'An accept stands behind a drop that takes all its packets',
  why: `Rules are tried from top to bottom, and \`add\` puts a rule at the end of its chain. An exception that is added after the \`drop\` it should be an exception from never comes into effect: whoever it was for is locked out. Put the accept first.

The fix moves the line and is a suggestion: it opens what was closed. On a router that has rules already, use \`place-before=[find comment="..."]\` with the comment of the drop.`,
  references: ['CWE-696', 'CWE-561', 'https://manual.mikrotik.com/docs/firewall-and-quality-of-service/firewall'],
  fix: 'suggestion',
  examples: [
    {
      bad: '/ip firewall filter\nadd chain=input action=drop protocol=tcp dst-port=8728\nadd chain=input action=accept protocol=tcp dst-port=8728 src-address=192.168.1.100\n',
      fixed:
        '/ip firewall filter\nadd chain=input action=accept protocol=tcp dst-port=8728 src-address=192.168.1.100\nadd chain=input action=drop protocol=tcp dst-port=8728\n',
      good: '/ip firewall filter\nadd chain=input action=accept protocol=tcp dst-port=8728 src-address=192.168.1.100\nadd chain=input action=drop protocol=tcp dst-port=8728\n',
    },
    {
      bad: '/ip firewall filter add chain=input action=reject in-interface-list=WAN\n/ip firewall filter add chain=input action=accept protocol=tcp dst-port=8729 in-interface-list=WAN src-address-list=mgmt',
      fixed:
        '/ip firewall filter add chain=input action=accept protocol=tcp dst-port=8729 in-interface-list=WAN src-address-list=mgmt\n/ip firewall filter add chain=input action=reject in-interface-list=WAN',
      good: '/ip firewall filter add chain=input action=reject in-interface-list=WAN\n/ip firewall filter add chain=input action=accept protocol=tcp dst-port=8729 in-interface-list=LAN src-address-list=mgmt',
    },
  ],
  silent: [
    {
      script:
        '/ip firewall filter\nadd chain=input action=drop in-interface-list=WAN\nadd chain=input action=accept in-interface-list=LAN protocol=tcp dst-port=8291',
      because: 'The drop is for other interfaces',
    },
    {
      script:
        '/ip firewall filter\nadd chain=input action=drop src-address-list=blocked\nadd chain=input action=accept src-address-list=mgmt protocol=tcp dst-port=8729',
      because: 'An address may be in one list without being in the other',
    },
    {
      script:
        '/ip firewall filter\nadd chain=input action=drop connection-limit=20,32 protocol=tcp\nadd chain=input action=accept protocol=tcp dst-port=8729 src-address-list=mgmt',
      because: 'The drop takes only what exceeds its limit',
    },
    {
      script:
        '/ip firewall filter\nadd chain=input action=drop protocol=tcp\nadd chain=input action=accept protocol=tcp dst-port=8729 src-address-list=mgmt place-before=0',
      because: 'place-before puts the accept somewhere else',
    },
    {
      script:
        '/ip firewall filter\nadd chain=input action=drop protocol=tcp disabled=yes\nadd chain=input action=accept protocol=tcp dst-port=8729 src-address-list=mgmt',
      because: 'The drop is disabled',
    },
    {
      script:
        '/ip firewall filter add chain=input action=drop protocol=tcp\n/ip firewall filter add chain=forward action=accept protocol=tcp dst-port=443\n/ipv6 firewall filter add chain=input action=accept protocol=tcp dst-port=8729 src-address-list=mgmt',
      because: 'Chains and tables are of their own',
    },
    {
      script:
        '/ip firewall filter\nadd chain=input action=add-src-to-address-list address-list=seen protocol=tcp\nadd chain=input action=accept protocol=tcp dst-port=8729 src-address-list=mgmt',
      because: 'The first rule lets its packets go on',
    },
  ],
  menus: [...menus],
  check({ script, settings, report }) {
    for (const menu of menus) {
      if (!script.evidence.mentions(menu)) continue;
      const rules = firewallRules(script, menu);
      for (const [index, entry] of rules.entries.entries()) {
        const dropped = droppedBefore(rules, index);
        const drop = dropped && rules.entries[dropped.drop];
        if (dropped === undefined || drop === undefined) continue;
        const first = dropped.cover.first === dropped.drop ? undefined : rules.entries[dropped.cover.first];
        const also = first ? ` (as does the ${first.action ?? ''} on ${first.label})` : '';
        const fix = moveFix(script, rules, index, dropped, settings) ?? deleteFix(script, entry, first);
        report({
          span: entry.command.span,
          message: `This accept never takes effect: the ${drop.action ?? ''} on ${drop.label} stands before it and already takes every packet that it matches${also}. Put the accept first.`,
          related: [drop, ...(first ? [first] : [])].map((earlier) => ({
            span: earlier.command.span,
            message: `This ${earlier.action ?? ''} takes all its packets`,
          })),
          fixes: fix ? [fix] : [],
        });
      }
    }
  },
});

/** An accept above the drop takes all its packets as well: then nothing is missing, and the accept can go. */
function deleteFix(script: ScriptModel, entry: RuleEntry, first: RuleEntry | undefined): Fix | undefined {
  const edits = first?.action === 'accept' ? deleteLines(script, entry.command) : undefined;
  return (
    edits && {
      title: `Delete this accept (${first?.label ?? ''} accepts the same before the drop)`,
      class: 'suggestion',
      edits,
    }
  );
}

/**
 * Moves the accept above the drop. Not where another rule takes its packets even so, where it would make the drop useless, or where it would
 * open the router itself to everyone: then the order is not what is wrong.
 */
function moveFix(
  script: ScriptModel,
  { entries, table }: FirewallMenu,
  index: number,
  { drop, cover }: Dropped,
  settings: ListNames,
): Fix | undefined {
  const accept = entries[index];
  const target = entries[drop];
  const acceptPackets = table.packets[index];
  const dropPackets = table.packets[drop];
  if (accept === undefined || target === undefined || acceptPackets === undefined || dropPackets === undefined)
    return undefined;
  if (cover.first !== drop || covers(acceptPackets, dropPackets, table.knowledge)) return undefined;
  if (
    accept.chain === 'input' &&
    !limitsSource(
      accept.matchers,
      sidesOf(entries, {
        members: interfaceListMembers(script),
        outward: outwardInterfaces(script),
        names: settings,
      }),
    )
  )
    return undefined;
  const edits = moveAbove(script, accept.command, target.command);
  return (
    edits && {
      title: `Move the accept above the ${target.action ?? ''} on ${target.label}`,
      class: 'suggestion',
      edits,
    }
  );
}
