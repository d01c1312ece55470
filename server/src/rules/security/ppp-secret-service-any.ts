import type { ItemState, ScriptModel } from '../../model/types';
import { appendArgument, defineRule, type Fix } from '../rule';
import { argumentNamed, mayBeChanged } from '../support/items';
import { activeItems, isSwitchedOff } from '../support/weakValues';

const menu = '/ppp/secret';
/** Servers that users of PPP log in to, and what `service=` calls them. */
const servers = ['l2tp', 'pptp', 'sstp', 'ovpn', 'pppoe'] as const;

export default defineRule({
  id: 'ppp-secret-service-any',
  category: 'security',
  severity: 'information',
  risk: 'low',
  since: '0.1.0',
  recommended: true,
  summary: 'A PPP user may log in through every kind of tunnel',
  why: `Without \`service=\` (the default is \`any\`) a user can log in through every server that is on, now or later: a password that was meant for SSTP works over PPTP as soon as somebody switches that on.

Write down what the user is for: \`service=l2tp\`. One finding names all such users of a file.`,
  references: ['CWE-284', 'https://manual.mikrotik.com/docs/authentication-authorization-accounting/ppp-aaa'],
  fix: 'suggestion',
  examples: [
    {
      bad: '/interface sstp-server server set certificate=vpn enabled=yes\n/ppp secret add name=anna password=$p profile=vpn\n/ppp secret add name=bert password=$p service=any',
      fixed:
        '/interface sstp-server server set certificate=vpn enabled=yes\n/ppp secret add name=anna password=$p profile=vpn service=sstp\n/ppp secret add name=bert password=$p service=sstp',
      good: '/ppp secret add name=anna password=$p profile=vpn service=sstp',
    },
    {
      bad: '/ppp secret add name=anna password=$p',
      good: '/ppp secret add name=anna password=$p service=l2tp',
    },
  ],
  silent: [
    {
      script: '/ppp secret set anna password=$p',
      because: 'The user was there before, with a service of its own perhaps',
    },
    { script: '/ppp secret add copy-from=bert name=anna password=$p', because: 'It has what the copied user has' },
    { script: '/ppp secret add disabled=yes name=anna password=$p', because: 'A user that is off cannot log in' },
    {
      script: '/ppp secret add name=anna password=$p service=$service',
      because: 'The value is only known on the router',
    },
  ],
  menus: [menu],
  check({ script, report }) {
    const state = script.state(menu);
    const open = state.items.filter((item) => {
      if (item.added === undefined || isSwitchedOff(item)) return false;
      const service = item.properties.get('service');
      if (service !== undefined) return service.value === 'any' && !mayBeChanged(state, 'service', service);
      return argumentNamed(item.added, 'copy-from') === undefined && !mayBeChanged(state, 'service', undefined);
    });
    const places = open.flatMap(({ added }) => (added === undefined ? [] : [added.span]));
    const [first, ...others] = places;
    if (first === undefined) return;
    report({
      span: first,
      message: `${open.length === 1 ? 'This user' : `${open.length} users`} may log in through every kind of tunnel that is on, now or later. Set service= to the one that is meant.`,
      related: others.map((span) => ({ span, message: 'Another user without service=' })),
      fixes: onlyService(script, open),
    });
  },
});

/** Only where the file switches on exactly one server. */
function onlyService(script: ScriptModel, users: readonly ItemState[]): readonly Fix[] {
  const on = servers.filter((name) => activeItems(script.state(`/interface/${name}-server/server`)).length > 0);
  const [service] = on;
  if (service === undefined || on.length > 1) return [];
  return [
    {
      title: `Set service=${service} for ${users.length === 1 ? 'this user' : 'all of them'}`,
      class: 'suggestion',
      edits: users.flatMap((item) => {
        const { added } = item;
        if (added === undefined) return [];
        const written = item.properties.get('service')?.argument;
        return [
          written === undefined
            ? appendArgument(added, `service=${service}`)
            : { ...written.span, text: `service=${service}` },
        ];
      }),
    },
  ];
}
