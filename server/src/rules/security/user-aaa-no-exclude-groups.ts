import { appendArgument, defineRule } from '../rule';
import { aaaManual, aaaMenu, aaaSetting, radiusLogin } from '../support/accessAaa';
import { placeOf } from '../support/items';

export default defineRule({
  id: 'user-aaa-no-exclude-groups',
  category: 'security',
  severity: 'warning',
  risk: 'medium',
  since: '0.1.0',
  recommended: true,
  summary: 'A RADIUS server may give its users any group',
  why: `With \`use-radius=yes\` the RADIUS server says in which group a user is. A user with the policy \`write\` and without \`policy\` may change the list of RADIUS servers: such a user enters a server of their own, logs in through it with the group \`full\`, and has rights that nobody gave. \`exclude-groups\` lists the groups that no RADIUS server can give; the user then gets \`default-group\`.

The fix is a suggestion: whoever manages the router over RADIUS with the group \`full\` would lose these rights.`,
  references: ['CWE-269', aaaManual],
  fix: 'suggestion',
  examples: [
    {
      bad: '/user aaa set use-radius=yes',
      fixed: '/user aaa set use-radius=yes exclude-groups=full',
      good: '/user aaa set use-radius=yes exclude-groups=full',
    },
    {
      bad: '/user aaa\nset accounting=yes exclude-groups="" use-radius=yes',
      fixed: '/user aaa\nset accounting=yes exclude-groups=full use-radius=yes',
      good: '/user aaa\nset accounting=yes exclude-groups=full,write use-radius=yes',
    },
  ],
  silent: [
    { script: '/user aaa set use-radius=no', because: 'The RADIUS server is not asked' },
    { script: '/user aaa set use-radius=yes exclude-groups=$groups', because: 'The value is only known on the router' },
    { script: '/ppp aaa set use-radius=yes', because: 'Users of the VPN have no groups' },
  ],
  menus: [aaaMenu],
  check({ script, report }) {
    const use = radiusLogin(script);
    const excluded = aaaSetting(script, 'exclude-groups');
    if (use === undefined || excluded === 'unknown' || (excluded !== undefined && excluded.value !== '')) return;
    const argument = excluded?.argument;
    const { command } = use;
    report({
      span: placeOf(use),
      message:
        'A RADIUS server may give its users any group: whoever may change the list of servers can enter their own and log in with full rights. Set exclude-groups=full.',
      fixes: [
        {
          title: 'Set exclude-groups=full',
          class: 'suggestion',
          edits: [
            argument === undefined
              ? appendArgument(command, 'exclude-groups=full')
              : { ...argument.span, text: 'exclude-groups=full' },
          ],
        },
      ],
    });
  },
});
