import type { CommandUse, ScriptModel } from '../../model/types';
import { defineRule, type RuleContext } from '../rule';
import { argumentNamed, commandAfter, isYes } from '../support/items';
import { communityMenu, isAnyAddress, isVersion3, snmpIsOff, snmpMenu } from '../support/snmp';
import { reportSettings, selectsDefault, writtenSettings } from '../support/writtenSettings';

const header = '# 2024-05-01 12:00:00 by RouterOS 7.14.3\n';
/** Names that scanners try first. */
const guessed: ReadonlySet<string> = new Set([
  'public',
  'private',
  'admin',
  'mikrotik',
  'mikrotik_admin',
  'root',
  'routeros',
  'zabbix',
]);

export default defineRule({
  id: 'snmp-default-community',
  category: 'security',
  severity: 'warning',
  risk: 'high',
  since: '0.1.0',
  recommended: true,
  summary: 'SNMP answers to a community name that everybody guesses',
  why: `The community name is the only password of SNMP v1 and v2c, and it crosses the network in clear text. RouterOS brings the community \`public\` along, open to every address; \`private\`, \`admin\` and a few others are tried by every scanner. SNMP tells the whole configuration of interfaces, addresses and routes, and with write access more.

Switch the default community off, and make a user of SNMPv3 limited to the monitoring host: \`/snmp community add name=NAME security=private authentication-protocol=SHA1 authentication-password=... encryption-protocol=AES encryption-password=... addresses=HOST/32\`.

The fix is a suggestion: monitoring that uses the community stops until it has another.`,
  references: ['CWE-1392', 'https://manual.mikrotik.com/docs/diagnostics-monitoring-and-troubleshooting/snmp'],
  fix: 'suggestion',
  examples: [
    {
      bad: '/snmp community add name=private write-access=no',
      fixed: '/snmp community add name=private write-access=no disabled=yes',
      good: '/snmp community add name=v3mon security=private authentication-protocol=SHA1 encryption-protocol=AES addresses=10.0.0.5/32',
    },
    {
      bad: '/snmp set enabled=yes',
      fixed: '/snmp set enabled=yes; /snmp community set [find default=yes] disabled=yes',
      good: '/snmp community set [find default=yes] disabled=yes\n/snmp set enabled=yes',
    },
    {
      bad: '/snmp community set [find default=yes] name=public read-access=yes',
      fixed: '/snmp community set [find default=yes] name=public read-access=yes disabled=yes',
      good: '/snmp community set [find default=yes] name=k7Xo-monitoring addresses=10.0.0.5/32',
    },
    {
      bad: `${header}/snmp\nset contact=noc@example.com enabled=yes`,
      fixed: `${header}/snmp\nset contact=noc@example.com enabled=yes; /snmp community set [find default=yes] disabled=yes`,
      good: `${header}/snmp\nset contact=noc@example.com`,
    },
  ],
  silent: [
    { script: '/snmp community set [find default=yes] disabled=yes', because: 'The default community is switched off' },
    {
      script: '/snmp set enabled=no\n/snmp community add name=public addresses=10.0.0.0/8',
      because: 'SNMP itself is off',
    },
    {
      script: '/snmp community add name=admin security=private authentication-protocol=SHA1',
      because: 'A user of SNMPv3, whose name is no password',
    },
    {
      script: '/snmp community set [find default=yes] addresses=10.0.0.5/32\n/snmp set enabled=yes',
      because: 'The default community is limited to an address',
    },
    { script: '/snmp community add name=$community', because: 'The value is only known on the router' },
  ],
  menus: [communityMenu, snmpMenu],
  check(context) {
    if (snmpIsOff(context)) return;
    reportSettings(context, {
      menu: communityMenu,
      property: 'name',
      matches: (value, item) => guessed.has(value.toLowerCase()) && !isVersion3(item),
      message: ({ value }) =>
        `SNMP answers to the community "${value}", one of the first that scanners try, and the name is its only password. Use a user of SNMPv3 (security=private) limited by addresses, and switch this community off.`,
      severity: ({ item, command }) => {
        const addresses =
          item?.properties.get('addresses')?.value ?? argumentNamed(command, 'addresses')?.value?.text ?? '';
        return isAnyAddress(addresses) ? undefined : 'information';
      },
      fixes: () => [
        {
          title: 'Switch this community off (monitoring that uses it needs another)',
          class: 'suggestion',
          group: 'harden-snmp',
          set: { disabled: 'yes' },
        },
      ],
    });
    reportUntouchedDefault(context);
  },
});

/** SNMP is switched on, and nothing in the file says what becomes of the community that RouterOS brings along. */
function reportUntouchedDefault({ script, report }: RuleContext): void {
  if (script.commandsOf(communityMenu).some((command) => mayMeanDefault(script, command))) return;
  for (const { argument, command, perhaps } of writtenSettings(script, snmpMenu, 'enabled', isYes)) {
    if (perhaps) continue;
    const told = script.evidence.kind !== 'script';
    report({
      span: argument.span,
      ...(told ? {} : { severity: 'hint' as const }),
      message: told
        ? 'SNMP is switched on, and the default community public is as RouterOS brings it along: open to every address. Switch it off, and make a user of SNMPv3 limited by addresses.'
        : 'SNMP is switched on, and nothing is said of the default community public, which is open to every address. Switch it off unless that is done elsewhere, and make a user of SNMPv3 limited by addresses.',
      fixes: command.substitution
        ? []
        : [
            {
              title: 'Switch the default community off (monitoring that uses it needs another)',
              class: 'suggestion',
              group: 'harden-snmp',
              edits: [commandAfter(command, '/snmp community set [find default=yes] disabled=yes')],
            },
          ],
    });
  }
}

/** May the command change the default community: by `[find]`, by its name, or by a selector that is only known on the router? */
function mayMeanDefault(script: ScriptModel, command: CommandUse): boolean {
  if (command.verb === 'add' || command.verb === 'find') return false;
  if (selectsDefault(script.text, command)) return true;
  const names = argumentNamed(command, 'numbers')?.value?.text?.split(',');
  return names === undefined || names.some((name) => name === 'public' || /^\d+$/.test(name));
}
