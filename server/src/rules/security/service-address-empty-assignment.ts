import type { ArgumentUse, CommandUse, ItemState, MenuState, ScriptModel } from '../../model/types';
import { defineRule } from '../rule';
import {
  argumentNamed,
  decides,
  decidesWithoutConditions,
  enumeration,
  isNo,
  itemsOf,
  mayBeChanged,
} from '../support/items';
import { inputEndsInTrustedDrop } from '../support/inputChain';
import { managementNetwork } from '../support/networks';
import { serviceMenu, serviceNamed } from '../support/services';

export default defineRule({
  id: 'service-address-empty-assignment',
  category: 'security',
  severity: 'warning',
  risk: 'medium',
  since: '0.1.0',
  recommended: true,
  summary: 'The address restriction of a service is set to nothing',
  why: `An empty \`address\` means *everybody*: the assignment takes away whatever restriction the service had. Where it was meant to restrict the service, the address is missing. Note also that \`address\` takes networks, not interfaces; to restrict a service to an interface, use the firewall.

Where a later command switches the service off, or the input chain of the script lets only trusted interfaces through, it is no more than a hint.

The fix is a suggestion, because only you know the network you come from.`,
  references: ['CWE-284', 'https://manual.mikrotik.com/docs/system-information-and-utilities/services'],
  fix: 'suggestion',
  examples: [
    {
      bad: '/ip service set winbox address=',
      fixed: '/ip service set winbox address=192.168.88.0/24',
      good: '/ip service set winbox address=10.1.1.0/24',
    },
    {
      bad: '/ip service set ssh address="" port=2222',
      fixed: '/ip service set ssh address=192.168.88.0/24 port=2222',
      good: '/ip service set ssh address=10.1.1.0/24 port=2222',
    },
    {
      bad: '/ip service set api address=\n/ip service set api disabled=yes',
      fixed: '/ip service set api address=192.168.88.0/24\n/ip service set api disabled=yes',
      good: '/ip service set api disabled=yes',
    },
  ],
  silent: [
    { script: '/ip service set winbox address=$mgmtNet', because: 'The value is only known on the router' },
    { script: '/ip service set telnet address="" disabled=yes', because: 'A service that is off answers nobody' },
    {
      script: '/ip service set winbox address=""\n/ip service set winbox address=10.1.1.0/24',
      because: 'The last command decides',
    },
    {
      script: '/ip service\nset ssh address="" port=22\nset winbox address="" port=8291',
      because: 'A listing of all values, which writes "" where none is set',
    },
    { script: '/ip firewall address-list add list=api address=10.1.1.1', because: 'Another menu' },
  ],
  menus: [serviceMenu],
  check({ script, settings, report }) {
    // An export writes out the state of a router; nobody assigned anything there.
    if (script.evidence.kind !== 'script') return;
    const state = script.state(serviceMenu);
    const isListing = listsValues(script);
    for (const command of script.commandsOf(serviceMenu)) {
      const argument = command.verb === 'set' ? argumentNamed(command, 'address') : undefined;
      if (argument?.value?.text !== '') continue;
      if (isListing && argument.value.kind === 'string') continue;
      const items = itemsOf(state, command).filter((item) => isOpened(state, item, command, argument));
      if (items.length === 0) continue;
      const network = managementNetwork(script, settings);
      report({
        span: argument.span,
        ...(items.every((item) => isMended(item, argument)) || inputEndsInTrustedDrop(script, settings)
          ? { severity: 'hint' as const }
          : {}),
        message: `The address of ${enumeration(items.map((item) => item.name ?? ''))} is set to an empty value, probably a missing address: everybody who can reach the router may connect. Write the networks that manage it.`,
        fixes: [
          {
            title: `Set address=${network} (put your management network here)`,
            class: 'suggestion',
            edits: [{ ...argument.span, text: `address=${network}` }],
          },
        ],
      });
    }
  },
});

/** Do several commands, each for another service, write `address=""`? So does a listing of all values. */
function listsValues(script: ScriptModel): boolean {
  const state = script.state(serviceMenu);
  const found = new Set<ItemState>();
  for (const command of script.commandsOf(serviceMenu)) {
    const value = command.verb === 'set' ? argumentNamed(command, 'address')?.value : undefined;
    if (value?.text !== '' || value.kind !== 'string') continue;
    const [item, ...others] = itemsOf(state, command);
    if (item !== undefined && others.length === 0) found.add(item);
  }
  return found.size > 1;
}

/**
 * Off by a later command: nothing is open now, but it would be as soon as the service is switched on again. Or restricted by a later command that
 * runs only sometimes.
 */
function isMended(item: ItemState, argument: ArgumentUse): boolean {
  return item.disabled === true || !decides(item, argument);
}

/** Does the item keep the empty address, and is it not known to be off where the command stands? */
function isOpened(state: MenuState, item: ItemState, command: CommandUse, argument: ArgumentUse): boolean {
  if (serviceNamed(item.name) === undefined) return false;
  if (!decides(item, argument) && !decidesWithoutConditions(item, argument)) return false;
  if (mayBeChanged(state, 'address', item.properties.get('address'))) return false;
  const until = item.writes.filter((write) => write.span.start <= command.span.start);
  const switched = until
    .filter((write) => write.verb === 'enable' || write.verb === 'disable' || argumentNamed(write, 'disabled'))
    .at(-1);
  if (switched === undefined || switched.verb === 'enable') return true;
  return isNo(argumentNamed(switched, 'disabled')?.value?.text);
}
