import { defineRule } from '../rule';
import { beside, menusOf, securityMenuPaths, securitySettings, wordsOf, type SecuritySetting } from '../support/wifi';
import { setArguments } from '../support/writtenSettings';

export default defineRule({
  id: 'pmf-off',
  category: 'security',
  severity: 'information',
  risk: 'low',
  since: '0.1.0',
  recommended: true,
  summary: 'The management frames of a Wi-Fi network are not protected',
  why: `With \`management-protection=disabled\` anybody can throw clients out of the network with forged frames, and so have them connect again where their handshake can be recorded. Set \`allowed\` for WPA2, so that clients which can protect their frames do; WPA3 demands \`required\`.

Only a setting that is written is reported. The fix is a suggestion: some old devices do not connect with it.`,
  references: [
    'CWE-345',
    'https://manual.mikrotik.com/docs/wireless/wifi',
    'https://manual.mikrotik.com/docs/wireless/abgn/wireless-interface',
  ],
  fix: 'suggestion',
  examples: [
    {
      bad: '/interface wifi security add name=s authentication-types=wpa2-psk management-protection=disabled',
      fixed: '/interface wifi security add name=s authentication-types=wpa2-psk management-protection=allowed',
      good: '/interface wifi security add name=s authentication-types=wpa2-psk management-protection=allowed',
    },
    {
      bad: '/interface wifi set wifi1 security.authentication-types=wpa3-psk security.management-protection=disabled',
      fixed: '/interface wifi set wifi1 security.authentication-types=wpa3-psk security.management-protection=required',
      good: '/interface wifi set wifi1 security.authentication-types=wpa3-psk security.management-protection=required',
    },
    {
      bad: '/interface wireless security-profiles add name=s mode=dynamic-keys authentication-types=wpa2-psk management-protection=disabled',
      fixed:
        '/interface wireless security-profiles add name=s mode=dynamic-keys authentication-types=wpa2-psk management-protection=allowed',
      good: '/interface wireless security-profiles add name=s mode=dynamic-keys authentication-types=wpa2-psk management-protection=allowed',
    },
  ],
  silent: [
    {
      script: '/interface wireless security-profiles add name=s mode=none management-protection=disabled',
      because: 'Without keys there is nothing to protect the frames with',
    },
    {
      script: '/interface wifi security add name=s authentication-types=wpa2-psk',
      because: 'The default is not written',
    },
    {
      script: '/interface wifi security add name=cafe authentication-types="" management-protection=disabled',
      because: 'Without keys there is nothing to protect the frames with',
    },
  ],
  menus: securityMenuPaths,
  check({ script, report }) {
    // A verbose export prints the default, which nobody has written.
    if (script.evidence.verbose) return;
    const isOff = (value: string): boolean => value === 'disabled';
    for (const setting of securitySettings(script, menusOf('wifi', 'wireless'), 'management-protection', isOff)) {
      const types = wordsOf(beside(setting, 'authentication-types'));
      if (isOpen(setting)) continue;
      const onlyWpa3 = types.length > 0 && types.every((type) => type.startsWith('wpa3-') || type === 'owe');
      const value = onlyWpa3 ? 'required' : 'allowed';
      const name = setting.argument.name;
      report({
        span: setting.argument.span,
        ...(setting.perhaps ? { severity: 'hint' as const } : {}),
        message: `The management frames are not protected: anybody can throw clients out of the network. Set ${name}=${value}.`,
        fixes: setting.perhaps
          ? []
          : [
              {
                title: `Set ${name}=${value} (some old devices do not connect with it)`,
                class: 'suggestion',
                group: 'harden-wifi',
                edits: setArguments(setting.command, { [name]: value }),
              },
            ],
      });
    }
  },
});

/** A network without keys. */
function isOpen(setting: SecuritySetting): boolean {
  if (setting.place.family === 'wireless') return beside(setting, 'mode') === 'none';
  return beside(setting, 'authentication-types') === '' && (beside(setting, 'passphrase') ?? '') === '';
}
