import type { CommandUse, ItemState, ScriptModel } from '../../model/types';
import { matchesPattern, type AnalysisSettings } from '../configuration/settings';
import { defineRule, type Fix } from '../rule';
import { firewallRules, interfaceListMembers } from '../support/firewall';
import { asValue } from '../support/accessValues';
import { commandAfter } from '../support/items';
import { isManagement, networksOn } from '../support/managementInterfaces';
import { isActive } from '../support/writtenSettings';

const filter = '/ip/firewall/filter';
const lists = '/interface/list';
const memberMenu = '/interface/list/member';
const interfaceMenus = ['/interface/bridge', '/interface/vlan', '/interface/wireguard'] as const;

export default defineRule({
  id: 'list-entry-missing-for-interface',
  category: 'security',
  severity: 'warning',
  risk: 'high',
  since: '0.1.0',
  recommended: true,
  summary: 'The management interface is not in the list that the firewall lets through',
  why: `The input chain drops everything that does not come from an interface list (\`drop in-interface-list=!LAN\`), and the script makes a bridge, VLAN or WireGuard interface with an address that is not in that list. Whoever manages the router by it is locked out as soon as the rule stands: a common way to lose a router.

An interface counts as one of management when its name or comment says so, or when its network is one from which services may be used (\`address\` in \`/ip service\`) or that the settings name. Nothing is said where another rule of the input chain lets it in.

The fix adds it to the list. It is a suggestion: members of the list are trusted by other rules as well.`,
  references: [
    'CWE-1188',
    'https://manual.mikrotik.com/docs/system-information-and-utilities/interface-lists',
    'https://manual.mikrotik.com/docs/getting-started/securing-your-router',
  ],
  fix: 'suggestion',
  examples: [
    {
      bad: '/interface list add name=LAN\n/interface list member add list=LAN interface=bridge\n/interface vlan add name=vlan99-mgmt vlan-id=99 interface=bridge\n/ip address add address=10.99.0.1/24 interface=vlan99-mgmt\n/ip firewall filter add chain=input action=drop in-interface-list=!LAN',
      fixed:
        '/interface list add name=LAN\n/interface list member add list=LAN interface=bridge\n/interface vlan add name=vlan99-mgmt vlan-id=99 interface=bridge; /interface list member add list=LAN interface=vlan99-mgmt\n/ip address add address=10.99.0.1/24 interface=vlan99-mgmt\n/ip firewall filter add chain=input action=drop in-interface-list=!LAN',
      good: '/interface list add name=LAN\n/interface list member add list=LAN interface=bridge\n/interface list member add list=LAN interface=vlan99-mgmt\n/interface vlan add name=vlan99-mgmt vlan-id=99 interface=bridge\n/ip address add address=10.99.0.1/24 interface=vlan99-mgmt\n/ip firewall filter add chain=input action=drop in-interface-list=!LAN',
    },
    {
      bad: '/interface list member add list=LAN interface=bridge\n/interface vlan add name="mgmt vlan" vlan-id=99 interface=bridge\n/ip address add address=10.99.0.1/24 interface="mgmt vlan"\n/ip firewall filter add chain=input action=drop in-interface-list=!LAN',
      fixed:
        '/interface list member add list=LAN interface=bridge\n/interface vlan add name="mgmt vlan" vlan-id=99 interface=bridge; /interface list member add list=LAN interface="mgmt vlan"\n/ip address add address=10.99.0.1/24 interface="mgmt vlan"\n/ip firewall filter add chain=input action=drop in-interface-list=!LAN',
      good: '/interface list member add list=LAN interface="mgmt vlan"\n/interface vlan add name="mgmt vlan" vlan-id=99 interface=bridge\n/ip address add address=10.99.0.1/24 interface="mgmt vlan"\n/ip firewall filter add chain=input action=drop in-interface-list=!LAN',
    },
    {
      bad: '/interface list member add list=LAN interface=bridge\n/interface wireguard add name=wg1 listen-port=13231\n/ip address add address=10.8.0.1/24 interface=wg1\n/ip service set winbox address=10.8.0.0/24\n/ip firewall filter\nadd chain=input action=accept connection-state=established,related\nadd chain=input action=drop in-interface-list=!LAN',
      fixed:
        '/interface list member add list=LAN interface=bridge\n/interface wireguard add name=wg1 listen-port=13231; /interface list member add list=LAN interface=wg1\n/ip address add address=10.8.0.1/24 interface=wg1\n/ip service set winbox address=10.8.0.0/24\n/ip firewall filter\nadd chain=input action=accept connection-state=established,related\nadd chain=input action=drop in-interface-list=!LAN',
      good: '/interface list member add list=LAN interface=bridge\n/interface wireguard add name=wg1 listen-port=13231\n/ip address add address=10.8.0.1/24 interface=wg1\n/ip service set winbox address=10.8.0.0/24\n/ip firewall filter\nadd chain=input action=accept in-interface=wg1\nadd chain=input action=drop in-interface-list=!LAN',
    },
  ],
  silent: [
    {
      script:
        '/interface list member add list=LAN interface=bridge\n/interface wireguard add name=wg-mgmt listen-port=13231\n/ip address add address=10.8.0.1/24 interface=wg-mgmt\n:if ([:len [/interface list member find interface=wg-mgmt]] = 0) do={ /interface list member add list=LAN interface=wg-mgmt }\n/ip firewall filter add chain=input action=drop in-interface-list=!LAN',
      because: 'It is added where it is not in the list yet',
    },
    {
      script:
        '/interface list member add list=LAN interface=bridge\n/interface vlan add name=vlan20-guests vlan-id=20 interface=bridge\n/ip address add address=10.20.0.1/24 interface=vlan20-guests\n/ip firewall filter add chain=input action=drop in-interface-list=!LAN',
      because: 'Nothing tells that the router is managed from there: guests are kept out on purpose',
    },
    {
      script:
        '/interface list member add list=LAN interface=bridge\n/interface vlan add name=mgmt vlan-id=99 interface=bridge\n/ip address add address=10.99.0.1/24 interface=mgmt\n/ip firewall filter\nadd chain=input action=accept src-address-list=admins\nadd chain=input action=drop in-interface-list=!LAN',
      because: 'Another rule may let it in',
    },
    {
      script:
        '/interface vlan add name=mgmt vlan-id=99 interface=bridge\n/ip address add address=10.99.0.1/24 interface=mgmt\n/ip firewall filter add chain=input action=drop in-interface-list=!LAN',
      because: 'The script does not fill the list: its members are set elsewhere',
    },
  ],
  menus: [filter],
  check({ script, settings, report }) {
    const drop = trustedDrop(script, settings);
    if (drop === undefined) return;
    const members = interfaceListMembers(script);
    const inside = members.get(drop.list);
    if (inside === undefined || isComposed(script, drop.list)) return;
    for (const { item, name, added } of newInterfaces(script)) {
      if (inside.has(name) || mayBeAdded(script, drop.list, name)) continue;
      const networks = networksOn(script, name);
      if (networks.length === 0 || !isManagement(script, settings, item, networks)) continue;
      if (isWan(members, settings, name) || isLetIn(script, name, members)) continue;
      report({
        span: added.span,
        message: `${name} is not in the interface list ${drop.list}, and the input chain drops what comes from elsewhere: whoever manages the router by it is locked out. Add it to ${drop.list}, or accept it before the drop.`,
        related: [{ span: drop.span, message: `This rule drops what does not come from ${drop.list}` }],
        fixes: addMember(script, drop.list, name, added),
      });
    }
  },
});

