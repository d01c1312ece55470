import type { CommandUse, ScriptModel } from '../../model/types';
import { defineRule } from '../rule';
import { holdsPrefix } from '../support/addresses';
import { argumentNamed, isYes } from '../support/items';
import { addsLater, conditionOf, selectsAll } from '../support/selections';

/** What a connection to the router stands on, and what is lost with it. */
const foundations: ReadonlyMap<string, string> = new Map([
  ['/ip/address', 'addresses'],
  ['/ip/route', 'routes'],
  ['/interface/bridge', 'bridges'],
  ['/interface/bridge/port', 'ports of bridges'],
  ['/interface/vlan', 'VLANs'],
  ['/interface/ethernet', 'Ethernet ports'],
  ['/ip/dhcp-client', 'DHCP clients'],
  ['/interface', 'interfaces'],
]);
const rulesMenu = '/routing/rule';

export default defineRule({
  id: 'lockout-address-change',
  category: 'correctness',
  severity: 'warning',
  risk: 'high',
  since: '0.1.0',
  recommended: true,
  summary: 'The script takes away what the connection to the router stands on',
  why: `Without addresses, routes, bridge ports or VLANs the router cannot be reached over IP, and the connection that applies the script is cut. What stands behind that line may never be run, unless the script runs on the router itself.

Change what is there instead of removing everything first, name what is to go (\`[find comment="old"]\`), and have a way back: safe mode (\`/safe-mode/take\` from 7.18 on), or an entry of the scheduler that undoes the change unless you remove it. With the setting \`managementNetworks\` the rule also sees when one of those networks loses its address.`,
  references: ['https://manual.mikrotik.com/docs/getting-started/configuration-management'],
  fix: null,
  examples: [
    { bad: '/ip address remove [find]', good: '/ip address remove [find comment="old"]' },
    {
      bad: '/interface bridge port remove [find]\n/interface bridge port add bridge=bridge interface=ether2',
      good: '/interface bridge port remove [find interface=ether5]\n/interface bridge port add bridge=bridge interface=ether2',
    },
    {
      bad: '/ip dhcp-client remove [find]\n/ip address add address=203.0.113.5/29 interface=ether1',
      good: '/ip dhcp-client remove [find interface=ether1]\n/ip address add address=203.0.113.5/29 interface=ether1',
    },
    { bad: '/interface ethernet disable [find]', good: '/interface ethernet disable ether9' },
    { bad: '/interface disable [find]', good: '/interface disable [find name=ether9]' },
    { bad: '/interface vlan set [find] disabled=yes', good: '/interface vlan set [find name=guest] disabled=yes' },
  ],
  silent: [
    {
      script: '/ip address set [find interface=ether9] disabled=yes',
      because: 'Nothing says that the router is managed there',
    },
    { script: '/ip address add address=10.0.0.2/24 interface=ether2', because: 'Adding takes nothing away' },
    { script: '/ip firewall address-list remove [find]', because: 'Entries of a list are no addresses of the router' },
    { script: ':put [/ip address find]', because: 'Looking changes nothing' },
  ],
  menus: [...foundations.keys(), rulesMenu],
  check({ script, settings: { managementNetworks }, report }) {
    for (const [menu, what] of foundations) {
      for (const command of script.commandsOf(menu)) {
        if (!takesAway(command)) continue;
        if (selectsAll(script, command)) {
          const later = command.verb === 'remove' && (addsLater(script, command) || givesAddressLater(script, command));
          report({
            span: command.span,
            ...(later || command.conditional ? { severity: 'information' as const } : {}),
            message: later
              ? `All ${what} are removed before new ones are added: a connection over IP is cut in between, and what follows may not be run. Change what is there, or have a way back.`
              : `All ${what} are ${command.verb === 'remove' ? 'removed' : 'switched off'}: the router can no longer be reached over IP, unless another way is left. Name what is meant, and have a way back.`,
          });
        } else if (menu === '/ip/address' && isManagement(script, command, managementNetworks)) {
          report({
            span: command.span,
            ...(command.conditional ? { severity: 'information' as const } : {}),
            message:
              'This takes away an address of the network from which the router is managed. Give it another one there first, and have a way back.',
          });
        }
      }
    }
    for (const command of script.commandsOf('/ip/address')) {
      const moves = ['address', 'interface'].some((name) => argumentNamed(command, name) !== undefined);
      if (command.verb !== 'set' || takesAway(command) || !moves) continue;
      if (!isManagement(script, command, managementNetworks)) continue;
      report({
        span: command.span,
        ...(command.conditional ? { severity: 'information' as const } : {}),
        message:
          'This changes an address of the network from which the router is managed: connections to it are cut. Have another way open before, and a way back.',
      });
    }
    for (const command of script.commandsOf(rulesMenu)) {
      const network = command.verb === 'add' ? blocked(command, managementNetworks) : undefined;
      if (network === undefined) continue;
      report({
        span: command.span,
        message: `This routing rule drops what goes to ${network}, from where the router is managed: its answers no longer arrive. Leave that network out.`,
      });
    }
  },
});

/** Is another kind of address given after all DHCP clients are gone? */
function givesAddressLater(script: ScriptModel, { menu, span }: CommandUse): boolean {
  return (
    menu === '/ip/dhcp-client' &&
    ['/ip/address', '/interface/pppoe-client'].some((other) =>
      script.commandsOf(other).some(({ verb, span: { start } }) => verb === 'add' && start > span.end),
    )
  );
}

function takesAway(command: CommandUse): boolean {
  if (command.verb === 'remove' || command.verb === 'disable') return true;
  return command.verb === 'set' && isYes(argumentNamed(command, 'disabled')?.value?.text);
}

/** Does the condition name an address that lies in one of the networks? */
function isManagement(script: ScriptModel, command: CommandUse, networks: readonly string[]): boolean {
  const address = /\baddress\s*=\s*"?([0-9./]+)/.exec(conditionOf(script, command) ?? '')?.[1];
  const host = address?.split('/')[0];
  return host !== undefined && networks.some((network) => holdsPrefix(network, host));
}

/** The network of management to which a rule drops all traffic. */
function blocked(command: CommandUse, networks: readonly string[]): string | undefined {
  const action = argumentNamed(command, 'action')?.value?.text;
  if (action !== 'drop' && action !== 'unreachable') return undefined;
  const other = ['src-address', 'interface', 'routing-mark', 'disabled'].some(
    (name) => argumentNamed(command, name) !== undefined,
  );
  const to = argumentNamed(command, 'dst-address')?.value?.text;
  return to === undefined || other ? undefined : networks.find((network) => holdsPrefix(to, network));
}
