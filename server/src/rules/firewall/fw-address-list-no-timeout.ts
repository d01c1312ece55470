import type { Fix } from '../rule';
import { appendArgument, defineRule } from '../rule';
import { firewallRules, ruleMenus } from '../support/firewall';
import { mayBeChanged } from '../support/items';
import { stopping } from '../support/sourceLimits';

export default defineRule({
  id: 'fw-address-list-no-timeout',
  category: 'firewall',
  severity: 'information',
  risk: 'low',
  since: '0.1.0',
  recommended: true,
  summary: 'Addresses are put on a block list for good',
  why: `\`add-src-to-address-list\` without \`address-list-timeout\` keeps every address until the router restarts. A block list that fills itself only ever grows: a scan from many addresses fills the memory, an address that was given to somebody else stays blocked, and whoever forges a sender has it blocked.

Say how long an address stays, such as \`address-list-timeout=1d\`. Written out, \`none-dynamic\` and \`none-static\` are taken as meant.`,
  references: ['CWE-770', 'https://manual.mikrotik.com/docs/firewall-and-quality-of-service/firewall/filter'],
  fix: 'suggestion',
  examples: [
    {
      bad: '/ip firewall filter\nadd chain=input action=drop src-address-list=scanners\nadd chain=input action=add-src-to-address-list address-list=scanners protocol=tcp psd=21,3s,3,1',
      fixed:
        '/ip firewall filter\nadd chain=input action=drop src-address-list=scanners\nadd chain=input action=add-src-to-address-list address-list=scanners protocol=tcp psd=21,3s,3,1 address-list-timeout=1d',
      good: '/ip firewall filter\nadd chain=input action=drop src-address-list=scanners\nadd chain=input action=add-src-to-address-list address-list=scanners address-list-timeout=2w protocol=tcp psd=21,3s,3,1',
    },
  ],
  silent: [
    {
      script:
        '/ip firewall filter\nadd chain=input action=drop src-address-list=scanners\nadd chain=input action=add-src-to-address-list address-list=scanners address-list-timeout=none-dynamic protocol=tcp psd=21,3s,3,1',
      because: 'It is written out, so it is meant',
    },
    {
      script: '/ip firewall filter add chain=forward action=add-dst-to-address-list address-list=seen',
      because: 'No rule of the file blocks that list',
    },
    {
      script:
        '/ip firewall filter\nadd chain=input action=drop src-address-list=scanners\nadd chain=input action=add-src-to-address-list address-list=scanners address-list-timeout=$time',
      because: 'The time is only known on the router',
    },
    {
      script:
        '/ip firewall filter\nadd chain=input action=drop src-address-list=scanners\nadd chain=input action=add-src-to-address-list address-list=scanners disabled=yes',
      because: 'The rule is disabled',
    },
  ],
  menus: [...ruleMenus],
  check({ script, release, report }) {
    // The default of older releases is not known.
    if (release.startsWith('6.')) return;
    const blocked = new Set<string>();
    for (const menu of ruleMenus) {
      if (!script.evidence.mentions(menu)) continue;
      for (const { action, disabled, matchers } of firewallRules(script, menu).entries) {
        if (disabled || !stopping.has(action ?? '')) continue;
        for (const name of ['src-address-list', 'dst-address-list']) {
          const list = matchers.get(name);
          if (list !== undefined && !list.startsWith('!')) blocked.add(list);
        }
      }
    }
    if (blocked.size === 0) return;
    for (const menu of ruleMenus) {
      if (!script.evidence.mentions(menu)) continue;
      const state = script.state(menu);
      for (const { action, addressList, disabled, item, command } of firewallRules(script, menu).entries) {
        if (disabled || addressList === undefined || !blocked.has(addressList)) continue;
        if (action !== 'add-src-to-address-list' && action !== 'add-dst-to-address-list') continue;
        if (item.properties.has('address-list-timeout') || mayBeChanged(state, 'address-list-timeout', { command }))
          continue;
        if (command.arguments.some(({ name }) => name === 'copy-from')) continue;
        const fix: Fix = {
          title: 'Keep an address for one day (put your own time here)',
          class: 'suggestion',
          edits: [appendArgument(command, 'address-list-timeout=1d')],
          placeholders: ['1d'],
        };
        report({
          span: command.span,
          message: `Addresses stay on the block list ${addressList} until the router restarts: it only ever grows. Say how long with address-list-timeout=, such as 1d.`,
          fixes: [fix],
        });
      }
    }
  },
});