interface Drop {
  readonly list: string;
  readonly span: CommandUse['span'];
}

/** The drop of the input chain of what does not come from a trusted list. */
function trustedDrop(script: ScriptModel, settings: AnalysisSettings): Drop | undefined {
  for (const { chain, action, disabled, matchers, command, settled } of firewallRules(script, filter).entries) {
    if (chain !== 'input' || action !== 'drop' || disabled || !settled || command.conditional) continue;
    const value = matchers.get('in-interface-list');
    if (matchers.size !== 1 || value?.startsWith('!') !== true) continue;
    const list = value.slice(1);
    if (matchesPattern(settings.trustedInterfaceLists, list)) return { list, span: command.span };
  }
  return undefined;
}

/** Does a command put the interface into the list, be it only where it is not there yet? */
function mayBeAdded(script: ScriptModel, list: string, name: string): boolean {
  return script.state(memberMenu).items.some(({ added, properties }) => {
    const isSame = properties.get('list')?.value === list && properties.get('interface')?.value === name;
    return isSame && added?.conditional === true;
  });
}

/** Does the list take others in (`include=`), or may a command have filled it that cannot be read? */
function isComposed(script: ScriptModel, list: string): boolean {
  const include = script.state(lists).item(list)?.properties.get('include');
  const filled = script
    .commandsOf(memberMenu)
    .some((command) => command.verb === 'add' && command.arguments.some(({ value }) => value?.text === undefined));
  return (include !== undefined && include.value !== '') || filled || script.state(memberMenu).unresolved.length > 0;
}

function newInterfaces(
  script: ScriptModel,
): readonly { readonly item: ItemState; readonly name: string; readonly added: CommandUse }[] {
  return interfaceMenus.flatMap((menu) => {
    const state = script.state(menu);
    return state.items.flatMap((item) => {
      const { added, name } = item;
      return added === undefined || name === undefined || name === '' || !isActive(script, state, item)
        ? []
        : [{ item, name, added }];
    });
  });
}

function isWan(members: ReadonlyMap<string, ReadonlySet<string>>, settings: AnalysisSettings, name: string): boolean {
  return [...members].some(
    ([list, interfaces]) => interfaces.has(name) && matchesPattern(settings.wanInterfaceLists, list),
  );
}

/** May a rule of the input chain accept new connections from there: one that names the interface, a list of it, or any source at all? */
function isLetIn(script: ScriptModel, name: string, members: ReadonlyMap<string, ReadonlySet<string>>): boolean {
  return firewallRules(script, filter).entries.some(({ chain, action, disabled, matchers }) => {
    if (chain !== 'input' || disabled || (action !== 'accept' && action !== 'jump')) return false;
    if (action === 'jump' || matchers.has('src-address') || matchers.has('src-address-list')) return true;
    if (matchers.has('in-interface')) {
      const value = matchers.get('in-interface');
      return value === undefined || value === name || value.startsWith('!') || value.startsWith('all-');
    }
    if (!matchers.has('in-interface-list')) return false;
    const list = matchers.get('in-interface-list');
    return list === undefined || list.startsWith('!') || members.get(list)?.has(name) === true;
  });
}

function addMember(script: ScriptModel, list: string, name: string, added: CommandUse): readonly Fix[] {
  // It must stand behind the command that makes the interface: behind the members where they do, else behind that command.
  const members = script
    .commandsOf(memberMenu)
    .filter(({ verb, span }) => verb === 'add' && span.start > added.span.start);
  const after = members.at(-1) ?? added;
  if (after.substitution || after.conditional) return [];
  return [
    {
      title: `Add ${name} to the interface list ${list}`,
      class: 'suggestion',
      edits: [commandAfter(after, `/interface list member add list=${asValue(list)} interface=${asValue(name)}`)],
    },
  ];
}
