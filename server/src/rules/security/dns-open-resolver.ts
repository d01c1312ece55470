import type { ScriptModel } from '../../model/types';
import { defineRule } from '../rule';
import { matchesPattern, type AnalysisSettings } from '../configuration/settings';
import { acceptsStrangers, closings, sidesIn } from '../support/chainShapes';
import { firewallRules, namesPort, type RuleEntry } from '../support/firewall';
import { hasNoUpstream } from '../support/dnsUpstream';
import { inputEndsInTrustedDrop } from '../support/inputChain';
import { isYes } from '../support/items';
import { reportSettings } from '../support/writtenSettings';

const menu = '/ip/dns';
const filter = '/ip/firewall/filter';
const header = '# 2024-05-01 12:00:00 by RouterOS 7.14.3\n';
const sections =
  '/interface bridge\nadd name=bridge\n/interface list\nadd name=LAN\n/ip address\nadd address=192.168.88.1/24 interface=bridge\n/ip route\nadd gateway=192.168.88.2\n/system clock\nset time-zone-name=Europe/Riga\n/ip dns\n';

export default defineRule({
  id: 'dns-open-resolver',
  category: 'security',
  severity: 'warning',
  risk: 'high',
  since: '0.1.0',
  recommended: true,
  summary: 'The router resolves names for everybody who reaches it',
  why: `With \`allow-remote-requests=yes\` the router answers DNS queries on all its interfaces. Where the firewall lets UDP port 53 in from the Internet, it is an open resolver: attackers send it small questions with a forged sender, and it sends large answers to their victim.

A rule that accepts port 53 without saying from where, before anything that keeps strangers out, opens it in any case. It is no fault behind an input chain that drops what does not come from the trusted side, as in the vendor's default configuration. In a full export without such a drop it is a warning. A script that shows no firewall gets a hint, since the firewall may be set elsewhere. So does a router of which a full export shows that it has no server to ask (no \`servers\`, no DoH, no forwarding, and no client that is given some): it answers only what it holds itself.

The fix is a suggestion: clients that ask the router for names lose their resolver. Where they need it, drop UDP and TCP port 53 from the Internet's side in the input chain instead, before anything that accepts it.`,
  references: [
    'CWE-406',
    'https://manual.mikrotik.com/docs/network-management/dns',
    'https://manual.mikrotik.com/docs/getting-started/securing-your-router',
  ],
  fix: 'suggestion',
  examples: [
    {
      bad: `${header}${sections}set allow-remote-requests=yes servers=1.1.1.1`,
      fixed: `${header}${sections}set allow-remote-requests=no servers=1.1.1.1`,
      good: `${header}${sections}set servers=1.1.1.1`,
    },
    {
      bad: '/ip dns set allow-remote-requests=yes',
      fixed: '/ip dns set allow-remote-requests=no',
      good: '/ip dns set allow-remote-requests=no',
    },
    {
      bad: '/ip dns set allow-remote-requests=yes\n/ip firewall filter\nadd chain=input action=accept protocol=udp dst-port=53\nadd chain=input action=drop in-interface-list=!LAN',
      fixed:
        '/ip dns set allow-remote-requests=no\n/ip firewall filter\nadd chain=input action=accept protocol=udp dst-port=53\nadd chain=input action=drop in-interface-list=!LAN',
      good: '/ip dns set allow-remote-requests=yes\n/ip firewall filter\nadd chain=input action=accept protocol=udp dst-port=53 in-interface-list=LAN\nadd chain=input action=drop in-interface-list=!LAN',
    },
    {
      bad: '/ip dns set allow-remote-requests=yes\n/ip firewall filter\nadd chain=input action=accept protocol=tcp dst-port=53,80 in-interface-list=WAN\nadd chain=input action=drop',
      fixed:
        '/ip dns set allow-remote-requests=no\n/ip firewall filter\nadd chain=input action=accept protocol=tcp dst-port=53,80 in-interface-list=WAN\nadd chain=input action=drop',
      good: '/ip dns set allow-remote-requests=yes\n/ip firewall filter\nadd chain=input action=accept protocol=tcp dst-port=80 in-interface-list=WAN\nadd chain=input action=drop',
    },
  ],
  silent: [
    {
      script:
        '/ip dns set allow-remote-requests=yes\n/ip firewall filter\nadd chain=input action=drop protocol=udp dst-port=53 in-interface-list=WAN\nadd chain=input action=accept protocol=udp dst-port=53\nadd chain=input action=drop in-interface-list=!LAN',
      because: 'Queries from the Internet are dropped before',
    },
    {
      script:
        '/ip dns set allow-remote-requests=yes\n/ip firewall filter\nadd chain=input action=accept protocol=udp dst-port=53 src-address-list=clients\nadd chain=input action=drop',
      because: 'Only known clients may ask',
    },
    {
      script:
        '/ip dns set allow-remote-requests=yes\n/ip firewall filter\nadd chain=input action=accept protocol=udp dst-port=53 limit=50,5:packet\nadd chain=input action=drop',
      because: 'What else narrows the rule may be what keeps floods away',
    },
    {
      script: `${header}${sections}set allow-remote-requests=yes\n/ip firewall filter\nadd action=accept chain=input connection-state=established,related,untracked\nadd action=drop chain=input connection-state=invalid\nadd action=accept chain=input protocol=icmp\nadd action=accept chain=input dst-address=127.0.0.1\nadd action=drop chain=input in-interface-list=!LAN`,
      because: 'The firewall lets only the trusted side through, as in the default configuration',
    },
    {
      script:
        '/ip dns set allow-remote-requests=yes\n/ip firewall filter add chain=input action=drop protocol=udp dst-port=53 in-interface-list=WAN\n/ip firewall filter add chain=input action=drop protocol=tcp dst-port=53 in-interface-list=WAN',
      because: 'Queries from the Internet are dropped',
    },
    {
      script:
        '/ip dns set allow-remote-requests=yes\n/ip firewall filter add chain=input action=drop in-interface=ether1',
      because: 'All that comes in by one interface is dropped, which may be the Internet side',
    },
    { script: '/ip dns set allow-remote-requests=$resolver', because: 'The value is only known on the router' },
    { script: '/ip dns set servers=1.1.1.1', because: 'The script does not make the router a resolver' },
  ],
  menus: [menu],
  check(context) {
    const { script, settings } = context;
    const opening = acceptOfQueries(script, settings);
    const isolated = hasNoUpstream(script);
    reportSettings(context, {
      menu,
      property: 'allow-remote-requests',
      matches: (value) =>
        isYes(value) &&
        (opening !== undefined || (!inputEndsInTrustedDrop(script, settings) && !dropsQueries(script, settings))),
      message: () => {
        if (isolated)
          return 'The router answers queries of everybody who reaches it. It has no server to ask, so it can answer only the names that it holds itself: an open resolver once it is given one. Drop UDP and TCP port 53 from the Internet in the input chain, or set allow-remote-requests=no.';
        const consequence =
          'Strangers use an open resolver to flood others. Drop UDP and TCP port 53 from the Internet in the input chain, or set allow-remote-requests=no.';
        if (opening !== undefined)
          return `The router resolves names for everybody: the accept on ${opening.label} lets queries in and does not say from where. Strangers use an open resolver to flood others. Add in-interface-list=LAN to that rule, or set allow-remote-requests=no.`;
        return showsFirewall(script)
          ? `The router resolves names for everybody who reaches it, and no drop at the end of the input chain keeps strangers away. ${consequence}`
          : `The router resolves names for everybody who reaches it; this script does not show a firewall before it. ${consequence}`;
      },
      severity: () => (!isolated && (opening?.settled === true || isWhole(script)) ? undefined : 'hint'),
      fixes: () => [
        {
          title: 'Answer no queries from the network (clients that use the router as their resolver need another)',
          class: 'suggestion',
          value: 'no',
        },
      ],
    });
  },
});

