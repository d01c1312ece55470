import { firstCover } from '../../firewall/chains';
import { defineRule } from '../rule';
import type { RuleEntry } from '../support/firewall';
import { contentOf, firewallRules, ruleMenus } from '../support/firewall';

/** With these, two rules that read the same do different things, or more of it. */
const counting: ReadonlySet<string> = new Set([
  'connection-limit',
  'connection-rate',
  'dst-limit',
  'limit',
  'nth',
  'per-connection-classifier',
  'random',
]);

/** Actions whose second run has no further effect on a packet. */
const repeatable: ReadonlySet<string> = new Set([
  'add-dst-to-address-list',
  'add-src-to-address-list',
  'fasttrack-connection',
  'log',
  'mark-connection',
  'mark-packet',
  'mark-routing',
  'accept',
  'drop',
  'reject',
  'tarpit',
  'dst-nat',
  'src-nat',
  'masquerade',
  'redirect',
]);

/** Actions after which a packet, or what is known of its connection, may match what it did not match before. */
const changing: ReadonlyMap<string, readonly string[]> = new Map([
  ['add-dst-to-address-list', ['dst-address-list', 'src-address-list']],
  ['add-src-to-address-list', ['dst-address-list', 'src-address-list']],
  ['change-dscp', ['dscp']],
  ['change-mss', ['tcp-mss']],
  ['change-ttl', ['ttl']],
  ['mark-connection', ['connection-mark']],
  ['mark-packet', ['packet-mark']],
  ['mark-routing', ['routing-mark']],
  ['set-priority', ['priority']],
]);
const changeable = [...new Set([...changing.values()].flat())];

export default defineRule({
  id: 'fw-duplicate-rule',
  category: 'firewall',
  severity: 'information',
  risk: 'low',
  since: '0.1.0',
  recommended: true,
  summary: 'The same firewall rule is there twice',
  why: `Two rules of a chain that are alike in all but their comment are mostly left by a script that ran twice, or by copying. The second one costs time for every packet, and whoever changes one of them later will forget the other. Delete one.

Rules that the packets never come to, because an earlier one takes them all, are reported as \`fw-unreachable-rule\`.`,
  references: ['CWE-1041', 'https://manual.mikrotik.com/docs/firewall-and-quality-of-service/firewall'],
  fix: null,
  examples: [
    {
      bad: '/ip firewall mangle\nadd chain=prerouting action=mark-connection new-connection-mark=voice protocol=udp dst-port=5060 passthrough=yes\nadd chain=prerouting action=mark-connection new-connection-mark=voice protocol=udp dst-port=5060 passthrough=yes comment=again',
      good: '/ip firewall mangle\nadd chain=prerouting action=mark-connection new-connection-mark=voice protocol=udp dst-port=5060 passthrough=yes\nadd chain=prerouting action=mark-connection new-connection-mark=voice protocol=udp dst-port=5061 passthrough=yes',
    },
    {
      bad: '/ip firewall filter\nadd chain=input action=drop protocol=tcp tcp-flags=fin,syn\nadd chain=input action=drop protocol=tcp tcp-flags=fin,syn',
      good: '/ip firewall filter\nadd chain=input action=drop protocol=tcp tcp-flags=fin,syn\nadd chain=input action=drop protocol=tcp tcp-flags=fin,rst',
    },
  ],
  silent: [
    {
      script:
        '/ip firewall filter\nadd chain=input action=drop protocol=tcp dst-port=23\nadd chain=input action=drop protocol=tcp dst-port=23',
      because: 'The rule fw-unreachable-rule reports it',
    },
    {
      script:
        '/ip firewall mangle\nadd chain=prerouting action=mark-connection new-connection-mark=a nth=2,1\nadd chain=prerouting action=mark-connection new-connection-mark=a nth=2,1',
      because: 'Every rule counts for itself',
    },
    {
      script:
        '/ip firewall filter\nadd chain=input action=drop tcp-flags=syn protocol=tcp\nadd chain=forward action=drop tcp-flags=syn protocol=tcp',
      because: 'The chains differ',
    },
    {
      script:
        '/ip firewall filter\nadd chain=input action=drop tcp-flags=syn protocol=tcp disabled=yes\nadd chain=input action=drop tcp-flags=syn protocol=tcp',
      because: 'One of the two is disabled',
    },
    {
      script:
        '/ip firewall filter\nadd chain=input action=drop src-address=$a\nadd chain=input action=drop src-address=$a',
      because: 'The value may have changed in between',
    },
    {
      script:
        ':if ($a) do={ /ip firewall filter add chain=input action=log protocol=tcp }\n:if (!$a) do={ /ip firewall filter add chain=input action=log protocol=tcp }',
      because: 'Only one of the two is added',
    },
    {
      script:
        '/ip firewall mangle\nadd chain=output action=mark-routing connection-mark=isp new-routing-mark=isp passthrough=no\nadd chain=output action=mark-connection out-interface=ether1 new-connection-mark=isp\nadd chain=output action=mark-routing connection-mark=isp new-routing-mark=isp passthrough=no',
      because: 'The second one is for the packets that have got their mark in between',
    },
    {
      script:
        '/ip firewall filter\nadd chain=input action=log src-address-list=known protocol=tcp\nadd chain=input action=add-src-to-address-list address-list=known address-list-timeout=1d protocol=tcp dst-port=22\nadd chain=input action=log src-address-list=known protocol=tcp',
      because: 'The list has got more members in between',
    },
  ],
  menus: [...ruleMenus],
  check({ script, report }) {
    for (const menu of ruleMenus) {
      if (!script.evidence.mentions(menu)) continue;
      const rules = firewallRules(script, menu);
      const first = new Map<string, number>();
      for (const [index, entry] of rules.entries.entries()) {
        const likeness = likenessOf(entry);
        // Where a value got lost, that is what is to be mended first (fw-empty-matcher).
        if (likeness === undefined || rules.table.packets[index]?.bounded !== true) continue;
        const earlier = first.get(likeness);
        const known = earlier === undefined ? undefined : rules.entries[earlier];
        if (earlier === undefined || known === undefined) {
          first.set(likeness, index);
          continue;
        }
        if (firstCover(rules.table, index)) continue;
        if (rules.entries.slice(earlier + 1, index).some((between) => mayChangeMatch(between, entry))) continue;
        report({
          span: entry.command.span,
          message: `This rule is there already, on ${known.label}, and does nothing that the first one has not done. Delete one of them.`,
          tags: ['unnecessary'],
          related: [{ span: known.command.span, message: 'The same rule' }],
        });
      }
    }
  },
});

/** All that makes the rule what it is, as one text; undefined where it cannot be compared. */
function likenessOf(entry: RuleEntry): string | undefined {
  const { certain, disabled, action, item } = entry;
  if (!certain || disabled || !repeatable.has(action ?? '')) return undefined;
  for (const [name, { argument }] of item.properties)
    if (counting.has(name) && argument?.unset !== true) return undefined;
  return contentOf(entry);
}

/** May a packet that did not match the rule before this other one match it afterwards? A jump may lead to whatever changes it. */
function mayChangeMatch(between: RuleEntry, { chain, matchers }: RuleEntry): boolean {
  if (between.disabled || between.chain !== chain) return false;
  const { action } = between;
  const changed = action === undefined || action === 'jump' ? changeable : (changing.get(action) ?? []);
  return changed.some((name) => matchers.has(name));
}
