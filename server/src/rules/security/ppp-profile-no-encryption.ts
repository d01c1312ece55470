import type { CommandUse, ItemState, ScriptModel } from '../../model/types';
import { defineRule, type RuleContext } from '../rule';
import { isPrivateEnd, protectionOf, type Protection } from '../support/ipsec';
import { argumentNamed, isNo } from '../support/items';
import { settingOf } from '../support/settings';
import { activeItems, isSwitchedOff, suggestValue, switchedOn, writtenValues } from '../support/weakValues';

const menu = '/ppp/profile';
const l2tpServer = '/interface/l2tp-server/server';
const pptpServer = '/interface/pptp-server/server';
/** The profiles that every router has, as exports call them. */
const builtin: ReadonlyMap<string, string> = new Map([
  ['*0', 'default'],
  ['*FFFFFFFE', 'default-encryption'],
]);
const servers = [
  { menu: pptpServer, name: 'pptp', kind: 'PPTP' },
  { menu: l2tpServer, name: 'l2tp', kind: 'L2TP' },
] as const;
const users = [
  { menu: l2tpServer, property: 'default-profile', kind: 'L2TP' },
  { menu: pptpServer, property: 'default-profile', kind: 'PPTP' },
  { menu: '/interface/l2tp-client', property: 'profile', kind: 'L2TP' },
  { menu: '/interface/pptp-client', property: 'profile', kind: 'PPTP' },
] as const;

export default defineRule({
  id: 'ppp-profile-no-encryption',
  category: 'security',
  severity: 'warning',
  risk: 'medium',
  since: '0.1.0',
  recommended: true,
  summary: 'A PPP profile lets tunnels work without encryption',
  why: `With \`use-encryption=no\` the traffic of an L2TP or PPTP tunnel is not encrypted by PPP at all; \`default\` in the profile that an interface uses by default means the same. Unless IPsec is around it, everybody on the way can read it.

Set \`use-encryption=required\` (the console's spelling, with a d), and IPsec around L2TP, since the encryption of PPP itself (MPPE) is weak. Profiles that only SSTP, OpenVPN or PPPoE use are left alone.`,
  references: [
    'CWE-319',
    'CWE-311',
    'https://manual.mikrotik.com/docs/authentication-authorization-accounting/ppp-aaa',
  ],
  fix: 'suggestion',
  examples: [
    {
      bad: '/ppp profile add name=vpn use-encryption=no\n/interface l2tp-server server set default-profile=vpn enabled=yes use-ipsec=yes',
      fixed:
        '/ppp profile add name=vpn use-encryption=required\n/interface l2tp-server server set default-profile=vpn enabled=yes use-ipsec=yes',
      good: '/ppp profile add name=vpn use-encryption=required\n/interface l2tp-server server set default-profile=vpn enabled=yes use-ipsec=yes',
    },
    {
      bad: '/ppp profile add name=branch use-encryption=no\n/ppp secret add name=b1 password=$p profile=branch service=l2tp',
      fixed:
        '/ppp profile add name=branch use-encryption=required\n/ppp secret add name=b1 password=$p profile=branch service=l2tp',
      good: '/ppp profile add name=branch use-encryption=yes\n/ppp secret add name=b1 password=$p profile=branch service=l2tp',
    },
    {
      bad: '/ppp profile set *FFFFFFFE use-encryption=no\n/interface pptp-server server set default-profile=default-encryption enabled=yes',
      fixed:
        '/ppp profile set *FFFFFFFE use-encryption=required\n/interface pptp-server server set default-profile=default-encryption enabled=yes',
      good: '/ppp profile set *0 use-encryption=no\n/interface pptp-server server set default-profile=default-encryption enabled=yes',
    },
    {
      bad: '/ppp profile add name=branch use-encryption=no\n/ppp secret add name=b1 password=$p profile=branch\n/interface pptp-server server set enabled=yes',
      fixed:
        '/ppp profile add name=branch use-encryption=required\n/ppp secret add name=b1 password=$p profile=branch\n/interface pptp-server server set enabled=yes',
      good: '/ppp profile add name=branch use-encryption=no\n/ppp secret add name=b1 password=$p profile=branch\n/interface sstp-server server set certificate=vpn enabled=yes',
    },
  ],
  silent: [
    {
      script:
        '/ppp profile add name=isp use-encryption=no\n/interface pppoe-server server add default-profile=isp disabled=no interface=ether2',
      because: 'PPPoE within a local network',
    },
    {
      script:
        '/ppp profile add name=vpn use-encryption=no\n/interface l2tp-server server set default-profile=vpn enabled=yes use-ipsec=required',
      because: 'IPsec encrypts, and nobody gets in without it',
    },
    { script: '/ppp profile add name=vpn use-encryption=no', because: 'Nothing of the file uses it' },
    {
      script:
        '/ppp profile add name=vpn use-encryption=no\n/interface sstp-server server set certificate=vpn default-profile=vpn enabled=yes',
      because: 'SSTP encrypts with TLS',
    },
    {
      script:
        '/ppp profile add name=vpn use-encryption=no\n/ppp secret add name=b1 password=$p profile=vpn service=l2tp\n/interface l2tp-server server set enabled=no',
      because: 'The server is off: nobody logs in',
    },
    {
      script:
        '/ppp profile add name=vpn use-encryption=no\n/interface l2tp-client add connect-to=198.51.100.1 disabled=no name=hq profile=vpn user=b1\n/ip ipsec policy add dst-address=198.51.100.1/32 dst-port=1701 peer=hq protocol=udp src-address=203.0.113.1/32',
      because: 'A policy of IPsec is around the tunnel',
    },
    {
      script:
        '/ppp profile add name=isp use-encryption=no\n/interface l2tp-client add connect-to=10.0.0.1 disabled=no name=wan profile=isp user=b1',
      because: 'A tunnel within a private network',
    },
  ],
  menus: [menu],
  check(context) {
    const { script, report } = context;
    for (const { command, argument, value, items, perhaps } of writtenValues(script, menu, 'use-encryption')) {
      if (!isNo(value) && value !== 'default') continue;
      const names = items.length > 0 ? items.map(({ name }) => name) : [builtinName(command)];
      const kind = names.flatMap((name) => (name === undefined ? [] : (userOf(context, name, value) ?? []))).at(0);
      if (kind === undefined) continue;
      report({
        span: argument.span,
        ...(perhaps ? { severity: 'hint' as const } : {}),
        message: `${kind} uses this profile, and with use-encryption=${value} its traffic may go out unencrypted. Set use-encryption=required.`,
        fixes: suggestValue(argument, 'required', 'Set use-encryption=required (the other end must encrypt too)'),
      });
    }
  },
});

