import type { ItemState, MenuState, ScriptModel } from '../../model/types';
import type { Span } from '../../syntax/span';
import { defineRule } from '../rule';
import { inputEndsInTrustedDrop } from '../support/inputChain';
import { enabledState, enumeration } from '../support/items';
import { serviceMenu, services } from '../support/services';

const header = '# 2024-05-01 12:00:00 by RouterOS 7.14.3\n';
const sections =
  '/interface bridge\nadd name=bridge\n/interface list\nadd name=LAN\n/ip address\nadd address=192.168.88.1/24 interface=bridge\n/ip dns\nset servers=192.168.88.2\n/ip route\nadd gateway=192.168.88.2\n/system clock\nset time-zone-name=Europe/Riga';

export default defineRule({
  id: 'services-at-defaults',
  category: 'security',
  severity: 'information',
  risk: 'low',
  since: '0.1.0',
  recommended: true,
  summary: 'An export leaves management services at their defaults, and shows no firewall before them',
  why: `An export lists only what differs from the default. A service that a full export, or an export of \`/ip service\`, does not list is at its default: switched on (all but \`www-ssl\` are), and open to every address. That is no harm where the input chain ends in a drop of everything that does not come from a trusted interface; a full export shows that here it does not, and the export of one menu does not show the firewall at all.

Switch off what you do not use, above all what is not encrypted (\`telnet\`, \`ftp\`, \`www\`, \`api\`), restrict the rest with \`address\`, and let the input chain end in a drop. There is one finding for all services, and no quick fix: only you know which of them you use.`,
  references: [
    'CWE-1188',
    'https://manual.mikrotik.com/docs/system-information-and-utilities/services',
    'https://manual.mikrotik.com/docs/getting-started/securing-your-router',
  ],
  fix: null,
  examples: [
    {
      bad: `${header}${sections}`,
      good: `${header}${sections}\n/ip firewall filter\nadd action=drop chain=input in-interface-list=!LAN`,
    },
    {
      bad: `${header}${sections}\n/ip service\nset telnet disabled=yes\nset ftp disabled=yes`,
      good: `${header}${sections}\n/ip service\nset telnet disabled=yes\nset ftp disabled=yes\nset www disabled=yes\nset api disabled=yes\nset api-ssl disabled=yes\nset ssh address=10.0.0.0/8\nset winbox address=10.0.0.0/8`,
    },
    {
      bad: `${header}/ip service\nset telnet disabled=yes\nset ftp disabled=yes`,
      good: `${header}/ip service\nset telnet disabled=yes\nset ftp disabled=yes\nset www disabled=yes\nset api disabled=yes\nset api-ssl disabled=yes\nset ssh address=10.0.0.0/8\nset winbox address=10.0.0.0/8`,
    },
  ],
  silent: [
    {
      script: sections,
      because: 'Without the header of an export it is a script: what it does not mention may be set elsewhere',
    },
    {
      script: `${header}/ip address\nadd address=192.168.88.1/24 interface=bridge`,
      because: 'The export of another menu says nothing about services',
    },
    {
      script: `${header}/ip service\nset telnet address="" disabled=no\nset ftp address="" disabled=no\nset www address="" disabled=no\nset api address="" disabled=no\nset ssh disabled=yes\nset winbox disabled=yes\nset api-ssl disabled=yes`,
      because: 'A verbose export writes that they are on, and each of them has a rule of its own that says so',
    },
  ],
  menus: [],
  check({ script, settings, report }) {
    const { kind } = script.evidence;
    // The export of another menu says nothing about services.
    if (kind === 'script' || (kind === 'menu-export' && !script.evidence.mentions(serviceMenu))) return;
    if (inputEndsInTrustedDrop(script, settings)) return;
    const state = script.state(serviceMenu);
    if (state.unresolved.length > 0) return;
    const names = services
      .filter(({ name, enabled }) => enabled && isOpen(state, state.item(name)) && !hasOwnRule(name, state.item(name)))
      .map((service) => service.name);
    if (names.length === 0) return;
    const open = `${enumeration(names)} ${names.length === 1 ? 'is' : 'are'} switched on and open to every address, as by default`;
    report({
      span: place(script, state, names),
      message:
        kind === 'full-export'
          ? `${open}, and the input chain stops nobody in the end. Switch off what is not used, and let the input chain end in a drop of what does not come from a trusted interface.`
          : `${open}; whether a firewall stands before them is not in this export. Switch off what is not used, and name in address= who may connect.`,
    });
  },
});

/** Services whose own rule speaks where the file itself switches them on, as a verbose export does: not said twice. */
const withOwnRule: ReadonlySet<string> = new Set(['telnet', 'ftp', 'www', 'api']);

function hasOwnRule(name: string, item: ItemState | undefined): boolean {
  return withOwnRule.has(name) && item?.properties.get('disabled') !== undefined;
}

/** Not listed at all, or listed (as verbose exports do) with nothing that closes it. */
function isOpen(state: MenuState, item: ItemState | undefined): boolean {
  if (item === undefined) return true;
  const enabled = enabledState(state, item);
  if (enabled !== 'enabled' && enabled !== 'unsaid') return false;
  const address = item.properties.get('address');
  return address === undefined || address.value === '';
}

/** The first of the services that the message names and the file lists, else the heading of their section, else the header of the export. */
function place(script: ScriptModel, state: MenuState, names: readonly string[]): Span {
  const listed = names.flatMap((name) => state.item(name)?.writes.at(-1) ?? [])[0];
  if (listed !== undefined) return listed.span;
  const first = script.commandsOf(serviceMenu)[0];
  if (first === undefined) return script.comments[0] ?? { start: 0, end: script.text.length };
  const heading = /(\/ip[ /]service)\s+$/.exec(script.text.slice(0, first.span.start));
  return heading === null ? first.span : { start: heading.index, end: heading.index + (heading[1] ?? '').length };
}
