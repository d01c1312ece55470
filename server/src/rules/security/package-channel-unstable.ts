import { defineRule } from '../rule';
import { reportSettings } from '../support/writtenSettings';

const menu = '/system/package/update';
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
    reportSettings(context, {
      menu,
      property: 'channel',
      matches: (value) => unstable.has(value),
      message: ({ value }) =>
        `The channel ${value} brings releases before they are finished. Set channel=stable or long-term on routers that others depend on.`,
      fixes: () => [
        {
          title: 'Set channel=stable (the next update may bring an older release)',
          class: 'suggestion',
          value: 'stable',
        },
      ],
    });
  },
});
