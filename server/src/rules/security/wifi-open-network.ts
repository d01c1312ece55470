import type { CommandUse, ScriptModel } from '../../model/types';
import type { Span } from '../../syntax/span';
import { defineRule, type RuleContext } from '../rule';
import { argumentNamed, isYes } from '../support/items';
import { isWrittenBeside, menusOf, securityMenuPaths, securitySettings } from '../support/wifi';
import { isActive, isUnwritten, selectsDefault } from '../support/writtenSettings';

const wifiSecurity = '/interface/wifi/security';
const profilesMenu = '/interface/wireless/security-profiles';
const wirelessMenu = '/interface/wireless';
/** Properties that give a network a key or a login. */
const keys = [
  'passphrase',
  'multi-passphrase-group',
  'eap-username',
  'eap-password',
  'owe-transition-interface',
] as const;
/** Values of `wireless-protocol` with which an access point speaks Nv2. */
const nv2: ReadonlySet<string> = new Set(['nv2', 'nv2-nstreme']);
const accessPoint: ReadonlySet<string> = new Set(['ap-bridge', 'bridge']);

const header = '# feb/28/2019 16:30:04 by RouterOS 6.44.1\n';
const sections =
  '/interface bridge\nadd name=bridge\n/interface list\nadd name=LAN\n/ip address\nadd address=192.168.88.1/24 interface=bridge\n/ip dns\nset servers=192.168.88.2\n/ip route\nadd gateway=192.168.88.2\n/system clock\nset time-zone-name=Europe/Riga\n';

export default defineRule({
  id: 'wifi-open-network',
  category: 'security',
  severity: 'warning',
  risk: 'high',
  since: '0.1.0',
  recommended: true,
  summary: 'A Wi-Fi network is open',
  why: `Whoever is near an open network is in it, and reads what the others send. Give it a passphrase with \`authentication-types=wpa2-psk,wpa3-psk\` (wifi drivers) or \`mode=dynamic-keys authentication-types=wpa2-psk\` (wireless package); a network that must be open to guests can at least encrypt with \`authentication-types=owe\`.

An export without \`show-sensitive\` leaves passphrases out, so nothing is said there of networks of the wifi drivers that have no other sign of security. Nv2 has its own key: there \`nv2-security=enabled\` counts, and not the profile. Where the file runs a hotspot, an open network is information. There is no quick fix: a passphrase is yours to choose.`,
  references: [
    'CWE-306',
    'https://manual.mikrotik.com/docs/wireless/wifi',
    'https://manual.mikrotik.com/docs/wireless/abgn/wireless-interface',
  ],
  fix: null,
  examples: [
    {
      bad: '/interface wifi security add name=s authentication-types=""',
      good: '/interface wifi security add name=s authentication-types=wpa2-psk,wpa3-psk passphrase=$wpa wps=disable',
    },
    {
      bad: '/interface wifi security add name=guests\n/interface wifi set wifi1 security=guests disabled=no',
      good: '/interface wifi security add name=guests passphrase=$wpa\n/interface wifi set wifi1 security=guests disabled=no',
    },
    {
      bad: '/interface wireless security-profiles add name=open mode=none\n/interface wireless set wlan1 mode=ap-bridge ssid=cafe security-profile=open disabled=no',
      good: '/interface wireless security-profiles add name=open mode=none\n/interface wireless set wlan1 mode=station ssid=cafe security-profile=open disabled=no',
    },
    {
      bad: `${header}${sections}/interface wireless\nset [ find default-name=wlan1 ] disabled=no mode=ap-bridge ssid=cafe`,
      good: `${header}${sections}/interface wireless\nset [ find default-name=wlan1 ] disabled=no mode=ap-bridge ssid=cafe\n/interface wireless security-profiles\nset [ find default=yes ] authentication-types=wpa2-psk mode=dynamic-keys`,
    },
  ],
  silent: [
    { script: '/interface wifi security add name=s authentication-types=owe', because: 'Open, but encrypted' },
    {
      script: '/interface wifi set wifi1 security.authentication-types="" security.owe-transition-interface=wifi1-owe',
      because: 'The open half of a network that encrypts for all who can',
    },
    {
      script:
        '# 2024-05-01 12:00:00 by RouterOS 7.14.3\n/interface wifi security\nadd disabled=no name=home\n/interface wifi\nset [ find default-name=wifi1 ] disabled=no security=home',
      because: 'The export leaves passphrases out: it may have one',
    },
    {
      script: '/interface wifi security add name=s connect-priority=0/1',
      because: 'Nothing in the script uses the profile',
    },
    {
      script:
        '/interface wireless security-profiles add name=open mode=none\n/interface wireless set wlan1 mode=ap-bridge wireless-protocol=nv2 nv2-security=enabled security-profile=open disabled=no',
      because: 'Nv2 has a key of its own',
    },
    {
      script:
        '/interface wireless security-profiles add name=open mode=none\n/interface wireless set wlan1 mode=bridge wireless-protocol=nv2-nstreme nv2-security=enabled security-profile=open disabled=no',
      because: 'Nv2 has a key of its own',
    },
    {
      script: '/interface wireless security-profiles add name=open mode=none',
      because: 'Nothing in the script uses the profile',
    },
    {
      script: '/interface wireless set wlan1 mode=ap-bridge ssid=cafe disabled=no',
      because: 'The security profile may be set elsewhere',
    },
    {
      script:
        '/interface wireless security-profiles add name=open mode=none\n/interface wireless set wlan1 mode=ap-bridge security-profile=open disabled=yes',
      because: 'The interface is off',
    },
  ],
  menus: [...securityMenuPaths, wirelessMenu],
  check(context) {
    reportWifi(context);
    reportWireless(context);
  },
});

