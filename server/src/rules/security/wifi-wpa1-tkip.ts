import { defineRule, replaceValue } from '../rule';
import {
  beside,
  securityMenuPaths,
  securityMenus,
  isWrittenBeside,
  securitySettings,
  wordsOf,
  type SecurityMenu,
  type SecuritySetting,
} from '../support/wifi';

/** Where the words are, and what is left to say when none of the good ones stands beside them. */
const properties = [
  'authentication-types',
  'unicast-ciphers',
  'group-ciphers',
  'encryption',
  'group-encryption',
] as const;
const weak: ReadonlySet<string> = new Set(['wpa-psk', 'wpa-eap', 'tkip']);

export default defineRule({
  id: 'wifi-wpa1-tkip',
  category: 'security',
  severity: 'warning',
  risk: 'high',
  since: '0.1.0',
  recommended: true,
  summary: 'Wi-Fi allows the first WPA or TKIP',
  why: `The first WPA (\`wpa-psk\`, \`wpa-eap\`) and its cipher TKIP are broken and withdrawn. A network that still offers them beside WPA2 is as weak as they are, since an attacker chooses. Allow \`wpa2-psk\` and, with the wifi drivers, \`wpa3-psk\`, with AES (\`aes-ccm\`, \`ccmp\`) alone.

The fix is a suggestion: devices that know nothing newer cannot connect any more, and both ends of a link must be changed.`,
  references: [
    'CWE-327',
    'https://manual.mikrotik.com/docs/wireless/wifi',
    'https://manual.mikrotik.com/docs/wireless/abgn/wireless-interface',
  ],
  fix: 'suggestion',
  examples: [
    {
      bad: '/interface wireless security-profiles add name=home mode=dynamic-keys authentication-types=wpa-psk,wpa2-psk',
      fixed: '/interface wireless security-profiles add name=home mode=dynamic-keys authentication-types=wpa2-psk',
      good: '/interface wireless security-profiles add name=home mode=dynamic-keys authentication-types=wpa2-psk',
    },
    {
      bad: '/interface wireless security-profiles add name=home mode=dynamic-keys authentication-types=wpa2-psk unicast-ciphers=tkip,aes-ccm',
      fixed:
        '/interface wireless security-profiles add name=home mode=dynamic-keys authentication-types=wpa2-psk unicast-ciphers=aes-ccm',
      good: '/interface wireless security-profiles add name=home mode=dynamic-keys authentication-types=wpa2-psk unicast-ciphers=aes-ccm',
    },
    {
      bad: '/interface wifi security add name=home authentication-types=wpa-psk encryption=tkip',
      findings: 2,
      fixed: '/interface wifi security add name=home authentication-types=wpa2-psk,wpa3-psk encryption=tkip',
      good: '/interface wifi security add name=home authentication-types=wpa2-psk,wpa3-psk encryption=ccmp',
    },
    {
      bad: '/interface wifi set wifi1 security.authentication-types=wpa-psk,wpa2-psk',
      fixed: '/interface wifi set wifi1 security.authentication-types=wpa2-psk',
      good: '/interface wifi set wifi1 security.authentication-types=wpa2-psk',
    },
    {
      bad: '/caps-man security add name=home authentication-types=wpa2-psk encryption=aes-ccm group-encryption=tkip',
      fixed:
        '/caps-man security add name=home authentication-types=wpa2-psk encryption=aes-ccm group-encryption=aes-ccm',
      good: '/caps-man security add name=home authentication-types=wpa2-psk encryption=aes-ccm',
    },
  ],
  silent: [
    {
      script: '/interface wifi security add name=home authentication-types=wpa2-psk,wpa3-psk,wpa2-psk-sha2',
      because: 'These words only look like the first WPA',
    },
    {
      script: '/interface wireless security-profiles set [find default=yes] mode=none unicast-ciphers=tkip,aes-ccm',
      because: 'Without keys no cipher is used',
    },
    {
      script: '/interface wifi security add name=home authentication-types=$types',
      because: 'The value is only known on the router',
    },
  ],
  menus: securityMenuPaths,
  check({ script, report }) {
    for (const property of properties) {
      for (const setting of securitySettings(script, securityMenus, property, hasWeak)) {
        const { argument, value, place, perhaps } = setting;
        if (beside(setting, 'mode') === 'none' && place.family === 'wireless') continue;
        const words = wordsOf(value);
        const bad = words.filter((word) => weak.has(word));
        const good = words.filter((word) => !weak.has(word));
        const replacement = good.length > 0 ? good.join(',') : strongest(place, property, bad);
        const edit = perhaps ? undefined : replaceValue(argument, replacement);
        report({
          span: argument.span,
          ...(perhaps ? { severity: 'hint' as const } : {}),
          message: `${bad.join(' and ')} in ${argument.name} ${bad.length === 1 ? 'is' : 'are'} broken, and the network is as weak as the weakest that it offers. Allow ${replacement} only.${perhaps ? ' Whether it stands at the end depends on a condition in the script.' : ''}`,
          fixes:
            edit === undefined
              ? []
              : [
                  {
                    title: `Allow ${replacement} only (${needsKey(setting, replacement) ? 'set wpa2-pre-shared-key too; ' : ''}older devices cannot connect any more)`,
                    class: 'suggestion',
                    group: 'harden-wifi',
                    edits: [edit],
                  },
                ],
        });
      }
    }
  },
});

/** The older drivers have a passphrase for each WPA: that of the first one does not count for the second. */
function needsKey(setting: SecuritySetting, replacement: string): boolean {
  if (setting.place.family !== 'wireless' || !replacement.includes('wpa2-psk')) return false;
  return !wordsOf(setting.value).includes('wpa2-psk') && !isWrittenBeside(setting, 'wpa2-pre-shared-key');
}

function hasWeak(value: string): boolean {
  return wordsOf(value).some((word) => weak.has(word));
}

/** What to allow where only broken words stand. */
function strongest({ family }: SecurityMenu, property: (typeof properties)[number], bad: readonly string[]): string {
  if (property !== 'authentication-types') return family === 'wifi' ? 'ccmp' : 'aes-ccm';
  return bad
    .map((word) => word.replace('wpa-', 'wpa2-'))
    .flatMap((word) => (family === 'wifi' ? [word, word.replace('wpa2-', 'wpa3-')] : [word]))
    .join(',');
}
