import type { CommandUse, ItemState } from '../../model/types';
import { defineRule, type Fix, type RuleContext } from '../rule';
import { inputEndsInTrustedDrop } from '../support/inputChain';
import { isNo } from '../support/items';
import { managementNetwork } from '../support/networks';
import { communityMenu, isAnyAddress, snmpIsOff } from '../support/snmp';
import { isActive, isUnwritten, reportSettings, setArguments, settledValue } from '../support/writtenSettings';

export default defineRule({
  id: 'snmp-any-address',
  category: 'security',
  severity: 'warning',
  risk: 'medium',
  since: '0.1.0',
  recommended: true,
  summary: 'An SNMP community answers every address',
  why: `A community without \`addresses\` answers everybody who reaches the router (the default is \`::/0\`). Name the hosts that monitor it. Nothing is said where the input chain of the file ends in a drop of what does not come from the trusted side.

The fix is a suggestion, because only you know where the monitoring is.`,
  references: ['CWE-284', 'https://manual.mikrotik.com/docs/diagnostics-monitoring-and-troubleshooting/snmp'],
  fix: 'suggestion',
  examples: [
    {
      bad: '/snmp community add name=x7-monitoring',
      fixed: '/snmp community add name=x7-monitoring addresses=192.168.88.0/24',
      good: '/snmp community add name=x7-monitoring addresses=10.0.0.5/32',
    },
    {
      bad: '/snmp community set [find default=yes] addresses=::/0,0.0.0.0/0',
      fixed: '/snmp community set [find default=yes] addresses=192.168.88.0/24',
      good: '/snmp community set [find default=yes] addresses=10.0.0.5/32',
    },
    {
      bad: '/snmp community\nadd addresses=0.0.0.0/0 name=x7-monitoring',
      fixed: '/snmp community\nadd addresses=192.168.88.0/24 name=x7-monitoring',
      good: '/snmp community\nadd addresses=2001:db8::5/128 name=x7-monitoring',
    },
  ],
  silent: [
    { script: '/snmp set enabled=no\n/snmp community add name=x7-monitoring', because: 'SNMP itself is off' },
    {
      script: '/snmp community set [find default=yes] name=x7-monitoring',
      because: 'The addresses may be set elsewhere',
    },
    {
      script: '/snmp community add name=x7 addresses=$monitoring',
      because: 'The value is only known on the router',
    },
    {
      script: '/snmp community add name=x7\n/ip firewall filter add chain=input action=drop in-interface-list=!LAN',
      because: 'The firewall of the script lets only the trusted side through',
    },
    { script: '/snmp community add name=x7 read-access=no', because: 'The community may not even read' },
  ],
  menus: [communityMenu],
  check(context) {
    const { script, settings } = context;
    if (snmpIsOff(context) || inputEndsInTrustedDrop(script, settings)) return;
    const network = managementNetwork(script, settings);
    const readable = (item: ItemState | undefined): boolean =>
      !isNo(settledValue(script, communityMenu, item, 'read-access'));
    reportSettings(context, {
      menu: communityMenu,
      property: 'addresses',
      matches: (value, item) => isAnyAddress(value) && readable(item),
      message: () => 'This SNMP community answers every address. Set addresses= to the hosts that monitor the router.',
      fixes: () => [
        {
          title: `Answer ${network} only (put your monitoring hosts here)`,
          class: 'suggestion',
          group: 'harden-snmp',
          value: network,
          placeholders: [network],
        },
      ],
    });
    const state = script.state(communityMenu);
    for (const item of state.items) {
      if (item.added === undefined || !isActive(script, state, item) || !readable(item)) continue;
      if (isUnwritten(script, communityMenu, item, 'addresses')) reportMissing(context, item.added, network);
    }
  },
});

function reportMissing({ report }: RuleContext, command: CommandUse, network: string): void {
  const fix: Fix = {
    title: `Answer ${network} only (put your monitoring hosts here)`,
    class: 'suggestion',
    group: 'harden-snmp',
    edits: setArguments(command, { addresses: network }),
    placeholders: [network],
  };
  report({
    span: command.span,
    message:
      'This SNMP community is made without addresses, so it answers every address. Set addresses= to the hosts that monitor the router.',
    fixes: [fix],
  });
}
