import { compareReleases } from '../../schema/releases';
import type { ScriptModel } from '../../model/types';
import { defineRule } from '../rule';
import { commandAfter, isNo } from '../support/items';
import { singleItem } from '../support/settings';
import { defaultInForce, placeOfAbsence, settledValue, writtenSettings } from '../support/writtenSettings';

const menu = '/system/ntp/client';
const cloudMenu = '/ip/cloud';
const header = '# 2024-05-01 12:00:00 by RouterOS 7.14.3\n';
const sections =
  '/interface bridge\nadd name=bridge\n/interface list\nadd name=LAN\n/ip address\nadd address=192.168.88.1/24 interface=bridge\n/ip dns\nset servers=192.168.88.2\n/ip route\nadd gateway=192.168.88.2\n/system clock\nset time-zone-name=Europe/Riga\n';

export default defineRule({
  id: 'ntp-client-off',
  category: 'security',
  severity: 'information',
  risk: 'low',
  since: '0.1.0',
  recommended: true,
  summary: 'The router does not set its clock by NTP',
  why: `The clock of a router decides whether certificates are valid, when scheduled scripts run, and what its log is worth after an attack. Switch the NTP client on, and give it servers: the default is \`enabled=no\`. Without it the clock is set by the vendor's cloud alone, if at all: \`/ip cloud set update-time=yes\` is the default, and sets it roughly.

Reported where a script switches it off, and where a full export shows it at its default. It is a hint as long as the cloud may set the clock: not where the file says \`update-time=no\`, nor where the date in an export's header is of 1970, which shows that nothing has set it.`,
  references: ['CWE-778', 'https://manual.mikrotik.com/docs/system-information-and-utilities/ntp'],
  fix: 'suggestion',
  examples: [
    {
      bad: '/system ntp client set enabled=no',
      fixed: '/system ntp client set enabled=yes; /system ntp client servers add address=pool.ntp.org',
      good: '/system ntp client set enabled=yes\n/system ntp client servers add address=pool.ntp.org',
    },
    {
      bad: `${header}${sections}`,
      good: `${header}${sections}/system ntp client\nset enabled=yes`,
    },
    {
      bad: `${header}${sections}/ip cloud\nset update-time=no`,
      good: `${header}${sections}/ip cloud\nset update-time=no\n/system ntp client\nset enabled=yes`,
    },
  ],
  silent: [
    { script: '/system ntp client set mode=unicast', because: 'The script does not switch it on or off' },
    {
      script: sections,
      because: 'Without the header of an export, what a script does not mention may be set elsewhere',
    },
    { script: '/system ntp client set enabled=$ntp', because: 'The value is only known on the router' },
    {
      script:
        '# feb/28/2019 16:30:04 by RouterOS 6.44.1\n/system ntp client\nset enabled=yes server-dns-names=pool.ntp.org',
      because: 'The client of RouterOS 6, switched on',
    },
  ],
  menus: [],
  check(context) {
    const { script, release, report } = context;
    const cloud = !isClockLeftAlone(script);
    const message = cloud
      ? "The router does not set its clock by NTP: the vendor's cloud alone sets it (/ip cloud update-time), roughly and if at all, and with a wrong clock certificates fail and the log is worth little. Switch the NTP client on and give it servers."
      : 'The router does not set its clock by NTP: with a wrong clock certificates fail, and the log is worth little after an attack. Switch the NTP client on and give it servers.';
    for (const { argument, command, perhaps } of writtenSettings(script, menu, 'enabled', isNo)) {
      const value = argument.value;
      const fixable = !perhaps && value !== undefined && !command.substitution && compareReleases(release, '7.0') >= 0;
      report({
        span: argument.span,
        ...(perhaps || cloud ? { severity: 'hint' as const } : {}),
        message,
        fixes: fixable
          ? [
              {
                title: 'Switch the NTP client on, with pool.ntp.org (or put your own servers here)',
                class: 'suggestion',
                edits: [
                  { ...value.span, text: 'yes' },
                  commandAfter(command, '/system ntp client servers add address=pool.ntp.org'),
                ],
                placeholders: ['pool.ntp.org'],
              },
            ]
          : [],
      });
    }
    if (!isNo(defaultInForce(context, menu, 'enabled'))) return;
    report({ span: placeOfAbsence(script, menu), ...(cloud ? { severity: 'hint' as const } : {}), message });
  },
});

/** Does the vendor's cloud not set the clock either: the file says so, or the export was made in 1970, where a clock that nothing has set begins? */
function isClockLeftAlone(script: ScriptModel): boolean {
  if (isNo(settledValue(script, cloudMenu, singleItem(script, cloudMenu), 'update-time'))) return true;
  const [first] = script.comments;
  if (!script.evidence.isExport || first === undefined) return false;
  return /^#\s*(?:1970-\d\d-\d\d|[a-z]{3}\/\d\d\/1970)\s/.test(script.text.slice(first.start, first.end));
}
