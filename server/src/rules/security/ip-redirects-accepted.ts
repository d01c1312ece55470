import { defineRule } from '../rule';
import { isYes } from '../support/items';
import { reportSettings, switchedOff } from '../support/writtenSettings';

const menus = ['/ip/settings', '/ipv6/settings'] as const;

export default defineRule({
  id: 'ip-redirects-accepted',
  category: 'security',
  severity: 'warning',
  risk: 'medium',
  since: '0.1.0',
  recommended: true,
  summary: 'The router takes ICMP redirects',
  why: `An ICMP redirect tells a host to send its traffic over another gateway. It needs no login: with \`accept-redirects=yes\` whoever is on the segment draws the traffic of the router to himself. It is meant for hosts, not for routers, and is off by default in IPv4, and in IPv6 while the router forwards.`,
  references: [
    'CWE-345',
    'https://manual.mikrotik.com/docs/cli-reference/ip/settings',
    'https://manual.mikrotik.com/docs/cli-reference/ipv6/settings',
  ],
  fix: 'safe',
  examples: [
    {
      bad: '/ip settings set accept-redirects=yes',
      fixed: '/ip settings set accept-redirects=no',
      good: '/ip settings set accept-redirects=no',
    },
    {
      bad: '/ip settings\nset accept-redirects=yes secure-redirects=yes',
      fixed: '/ip settings\nset accept-redirects=no secure-redirects=yes',
      good: '/ip settings\nset send-redirects=no',
    },
  ],
  silent: [
    { script: '/ip settings set send-redirects=yes', because: 'It sends them, which is the default' },
    {
      script: '/ipv6 settings set accept-redirects=yes-if-forwarding-disabled',
      because: 'The default: a router that forwards takes none',
    },
  ],
  menus,
  check(context) {
    for (const menu of menus) {
      reportSettings(context, {
        menu,
        property: 'accept-redirects',
        matches: isYes,
        message: () =>
          'The router takes ICMP redirects: whoever is on the segment draws its traffic to himself. Set accept-redirects=no.',
        fixes: switchedOff('Set accept-redirects=no', 'safe'),
      });
    }
  },
});
