import type { CommandUse, ItemState, MenuState, ScriptModel } from '../../model/types';
import { defineRule, type Fix } from '../rule';
import { argumentNamed, commandAfter, enabledState, mayBeChanged, names, whereItRuns } from '../support/items';

const menu = '/user';

export default defineRule({
  id: 'default-admin-user',
  category: 'security',
  severity: 'warning',
  risk: 'medium',
  since: '0.1.0',
  recommended: true,
  summary: 'The default user admin is kept and configured',
  why: `Every RouterOS device comes with the user \`admin\` in the group \`full\`, so an attacker has to guess only the password. Create a user with a name of your own, and disable \`admin\` after that; or rename it.

RouterOS refuses to remove the only user with full rights, so the order matters: first the new user, then \`disable admin\`. The fix is offered only when the script makes such a user, and as a suggestion: whoever logs in as \`admin\` is cut off by it.`,
  references: [
    'CWE-1392',
    'CVE-2023-30799',
    'https://manual.mikrotik.com/docs/authentication-authorization-accounting/user',
    'https://manual.mikrotik.com/docs/getting-started/securing-your-router',
  ],
  fix: 'suggestion',
  examples: [
    {
      bad: '/user set admin password=$password',
      good: '/user set admin name=netops password=$password',
    },
    {
      bad: '/user enable admin',
      good: '/user disable admin',
    },
    {
      bad: '/user add name=netops group=full password=$password',
      good: '/user add name=netops group=full password=$password\n/user disable admin',
    },
    {
      bad: '/user set admin password=$password\n/user add name=netops group=full password=$other',
      fixed:
        '/user set admin password=$password\n/user add name=netops group=full password=$other; /user disable admin',
      good: '/user add name=netops group=full password=$other\n/user remove admin',
    },
  ],
  silent: [
    {
      script: '/user set [find name=admin] name=$newAdmin',
      because: 'It is renamed, to a name that is only known on the router',
    },
    {
      script: '/user add name=netops group=full password=$password comment="admin"',
      because: 'A comment, not the name of a user',
    },
    {
      script: '/user add name=monitor group=read password=$password',
      because: 'A user with fewer rights does not take the place of admin',
    },
    {
      script:
        '/user add name=netops group=full password=$password\n:if ([:len [/user find name=admin]] > 0) do={ /user disable admin }',
      because: 'The script means to disable it',
    },
    {
      script: '/ppp secret add name=admin password=$password',
      because: 'Another kind of user: it cannot log in to the router',
    },
    {
      script: '/user set admin password=$password\n/user disable [find name!=$me]',
      because: 'A later command may disable it: which users it means is only known on the router',
    },
    { script: ':if ($retire) do={ /user remove admin }', because: 'The script means to remove it' },
    {
      script: '/user set [find] address=10.0.0.0/8',
      because: 'All users are meant: whether admin is one of them is not known',
    },
    {
      script: ':if ($action = "revert") do={ /user set admin password="" }',
      because: 'The rule user-empty-password reports it',
    },
    { script: '/user set admin password=$password\n/user set admin disabled=yes', because: 'The last command decides' },
  ],
  menus: [menu],
  check({ script, report }) {
    // Users do not appear in exports, so their state cannot be told from one.
    if (script.evidence.kind !== 'script') return;
    const state = script.state(menu);
    const successor = successorOf(script, state);
    if (successor !== undefined) {
      report({
        span: successor.span,
        severity: 'hint',
        message:
          'Another user with full rights is added, and nothing is said of the default user admin. If it is still in use, disable it after this.',
      });
    }
    for (const item of state.items) {
      if (item.name !== 'admin' || mayBeChanged(state, 'name', item.properties.get('name'))) continue;
      const enabled = enabledState(state, item);
      if (enabled === 'disabled' || enabled === 'perhaps' || enabled === 'unknown') continue;
      const command = item.writes.filter((write) => keeps(script.text, write)).at(-1);
      if (command === undefined || mayEnd(state, item, command)) continue;
      report({
        span: command.span,
        ...(command.conditional ? { severity: 'hint' as const } : {}),
        message: `The default user admin stays in use${command.conditional ? whereItRuns(command) : ''}: its name is known to every attacker. Create a user with a name of your own, then disable admin, or rename it.`,
        fixes: disableAdmin(state, item, command),
      });
    }
  },
});

/** The command that adds another user with full rights, in a script that says nothing of admin and has no command that may mean it. */
function successorOf(script: ScriptModel, state: MenuState): CommandUse | undefined {
  // A condition such as `name!=netops` means admin without naming it.
  const isMeant = state.items.some(({ name, formerNames }) => name === 'admin' || formerNames.includes('admin'));
  if (isMeant || state.unresolved.length > 0) return undefined;
  const mentioned = script
    .commandsOf(menu)
    .some(({ span }) => /(?<![\w.-])admin(?![\w.-])/.test(script.text.slice(span.start, span.end)));
  return mentioned ? undefined : fullUser(state)?.added;
}

/** A user with full rights that the script adds for certain, and that is not `except`. */
function fullUser(state: MenuState, except?: ItemState): ItemState | undefined {
  return state.items.find(
    (item) =>
      item !== except &&
      item.added?.conditional === false &&
      !item.removed &&
      item.disabled !== true &&
      item.properties.get('group')?.value === 'full',
  );
}

/** Does the command configure admin by name, and so presuppose that it stays? */
function keeps(text: string, command: CommandUse): boolean {
  // An empty password is a matter of its own (user-empty-password).
  if (argumentNamed(command, 'password')?.value?.text === '') return false;
  return ['add', 'set', 'enable'].includes(command.verb) && names(text, command, 'admin');
}

/** May a later command remove, disable or rename admin: one that runs only sometimes, or whose users are not known? */
function mayEnd(state: MenuState, item: ItemState, last: CommandUse): boolean {
  return [...state.unresolved, ...item.writes].some(
    (command) =>
      command.span.start > last.span.start &&
      (command.verb === 'remove' || command.verb === 'disable' || argumentNamed(command, 'name') !== undefined),
  );
}

/** Only where the file itself makes another user with full rights, after whose command admin may go. */
function disableAdmin(state: MenuState, admin: ItemState, last: CommandUse): readonly Fix[] {
  const other = fullUser(state, admin);
  const added = other?.added;
  if (other === undefined || added === undefined || last.substitution || added.substitution) return [];
  const after = added.span.start > last.span.start ? added : last;
  return [
    {
      title: `Disable admin${other.name === undefined ? '' : ` (${other.name} has full rights)`}`,
      class: 'suggestion',
      edits: [commandAfter(after, '/user disable admin')],
    },
  ];
}
