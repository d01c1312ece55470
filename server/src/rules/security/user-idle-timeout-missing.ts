import { appendArgument, defineRule } from '../rule';
import { copies, userMenu, userTitle } from '../support/accessUsers';
import { isAtLeast } from '../support/accessValues';
import { enabledState, mayBeChanged } from '../support/items';

/** First release with inactivity-policy (schema). */
const since = '7.16';

export default defineRule({
  id: 'user-idle-timeout-missing',
  category: 'security',
  severity: 'information',
  risk: 'low',
  since: '0.1.0',
  recommended: false,
  summary: 'A terminal that is left alone stays logged in',
  why: `From RouterOS 7.16 on, \`inactivity-policy\` says what happens to a terminal session that nobody uses: \`logout\`, or \`lockscreen\`, which asks for the password again. By default nothing happens, and who comes to the keyboard next has the rights of the one who left. It counts for the command line alone, not for WinBox or WebFig.

The rule is part of the strict preset. The fix is a suggestion, because older releases do not have the property.`,
  references: ['CWE-613', 'https://manual.mikrotik.com/docs/authentication-authorization-accounting/user'],
  fix: 'suggestion',
  examples: [
    {
      bad: '/user add name=netops group=full password=$p address=10.0.0.0/24',
      fixed:
        '/user add name=netops group=full password=$p address=10.0.0.0/24 inactivity-timeout=10m inactivity-policy=logout',
      good: '/user add name=netops group=full password=$p address=10.0.0.0/24 inactivity-policy=lockscreen',
    },
  ],
  silent: [
    {
      script: '# 2024-05-01 12:00:00 by RouterOS 7.14.3\n/user\nadd name=netops group=full',
      because: 'The release does not have it',
    },
    {
      script: '/user add name=netops group=full password=$p\n/user set netops inactivity-policy=$policy',
      because: 'The value is only known on the router',
    },
    { script: '/user add name=netops group=full disabled=yes', because: 'A user that is disabled cannot log in' },
    { script: '/user set netops password=$p', because: 'The user was there before: it may be set' },
  ],
  menus: [userMenu],
  check({ script, release, report }) {
    if (!isAtLeast(release, since)) return;
    const state = script.state(userMenu);
    for (const item of state.items) {
      const policy = item.properties.get('inactivity-policy');
      if (item.added === undefined || copies(item.added) || enabledState(state, item) === 'disabled') continue;
      if (policy !== undefined || mayBeChanged(state, 'inactivity-policy', policy)) continue;
      report({
        span: item.added.span,
        message: `${userTitle(item)} stays logged in on a terminal that is left alone. Set inactivity-policy=logout and an inactivity-timeout.`,
        fixes: [
          {
            title: `Log out after ten minutes (RouterOS ${since} and later)`,
            class: 'suggestion',
            edits: [appendArgument(item.added, 'inactivity-timeout=10m inactivity-policy=logout')],
          },
        ],
      });
    }
  },
});
