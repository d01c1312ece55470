import type { CommandUse, ScriptModel } from '../../model/types';
import { defineRule } from '../rule';
import { isPlaceholder } from '../support/secrets';
import {
  beside,
  securityMenus,
  securitySettings,
  wordsOf,
  type SecurityMenu,
  type SecuritySetting,
} from '../support/wifi';

const multi: SecurityMenu = { menu: '/interface/wifi/security/multi-passphrase', prefix: '', family: 'wifi' };
const places = [...securityMenus, multi];
const names = ['passphrase', 'wpa-pre-shared-key', 'wpa2-pre-shared-key'] as const;

/** What is tried first, whatever its length: parts that make most of a passphrase. */
const common =
  /^(?:(?:password|passwort|passw0rd|mikrotik|routeros|welcome|qwerty|qwertz|qwertyuiop|letmein|iloveyou|internet|wireless|wifi|guest|admin|secret|default|abc|1q2w3e4r|12345|123456|1234567|12345678|123456789|1234567890|0987654321|(.)\1{2,})[-_.!@#$ ]*){1,4}\d{0,4}!?$/i;

export default defineRule({
  id: 'wifi-weak-passphrase',
  category: 'security',
  severity: 'warning',
  risk: 'high',
  since: '0.1.0',
  recommended: true,
  summary: 'A Wi-Fi passphrase can be guessed',
  why: `Whoever has recorded one connection of a client to a WPA2 network tries passphrases on his own computers, as fast as they go. Eight characters, the least that WPA2 takes, words that everybody uses, and the name of the network do not withstand that. Use at least 12 characters, better several words drawn by lot. With WPA3 alone nobody can try at leisure, so there only what is tried first is reported.

There is no quick fix: the passphrase is yours to choose, all clients must learn it, and it is better not written into a script at all.`,
  references: ['CWE-521', 'https://manual.mikrotik.com/docs/wireless/wifi'],
  options: [
    {
      name: 'minimumLength',
      type: 'number',
      default: 12,
      description: 'Shorter passphrases are reported.',
    },
  ],
  fix: null,
  examples: [
    {
      bad: '/interface wifi security add name=s authentication-types=wpa2-psk passphrase=kitchen7',
      good: '/interface wifi security add name=s authentication-types=wpa2-psk passphrase="otter-lamp-seven-birch"',
    },
    {
      bad: '/interface wireless security-profiles add name=s mode=dynamic-keys authentication-types=wpa2-psk wpa2-pre-shared-key=password123456',
      good: '/interface wireless security-profiles add name=s mode=dynamic-keys authentication-types=wpa2-psk wpa2-pre-shared-key=$psk',
    },
    {
      bad: '/interface wifi set wifi1 configuration.ssid=SunnyMeadowCafe security.passphrase=SunnyMeadowCafe',
      good: '/interface wifi set wifi1 configuration.ssid=SunnyMeadowCafe security.passphrase=otter-lamp-seven-birch',
    },
  ],
  silent: [
    {
      script: '/interface wifi security add name=s passphrase="<PASSPHRASE>"',
      because: 'A placeholder, which somebody fills in',
    },
    {
      script: '/interface wifi security add name=s passphrase=""',
      because: 'None at all: wifi-open-network speaks of it',
    },
    {
      script: '/interface wifi security add name=s passphrase=$psk',
      because: 'The value is only known on the router',
    },
    {
      script:
        '/interface wireless security-profiles set [find default=yes] mode=none wpa2-pre-shared-key=kitchen7 authentication-types=wpa2-psk',
      because: 'Without keys the passphrase is not used',
    },
    {
      script: '/interface wifi security add name=s authentication-types=wpa3-psk passphrase=kitchen7',
      because: 'WPA3 gives away nothing that a passphrase could be tried on',
    },
  ],
  menus: places.map(({ menu }) => menu),
  check({ script, options, report }) {
    const minimum = Number(options.minimumLength);
    let networks: readonly Network[] | undefined;
    for (const name of names) {
      for (const setting of securitySettings(script, places, name, (value) => !isPlaceholder(value))) {
        if (setting.place.family === 'wireless' && beside(setting, 'mode') === 'none') continue;
        networks ??= networksOf(script);
        const atLeisure = !isOnlyWpa3(setting);
        const reason = weakness(setting, atLeisure ? minimum : 0, networks);
        if (reason === undefined) continue;
        report({
          span: setting.argument.value?.span ?? setting.argument.span,
          ...(setting.perhaps ? { severity: 'hint' as const } : {}),
          message: `The passphrase ${reason}, so it is soon found${atLeisure ? ' from one recorded connection' : ''}. Use at least ${minimum} characters, better several words drawn by lot.`,
        });
      }
    }
  },
});

/** Is WPA3 all that the network takes? */
function isOnlyWpa3(setting: SecuritySetting): boolean {
  const types = wordsOf(beside(setting, 'authentication-types'));
  return types.length > 0 && types.every((type) => type === 'wpa3-psk');
}

/** Why a passphrase is weak, without saying it; undefined where it is not. */
function weakness(setting: SecuritySetting, minimum: number, networks: readonly Network[]): string | undefined {
  const { value } = setting;
  // 64 hexadecimal digits are the key itself.
  if (/^[0-9a-f]{64}$/i.test(value)) return undefined;
  const named = networks.filter(({ ssid }) => ssid.toLowerCase() === value.toLowerCase());
  if (named.some((network) => isOf(setting, network))) return 'is the name of the network';
  if (named.length > 0) return 'is the name of a network in this file';
  if (value.length < minimum) return `has only ${value.length} ${value.length === 1 ? 'character' : 'characters'}`;
  return common.test(value) ? 'is made of what is tried first' : undefined;
}

/** A network that the file names: its name as written, and the command that names it. */
interface Network {
  readonly ssid: string;
  readonly command: CommandUse;
}

/** All networks that the file names. */
function networksOf(script: ScriptModel): readonly Network[] {
  return script.commands.flatMap((command) =>
    command.arguments.flatMap(({ name, value }) =>
      (name === 'ssid' || name.endsWith('.ssid')) && value?.text !== undefined && value.text !== ''
        ? [{ ssid: value.text, command }]
        : [],
    ),
  );
}

/** Does the passphrase surely belong to this network: named by the same item or command, or by one that uses the security profile? */
function isOf({ item, command, place }: SecuritySetting, network: Network): boolean {
  if (network.command === command || item?.writes.includes(network.command) === true) return true;
  if (place.prefix !== '' || item?.name === undefined) return false;
  return network.command.arguments.some(
    ({ name, value }) => /(?:^|\.)security(?:-profile)?$/.test(name) && value?.text === item.name,
  );
}