function builtinName(command: CommandUse): string | undefined {
  return builtin.get(argumentNamed(command, 'numbers')?.value?.text ?? '');
}

/** The kind of tunnel that uses the profile without IPsec being required around it; undefined where none of the file does. */
function userOf({ script, release, settings }: RuleContext, profile: string, value: string): string | undefined {
  const protection = protectionOf(script);
  const isServerSafe =
    protection.port('1701') ||
    activeItems(script.state(l2tpServer)).at(0)?.item.properties.get('use-ipsec')?.value === 'required';
  for (const user of users) {
    if (user.menu === l2tpServer && isServerSafe) continue;
    for (const { item } of activeItems(script.state(user.menu))) {
      if (isPrivateEnd(item.properties.get('connect-to')?.value)) continue;
      if (user.kind === 'L2TP' && user.menu !== l2tpServer && isClientSafe(protection, item)) continue;
      const used = settingOf(script, user.menu, item, user.property, release, settings);
      if ((used.kind === 'written' || used.kind === 'default') && used.value === profile) return user.kind;
    }
  }
  if (value === 'default') return undefined;
  for (const item of script.state('/ppp/secret').items) {
    if (isSwitchedOff(item) || item.properties.get('profile')?.value !== profile) continue;
    const kind = kindOf(script, item);
    if (kind === 'PPTP' || (kind === 'L2TP' && !isServerSafe)) return kind;
  }
  return undefined;
}

/** IPsec around the client: its own, or a policy for the server's address or for L2TP. */
function isClientSafe(protection: Protection, { properties }: ItemState): boolean {
  const end = properties.get('connect-to')?.value;
  return (
    properties.get('use-ipsec')?.value === 'yes' ||
    protection.port('1701') ||
    (end !== undefined && protection.address(end))
  );
}

/** What a user logs in through: the service that is named, unless the file switches its server off; else the server that the file switches on. */
function kindOf(script: ScriptModel, { added, properties }: ItemState): string | undefined {
  const service = properties.get('service');
  const isAny = service === undefined ? added !== undefined : service.value === 'any';
  return servers.find(({ menu: server, name }) => {
    const state = script.state(server);
    if (isAny) return switchedOn(state) !== undefined;
    return service?.value === name && !state.items.some(isSwitchedOff);
  })?.kind;
}
