import type { ItemState, MenuState, PropertyState, ScriptModel } from '../../model/types';
import { appendArgument, defineRule, type Fix } from '../rule';
import { argumentNamed, isNo, mayBeChanged, placeOf } from '../support/items';
import { firewallRules, namesPort } from '../support/firewall';
import { identityMenu, isPrivateEnd, peerMenu, protectionOf, type Protection } from '../support/ipsec';
import { stopping } from '../support/sourceLimits';
import { isClientOn, isSwitchedOff, switchedOn } from '../support/weakValues';

const serverMenu = '/interface/l2tp-server/server';
const clientMenu = '/interface/l2tp-client';

export default defineRule({
  id: 'l2tp-without-ipsec',
  category: 'security',
  severity: 'warning',
  risk: 'high',
  since: '0.1.0',
  recommended: true,
  summary: 'L2TP is used without requiring IPsec',
  why: `L2TP itself encrypts nothing. Only the IPsec around it keeps what goes through the tunnel, and the login before it, from being read and changed on the way. \`use-ipsec=no\` is the default; \`use-ipsec=yes\` still lets in clients that come without IPsec.

Set \`use-ipsec=required\` on the server (the console's spelling, with a d) and \`use-ipsec=yes\` on the client, with the same \`ipsec-secret\` at both ends: a client that is not set up for it is cut off, so the fix is a suggestion.`,
  references: ['CWE-319', 'CWE-311', 'https://manual.mikrotik.com/docs/virtual-private-networks/l2tp'],
  fix: 'suggestion',
  examples: [
    {
      bad: '/interface l2tp-server server set enabled=yes use-ipsec=no ipsec-secret=$psk',
      fixed: '/interface l2tp-server server set enabled=yes use-ipsec=required ipsec-secret=$psk',
      good: '/interface l2tp-server server set enabled=yes use-ipsec=required ipsec-secret=$psk',
    },
    {
      bad: '/interface l2tp-server server set enabled=yes ipsec-secret=$psk',
      fixed: '/interface l2tp-server server set enabled=yes ipsec-secret=$psk use-ipsec=required',
      good: '/interface l2tp-server server set enabled=yes use-ipsec=required',
    },
    {
      bad: '/interface l2tp-server server set enabled=yes\n/ip ipsec peer add name=any passive=yes\n/ip ipsec identity add generate-policy=port-strict peer=any secret=$psk',
      good: '/interface l2tp-server server set enabled=yes\n/ip ipsec peer add name=any passive=yes\n/ip ipsec identity add generate-policy=port-strict peer=any secret=$psk\n/ip firewall filter add chain=input action=drop protocol=udp dst-port=1701 ipsec-policy=in,none',
    },
    {
      bad: '/interface l2tp-server server\nset enabled=yes use-ipsec=yes',
      fixed: '/interface l2tp-server server\nset enabled=yes use-ipsec=required',
      good: '/interface l2tp-server server\nset use-ipsec=yes',
    },
    {
      bad: '/interface l2tp-client add connect-to=vpn.example.com disabled=no name=hq user=branch ipsec-secret=$psk',
      fixed:
        '/interface l2tp-client add connect-to=vpn.example.com disabled=no name=hq user=branch ipsec-secret=$psk use-ipsec=yes',
      good: '/interface l2tp-client add connect-to=vpn.example.com disabled=no name=hq use-ipsec=yes user=branch',
    },
  ],
  silent: [
    {
      script: '/interface l2tp-server server set enabled=no use-ipsec=no',
      because: 'A server that is off answers nobody',
    },
    {
      script:
        '/interface l2tp-server server set enabled=yes\n/ip ipsec policy add peer=any protocol=udp src-port=1701 action=encrypt',
      because: 'An IPsec policy of the file covers L2TP (UDP port 1701)',
    },
    {
      script:
        '/interface l2tp-server server set enabled=yes use-ipsec=yes ipsec-secret=$psk\n/ip firewall filter\nadd chain=input action=accept protocol=udp dst-port=1701 ipsec-policy=in,ipsec\nadd chain=input action=drop in-interface-list=!LAN',
      because: 'The firewall lets L2TP in only from IPsec',
    },
    {
      script:
        '/interface l2tp-server server set enabled=yes use-ipsec=yes ipsec-secret=$psk\n/ip firewall filter add chain=input action=drop protocol=udp dst-port=500,1701 ipsec-policy=in,none',
      because: 'The firewall drops L2TP that does not come from IPsec',
    },
    {
      script: '/interface l2tp-server server set enabled=yes accept-proto-version=l2tpv3 accept-pseudowire-type=ether',
      because: 'L2TPv3 between devices of a network of one’s own: another use, with protection of its own',
    },
    {
      script: '/interface l2tp-client add connect-to=10.20.0.1 disabled=no name=core user=lac',
      because: 'A tunnel within a private network',
    },
    {
      script: '/interface l2tp-client add connect-to=vpn.example.com name=hq user=branch',
      because: 'A client is made switched off unless disabled=no says otherwise',
    },
    {
      script: '/interface l2tp-server server set enabled=yes use-ipsec=$mode',
      because: 'The value is only known on the router',
    },
  ],
  menus: [serverMenu, clientMenu],
  check({ script, report }) {
    const protection = protectionOf(script);
    if (protection.port('1701')) return;
    const state = script.state(serverMenu);
    const on = switchedOn(state);
    if (on !== undefined && !speaksVersion3(on.item) && !firewallAsksForIpsec(script)) {
      const ipsec = on.item.properties.get('use-ipsec');
      const plain = ipsec === undefined ? !mayBeChanged(state, 'use-ipsec', undefined) : isNo(ipsec.value);
      const optional = ipsec?.value === 'yes' || ipsec?.value === 'true';
      if (plain || optional) {
        // Peers with generated policies take L2TP into IPsec as well: then it is no more than possible without.
        const own = generatesPolicies(script);
        report({
          span: placeOf(ipsec ?? on.property),
          message:
            optional || own
              ? `The L2TP server also lets in clients without IPsec, whose login and traffic have no more protection than that of PPP: weak, or none. ${own ? '' : 'Set use-ipsec=required, or '}${own ? 'Let' : 'let'} the firewall take UDP port 1701 only with ipsec-policy=in,ipsec.`
              : 'The L2TP server works without IPsec, so logins and traffic have no more protection than that of PPP: weak, or none. Set use-ipsec=required, with an ipsec-secret.',
          fixes: own ? [] : requireIpsec(on.item, ipsec, on.property, 'required'),
        });
      }
    }
    for (const { item, ipsec, property } of plainClients(protection, script.state(clientMenu))) {
      report({
        span: ipsec === undefined ? property.command.span : placeOf(ipsec),
        message:
          'This L2TP client works without IPsec, so login and traffic have no more protection than that of PPP: weak, or none. Set use-ipsec=yes, with the ipsec-secret of the server.',
        fixes: requireIpsec(item, ipsec, property, 'yes'),
      });
    }
  },
});

