import type { ItemState, ScriptModel } from '../../model/types';
import type { TextEdit } from '../../syntax/span';
import { defineRule, type Fix } from '../rule';
import { granted, groupMenu, userMenu, wordsOf } from '../support/accessUsers';
import { asValue, isRelease6, valueSpan, weakened, writtenValues, type WrittenValue } from '../support/accessValues';
import { commandsBefore } from '../support/guardedVariable';

/** Programs that log in by themselves; in a comment they say the same. */
const programs: ReadonlySet<string> = new Set([
  'ansible', 'apiuser', 'cacti', 'grafana', 'hass', 'homeassistant', 'icinga', 'librenms', 'mktxp', 'nagios', 'netbox', 'netdata', 'observium', 'oxidized', 'prometheus', 'prtg', 'rancid', 'splynx', 'telegraf', 'terraform', 'unimus', 'zabbix',
]); // prettier-ignore

/** Words that say so in a name; in a comment they may speak of a person. */
const nameWords: ReadonlySet<string> = new Set([
  ...programs,
  'api',
  'automation',
  'backup',
  'billing',
  'bot',
  'exporter',
  'monitor',
  'monitoring',
  'script',
  'scripts',
  'service',
  'svc',
]);
/** Words of people: `backup-admin` is one. */
const people: ReadonlySet<string> = new Set(['admin', 'admins', 'administrator', 'operator', 'engineer']);

/** What the group has that is offered where the file has none. */
const group = 'api-ro';
const allowed = ['api', 'read'];
const denied = [
  'local', 'telnet', 'ssh', 'ftp', 'reboot', 'write', 'policy', 'test', 'winbox', 'password', 'web', 'sniff', 'sensitive', 'romon',
]; // prettier-ignore

export default defineRule({
  id: 'user-full-group-for-service',
  category: 'security',
  severity: 'warning',
  risk: 'medium',
  since: '0.1.0',
  recommended: true,
  summary: 'A program logs in as a user with full rights',
  why: `A user for a program (monitoring, backup, automation) has its password in the program's configuration, where others can read it. With the group \`full\`, whoever finds it there owns the router, and can make users, change the firewall, and read every secret. Give the program a group with the policies that it needs and no others.

That the user is for a program is told from its name, or its comment. The fix is a suggestion: it offers a group that may read over the API, and only you know what the program does.`,
  references: ['CWE-250', 'https://manual.mikrotik.com/docs/authentication-authorization-accounting/user'],
  fix: 'suggestion',
  examples: [
    {
      bad: '/user add name=prometheus group=full password=$p',
      fixed:
        '/user group add name=api-ro policy=api,read,!local,!telnet,!ssh,!ftp,!reboot,!write,!policy,!test,!winbox,!password,!web,!sniff,!sensitive,!romon,!rest-api\n/user add name=prometheus group=api-ro password=$p',
      good: '/user add name=prometheus group=read-api password=$p',
    },
    {
      bad: '/user group\nadd name=monitoring policy=api,read\n/user\nadd name=zabbix group=full password=$p',
      fixed: '/user group\nadd name=monitoring policy=api,read\n/user\nadd name=zabbix group=monitoring password=$p',
      good: '/user group\nadd name=monitoring policy=api,read\n/user\nadd name=zabbix group=monitoring password=$p',
    },
    {
      bad: '/user add name=hq7 group=full password=$p comment="login of oxidized"',
      fixed:
        '/user group add name=api-ro policy=api,read,!local,!telnet,!ssh,!ftp,!reboot,!write,!policy,!test,!winbox,!password,!web,!sniff,!sensitive,!romon,!rest-api\n/user add name=hq7 group=api-ro password=$p comment="login of oxidized"',
      good: '/user add name=hq7 group=full password=$p comment="Hanna"',
    },
  ],
  silent: [
    { script: '/user add name=john group=full password=$p', because: 'The name is that of a person' },
    {
      script: '/user add name=john group=full password=$p comment="head of billing and monitoring"',
      because: 'What a person works on',
    },
    { script: '/user add name=backup-admin group=full password=$p', because: 'The name is that of a person' },
    { script: '/user add name=capital group=full password=$p', because: 'The letters api are part of another word' },
    { script: '/user add name=prometheus group=$group password=$p', because: 'The value is only known on the router' },
    {
      script: '/user add name=prometheus group=full password=$p disabled=yes',
      because: 'A user that is disabled cannot log in',
    },
  ],
  menus: [userMenu],
  check({ script, release, report }) {
    for (const written of writtenValues(
      script,
      userMenu,
      'group',
      (value, item) => value === 'full' && isProgram(item),
    )) {
      const [item] = written.items;
      report({
        span: valueSpan(written.argument),
        ...weakened(written),
        message: `${item?.name === undefined ? 'The user' : `The user ${item.name}`} seems to be for a program, and has full rights: whoever finds its password in the program's configuration owns the router. Give it a group with the policies that it needs.`,
        fixes: useGroup(script, release, written),
      });
    }
  },
});

function isProgram(item: ItemState): boolean {
  const words = wordsOf(item.name ?? '');
  if (words.some((word) => people.has(word))) return false;
  return (
    words.some((word) => nameWords.has(word)) ||
    wordsOf(item.properties.get('comment')?.value ?? '').some((word) => programs.has(word))
  );
}

function useGroup(script: ScriptModel, release: string, { argument, property }: WrittenValue): readonly Fix[] {
  const { command } = property;
  const replaced = (name: string): TextEdit => ({ ...argument.span, text: `group=${asValue(name)}` });
  const existing = readingGroup(script, command.span.start);
  if (existing !== undefined) {
    return [{ title: `Use the group ${existing} of the script`, class: 'suggestion', edits: [replaced(existing)] }];
  }
  if (command.substitution) return [];
  const policies = [...allowed, ...[...denied, ...(isRelease6(release) ? [] : ['rest-api'])].map((name) => `!${name}`)];
  return [
    {
      title: `Make a group ${group} that may read over the API, and use it`,
      class: 'suggestion',
      edits: [
        commandsBefore(script.text, command, [`/user group add name=${group} policy=${policies.join(',')}`]),
        replaced(group),
      ],
    },
  ];
}

/** A group that the file makes before a place, and that may read but neither change nor see secrets. */
function readingGroup(script: ScriptModel, before: number): string | undefined {
  return script.state(groupMenu).items.find((item) => {
    const policy = item.properties.get('policy')?.value;
    if (item.added === undefined || item.removed || item.added.span.start > before || policy === undefined)
      return false;
    const policies = granted(policy);
    return (
      policies.includes('read') &&
      !['write', 'policy', 'sensitive', 'ftp', 'reboot'].some((name) => policies.includes(name))
    );
  })?.name;
}