/** What may stand in a rule that accepts queries of everybody: other matchers may be what keeps strangers out. */
const plain: ReadonlySet<string> = new Set([
  'protocol',
  'dst-port',
  'connection-state',
  'in-interface',
  'in-interface-list',
]);

/** The first accept of the input chain that lets strangers ask, where nothing before it drops what they ask. */
function acceptOfQueries(script: ScriptModel, settings: AnalysisSettings): RuleEntry | undefined {
  const rules = firewallRules(script, filter);
  const sides = sidesIn(script, filter, settings);
  const closed = closings(rules, sides);
  for (const [index, entry] of rules.entries.entries()) {
    if (stopsQueries(entry, settings)) return undefined;
    const opens = [...entry.matchers.keys()].every((name) => plain.has(name)) && namesPort(entry, 53);
    if (opens && acceptsStrangers(rules, index, sides, closed)) return entry;
  }
  return undefined;
}

/** A full export whose input chain is all there is to know: without jumps, which may lead to a drop. */
function isWhole(script: ScriptModel): boolean {
  if (script.evidence.kind !== 'full-export' || script.state(filter).unresolved.length > 0) return false;
  return !firewallRules(script, filter).entries.some(({ chain, action }) => chain === 'input' && action === 'jump');
}

function showsFirewall(script: ScriptModel): boolean {
  return (
    script.evidence.kind === 'full-export' ||
    firewallRules(script, filter).entries.some(({ chain, disabled }) => chain === 'input' && !disabled)
  );
}

/** Does a rule of the input chain drop queries? Its place is not looked at. */
function dropsQueries(script: ScriptModel, settings: AnalysisSettings): boolean {
  return firewallRules(script, filter).entries.some((entry) => stopsQueries(entry, settings));
}

/** A drop of queries in the input chain: of all, of the Internet's side, or of an interface of which nothing tells the side. Recognised by pattern. */
function stopsQueries({ chain, action, disabled, matchers }: RuleEntry, settings: AnalysisSettings): boolean {
  if (chain !== 'input' || disabled || (action !== 'drop' && action !== 'reject')) return false;
  if (matchers.size === 1 && (matchers.has('in-interface') || matchers.has('in-interface-list'))) return true;
  if (matchers.get('protocol') !== 'udp' || matchers.get('dst-port')?.split(',').includes('53') !== true) return false;
  const list = matchers.get('in-interface-list');
  return list === undefined || list.startsWith('!') || matchesPattern(settings.wanInterfaceLists, list);
}
