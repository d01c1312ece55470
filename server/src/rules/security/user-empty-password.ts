import type { ItemState, MenuState, PropertyState, ScriptModel } from '../../model/types';
import type { Span } from '../../syntax/span';
import { appendArgument, defineRule, type Fix, type Report } from '../rule';
import { copies, userMenu, userTitle } from '../support/accessUsers';
import { isAtLeast, valueSpan } from '../support/accessValues';
import { commandsBefore, guardOf, passwordVariable } from '../support/guardedVariable';
import { enabledState, mayBeChanged, whereItRuns, withoutConditions } from '../support/items';

/** The oldest router that was asked refused a user without `password`; what older ones do is known from the manual. */
const refusedSince = '7.20.8';

export default defineRule({
  id: 'user-empty-password',
  category: 'security',
  severity: 'warning',
  risk: 'critical',
  since: '0.1.0',
  recommended: true,
  summary: 'A user has an empty password',
  why: `A user with a blank password lets in whoever knows the name. By the manual a user that is added without \`password\` has one; routers of 7.20 and later that were asked refuse such a command, so that an import stops there. An SSH key does not help: keys are for SSH alone, and WinBox, WebFig, the API and the REST API still ask for the password.

An export with a header leaves passwords out, so there nothing is said about a password that is missing.

The fix takes the password from a global variable, which must be set on the router before the script runs; its guard stops the script where it is not.`,
  references: [
    'CWE-258',
    'https://manual.mikrotik.com/docs/authentication-authorization-accounting/user',
    'https://manual.mikrotik.com/docs/getting-started/securing-your-router',
  ],
  supersedes: ['missing-argument'],
  fix: 'suggestion',
  examples: [
    {
      bad: '/user add name=bob group=read',
      fixed:
        ':global bobPassword\n:if ([:len $bobPassword] = 0) do={:error "Set the global variable bobPassword first"}\n/user add name=bob group=read password=$bobPassword',
      good: '/user add name=bob group=read password=$pw',
    },
    {
      bad: '/user set admin password=""',
      fixed:
        ':global adminPassword\n:if ([:len $adminPassword] = 0) do={:error "Set the global variable adminPassword first"}\n/user set admin password=$adminPassword',
      good: '/user set admin password=$pw',
    },
    {
      bad: '/user\nadd name=bob group=read password=""',
      fixed:
        '/user\n:global bobPassword\n:if ([:len $bobPassword] = 0) do={:error "Set the global variable bobPassword first"}\nadd name=bob group=read password=$bobPassword',
      good: '/user\nadd name=bob group=read password=[/terminal ask prompt="password:"]',
    },
  ],
  silent: [
    {
      script: '/user add name=bob group=read\n/user set bob password=$pw',
      because: 'The password is set by a later command',
    },
    { script: '/user add name=bob copy-from=alice', because: 'What is taken over from the other user is not known' },
    {
      script: '# 2024-05-01 12:00:00 by RouterOS 7.14.3\n/user\nadd group=read name=bob',
      because: 'Exports leave passwords out',
    },
    {
      script: '/user add name=bob group=read\n:foreach u in=[/user find] do={ /user set $u password=$pw }',
      because: 'A later command may set it: whose it is, is only known on the router',
    },
    { script: '/user add name=bob group=read disabled=yes', because: 'A user that is disabled cannot log in' },
    { script: '/ppp secret add name=bob service=l2tp', because: 'Another kind of user' },
  ],
  menus: [userMenu],
  check({ script, release, report }) {
    const state = script.state(userMenu);
    for (const item of state.items) {
      const empty = emptyPassword(script, state, item);
      if (empty === undefined) continue;
      report({
        span: empty.span,
        ...severityOf(empty),
        message: messageFor(empty, release),
        fixes: setPassword(script.text, empty),
      });
    }
  },
});

interface Empty {
  readonly span: Span;
  /** The empty value that is written, or undefined where nothing is. */
  readonly written: PropertyState | undefined;
  readonly item: ItemState;
  readonly perhaps: boolean;
}

function emptyPassword(script: ScriptModel, state: MenuState, item: ItemState): Empty | undefined {
  if (enabledState(state, item) === 'disabled') return undefined;
  const property = item.properties.get('password');
  if (mayBeChanged(state, 'password', property)) return undefined;
  const lasting = withoutConditions(property);
  const written = property?.value === '' ? property : lasting?.value === '' ? lasting : undefined;
  if (written?.argument !== undefined) {
    return { span: valueSpan(written.argument), written, item, perhaps: written !== property };
  }
  if (property !== undefined || item.added === undefined || copies(item.added)) return undefined;
  // Passwords are never in an export.
  if (script.evidence.release !== undefined) return undefined;
  return { span: item.added.span, written: undefined, item, perhaps: false };
}

function messageFor({ item, written, perhaps }: Empty, release: string): string {
  const condition = perhaps ? ' unless a condition holds' : conditionOf(written, item);
  if (written === undefined && isAtLeast(release, refusedSince))
    return `${userTitle(item)} is added without a password${condition}: RouterOS ${refusedSince} and later refuse that, and older releases leave it blank, so that whoever knows the name may log in. Set a password.`;
  return `${userTitle(item)} has an empty password${condition}: whoever knows the name may log in, and SSH keys do not keep anybody out of WinBox, WebFig or the API. Set a password.`;
}

/** Words for a command that leaves the password empty and runs only sometimes. */
function conditionOf(written: PropertyState | undefined, { added }: ItemState): string {
  if (written !== undefined) return written.conditional ? whereItRuns(written.command) : '';
  return added?.conditional === true ? whereItRuns(added) : '';
}

/** A script that takes the password away under a condition does so on purpose: it goes back to the state of the factory. */
function severityOf({ perhaps, written, item }: Empty): Pick<Report, 'severity'> {
  if (perhaps) return { severity: 'hint' };
  return written?.conditional === true && item.added === undefined ? { severity: 'information' } : {};
}

function setPassword(text: string, { written, item }: Empty): readonly Fix[] {
  const command = written?.command ?? item.added;
  if (command === undefined || command.substitution) return [];
  const name = passwordVariable(command);
  const argument = written?.argument;
  return [
    {
      title: `Take the password from the global variable ${name}`,
      class: 'suggestion',
      edits: [
        commandsBefore(text, command, [`:global ${name}`, guardOf(name)]),
        argument === undefined
          ? appendArgument(command, `password=$${name}`)
          : { ...argument.span, text: `password=$${name}` },
      ],
    },
  ];
}
