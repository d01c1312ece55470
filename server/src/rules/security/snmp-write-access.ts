import { defineRule } from '../rule';
import { isYes } from '../support/items';
import { communityMenu, snmpIsOff } from '../support/snmp';
import { reportSettings, switchedOff } from '../support/writtenSettings';

export default defineRule({
  id: 'snmp-write-access',
  category: 'security',
  severity: 'warning',
  risk: 'critical',
  since: '0.1.0',
  recommended: true,
  summary: 'An SNMP community may write',
  why: `Whoever knows the name of a community with \`write-access=yes\` changes the router by SNMP, and runs its scripts. With SNMP v1 and v2c that name crosses the network in clear text. Monitoring only reads: leave \`write-access=no\`, which is the default.

The fix is a suggestion: a tool that writes by SNMP stops working.`,
  references: ['CWE-732', 'https://manual.mikrotik.com/docs/diagnostics-monitoring-and-troubleshooting/snmp'],
  fix: 'suggestion',
  examples: [
    {
      bad: '/snmp community add name=x write-access=yes',
      fixed: '/snmp community add name=x write-access=no',
      good: '/snmp community add name=x write-access=no',
    },
    {
      bad: '/snmp community\nset [find default=yes] write-access=yes',
      fixed: '/snmp community\nset [find default=yes] write-access=no',
      good: '/snmp community\nset [find default=yes] write-access=no',
    },
  ],
  silent: [
    {
      script: '/snmp set enabled=no\n/snmp community add name=x write-access=yes',
      because: 'SNMP itself is off',
    },
    {
      script: '/snmp community add name=x write-access=yes disabled=yes',
      because: 'The community is switched off',
    },
    {
      script:
        '/snmp community set [find default=yes] write-access=yes\n/snmp community set [find default=yes] write-access=no',
      because: 'The last command decides',
    },
    { script: '/snmp community add name=x write-access=$write', because: 'The value is only known on the router' },
  ],
  menus: [communityMenu],
  check(context) {
    if (snmpIsOff(context)) return;
    reportSettings(context, {
      menu: communityMenu,
      property: 'write-access',
      matches: isYes,
      message: () =>
        'Whoever knows this SNMP community changes the router and runs its scripts. Set write-access=no: monitoring only reads.',
      fixes: switchedOff('Set write-access=no (a tool that writes by SNMP stops working)', 'suggestion', 'harden-snmp'),
    });
  },
});