function reportWifi(context: RuleContext): void {
  const { script } = context;
  // An export that leaves passphrases out may have one.
  if (script.evidence.hidesSensitive) return;
  for (const setting of securitySettings(script, menusOf('wifi'), 'authentication-types', (value) => value === '')) {
    if (setting.perhaps || keys.some((key) => isWrittenBeside(setting, key)) || isStation(setting.command)) continue;
    tell(context, setting.argument.span, 'authentication-types is empty and no passphrase is set');
  }
  const state = script.state(wifiSecurity);
  for (const item of state.items) {
    const { added, name } = item;
    if (added === undefined || name === undefined || !isActive(script, state, item)) continue;
    const bare = ['authentication-types', ...keys].every((key) => isUnwritten(script, wifiSecurity, item, key));
    if (!bare) continue;
    const users = usersOf(script, name);
    if (users.length === 0 || users.some((user) => isStation(user) || setsKey(user))) continue;
    tell(context, added.span, 'the security profile has neither authentication types nor a passphrase');
  }
}

/** Commands that give a network this security profile. */
function usersOf(script: ScriptModel, profile: string): readonly CommandUse[] {
  return ['/interface/wifi', '/interface/wifi/configuration'].flatMap((menu) =>
    script.commandsOf(menu).filter((command) => argumentNamed(command, 'security')?.value?.text === profile),
  );
}

function setsKey(command: CommandUse): boolean {
  return command.arguments.some(({ name }) => name.startsWith('security.'));
}

/** Does the command make the interface a client? */
function isStation(command: CommandUse): boolean {
  return command.arguments.some(
    ({ name, value }) =>
      (name === 'mode' || name === 'configuration.mode') &&
      (value?.text === undefined || value.text.startsWith('station')),
  );
}

