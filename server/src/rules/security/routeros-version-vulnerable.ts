import type { ScriptModel } from '../../model/types';
import type { Span } from '../../syntax/span';
import { defineRule } from '../rule';
import { vulnerabilitiesOf } from '../support/vulnerabilities';

const old = '# feb/28/2019 16:30:04 by RouterOS';

export default defineRule({
  id: 'routeros-version-vulnerable',
  category: 'security',
  severity: 'warning',
  risk: 'high',
  since: '0.1.0',
  recommended: true,
  summary: 'The export comes from a release of RouterOS with known holes',
  why: `The first line of an export names the release that wrote it. Some releases have holes that have opened many routers, most of them years ago: the way in by WinBox of 2018 (CVE-2018-14847) gave passwords away without a login. Update, and then change all passwords and look for what an intruder may have left: users, scheduler, scripts, SOCKS.

The rule knows a few of them, those whose mended releases are established. It leaves out what the export shows not to matter: WinBox or SMB switched off, no IPv6. That it says nothing is no proof of safety.`,
  references: [
    'CVE-2018-7445',
    'CVE-2018-14847',
    'CVE-2018-19298',
    'CVE-2019-3924',
    'CVE-2019-3978',
    'CVE-2023-30799',
    'CWE-1395',
    'https://manual.mikrotik.com/docs/getting-started/installation-and-upgrade/upgrade',
  ],
  fix: null,
  examples: [
    {
      bad: `${old} 6.42\n/ip service\nset telnet disabled=yes`,
      good: '# 2024-05-01 12:00:00 by RouterOS 7.14.3\n/ip service\nset telnet disabled=yes',
    },
    {
      bad: `${old} 6.48.6\n/ip service\nset winbox address=10.0.0.0/8`,
      good: `${old} 6.49.8\n/ip service\nset winbox address=10.0.0.0/8`,
    },
  ],
  silent: [
    {
      script: '/ip service set winbox disabled=yes',
      because: 'Without the header of an export nobody knows the release',
    },
    {
      script: `${old} 6.45.x\n/ip service\nset telnet disabled=yes`,
      because: 'Somebody has struck out the release: it may be the one that mended all',
    },
    {
      script: `${old} 6.48.6\n/ip service\nset winbox disabled=yes\nset www disabled=yes\nset www-ssl disabled=yes`,
      because: 'The services that the hole needs are off',
    },
  ],
  menus: [],
  check({ script, report }) {
    const { kind, release } = script.evidence;
    // In a script the header was only copied along.
    if (kind === 'script' || release === undefined) return;
    const found = vulnerabilitiesOf(script, release);
    if (found.length === 0) return;
    const list = found.map(({ id, what, fixed }) => `${id}: ${what} (mended in ${fixed})`).join('; ');
    report({
      span: headerOf(script),
      message: `RouterOS ${release} has known holes: ${list}. Update it, change its passwords, and look for what an intruder may have left.`,
    });
  },
});

function headerOf(script: ScriptModel): Span {
  const header = script.comments.find(({ start, end }) => script.text.slice(start, end).includes('by RouterOS '));
  return header ?? { start: 0, end: script.text.length };
}
