import type { ArgumentUse, CommandUse, ItemState, MenuState } from '../../model/types';
import { defineRule, replaceValue } from '../rule';
import { argumentNamed, decides, decidesWithoutConditions, itemsOf, mayBeChanged } from '../support/items';
import { isOff, tlsMenuPaths, tlsMenus } from '../support/tls';

export default defineRule({
  id: 'tls-version-any',
  category: 'security',
  severity: 'warning',
  risk: 'medium',
  since: '0.1.0',
  recommended: true,
  summary: 'Any TLS version is accepted, explicitly',
  why: `\`tls-version=any\` leaves the choice of the protocol version to the other side. \`only-1.2\` is the one stricter value that RouterOS has.

On \`api-ssl\` and \`www-ssl\` the fix is safe. On a tunnel it is a suggestion: the change restarts the tunnel, you may be connected through it, and the other end must support TLS 1.2.`,
  references: [
    'CWE-326',
    'CWE-757',
    'https://manual.mikrotik.com/docs/system-information-and-utilities/services',
    'https://manual.mikrotik.com/docs/cli-reference/ip/service',
  ],
  fix: 'safe',
  examples: [
    {
      bad: '/ip service set api-ssl tls-version=any',
      fixed: '/ip service set api-ssl tls-version=only-1.2',
      good: '/ip service set api-ssl tls-version=only-1.2',
    },
    {
      bad: '/ip service set [find name=$service] tls-version="any"',
      fixed: '/ip service set [find name=$service] tls-version=only-1.2',
      good: '/ip service set [find name=$service] tls-version="only-1.2"',
    },
    {
      bad: '/interface sstp-server server set enabled=yes tls-version=any',
      fixed: '/interface sstp-server server set enabled=yes tls-version=only-1.2',
      good: '/interface sstp-server server set enabled=yes tls-version=only-1.2',
    },
    {
      bad: '/interface ovpn-client add name=hq connect-to=vpn.example.com user=branch tls-version=any',
      fixed: '/interface ovpn-client add name=hq connect-to=vpn.example.com user=branch tls-version=only-1.2',
      good: '/interface ovpn-client add name=hq connect-to=vpn.example.com user=branch tls-version=only-1.2',
    },
  ],
  silent: [
    { script: '/ip service set www-ssl disabled=yes tls-version=any', because: 'A service that is off speaks no TLS' },
    {
      script: '/ip service set api-ssl tls-version=any\n/ip service set api-ssl tls-version=only-1.2',
      because: 'The last command decides',
    },
    { script: '/ip service set api-ssl tls-version=$version', because: 'The value is only known on the router' },
    { script: ':put "tls-version=any"', because: 'Text, not a command' },
  ],
  menus: tlsMenuPaths,
  check({ script, report }) {
    for (const menu of tlsMenus) {
      for (const command of script.commandsOf(menu.menu)) {
        if (command.verb !== 'set' && command.verb !== 'add') continue;
        const argument = argumentNamed(command, 'tls-version');
        if (argument?.value?.text !== 'any') continue;
        const state = script.state(menu.menu);
        const overtaken = isOvertaken(state, command, argument, decides);
        if (overtaken && isOvertaken(state, command, argument, decidesWithoutConditions)) continue;
        const edit = replaceValue(argument, 'only-1.2');
        report({
          span: argument.span,
          // A later command sets it, but only sometimes.
          ...(overtaken ? { severity: 'hint' as const } : {}),
          message: 'tls-version=any leaves the TLS version to the other side. Set tls-version=only-1.2.',
          fixes: edit === undefined ? [] : [{ title: 'Set tls-version=only-1.2', class: menu.fix, edits: [edit] }],
        });
      }
    }
  },
});

/** For every item that the command is known to write to, a later command decides (or may), or the item is off. */
function isOvertaken(
  state: MenuState,
  command: CommandUse,
  argument: ArgumentUse,
  decidesValue: (item: ItemState, argument: ArgumentUse) => boolean,
): boolean {
  const items = itemsOf(state, command);
  return (
    items.length > 0 &&
    items.every(
      (item) =>
        !decidesValue(item, argument) ||
        isOff(state, item) ||
        mayBeChanged(state, argument.name, item.properties.get(argument.name)),
    )
  );
}
