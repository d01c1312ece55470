import { defineRule } from '../rule';
import { securityMenuPaths } from '../support/wifi';
import { reportSettings, valueBeside } from '../support/writtenSettings';

const wireless = '/interface/wireless';
const verbose = `# 2024-05-01 12:00:00 by RouterOS 7.14.3
/ip socks
set auth-method=none enabled=no port=1080 version=4
/ip ssh
set forwarding-enabled=no host-key-size=2048 strong-crypto=no
/snmp
set enabled=no trap-community=public trap-version=1
/ip upnp
set enabled=no
/system package update
set channel=stable
/tool romon
set enabled=no
`;
const places = [
  { menu: '/interface/wifi/security', property: 'wps', off: 'disable', mode: undefined },
  { menu: '/interface/wifi/configuration', property: 'security.wps', off: 'disable', mode: 'mode' },
  { menu: '/interface/wifi', property: 'security.wps', off: 'disable', mode: 'configuration.mode' },
  { menu: wireless, property: 'wps-mode', off: 'disabled', mode: 'mode' },
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
    {
      script: '/interface wireless set wlan1 mode=station wps-mode=push-button ssid=hq',
      because: 'A client lets nobody in',
    },
    {
      script: `${verbose}/interface wireless\nset [ find default-name=wlan1 ] disabled=no mode=ap-bridge wps-mode=push-button`,
      because: 'A verbose export prints the default, which nobody has written',
    },
  ],
  menus: [...securityMenuPaths, wireless],
  check(context) {
    const { script } = context;
    if (script.evidence.verbose) return;
    for (const { menu, property, off, mode } of places) {
      reportSettings(context, {
        menu,
        property,
        matches: (value) => value.startsWith('push-button'),
        isHarmless: (setting) => mode !== undefined && isStation(valueBeside(script, menu, setting, mode)),
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

function isStation(mode: string | undefined): boolean {
  return mode?.startsWith('station') === true;
}
