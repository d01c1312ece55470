import type { CommandUse, ItemState, MenuState, ScriptModel } from '../../model/types';
import type { Span, TextEdit } from '../../syntax/span';
import { appendArgument, defineRule } from '../rule';
import { hardeningGroup } from '../support/accessGroups';
import { inputEndsInTrustedDrop } from '../support/inputChain';
import {
  argumentNamed,
  commandAfter,
  enabledState,
  enumeration,
  itemsOf,
  mayBeChanged,
  placeOf,
  withoutConditions,
} from '../support/items';
import { managementNetwork } from '../support/networks';
import { serviceMenu, serviceNamed } from '../support/services';

interface Open {
  readonly command: CommandUse;
  readonly span: Span;
  readonly items: ItemState[];
  /** An address is set, but only by a command that runs sometimes. */
  readonly perhaps: boolean;
}

export default defineRule({
  id: 'service-address-unrestricted',
  category: 'security',
  severity: 'warning',
  risk: 'high',
  since: '0.1.0',
  recommended: true,
  summary: 'A management service is switched on without saying from where it may be reached',
  why: `An empty \`address\` (the default) lets a service answer everybody who can reach the router. Name the networks that manage it: \`address\` takes a list of IPv4 and IPv6 prefixes. The vendor recommends a firewall in addition: \`address\` refuses logins, it does not drop packets.

The fix is a suggestion, because only you know the network you come from.`,
  references: [
    'CWE-284',
    'CWE-1327',
    'https://manual.mikrotik.com/docs/system-information-and-utilities/services',
    'https://manual.mikrotik.com/docs/getting-started/securing-your-router',
  ],
  fix: 'suggestion',
  examples: [
    {
      bad: '/ip service set winbox disabled=no',
      fixed: '/ip service set winbox disabled=no address=192.168.88.0/24',
      good: '/ip service set winbox disabled=no address=10.0.0.0/24,fd00::/64',
    },
    {
      bad: '/ip service\nset ssh address=10.20.0.0/16\nenable winbox',
      fixed: '/ip service\nset ssh address=10.20.0.0/16\nenable winbox; /ip service set winbox address=10.20.0.0/16',
      good: '/ip service\nset ssh address=10.20.0.0/16\nset winbox address=10.20.0.0/16\nenable winbox',
    },
    {
      bad: '/ip service set ssh,winbox disabled=no',
      fixed: '/ip service set ssh,winbox disabled=no address=192.168.88.0/24',
      good: '/ip service set ssh,winbox disabled=no address=192.168.88.0/24',
    },
  ],
  silent: [
    {
      script: '/ip service set ssh port=2222',
      because: 'The script changes a port and says nothing about who may connect: that may be set elsewhere',
    },
    { script: '/ip service set winbox disabled=yes', because: 'A service that is off answers nobody' },
    {
      script: '/ip service set winbox disabled=no address=$managers',
      because: 'The value is only known on the router',
    },
    {
      script: '/ip service set winbox disabled=no address=""',
      because: 'The rule service-address-empty-assignment reports it',
    },
    {
      script:
        '/ip service set winbox disabled=no\n:foreach name in=$services do={ /ip service set $name address=10.0.0.0/8 }',
      because: 'A later command may set it: which services it means is only known on the router',
    },
    {
      script:
        '/ip firewall filter\nadd chain=input action=accept connection-state=established,related,untracked\nadd chain=input action=drop in-interface-list=!LAN\n/ip service set winbox disabled=no',
      because: 'The firewall of the script lets only the trusted interfaces through',
    },
  ],
  menus: [serviceMenu],
  check({ script, settings, report }) {
    const state = script.state(serviceMenu);
    const open = openServices(script, state);
    if (open.length === 0 || inputEndsInTrustedDrop(script, settings)) return;
    const network = managementNetwork(script, settings);
    for (const { command, span, items, perhaps } of open) {
      const names = items.map((item) => item.name ?? '');
      const subject = `${enumeration(names)} ${names.length === 1 ? 'is' : 'are'}`;
      if (perhaps) {
        report({
          span,
          severity: 'hint',
          message: `${subject} switched on, and restricted to an address only under a condition. Where it does not hold, everybody who can reach the router may connect.`,
        });
        continue;
      }
      report({
        span,
        message: `${subject} switched on and ${names.length === 1 ? 'answers' : 'answer'} everybody who can reach the router: no address is set. Set address= to the networks that manage it.`,
        fixes: [
          {
            title: `Restrict ${enumeration(names)} to ${network} (put your management network here)`,
            class: 'suggestion',
            ...hardeningGroup(names),
            placeholders: [network],
            edits: [restrict(state, command, items, network)],
          },
        ],
      });
    }
  },
});

/** Services that the file switches on and leaves open, those of one command together. */
function openServices(script: ScriptModel, state: MenuState): readonly Open[] {
  const open = new Map<string, Open>();
  for (const item of state.items) {
    const service = serviceNamed(item.name);
    if (service === undefined || enabledState(state, item) !== 'enabled') continue;
    // In an export nobody switched it on: services-at-defaults lists such services in one finding.
    if (script.evidence.kind !== 'script' && service.enabled) continue;
    const disabled = item.properties.get('disabled');
    const address = item.properties.get('address');
    if (disabled === undefined || mayBeChanged(state, 'address', address)) continue;
    // In a script an empty value is a finding of its own; in an export it is how the router writes the default.
    const limited = address !== undefined && (address.value !== '' || script.evidence.kind === 'script');
    const perhaps = limited && !disabled.conditional && withoutConditions(address) === undefined;
    if (limited && !perhaps) continue;
    const { command } = disabled;
    const key = `${command.span.start} ${perhaps}`;
    const entry = open.get(key) ?? { command, span: placeOf(disabled), items: [], perhaps };
    entry.items.push(item);
    open.set(key, entry);
  }
  return [...open.values()];
}

function restrict(state: MenuState, command: CommandUse, items: readonly ItemState[], network: string): TextEdit {
  const argument = argumentNamed(command, 'address');
  if (command.verb === 'set' && itemsOf(state, command).length === items.length) {
    if (argument === undefined) return appendArgument(command, `address=${network}`);
    return { ...argument.span, text: `address=${network}` };
  }
  return commandAfter(command, `/ip service set ${items.map((item) => item.name ?? '').join(',')} address=${network}`);
}
