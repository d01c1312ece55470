import type { ItemState } from '../../model/types';
import { defineRule, replaceValue } from '../rule';
import { builtinGroups, granted, groupMenu, wordsOf } from '../support/accessUsers';
import { listed, valueSpan, weakened, writtenValues } from '../support/accessValues';
import { enumeration } from '../support/items';

/** Words by which a group says that it only looks. */
const lookers: ReadonlySet<string> = new Set([
  'audit', 'auditor', 'exporter', 'grafana', 'guest', 'mktxp', 'mon', 'monitor', 'monitoring', 'prometheus', 'read', 'reader', 'readonly', 'ro', 'view',
  'viewer', 'zabbix',
]); // prettier-ignore

/** Words by which a group says that it does more than that. */
const doers: ReadonlySet<string> = new Set(['admin', 'full', 'rw', 'write']);

/** Policies that somebody who only looks does not need, with what they allow (vendor manual, "User"). */
const powers: ReadonlyMap<string, string> = new Map([
  ['write', 'change the configuration'],
  ['policy', 'manage users'],
  ['ftp', 'read, write and erase files'],
  ['sensitive', 'see secrets'],
  ['sniff', 'capture traffic'],
  ['reboot', 'restart the router'],
]);

export default defineRule({
  id: 'user-group-overprivileged',
  category: 'security',
  severity: 'warning',
  risk: 'medium',
  since: '0.1.0',
  recommended: true,
  summary: 'A group that should only look may do more',
  why: `A group that is called \`monitoring\` or \`read-only\` and has the policy \`write\`, \`policy\`, \`ftp\`, \`sensitive\`, \`sniff\` or \`reboot\` gives more away than its name says. Often its policies were taken over from the group \`read\` of RouterOS, which itself holds \`sensitive\`, \`reboot\` and \`sniff\`: the vendor says not to give it to users who are not trusted. Grant what is needed (\`api,read\` for monitoring over the API) and deny the rest.

The fix denies what the finding names; it is a suggestion, because only you know what the group is for.`,
  references: ['CWE-250', 'https://manual.mikrotik.com/docs/authentication-authorization-accounting/user'],
  fix: 'suggestion',
  examples: [
    {
      bad: '/user group add name=monitoring policy=api,read,write,!ftp',
      fixed: '/user group add name=monitoring policy=api,read,!write,!ftp',
      good: '/user group add name=monitoring policy=api,read,!write,!ftp',
    },
    {
      bad: '/user group\nadd name=api-ro policy="local,ssh,reboot,read,test,sniff,sensitive,api,!ftp,!write,!policy"',
      fixed:
        '/user group\nadd name=api-ro policy="local,ssh,!reboot,read,test,!sniff,!sensitive,api,!ftp,!write,!policy"',
      good: '/user group\nadd name=api-ro policy="local,ssh,read,test,api,!ftp,!write,!policy"',
    },
  ],
  silent: [
    { script: '/user group add name=api-rw policy=api,read,write', because: 'The name says that it writes' },
    {
      script: '/user group add name=operators policy=read,write,reboot',
      because: 'The name does not say that it only looks',
    },
    { script: '/user group add name=monitoring policy=$policy', because: 'The value is only known on the router' },
    {
      script: '/user group set read policy=local,ssh,read,sensitive',
      because: "A group that every router has: its name is not the script's",
    },
    { script: '/user add name=monitoring group=write password=$p', because: 'The name of a user, not of a group' },
  ],
  menus: [groupMenu],
  check({ script, report }) {
    for (const written of writtenValues(
      script,
      groupMenu,
      'policy',
      (value, item) => onlyLooks(item) && excess(value).length > 0,
    )) {
      const policies = excess(written.value);
      const denied = listed(written.value).map((word) => (policies.includes(word) ? `!${word}` : word));
      const text = denied.join(',');
      const quoted = script.text.charAt(valueSpan(written.argument).start) === '"' ? `"${text}"` : text;
      const edit = replaceValue(written.argument, quoted);
      const [item] = written.items;
      report({
        span: valueSpan(written.argument),
        ...weakened(written),
        message: `By its name the group ${item?.name ?? ''} only looks, and its policies also let it ${enumeration(policies.map((name) => `${powers.get(name) ?? ''} (${name})`))}. Deny what it does not need.`,
        fixes:
          edit === undefined ? [] : [{ title: `Deny ${enumeration(policies)}`, class: 'suggestion', edits: [edit] }],
      });
    }
  },
});

function onlyLooks({ name, added }: ItemState): boolean {
  if (name === undefined || added === undefined || builtinGroups.has(name)) return false;
  const words = wordsOf(name);
  return words.some((word) => lookers.has(word)) && !words.some((word) => doers.has(word));
}

function excess(policy: string): readonly string[] {
  return granted(policy).filter((name) => powers.has(name));
}
