import type { CommandUse, ItemState, MenuState, PropertyState, ScriptModel } from '../../model/types';
import type { Span, TextEdit } from '../../syntax/span';
import { appendArgument, defineRule, type Fix } from '../rule';
import { hardeningGroup } from '../support/accessGroups';
import { argumentNamed, commandAfter, enumeration, itemsOf, placeOf, withoutConditions } from '../support/items';
import {
  isOff,
  isTlsItem,
  isTlsVersion,
  tlsItemName,
  tlsMenuPaths,
  tlsMenus,
  useOf,
  type TlsMenu,
} from '../support/tls';
import { isOffByDefault } from '../support/weakValues';

interface Missing {
  readonly command: CommandUse;
  readonly span: Span;
  readonly items: ItemState[];
  /** The version is set, but only by a command that runs sometimes. */
  readonly perhaps: boolean;
}

export default defineRule({
  id: 'tls-version-missing',
  category: 'security',
  severity: 'warning',
  risk: 'medium',
  since: '0.1.0',
  recommended: true,
  summary: 'A TLS service or tunnel is configured without a minimum TLS version',
  why: `\`tls-version\` is \`any\` unless it is set, which leaves the choice of the protocol version to the other side. \`only-1.2\` is the one stricter value that RouterOS has; set it wherever TLS is configured: on \`api-ssl\` and \`www-ssl\`, and on SSTP and OpenVPN servers and clients.

On the two services the fix is safe. On a tunnel it is a suggestion: the change restarts the tunnel, you may be connected through it, and the other end must support TLS 1.2.`,
  references: [
    'CWE-326',
    'CWE-757',
    'https://manual.mikrotik.com/docs/system-information-and-utilities/services',
    'https://manual.mikrotik.com/docs/cli-reference/ip/service',
  ],
  fix: 'safe',
  examples: [
    {
      bad: '/ip service set api-ssl certificate=api-cert',
      fixed: '/ip service set api-ssl certificate=api-cert tls-version=only-1.2',
      good: '/ip service set www-ssl disabled=no port=443 certificate=webfig tls-version=only-1.2',
    },
    {
      bad: '/ip service set www-ssl disabled=no certificate=webfig',
      fixed: '/ip service set www-ssl disabled=no certificate=webfig tls-version=only-1.2',
      good: '/ip service set www-ssl certificate=webfig tls-version=only-1.2',
    },
    {
      bad: '/ip service set api-ssl,www-ssl certificate=$cert',
      fixed: '/ip service set api-ssl,www-ssl certificate=$cert tls-version=only-1.2',
      good: '/ip service set api-ssl,www-ssl certificate=$cert tls-version=only-1.2',
    },
    {
      bad: '/ip service enable www-ssl',
      fixed: '/ip service enable www-ssl; /ip service set www-ssl tls-version=only-1.2',
      good: '/ip service set www-ssl tls-version=only-1.2\n/ip service enable www-ssl',
    },
    {
      bad: '/interface sstp-server server set enabled=yes certificate=vpn',
      fixed: '/interface sstp-server server set enabled=yes certificate=vpn tls-version=only-1.2',
      good: '/interface sstp-server server set enabled=yes certificate=vpn tls-version=only-1.2',
    },
    {
      bad: '/interface sstp-client add name=hq connect-to=vpn.example.com user=branch',
      fixed: '/interface sstp-client add name=hq connect-to=vpn.example.com user=branch tls-version=only-1.2',
      good: '/interface sstp-client add name=hq connect-to=vpn.example.com user=branch tls-version=only-1.2',
    },
    {
      bad: '/interface ovpn-client add name=hq connect-to=vpn.example.com user=branch cipher=aes256-gcm',
      fixed:
        '/interface ovpn-client add name=hq connect-to=vpn.example.com user=branch cipher=aes256-gcm tls-version=only-1.2',
      good: '/interface ovpn-client add name=hq connect-to=vpn.example.com user=branch cipher=aes256-gcm tls-version=only-1.2',
    },
  ],
  silent: [
    {
      script: '/ip service set api-ssl disabled=yes certificate=api-cert',
      because: 'A service that is off speaks no TLS',
    },
    {
      script: '/ip service set api-ssl address=10.0.0.0/8',
      because: 'Nothing here says that TLS is being configured: it may be set elsewhere',
    },
    {
      script: '/ip service set api-ssl certificate=c\n/ip service set api-ssl tls-version=only-1.2',
      because: 'The state at the end of the file decides',
    },
    {
      script: '/ip service set api-ssl certificate=c tls-version=$version',
      because: 'The value is only known on the router',
    },
    {
      script: '/ip service set api-ssl certificate=c\n/ip service set [find comment=secured] tls-version=only-1.2',
      because: 'A command may have set it: which services it means is only known on the router',
    },
    { script: '/ip service set api-ssl certificate=c tls-version=any', because: 'The rule tls-version-any reports it' },
    {
      script: '/ip service set api-ssl certificate=c tls-version=modern',
      because: 'The rule tls-version-invalid reports it',
    },
    { script: '/interface sstp-server server set enabled=no', because: 'A server that is off speaks no TLS' },
    {
      script:
        '# 2025-05-01 12:00:00 by RouterOS 7.18.2\n/interface ovpn-server server\nadd mac-address=FE:00:00:00:00:01 name=ovpn-server1',
      because: 'The server that each router has from 7.17 on: off, as an export shows by saying nothing',
    },
  ],
  menus: tlsMenuPaths,
  check({ script, release, report }) {
    // Which release of RouterOS 6 brought the property is not known.
    if (Number.parseInt(release, 10) < 7) return;
    for (const menu of tlsMenus) {
      if (!script.evidence.mentions(menu.menu)) continue;
      const state = script.state(menu.menu);
      // A command whose items are not known may have set the version of any of them.
      if (state.unresolved.length > 0) continue;
      for (const { command, span, items, perhaps } of missingVersions(script, menu, state)) {
        const names = enumeration(items.map((item) => tlsItemName(menu, item)));
        const subject = menu.kind === 'service' ? names : names.charAt(0).toUpperCase() + names.slice(1);
        if (perhaps) {
          report({
            span,
            severity: 'hint',
            message: `${subject} ${items.length === 1 ? 'gets' : 'get'} tls-version=only-1.2 only under a condition; where it does not hold, any TLS version is accepted.`,
          });
          continue;
        }
        // A script that only sets something of the one server that is there need not say what is set already.
        if (
          menu.kind !== 'service' &&
          script.evidence.kind === 'script' &&
          items.every((item) => item.added === undefined)
        ) {
          report({
            span,
            severity: 'information',
            message: `This script sets no tls-version for ${names}: unless it is set elsewhere, any TLS version is accepted. Set tls-version=only-1.2.`,
            fixes: fixes(menu, state, command, items),
          });
          continue;
        }
        report({
          span,
          message: `${subject} ${items.length === 1 ? 'is' : 'are'} configured without tls-version, so any TLS version is accepted. Set tls-version=only-1.2.`,
          fixes: fixes(menu, state, command, items),
        });
      }
    }
  },
});

