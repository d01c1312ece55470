import type { ScriptModel } from '../../model/types';
import { defineRule, replaceValue } from '../rule';
import { aaaManual, aaaMenu, aaaSetting, radiusLogin } from '../support/accessAaa';
import { builtinGroups, granted, groupMenu } from '../support/accessUsers';
import { valueSpan, weakened, writtenValues } from '../support/accessValues';

export default defineRule({
  id: 'user-aaa-default-group-full',
  category: 'security',
  severity: 'warning',
  risk: 'critical',
  since: '0.1.0',
  recommended: true,
  summary: 'Every user whom the RADIUS server accepts may change the router',
  why: `With \`use-radius=yes\`, a user who is not on the router is looked up on the RADIUS server. If the server accepts the user and names no group (or one that is excluded), the user gets \`default-group\`. With \`full\` or \`write\` there, or a group of your own that may write, everybody with an account on the server may change the router. Let \`default-group\` be \`read\` or a group of your own, and have the server name the group of those who may do more.

Where the script does not switch \`use-radius\` on, it is a hint. The fix is a suggestion: who manages the router over RADIUS may lose rights by it.`,
  references: ['CWE-250', 'CWE-276', aaaManual],
  fix: 'suggestion',
  examples: [
    {
      bad: '/user aaa set use-radius=yes default-group=full',
      fixed: '/user aaa set use-radius=yes default-group=read',
      good: '/user aaa set use-radius=yes default-group=read exclude-groups=full',
    },
    {
      bad: '/user aaa\nset default-group=write',
      fixed: '/user aaa\nset default-group=read',
      good: '/user aaa\nset default-group=read',
    },
    {
      bad: '/user group add name=netops policy=ssh,read,write,!policy\n/user aaa set use-radius=yes default-group=netops exclude-groups=full',
      fixed:
        '/user group add name=netops policy=ssh,read,write,!policy\n/user aaa set use-radius=yes default-group=read exclude-groups=full',
      good: '/user group add name=netops policy=ssh,read,!write,!policy\n/user aaa set use-radius=yes default-group=netops exclude-groups=full',
    },
  ],
  silent: [
    { script: '/user aaa set default-group=read', because: 'The default' },
    { script: '/user aaa set use-radius=no default-group=full', because: 'The RADIUS server is not asked' },
    { script: '/user aaa set use-radius=yes default-group=$group', because: 'The value is only known on the router' },
    {
      script: '# 2024-05-01 12:00:00 by RouterOS 7.14.3\n/user aaa\nset default-group=full',
      because: 'The export shows that use-radius is at its default, off',
    },
  ],
  menus: [aaaMenu],
  check({ script, report }) {
    const use = aaaSetting(script, 'use-radius');
    const isOn = radiusLogin(script) !== undefined;
    if (!isOn && (use !== undefined || script.evidence.kind !== 'script')) return;
    for (const written of writtenValues(script, aaaMenu, 'default-group', (value) => mayWrite(script, value))) {
      const edit = replaceValue(written.argument, 'read');
      report({
        span: valueSpan(written.argument),
        ...weakened(written, isOn ? undefined : 'hint'),
        message: `Every user whom the RADIUS server accepts without naming a group gets the group ${written.value}, and may change the router. Set default-group=read, and let the server name who may do more.`,
        fixes: edit === undefined ? [] : [{ title: 'Set default-group=read', class: 'suggestion', edits: [edit] }],
      });
    }
  },
});

/** One of the groups of every router that may write, or a group to which the file gives that policy. */
function mayWrite(script: ScriptModel, group: string): boolean {
  if (builtinGroups.has(group)) return group !== 'read';
  return granted(script.state(groupMenu).item(group)?.properties.get('policy')?.value ?? '').includes('write');
}
