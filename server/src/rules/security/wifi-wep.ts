import { defineRule } from '../rule';
import { argumentNamed } from '../support/items';
import { reportSettings, type WrittenSetting } from '../support/writtenSettings';

const menu = '/interface/wireless/security-profiles';

export default defineRule({
  id: 'wifi-wep',
  category: 'security',
  severity: 'warning',
  risk: 'critical',
  since: '0.1.0',
  recommended: true,
  summary: 'A Wi-Fi security profile uses WEP',
  why: `\`static-keys-required\` and \`static-keys-optional\` are WEP, whose keys are found from recorded traffic within minutes, unless the keys are those of AES (\`static-algo-0=aes-ccm\`). \`optional\` lets clients in without any encryption. Use WPA2 with AES: \`mode=dynamic-keys authentication-types=wpa2-psk\` and a passphrase.

The fix is a suggestion: set \`wpa2-pre-shared-key\` too, and change every client and the other end of a link.`,
  references: ['CWE-327', 'https://manual.mikrotik.com/docs/wireless/abgn/wireless-interface'],
  fix: 'suggestion',
  examples: [
    {
      bad: '/interface wireless security-profiles add name=w mode=static-keys-required',
      fixed:
        '/interface wireless security-profiles add name=w mode=dynamic-keys authentication-types=wpa2-psk unicast-ciphers=aes-ccm group-ciphers=aes-ccm',
      good: '/interface wireless security-profiles add name=w mode=dynamic-keys authentication-types=wpa2-psk',
    },
    {
      bad: '/interface wireless security-profiles\nset [ find default=yes ] mode=static-keys-optional',
      fixed:
        '/interface wireless security-profiles\nset [ find default=yes ] mode=dynamic-keys authentication-types=wpa2-psk unicast-ciphers=aes-ccm group-ciphers=aes-ccm',
      good: '/interface wireless security-profiles\nset [ find default=yes ] mode=dynamic-keys authentication-types=wpa2-psk',
    },
  ],
  silent: [
    {
      script: '/interface wireless security-profiles add name=w mode=none',
      because: 'No WEP; the rule wifi-open-network looks at where it is used',
    },
    {
      script: '/interface wireless security-profiles add name=w mode=$mode',
      because: 'The value is only known on the router',
    },
    {
      script:
        '/interface wireless security-profiles add name=link mode=static-keys-required static-algo-0=aes-ccm static-key-0=$key',
      because: 'A key that does not change, but AES',
    },
  ],
  menus: [menu],
  check(context) {
    reportSettings(context, {
      menu,
      property: 'mode',
      matches: (value) => value === 'static-keys-required' || value === 'static-keys-optional',
      isHarmless: (setting) => setting.value === 'static-keys-required' && usesAes(setting),
      message: (setting) =>
        `${usesAes(setting) ? `${setting.value} lets clients in without any encryption` : `${setting.value} is WEP, whose keys are found from recorded traffic within minutes`}. Use mode=dynamic-keys with authentication-types=wpa2-psk, AES and a passphrase.`,
      fixes: () => [
        {
          title: 'Use WPA2 with AES (set wpa2-pre-shared-key too, and change every client)',
          class: 'suggestion',
          value: 'dynamic-keys',
          set: { 'authentication-types': 'wpa2-psk', 'unicast-ciphers': 'aes-ccm', 'group-ciphers': 'aes-ccm' },
        },
      ],
    });
  },
});

const algorithms = [0, 1, 2, 3].map((index) => `static-algo-${index}`);

/** Are all keys that are named keys of AES? */
function usesAes({ item, command }: WrittenSetting): boolean {
  const named = algorithms.flatMap((name) => {
    const value = item === undefined ? argumentNamed(command, name)?.value?.text : item.properties.get(name)?.value;
    return value === undefined || value === 'none' ? [] : [value];
  });
  return named.length > 0 && named.every((algorithm) => algorithm === 'aes-ccm');
}
