import { compareReleases } from '../../schema/releases';
import { defineRule } from '../rule';
import { isYes } from '../support/items';
import { reportSettings } from '../support/writtenSettings';

const menu = '/ip/cloud';

export default defineRule({
  id: 'cloud-ddns',
  category: 'security',
  severity: 'information',
  risk: 'low',
  since: '0.1.0',
  recommended: true,
  summary: 'The router publishes its address in the DNS of the vendor',
  why: `With \`ddns-enabled=yes\` the router keeps telling its address to MikroTik's cloud server, which publishes it under a name made of the serial number. The vendor advises to switch cloud services off in production where they are not used: \`ddns-enabled=auto\` from 7.17 on, where \`no\` does not exist any more, and \`no\` before. \`update-time=no\` stops the setting of the clock by the cloud as well.

Where the file names a host under \`sn.mynetname.net\`, the name is used, and nothing is reported.

The fix is a suggestion: whoever reaches the router by that name needs another, and Back To Home does not work without it.`,
  references: [
    'CWE-200',
    'https://manual.mikrotik.com/docs/network-management/cloud',
    'https://manual.mikrotik.com/docs/getting-started/securing-your-router',
  ],
  fix: 'suggestion',
  examples: [
    {
      bad: '/ip cloud set ddns-enabled=yes',
      fixed: '/ip cloud set ddns-enabled=auto',
      good: '/ip cloud set ddns-enabled=auto',
    },
    {
      bad: '# 2024-05-01 12:00:00 by RouterOS 7.14.3\n/ip cloud\nset ddns-enabled=yes',
      fixed: '# 2024-05-01 12:00:00 by RouterOS 7.14.3\n/ip cloud\nset ddns-enabled=no',
      good: '# 2024-05-01 12:00:00 by RouterOS 7.14.3\n/ip cloud\nset ddns-enabled=no',
    },
  ],
  silent: [
    {
      script: '# 2024-05-01 12:00:00 by RouterOS 7.14.3\n/ip cloud\nset back-to-home-vpn=enabled ddns-enabled=yes',
      because: 'Back To Home needs the name in this release; the rule back-to-home reports it',
    },
    {
      script:
        '/ip cloud set ddns-enabled=yes\n/interface wireguard peers add interface=wg public-key=$key endpoint-address=0123456789ab.sn.mynetname.net',
      because: 'The file uses a name of that DNS, so somebody wants it',
    },
    { script: '/ip cloud set update-time=no', because: 'The script says nothing about DDNS' },
    { script: '/ip cloud set ddns-enabled=$ddns', because: 'The value is only known on the router' },
  ],
  menus: [menu],
  check(context) {
    if (usesName(context.script.text)) return;
    const off = compareReleases(context.release, '7.17') >= 0 ? 'auto' : 'no';
    // Without a header the script may be for an older release, which does not know `auto`.
    const asKnown = context.script.evidence.release === undefined ? ' (no before 7.17)' : '';
    reportSettings(context, {
      menu,
      property: 'ddns-enabled',
      // Before 7.17 Back To Home, which has a finding of its own, needs the name.
      matches: (value, item) =>
        isYes(value) && (off === 'auto' || item?.properties.get('back-to-home-vpn')?.value !== 'enabled'),
      message: () =>
        `The router publishes its address in the DNS of the vendor, under a name made of its serial number. Set ddns-enabled=${off}${off === 'auto' ? asKnown : ''} where that name is not used.`,
      fixes: () => [
        { title: `Set ddns-enabled=${off} (the name of the router goes away)`, class: 'suggestion', value: off },
      ],
    });
  },
});

/** Does the text name a host of the vendor's DNS? A long line of an export may be broken within the name. */
function usesName(text: string): boolean {
  return /\.sn\.mynetname\.net/i.test(text.replace(/\\\r?\n[ \t]*/g, ''));
}
