import { defineRule } from '../rule';
import { reportSettings } from '../support/writtenSettings';

const menu = '/ip/cloud';

export default defineRule({
  id: 'back-to-home',
  category: 'security',
  severity: 'information',
  risk: 'low',
  since: '0.1.0',
  recommended: true,
  summary: 'Back To Home opens a VPN into the network by the cloud of the vendor',
  why: `Back To Home is a WireGuard VPN into the network behind the router, which the vendor's cloud helps to reach, where needed through relays of its own. Whoever holds one of its shared links is inside. It is off by default; make sure that it is wanted, and look through its users from time to time.

There is no quick fix: \`back-to-home-vpn=revoked-and-disabled\` revokes all its users at once.`,
  references: ['CWE-284', 'https://manual.mikrotik.com/docs/network-management/cloud/back-to-home'],
  fix: null,
  examples: [
    {
      bad: '/ip cloud set back-to-home-vpn=enabled',
      good: '/ip cloud set back-to-home-vpn=revoked-and-disabled',
    },
  ],
  silent: [
    { script: '/ip cloud set ddns-enabled=yes', because: 'A name, not a VPN' },
    {
      script: '/ip cloud set back-to-home-vpn=enabled\n/ip cloud set back-to-home-vpn=revoked-and-disabled',
      because: 'The last command decides',
    },
  ],
  menus: [menu],
  check(context) {
    reportSettings(context, {
      menu,
      property: 'back-to-home-vpn',
      matches: (value) => value === 'enabled',
      message: () =>
        'Back To Home opens a VPN into the network behind the router by the cloud of the vendor. Make sure that it is wanted; set back-to-home-vpn=revoked-and-disabled where it is not.',
    });
  },
});
