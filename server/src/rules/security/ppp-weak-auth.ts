import type { ScriptModel } from '../../model/types';
import { defineRule, type Fix } from '../rule';
import { enumeration } from '../support/items';
import { keepWords, words, writtenValues, type WrittenValue } from '../support/weakValues';

interface Place {
  readonly menu: string;
  readonly property: string;
  /** The login runs inside TLS: what is weak about it is not seen on the way. */
  readonly insideTls: boolean;
}

const interfaces = (menu: string, property: string, insideTls = false): Place => ({
  menu: `/interface/${menu}`,
  property,
  insideTls,
});
const places: readonly Place[] = [
  interfaces('l2tp-server/server', 'authentication'),
  interfaces('l2tp-client', 'allow'),
  interfaces('pptp-server/server', 'authentication'),
  interfaces('pptp-client', 'allow'),
  interfaces('pppoe-server/server', 'authentication'),
  interfaces('sstp-server/server', 'authentication', true),
  interfaces('sstp-client', 'authentication', true),
  interfaces('ovpn-server/server', 'user-auth-method', true),
];
const pppoeServer = '/interface/pppoe-server/server';
const clientOfProvider = interfaces('pppoe-client', 'allow');
const weak: ReadonlySet<string> = new Set(['pap', 'chap', 'mschap1']);

export default defineRule({
  id: 'ppp-weak-auth',
  category: 'security',
  severity: 'warning',
  risk: 'high',
  since: '0.1.0',
  recommended: true,
  summary: 'A tunnel allows a weak way to log in',
  why: `PAP sends the password in clear text. CHAP and MS-CHAPv1 can be guessed from one recorded login, and CHAP needs passwords that the server can read. Whatever is in the list can be chosen for a login, so one weak word in it is enough.

Leave only \`mschap2\`. Inside TLS (SSTP, OpenVPN) or IPsec nobody on the way sees the login, and the finding is only information; so it is for \`chap\` beside \`mschap2\` on a PPPoE server, whose logins do not leave the Ethernet segment. PPPoE clients are left out unless the option is set: there the provider decides.`,
  references: [
    'CWE-319',
    'CWE-916',
    'https://manual.mikrotik.com/docs/authentication-authorization-accounting/ppp-aaa',
    'https://manual.mikrotik.com/docs/virtual-private-networks/l2tp',
  ],
  options: [
    {
      name: 'pppoeClients',
      type: 'boolean',
      default: false,
      description: 'Judge PPPoE clients too, where the provider decides how to log in.',
    },
  ],
  fix: 'suggestion',
  examples: [
    {
      bad: '/interface l2tp-server server set authentication=pap,mschap2',
      fixed: '/interface l2tp-server server set authentication=mschap2',
      good: '/interface l2tp-server server set authentication=mschap2',
    },
    {
      bad: '/interface pppoe-server server add authentication=chap disabled=no interface=ether2 service-name=isp',
      fixed: '/interface pppoe-server server add authentication=mschap2 disabled=no interface=ether2 service-name=isp',
      good: '/interface pppoe-server server add authentication=mschap2 disabled=no interface=ether2 service-name=isp',
    },
    {
      bad: '/interface sstp-server server set authentication=pap certificate=vpn enabled=yes',
      fixed: '/interface sstp-server server set authentication=mschap2 certificate=vpn enabled=yes',
      good: '/interface sstp-server server set authentication=mschap2 certificate=vpn enabled=yes',
    },
    {
      bad: '/interface ovpn-server server add disabled=no name=vpn user-auth-method=pap',
      fixed: '/interface ovpn-server server add disabled=no name=vpn user-auth-method=mschap2',
      good: '/interface ovpn-server server add disabled=no name=vpn user-auth-method=mschap2',
    },
  ],
  silent: [
    {
      script: '/interface pppoe-client add allow=pap disabled=no interface=ether1 name=wan',
      because: 'The provider decides how to log in',
    },
    {
      script: '/interface pppoe-client add allow=mschap2 disabled=no interface=ether1 name=wan',
      because: 'The strongest of them',
    },
    {
      script:
        '# 2024-05-01 12:00:00 by RouterOS 7.14.3\n/interface pptp-server server\nset authentication=mschap1,mschap2',
      because: 'The export would print enabled=yes: the server is off',
    },
    {
      script: '/interface l2tp-server server set authentication=pap enabled=no',
      because: 'A server that is off lets nobody log in',
    },
    {
      script: '/interface l2tp-server server set enabled=yes',
      because: 'What is allowed unless it is set is not the same in every source',
    },
    {
      script: '/interface l2tp-server server set authentication=!pap',
      because: 'The word with ! is taken out of the list',
    },
  ],
  menus: [...places, clientOfProvider].map(({ menu }) => menu),
  check({ script, options, report }) {
    for (const place of options.pppoeClients === true ? [...places, clientOfProvider] : places) {
      for (const written of writtenValues(script, place.menu, place.property)) {
        const found = words(written.value).filter((word) => weak.has(word));
        if (found.length === 0) continue;
        const hidden = place.insideTls || usesIpsec(script, place.menu, written);
        const near = isChapInSegment(place.menu, written.value, found);
        report({
          span: written.argument.span,
          ...(written.perhaps
            ? { severity: 'hint' as const }
            : hidden || near
              ? { severity: 'information' as const }
              : {}),
          message: near
            ? 'The login may use chap beside mschap2, and passwords can be tried on one recorded login. PPPoE stays in its Ethernet segment, so only who is there can record it. Leave only mschap2 where all clients know it.'
            : `The login may use ${enumeration(found)}, ${
                found.includes('pap')
                  ? hidden
                    ? 'and with PAP the other end gets the password itself'
                    : 'and PAP sends the password in clear text'
                  : 'which can be guessed from one recorded login'
              }. Leave only mschap2.`,
          fixes: onlyMschap2(written),
        });
      }
    }
  },
});

/** CHAP as a second choice of a PPPoE server: its logins are seen in the Ethernet segment and nowhere else. */
function isChapInSegment(menu: string, value: string, found: readonly string[]): boolean {
  return menu === pppoeServer && found.every((word) => word === 'chap') && words(value).includes('mschap2');
}

/** L2TP inside IPsec for certain: the login is not seen on the way. */
function usesIpsec(script: ScriptModel, menu: string, { items }: WrittenValue): boolean {
  if (!menu.includes('l2tp')) return false;
  const required = menu.includes('server') ? ['required'] : ['yes', 'true'];
  const states = items.length > 0 ? items : script.state(menu).items;
  return states.length > 0 && states.every((item) => required.includes(item.properties.get('use-ipsec')?.value ?? ''));
}

function onlyMschap2(written: WrittenValue): readonly Fix[] {
  const edit = keepWords(written.argument, weak, 'mschap2');
  return edit === undefined
    ? []
    : [
        {
          title: `Set ${written.argument.name}=${edit.text} (the other end must allow it)`,
          class: 'suggestion',
          edits: [edit],
        },
      ];
}
