import { defineRule } from '../rule';
import { securityMenuPaths } from '../support/wifi';
import { reportSettings } from '../support/writtenSettings';

const wireless = '/interface/wireless';
const places = [
  { menu: '/interface/wifi/security', property: 'wps', off: 'disable' },
  { menu: '/interface/wifi/configuration', property: 'security.wps', off: 'disable' },
  { menu: '/interface/wifi', property: 'security.wps', off: 'disable' },
  { menu: wireless, property: 'wps-mode', off: 'disabled' },
] as const;

export default defineRule({
  id: 'wps-enabled',
  category: 'security',
  severity: 'warning',
  risk: 'medium',
  since: '0.1.0',
  recommended: true,
  summary: 'Wi-Fi Protected Setup is allowed',
  why: `With WPS by push button the access point lets any device in for two minutes after the button, or its command, was pressed, whoever that device belongs to. Switch it off where no device needs it: \`wps=disable\` with the wifi drivers, \`wps-mode=disabled\` with the older wireless package.

Push button is the default of the wifi drivers; only a setting that is written is reported. The fix is a suggestion: devices that join by the button need the passphrase then.`,
  references: [
    'CWE-287',
    'https://manual.mikrotik.com/docs/wireless/wifi',
    'https://manual.mikrotik.com/docs/wireless/abgn/wireless-interface',
  ],
  fix: 'suggestion',
  examples: [
    {
      bad: '/interface wifi security add name=s wps=push-button',
      fixed: '/interface wifi security add name=s wps=disable',
      good: '/interface wifi security add name=s wps=disable',
    },
    {
      bad: '/interface wifi set wifi1 security.wps=push-button',
      fixed: '/interface wifi set wifi1 security.wps=disable',
      good: '/interface wifi set wifi1 security.wps=disable',
    },
    {
      bad: '/interface wireless set wlan1 wps-mode=push-button-virtual-only',
      fixed: '/interface wireless set wlan1 wps-mode=disabled',
      good: '/interface wireless set wlan1 wps-mode=disabled',
    },
  ],
  silent: [
    {
      script: '/interface wifi security add name=s wps=disabled',
      because: 'A value that RouterOS does not have: the error of the value says so',
    },
    { script: '/interface wifi security add name=s', because: 'The default, which is not written' },
    {
      script: '/interface wireless set wlan1 disabled=yes wps-mode=push-button',
      because: 'The interface is off',
    },
  ],
  menus: [...securityMenuPaths, wireless],
  check(context) {
    for (const { menu, property, off } of places) {
      reportSettings(context, {
        menu,
        property,
        matches: (value) => value.startsWith('push-button'),
        message: () =>
          `WPS by push button lets any device in for two minutes after the button was pressed. Set ${property}=${off} where no device needs it.`,
        fixes: () => [
          {
            title: `Set ${property}=${off} (devices then need the passphrase)`,
            class: 'suggestion',
            value: off,
            group: 'harden-wifi',
          },
        ],
      });
    }
  },
});