function reportWireless(context: RuleContext): void {
  const { script } = context;
  for (const { span, get } of wirelessInterfaces(script)) {
    const mode = get('mode');
    if (mode === undefined || !accessPoint.has(mode)) continue;
    const disabled = get('disabled');
    // In an export of a menu all is there; in a script an interface that is given a mode and a profile is meant to be used.
    if (isYes(disabled) || (disabled === undefined && script.evidence.kind !== 'script')) continue;
    const profile = get('security-profile') ?? (speaks(script) ? 'default' : undefined);
    if (profile === undefined || !isOpenProfile(script, profile)) continue;
    if (nv2.has(get('wireless-protocol') ?? '')) {
      // '' is computed: it may be on.
      if (!['enabled', ''].includes(get('nv2-security') ?? 'disabled')) tellNv2(context, span('wireless-protocol'));
      continue;
    }
    tell(context, span('security-profile'), `the security profile ${profile} has mode=none`);
  }
}

interface WirelessInterface {
  /** A constant value; undefined where it is not written, `''` where it is computed. */
  readonly get: (name: string) => string | undefined;
  readonly span: (name: string) => Span;
}

/** Interfaces as the file leaves them; of those that a condition selects, each command by itself. */
function wirelessInterfaces(script: ScriptModel): readonly WirelessInterface[] {
  const state = script.state(wirelessMenu);
  const items = state.items
    .filter((item) => !item.removed)
    .map((item) => ({
      get: (name: string) => {
        const property = item.properties.get(name);
        return property && (property.value ?? '');
      },
      span: (name: string) =>
        item.properties.get(name)?.argument?.span ?? item.writes.at(-1)?.span ?? { start: 0, end: 0 },
    }));
  const unknown = state.unresolved
    .filter((command) => command.verb === 'set')
    .map((command) => ({
      get: (name: string) => {
        const argument = argumentNamed(command, name);
        return argument && (argument.value?.text ?? '');
      },
      span: (name: string) => argumentNamed(command, name)?.span ?? command.span,
    }));
  return [...items, ...unknown];
}

/** Does the file's silence about a profile mean its default? */
function speaks({ evidence }: ScriptModel): boolean {
  return evidence.kind === 'full-export';
}

/** Has the profile no keys (`mode=none`, the default of one that is added without a mode, and of the one that RouterOS brings along)? */
function isOpenProfile(script: ScriptModel, profile: string): boolean {
  const state = script.state(profilesMenu);
  const item = state.item(profile);
  if (item !== undefined && profile !== 'default') {
    const mode = item.properties.get('mode');
    if (mode !== undefined) return mode.value === 'none' && !mode.conditional;
    return item.added !== undefined && isUnwritten(script, profilesMenu, item, 'mode');
  }
  if (profile !== 'default') return false;
  const writes = script
    .commandsOf(profilesMenu)
    .filter((command) => command.verb === 'set' && mayMeanDefault(script, command))
    .map((command) => argumentNamed(command, 'mode'))
    .filter((argument) => argument !== undefined);
  const last = writes.at(-1);
  return last === undefined ? speaks(script) : last.value?.text === 'none';
}

function mayMeanDefault(script: ScriptModel, command: CommandUse): boolean {
  if (selectsDefault(script.text, command)) return true;
  const numbers = argumentNamed(command, 'numbers')?.value;
  return (
    numbers?.text === undefined || numbers.text.split(',').some((name) => name === 'default' || /^\d+$/.test(name))
  );
}

/** Nv2 has its own key and takes nothing from the security profile. */
function tellNv2({ report }: RuleContext, span: Span): void {
  report({
    span,
    message:
      'The network is open to everybody near who speaks Nv2, and everybody reads what is sent: nv2-security is not on. Set nv2-security=enabled and an nv2-preshared-key.',
  });
}

function tell({ script, report }: RuleContext, span: Span, reason: string): void {
  const hotspot = script.state('/ip/hotspot').items.some((item) => item.added !== undefined && !item.removed);
  report({
    span,
    ...(hotspot ? { severity: 'information' as const } : {}),
    message: hotspot
      ? `The network is open: ${reason}. The hotspot asks for a login, but everybody near reads what the guests send; authentication-types=owe encrypts it, with the wifi drivers.`
      : `The network is open to everybody near, and everybody reads what is sent: ${reason}. Set a passphrase, or authentication-types=owe for guests, with the wifi drivers.`,
  });
}
