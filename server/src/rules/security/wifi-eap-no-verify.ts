import type { ScriptModel } from '../../model/types';
import { defineRule } from '../rule';
import {
  beside,
  isWrittenBeside,
  securityMenuPaths,
  securityMenus,
  securitySettings,
  wordsOf,
  type SecuritySetting,
} from '../support/wifi';
import { setArguments } from '../support/writtenSettings';

/** `dont-verify-certificate`: takes any certificate. `no-certificates`: uses none at all. */
const blind: ReadonlySet<string> = new Set(['dont-verify-certificate', 'no-certificates']);

/** Where a network names its security profile, and what says that it is an access point. */
const networks = [
  { menu: '/interface/wifi/configuration', mode: 'mode' },
  { menu: '/interface/wifi', mode: 'configuration.mode' },
] as const;

export default defineRule({
  id: 'wifi-eap-no-verify',
  category: 'security',
  severity: 'warning',
  risk: 'medium',
  since: '0.1.0',
  recommended: true,
  summary: 'A Wi-Fi client does not check the certificate of its login server',
  why: `A client that does not verify the certificate of the RADIUS server gives its login to any access point that calls itself by the right name. Set \`eap-certificate-mode=verify-certificate\` (wifi) or \`tls-mode=verify-certificate\` (wireless, CAPsMAN), with the certificate authority in the router's store.

The fix is a suggestion: without that certificate authority, or with a wrong clock, the link does not come up.`,
  references: [
    'CWE-295',
    'https://manual.mikrotik.com/docs/wireless/wifi',
    'https://manual.mikrotik.com/docs/wireless/user-guides/enterprise-wireless-security-user',
  ],
  fix: 'suggestion',
  examples: [
    {
      bad: '/interface wifi security add name=corp authentication-types=wpa2-eap eap-methods=peap eap-certificate-mode=dont-verify-certificate',
      fixed:
        '/interface wifi security add name=corp authentication-types=wpa2-eap eap-methods=peap eap-certificate-mode=verify-certificate',
      good: '/interface wifi security add name=corp authentication-types=wpa2-eap eap-methods=peap eap-certificate-mode=verify-certificate',
    },
    {
      bad: '/interface wireless security-profiles add name=corp mode=dynamic-keys authentication-types=wpa2-eap eap-methods=eap-tls tls-mode=dont-verify-certificate',
      fixed:
        '/interface wireless security-profiles add name=corp mode=dynamic-keys authentication-types=wpa2-eap eap-methods=eap-tls tls-mode=verify-certificate',
      good: '/interface wireless security-profiles add name=corp mode=dynamic-keys authentication-types=wpa2-eap eap-methods=eap-tls tls-mode=verify-certificate',
    },
  ],
  silent: [
    {
      script:
        '/interface wireless security-profiles add name=home mode=dynamic-keys authentication-types=wpa2-psk tls-mode=no-certificates',
      because: 'A network with a passphrase: no login server is asked',
    },
    {
      script:
        '/interface wireless security-profiles add name=ap mode=dynamic-keys authentication-types=wpa2-eap eap-methods=passthrough tls-mode=no-certificates',
      because: 'An access point that passes logins on to the RADIUS server: its clients check the certificate',
    },
    {
      script:
        '/interface wifi security add name=corp authentication-types=wpa2-eap eap-certificate-mode=dont-verify-certificate\n/interface wifi configuration add mode=ap name=corp security=corp ssid=corp',
      because: 'An access point: its clients check the certificate',
    },
    {
      script: '/interface wifi security add name=corp authentication-types=wpa2-eap eap-certificate-mode=$mode',
      because: 'The value is only known on the router',
    },
  ],
  menus: securityMenuPaths,
  check({ script, report }) {
    for (const property of ['eap-certificate-mode', 'tls-mode']) {
      for (const setting of securitySettings(script, securityMenus, property, (value) => blind.has(value))) {
        const types = wordsOf(beside(setting, 'authentication-types'));
        if (isWrittenBeside(setting, 'authentication-types') && !types.some((type) => type.includes('eap'))) continue;
        if (setting.place.family === 'wifi' && isOfAccessPoint(script, setting)) continue;
        const methods = wordsOf(beside(setting, 'eap-methods'));
        if (
          setting.place.family !== 'wifi' &&
          (methods.length === 0 || methods.every((method) => method === 'passthrough'))
        )
          continue;
        const { name } = setting.argument;
        report({
          span: setting.argument.span,
          ...(setting.perhaps ? { severity: 'hint' as const } : {}),
          message: `The certificate of the login server is not checked (${setting.value}), so any access point of the right name is given the login. Set ${name}=verify-certificate, with the certificate authority in the store.`,
          fixes: setting.perhaps
            ? []
            : [
                {
                  title: `Set ${name}=verify-certificate (needs the certificate authority in the store)`,
                  class: 'suggestion',
                  edits: setArguments(setting.command, { [name]: 'verify-certificate' }),
                },
              ],
        });
      }
    }
  },
});

/** Is it the profile of a network that the file makes an access point of? */
function isOfAccessPoint(script: ScriptModel, { item }: SecuritySetting): boolean {
  const name = item?.name;
  if (name === undefined) return false;
  return networks.some(({ menu, mode }) =>
    script
      .state(menu)
      .items.some(
        ({ properties }) => properties.get('security')?.value === name && properties.get(mode)?.value === 'ap',
      ),
  );
}