/** Does an identity of the file (up to 6.43 a peer) make IPsec policies for whoever connects? */
function generatesPolicies(script: ScriptModel): boolean {
  return [identityMenu, peerMenu].some((menu) =>
    script.state(menu).items.some((item) => {
      const setting = item.properties.get('generate-policy');
      return setting !== undefined && setting.value !== 'no' && !isSwitchedOff(item);
    }),
  );
}

/** Does a rule of the firewall tell L2TP inside IPsec from L2TP outside: an accept of the one, or a drop of the other? */
function firewallAsksForIpsec(script: ScriptModel): boolean {
  return ['/ip/firewall/filter', '/ip/firewall/raw'].some((menu) =>
    firewallRules(script, menu).entries.some((entry) => {
      const wanted = stopping.has(entry.action ?? '') ? 'in,none' : 'in,ipsec';
      return !entry.disabled && entry.matchers.get('ipsec-policy') === wanted && namesPort(entry, 1701);
    }),
  );
}

function speaksVersion3(item: ItemState): boolean {
  return (
    ['accept-proto-version', 'l2tp-proto-version'].some((name) =>
      item.properties.get(name)?.value?.startsWith('l2tpv3'),
    ) || item.properties.get('accept-pseudowire-type')?.value === 'ether'
  );
}

function plainClients(
  protection: Protection,
  state: MenuState,
): readonly {
  readonly item: ItemState;
  readonly ipsec: PropertyState | undefined;
  readonly property: PropertyState;
}[] {
  return state.items.flatMap((item) => {
    const property = item.properties.get('disabled');
    if (!isClientOn(state, item) || property === undefined || speaksVersion3(item)) return [];
    const end = item.properties.get('connect-to')?.value;
    if (isPrivateEnd(end) || (end !== undefined && protection.address(end))) return [];
    const ipsec = item.properties.get('use-ipsec');
    // What a set command does not say may have been said when the client was made.
    if (ipsec === undefined && (item.added === undefined || argumentNamed(item.added, 'copy-from') !== undefined))
      return [];
    const plain = ipsec === undefined ? !mayBeChanged(state, 'use-ipsec', undefined) : isNo(ipsec.value);
    return plain ? [{ item, ipsec, property }] : [];
  });
}

/** Only where the file gives the secret, or leaves it to what is on the router: IPsec without one keeps every client out. */
function requireIpsec(
  item: ItemState,
  ipsec: PropertyState | undefined,
  on: PropertyState,
  value: 'yes' | 'required',
): readonly Fix[] {
  const command = item.added ?? on.command;
  const title = `Set use-ipsec=${value} (the other end must use IPsec as well)`;
  const written = ipsec?.argument?.value;
  if (written !== undefined) return [{ title, class: 'suggestion', edits: [{ ...written.span, text: value }] }];
  if (ipsec !== undefined || (command.verb !== 'set' && command.verb !== 'add')) return [];
  return [{ title, class: 'suggestion', edits: [appendArgument(command, `use-ipsec=${value}`)] }];
}