function missingVersions(script: ScriptModel, menu: TlsMenu, state: MenuState): readonly Missing[] {
  const missing = new Map<string, Missing>();
  for (const item of state.items) {
    if (!isTlsItem(menu, item) || isOff(state, item) || isOffByDefault(script, menu.menu, item)) continue;
    const use = useOf(menu, item);
    if (use === undefined) continue;
    const place = use === 'added' ? added(item) : { command: use.command, span: placeOf(use) };
    if (place === undefined) continue;
    const { command } = place;
    const version = item.properties.get('tls-version');
    const perhaps = isSet(version, command) && !command.conditional && withoutConditions(version) === undefined;
    if (isSet(version, command) && !perhaps) continue;
    const key = `${command.span.start} ${perhaps}`;
    const entry = missing.get(key) ?? { ...place, items: [], perhaps };
    entry.items.push(item);
    missing.set(key, entry);
  }
  return [...missing.values()];
}

/**
 * Does the file set the version? An empty value does not. A value that the router refuses, in an earlier command, sets nothing. In the command that configures TLS,
 * or after it, it is the one thing to mend, and tls-version-invalid says so.
 */
function isSet(version: PropertyState | undefined, command: CommandUse): boolean {
  if (version === undefined || version.value === '') return false;
  return version.command.span.start >= command.span.start || version.value === undefined || isTlsVersion(version.value);
}

/** The `add` of an item; undefined where it copies another item, whose version is not known. */
function added(item: ItemState): { readonly command: CommandUse; readonly span: Span } | undefined {
  const command = item.added;
  if (command === undefined || argumentNamed(command, 'copy-from') !== undefined) return undefined;
  return { command, span: command.span };
}

function fixes(menu: TlsMenu, state: MenuState, command: CommandUse, items: readonly ItemState[]): readonly Fix[] {
  const edit = setVersion(menu, state, command, items);
  if (edit === undefined) return [];
  const group = menu.kind === 'service' ? hardeningGroup(items.map((item) => item.name)) : {};
  return [{ title: 'Set tls-version=only-1.2', class: menu.fix, ...group, edits: [edit] }];
}

function setVersion(
  menu: TlsMenu,
  state: MenuState,
  command: CommandUse,
  items: readonly ItemState[],
): TextEdit | undefined {
  const written = argumentNamed(command, 'tls-version');
  if (written !== undefined) return { ...written.span, text: 'tls-version=only-1.2' };
  if (
    (command.verb === 'set' || command.verb === 'add') &&
    itemsOf(state, command).every((item) => isTlsItem(menu, item))
  ) {
    return appendArgument(command, 'tls-version=only-1.2');
  }
  if (menu.kind !== 'service') return undefined;
  return commandAfter(
    command,
    `/ip service set ${items.map((item) => item.name ?? '').join(',')} tls-version=only-1.2`,
  );
}
