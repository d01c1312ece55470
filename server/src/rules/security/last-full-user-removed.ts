import type { CommandUse, ItemState, MenuState, ScriptModel } from '../../model/types';
import { defineRule } from '../rule';
import { copies, mayBeFullGroup, userMenu } from '../support/accessUsers';
import { argumentNamed, isYes, itemsOf } from '../support/items';

export default defineRule({
  id: 'last-full-user-removed',
  category: 'security',
  severity: 'warning',
  risk: 'critical',
  since: '0.1.0',
  recommended: true,
  summary: 'The user admin goes before another user with full rights is made',
  why: `There must always be a user with full rights. RouterOS refuses to remove the only one, so an import stops there, with everything before it applied; and whoever takes the last one's rights away, or disables it, may be shut out for good. Add the new user with \`group=full\` first, log in with it, and only then remove or disable \`admin\`.

Where the script makes no such user at all, the router may have one: that is a hint, and a warning only where the settings say that scripts are complete. Where it makes one further down, the order is wrong.`,
  references: ['CWE-1188', 'https://manual.mikrotik.com/docs/authentication-authorization-accounting/user'],
  fix: null,
  examples: [
    {
      bad: '/user remove admin',
      good: '/user add name=netops group=full password=$p\n/user disable admin',
    },
    {
      bad: '/user disable admin\n/user add name=netops group=full password=$p',
      good: '/user add name=netops group=full password=$p\n/user remove [find name=admin]',
    },
    {
      bad: '/user add name=monitor group=read password=$p\n/user set admin group=read',
      good: '/user set netops group=full\n/user set admin disabled=yes',
    },
    {
      bad: '/user remove [find name!=netops]',
      good: '/user add name=netops group=full password=$p\n/user remove [find name!=netops]',
    },
  ],
  silent: [
    { script: '/user set admin name=netops', because: 'It is renamed, and keeps its rights' },
    { script: '/user remove monitor', because: 'Nothing says that this user has full rights' },
    {
      script: '/user add name=netops group=$group password=$p\n/user remove admin',
      because: 'The group is only known on the router, and may be full',
    },
    {
      script: ':if ([:len [/user find name=netops]] > 0) do={ /user disable admin }',
      because: 'The script looks first',
    },
    {
      script: '/user set $me group=full\n/user remove admin',
      because: 'Who has full rights is only known on the router',
    },
    { script: '/ppp secret remove admin', because: 'Another kind of user' },
    {
      script:
        '/user group add name=owners policy=read,write,policy,ssh,winbox\n/user add name=netops group=owners password=$p\n/user remove admin',
      because: 'The group of the script may change users as well',
    },
  ],
  menus: [userMenu],
  check({ script, settings, report }) {
    const state = script.state(userMenu);
    for (const command of script.commandsOf(userMenu)) {
      if (command.conditional || !endsAdmin(script, state, command)) continue;
      const kept = keptName(script.text, command);
      const others = state.items.filter((item) =>
        kept === undefined ? !itemsOf(state, command).includes(item) : item.name === kept,
      );
      if (state.unresolved.some((other) => other.span.start < command.span.start && givesGroup(other))) continue;
      const makers = others.flatMap((item) => fullSince(script, item));
      if (makers.some((maker) => maker.span.start < command.span.start)) continue;
      const [later] = makers;
      report({
        span: command.span,
        ...(later === undefined && !settings.assumeComplete ? { severity: 'hint' as const } : {}),
        message:
          later === undefined
            ? 'Nothing before this makes another user with full rights. If the router has no other, RouterOS refuses to remove its last one and an import stops here, or nobody is left who may change it. Add the new user first.'
            : 'The new user with full rights is made only after this. If the router has no other, RouterOS refuses to remove its last one and an import stops here. Add the new user first.',
        ...(later === undefined ? {} : { related: [{ span: later.span, message: 'The new user with full rights' }] }),
      });
    }
  },
});

/** Does the command remove or disable admin, or take its group away, as far as it can be told? */
function endsAdmin(script: ScriptModel, state: MenuState, command: CommandUse): boolean {
  const takes =
    command.verb === 'remove' ||
    command.verb === 'disable' ||
    (command.verb === 'set' &&
      (isYes(argumentNamed(command, 'disabled')?.value?.text) ||
        !mayBeFullGroup(script, argumentNamed(command, 'group')?.value?.text)));
  if (!takes) return false;
  const kept = keptName(script.text, command);
  if (kept !== undefined) return kept !== 'admin';
  return itemsOf(state, command).some(
    (item) => item.added === undefined && item.name === 'admin' && item.formerNames.length === 0,
  );
}

/** `netops` of `[find name!=netops]`. */
function keptName(text: string, command: CommandUse): string | undefined {
  const numbers = argumentNamed(command, 'numbers')?.value;
  if (numbers?.kind !== 'command') return undefined;
  return /^\[\s*(?:\/user[ /])?find\s+(?:where\s+)?name\s*!=\s*"?([\w.@#-]+)"?\s*\]$/.exec(
    text.slice(numbers.span.start, numbers.span.end),
  )?.[1];
}

/** The commands that give the user full rights, or may. */
function fullSince(script: ScriptModel, item: ItemState): readonly CommandUse[] {
  return item.writes.filter((command) => {
    const group = argumentNamed(command, 'group');
    if (group === undefined) return command.verb === 'add' && copies(command);
    return mayBeFullGroup(script, group.value?.text) && !isYes(argumentNamed(command, 'disabled')?.value?.text);
  });
}

function givesGroup(command: CommandUse): boolean {
  return command.verb === 'set' && argumentNamed(command, 'group') !== undefined;
}
