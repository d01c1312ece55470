import type { Fix } from '../rule';
import { defineRule, replaceValue } from '../rule';
import { firewallRules } from '../support/firewall';
import { enabledState } from '../support/items';
import { stopping } from '../support/sourceLimits';

const menus = ['/ip/firewall/filter', '/ipv6/firewall/filter', '/ip/firewall/raw', '/ipv6/firewall/raw'] as const;

export default defineRule({
  id: 'fw-protection-disabled',
  category: 'firewall',
  severity: 'warning',
  risk: 'medium',
  since: '0.1.0',
  recommended: false,
  summary: 'A rule that stops packets is disabled',
  why: `A disabled \`drop\` or \`reject\` stops nothing, but whoever skims the list takes it for protection. Such rules are often switched off for a test and then forgotten. Enable the rule, or delete it where it is not needed.

Some keep disabled rules on purpose, so this rule belongs to the strict preset.`,
  references: ['CWE-1188', 'https://manual.mikrotik.com/docs/firewall-and-quality-of-service/firewall/filter'],
  fix: 'suggestion',
  examples: [
    {
      bad: '/ip firewall filter add chain=input action=drop in-interface-list=WAN disabled=yes',
      fixed: '/ip firewall filter add chain=input action=drop in-interface-list=WAN disabled=no',
      good: '/ip firewall filter add chain=input action=drop in-interface-list=WAN',
    },
    {
      bad: '/ip firewall filter\nadd chain=input action=drop in-interface-list=WAN comment=strangers\nset [find comment=strangers] disabled=yes',
      fixed:
        '/ip firewall filter\nadd chain=input action=drop in-interface-list=WAN comment=strangers\nset [find comment=strangers] disabled=no',
      good: '/ip firewall filter\nadd chain=input action=drop in-interface-list=WAN comment=strangers\nset [find comment=strangers] log=yes',
    },
  ],
  silent: [
    {
      script: '/ip firewall filter add chain=input action=accept disabled=yes',
      because: 'A disabled accept opens nothing',
    },
    {
      script: '/ip firewall filter\nadd chain=input action=drop disabled=yes comment=last\nenable [find comment=last]',
      because: 'It is enabled again',
    },
    {
      script: '/ip firewall filter add chain=input action=drop disabled=$off',
      because: 'Whether it is disabled is only known on the router',
    },
    {
      script: '/ip firewall filter\nadd chain=input action=drop disabled=yes\nenable $last',
      because: 'The last command may enable it',
    },
  ],
  menus: [...menus],
  check({ script, report }) {
    for (const menu of menus) {
      if (!script.evidence.mentions(menu)) continue;
      const state = script.state(menu);
      for (const { action, item, command } of firewallRules(script, menu).entries) {
        if (!stopping.has(action ?? '') || enabledState(state, item) !== 'disabled') continue;
        const argument = item.properties.get('disabled')?.argument;
        const edit = argument && replaceValue(argument, 'no');
        const fix: Fix | undefined = edit && {
          title: 'Enable the rule (it then stops packets that pass today)',
          class: 'suggestion',
          edits: [edit],
        };
        report({
          span: argument?.span ?? command.span,
          message: `This ${action ?? ''} is disabled, so it stops nothing. Enable it, or delete it where it is not needed.`,
          fixes: fix ? [fix] : [],
        });
      }
    }
  },
});
