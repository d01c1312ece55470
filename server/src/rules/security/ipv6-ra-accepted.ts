import { defineRule } from '../rule';
import { isNo, isYes } from '../support/items';
import { isUnwritten, reportSettings, settledValue } from '../support/writtenSettings';

const menu = '/ipv6/settings';

export default defineRule({
  id: 'ipv6-ra-accepted',
  category: 'security',
  severity: 'warning',
  risk: 'medium',
  since: '0.1.0',
  recommended: true,
  summary: 'The router takes IPv6 router advertisements',
  why: `A device that takes router advertisements gets addresses and a default route from whoever sends them on the segment, and so sends its traffic through a stranger. The receiver of advertisements itself has been a way into RouterOS without a login (CVE-2023-32154). A router needs none where its provider gives addresses by DHCPv6 or PPP.

It takes them with \`accept-router-advertisements=yes\`, and, by the default \`yes-if-forwarding-disabled\`, with \`forward=no\`. The fix is a suggestion: a router that gets its address or default route by advertisements loses them.`,
  references: [
    'CVE-2023-32154',
    'CWE-284',
    'https://manual.mikrotik.com/docs/getting-started/networking-fundamentals/ipv6-addresses',
    'https://manual.mikrotik.com/docs/cli-reference/ipv6/settings',
  ],
  fix: 'suggestion',
  examples: [
    {
      bad: '/ipv6 settings set accept-router-advertisements=yes',
      fixed: '/ipv6 settings set accept-router-advertisements=no',
      good: '/ipv6 settings set accept-router-advertisements=no',
    },
    {
      bad: '/ipv6 settings\nset forward=no',
      fixed: '/ipv6 settings\nset forward=no accept-router-advertisements=no',
      good: '/ipv6 settings\nset accept-router-advertisements=no forward=no',
    },
  ],
  silent: [
    { script: '/ipv6 settings set disable-ipv6=yes forward=no', because: 'IPv6 is off' },
    {
      script: '/ipv6 settings set accept-router-advertisements=yes-if-forwarding-disabled',
      because: 'The default: a router that forwards takes none',
    },
    { script: '/ipv6 settings set max-neighbor-entries=8192', because: 'The script says nothing about it' },
  ],
  menus: [menu],
  check(context) {
    const { script } = context;
    const message =
      'The router takes IPv6 router advertisements: whoever sends them on the segment gives it addresses and a default route. Set accept-router-advertisements=no where the provider does not need them.';
    const fixes = (): readonly [{ title: string; class: 'suggestion'; set: Record<string, string> }] => [
      {
        title: 'Take no router advertisements (not if the default route comes by them)',
        class: 'suggestion',
        set: { 'accept-router-advertisements': 'no' },
      },
    ];
    reportSettings(context, {
      menu,
      property: 'accept-router-advertisements',
      matches: (value, item) => isYes(value) && !isYes(settledValue(script, menu, item, 'disable-ipv6')),
      message: () => message,
      fixes,
    });
    reportSettings(context, {
      menu,
      property: 'forward',
      matches: (value, item) =>
        isNo(value) &&
        item !== undefined &&
        !isYes(settledValue(script, menu, item, 'disable-ipv6')) &&
        (isUnwritten(script, menu, item, 'accept-router-advertisements') ||
          settledValue(script, menu, item, 'accept-router-advertisements') === 'yes-if-forwarding-disabled'),
      message: () =>
        `Without forwarding, and by default, that is so: ${message.charAt(0).toLowerCase()}${message.slice(1)}`,
      fixes,
    });
  },
});
