import type { ScriptModel } from '../../model/types';
import { defineRule } from '../rule';
import { reportSettings, selectsDefault, settledValue } from '../support/writtenSettings';
import { communityMenu, snmpIsOff, snmpMenu } from '../support/snmp';
import { argumentNamed } from '../support/items';

export default defineRule({
  id: 'snmp-trap-v1v2-public',
  category: 'security',
  severity: 'information',
  risk: 'low',
  since: '0.1.0',
  recommended: true,
  summary: 'SNMP traps are sent in clear text with the community public',
  why: `Traps are sent as version 1 with the community \`public\` unless something else is set: whoever is on the way reads them, and whoever knows that name can send forged ones. Set \`trap-version=3\` and a community (\`trap-community\`) that is a user of SNMPv3. There is no quick fix: that user must exist on both sides.`,
  references: ['CWE-319', 'https://manual.mikrotik.com/docs/diagnostics-monitoring-and-troubleshooting/snmp'],
  fix: null,
  examples: [
    {
      bad: '/snmp set enabled=yes trap-target=10.0.0.5 trap-community=public',
      good: '/snmp set enabled=yes trap-target=10.0.0.5 trap-community=traps trap-version=3',
    },
    {
      bad: '/snmp\nset enabled=yes trap-target=10.0.0.5 trap-version=2',
      good: '/snmp\nset enabled=yes trap-target=10.0.0.5 trap-version=3',
    },
  ],
  silent: [
    { script: '/snmp set enabled=yes trap-version=2', because: 'No traps are sent: there is no target' },
    { script: '/snmp set enabled=no trap-target=10.0.0.5 trap-version=1', because: 'SNMP itself is off' },
    {
      script: '/snmp set enabled=yes trap-target=10.0.0.5 trap-version=2 trap-community=k7-traps',
      because: 'The community has a name of its own',
    },
    {
      script:
        '# 2024-05-01 12:00:00 by RouterOS 7.14.3\n/snmp community\nset [ find default=yes ] addresses=10.0.0.5/32 name=k7-monitoring\n/snmp\nset enabled=yes trap-target=10.0.0.5',
      because: 'The default community has another name: which one traps carry is not in the file',
    },
    { script: '/snmp set trap-target=10.0.0.5', because: 'Version and community may be set elsewhere' },
  ],
  menus: [snmpMenu],
  check(context) {
    if (snmpIsOff(context)) return;
    const { script } = context;
    const isExport = script.evidence.kind !== 'script';
    reportSettings(context, {
      menu: snmpMenu,
      property: 'trap-target',
      matches: (value, item) => {
        if (item === undefined || value === '' || value === '0.0.0.0' || value === '::') return false;
        const version = item.properties.get('trap-version');
        const community = item.properties.get('trap-community');
        // At least one of the two must be named, where silence does not mean the default.
        if (!isExport && version === undefined && community === undefined) return false;
        const plain =
          version === undefined || ['1', '2'].includes(settledValue(script, snmpMenu, item, 'trap-version') ?? '');
        if (community === undefined && isRenamed(script)) return false;
        const isPublic = community === undefined || settledValue(script, snmpMenu, item, 'trap-community') === 'public';
        return plain && isPublic;
      },
      message: () =>
        'SNMP traps go out in clear text with the community public: they can be read on the way, and forged. Set trap-version=3 and trap-community= to a user of SNMPv3.',
    });
  },
});

/** Does the file give the community that RouterOS brings along another name? */
function isRenamed(script: ScriptModel): boolean {
  return script.commandsOf(communityMenu).some((command) => {
    const name = argumentNamed(command, 'name');
    return (
      command.verb === 'set' &&
      selectsDefault(script.text, command) &&
      name !== undefined &&
      name.value?.text !== 'public'
    );
  });
}
