import { defineRule } from '../rule';
import { isRelease6 } from '../support/accessValues';
import { reportSettings } from '../support/writtenSettings';

const menu = '/system/package/update';
const release6 = '# jan/02/2018 10:00:00 by RouterOS 6.42.9\n';
const unstable: ReadonlySet<string> = new Set(['development', 'testing', 'release-candidate']);

export default defineRule({
  id: 'package-channel-unstable',
  category: 'security',
  severity: 'information',
  risk: 'low',
  since: '0.1.0',
  recommended: true,
  summary: 'Updates come from a channel of releases that are still tested',
  why: `The channels \`testing\` and \`development\` bring releases before they are finished. A router that others depend on takes them from \`stable\`, the default, or \`long-term\`.

RouterOS 6 called them \`release-candidate\`, \`current\` and \`bugfix\` at first.

The fix is a suggestion: the next update may bring an older release.`,
  references: ['CWE-1104', 'https://manual.mikrotik.com/docs/getting-started/installation-and-upgrade/upgrade'],
  fix: 'suggestion',
  examples: [
    {
      bad: '/system package update set channel=development',
      fixed: '/system package update set channel=stable',
      good: '/system package update set channel=long-term',
    },
    {
      bad: `${release6}/system package update\nset channel=release-candidate`,
      fixed: `${release6}/system package update\nset channel=current`,
      good: `${release6}/system package update\nset channel=bugfix`,
    },
    {
      bad: '/system package update\nset channel=testing',
      fixed: '/system package update\nset channel=stable',
      good: '/system package update\nset channel=stable',
    },
  ],
  silent: [
    { script: '/system package update check-for-updates', because: 'The script does not choose a channel' },
    {
      script:
        '/system package update set channel=testing\n/system package update check-for-updates\n/system package update set channel=stable',
      because: 'The channel is changed back: the last command decides',
    },
  ],
  menus: [menu],
  check(context) {
    /** What the release calls the finished ones. */
    const finished = (value: string): readonly [string, string] =>
      value === 'release-candidate' && isRelease6(context.release) ? ['current', 'bugfix'] : ['stable', 'long-term'];
    reportSettings(context, {
      menu,
      property: 'channel',
      matches: (value) => unstable.has(value),
      message: ({ value }) =>
        `The channel ${value} brings releases before they are finished. Set channel=${finished(value).join(' or ')} on routers that others depend on.`,
      fixes: ({ value }) => [
        {
          title: `Set channel=${finished(value)[0]} (the next update may bring an older release)`,
          class: 'suggestion',
          value: finished(value)[0],
        },
      ],
    });
  },
});
