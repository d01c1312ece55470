import { defineRule, type RuleContext } from '../rule';
import { argumentNamed } from '../support/items';
import { communityMenu, snmpIsOff } from '../support/snmp';
import {
  isActive,
  isUnwritten,
  reportSettings,
  setArguments,
  settledValue,
  type WrittenSetting,
} from '../support/writtenSettings';

/** Properties whose defaults are the weak values (vendor manual, "SNMP"). */
const protocols = [
  { property: 'authentication-protocol', weak: 'MD5', strong: 'SHA1' },
  { property: 'encryption-protocol', weak: 'DES', strong: 'AES' },
] as const;

export default defineRule({
  id: 'snmp-v3-weak',
  category: 'security',
  severity: 'warning',
  risk: 'medium',
  since: '0.1.0',
  recommended: true,
  summary: 'An SNMP community without encryption, or with MD5 or DES',
  why: `Only \`security=private\` encrypts SNMP: \`none\` is v1 and v2c, whose community name anybody on the way reads, and \`authorized\` signs but does not hide. MD5 and DES are broken, and they are what RouterOS takes when nothing is said. Set \`authentication-protocol=SHA1 encryption-protocol=AES\`, the strongest that it has.

The fixes are suggestions: the monitoring must be set to the same values.`,
  references: [
    'CWE-327',
    'CWE-319',
    'https://manual.mikrotik.com/docs/diagnostics-monitoring-and-troubleshooting/snmp',
  ],
  fix: 'suggestion',
  examples: [
    {
      bad: '/snmp community add name=mon addresses=10.0.0.5/32 security=private authentication-protocol=MD5 encryption-protocol=AES',
      fixed:
        '/snmp community add name=mon addresses=10.0.0.5/32 security=private authentication-protocol=SHA1 encryption-protocol=AES',
      good: '/snmp community add name=mon addresses=10.0.0.5/32 security=private authentication-protocol=SHA1 encryption-protocol=AES',
    },
    {
      bad: '/snmp community add name=mon addresses=10.0.0.5/32 security=private authentication-protocol=SHA1',
      fixed:
        '/snmp community add name=mon addresses=10.0.0.5/32 security=private authentication-protocol=SHA1 encryption-protocol=AES',
      good: '/snmp community add name=mon addresses=10.0.0.5/32 security=private authentication-protocol=SHA1 encryption-protocol=AES',
    },
    {
      bad: '/snmp community add name=mon addresses=10.0.0.5/32 security=authorized authentication-protocol=SHA1',
      fixed:
        '/snmp community add name=mon addresses=10.0.0.5/32 security=private authentication-protocol=SHA1 encryption-protocol=AES',
      good: '/snmp community add name=mon addresses=10.0.0.5/32',
    },
    {
      bad: '/snmp community add name=mon addresses=10.0.0.5/32 security=none',
      fixed:
        '/snmp community add name=mon addresses=10.0.0.5/32 security=private authentication-protocol=SHA1 encryption-protocol=AES',
      good: '/snmp community add name=mon addresses=10.0.0.5/32',
    },
    {
      bad: '/snmp community add name=mon addresses=10.0.0.5/32 security=authorized authentication-protocol=SHA1 encryption-protocol=DES',
      fixed:
        '/snmp community add name=mon addresses=10.0.0.5/32 security=private authentication-protocol=SHA1 encryption-protocol=AES',
      good: '/snmp community add name=mon addresses=10.0.0.5/32 security=private authentication-protocol=SHA1 encryption-protocol=AES',
    },
    {
      bad: '/snmp community set [find default=yes] security=private encryption-protocol=DES',
      fixed: '/snmp community set [find default=yes] security=private encryption-protocol=AES',
      good: '/snmp community set [find default=yes] security=private encryption-protocol=AES',
    },
  ],
  silent: [
    {
      script: '/snmp set enabled=no\n/snmp community add name=mon security=authorized',
      because: 'SNMP itself is off',
    },
    {
      script: '/snmp community add name=mon security=private authentication-protocol=$auth encryption-protocol=$cipher',
      because: 'The values are only known on the router',
    },
    {
      script: '/snmp community set [find default=yes] authentication-protocol=MD5 encryption-protocol=DES',
      because: 'Nothing says that the community signs or encrypts: then the protocols are not used',
    },
    {
      script: '/snmp community add name=mon authentication-protocol=MD5 encryption-protocol=DES',
      because: 'A community of v2c uses neither protocol',
    },
    {
      script: '/snmp community add name=mon',
      because: 'A community of v2c: other rules speak of its name and addresses',
    },
  ],
  menus: [communityMenu],
  check(context) {
    if (snmpIsOff(context)) return;
    const { script } = context;
    const securityOf = ({ item, command }: WrittenSetting): string | undefined =>
      item === undefined
        ? argumentNamed(command, 'security')?.value?.text
        : settledValue(script, communityMenu, item, 'security');
    reportSettings(context, {
      menu: communityMenu,
      property: 'security',
      // A verbose export prints the default, which nobody has written.
      matches: (value) => (value === 'none' && !script.evidence.verbose) || value === 'authorized',
      message: ({ value }) =>
        value === 'none'
          ? 'security=none leaves this community at SNMP v1 and v2c: its name, the only password, and all data cross the network in clear text. Set security=private with authentication and encryption passwords.'
          : 'security=authorized signs SNMP, but does not encrypt it: all data cross the network in clear text. Set security=private with an encryption password.',
      fixes: () => [
        {
          title: 'Set security=private (set its passwords, and the monitoring, too)',
          class: 'suggestion',
          group: 'harden-snmp',
          value: 'private',
          set: { 'authentication-protocol': 'SHA1', 'encryption-protocol': 'AES' },
        },
      ],
    });
    for (const { property, weak, strong } of protocols) {
      reportSettings(context, {
        menu: communityMenu,
        property,
        matches: (value) => value === weak,
        isHarmless: (setting) => !isUsed(property, securityOf(setting)),
        message: () => `${property}=${weak} is broken. Set ${strong}, the strongest that RouterOS has.`,
        fixes: () => [
          {
            title: `Set ${property}=${strong} (the monitoring must be set to the same)`,
            class: 'suggestion',
            group: 'harden-snmp',
            value: strong,
          },
        ],
      });
    }
    reportDefaults(context);
  },
});

/** Is the protocol used with this `security` (undefined: not known, and then nothing is said)? */
function isUsed(property: (typeof protocols)[number]['property'], security: string | undefined): boolean {
  return security === 'private' || (security === 'authorized' && property === 'authentication-protocol');
}

/** A user of SNMPv3 that is made without naming the protocols gets MD5 and DES. */
function reportDefaults({ script, report }: RuleContext): void {
  const state = script.state(communityMenu);
  for (const item of state.items) {
    const command = item.added;
    if (command === undefined || !isActive(script, state, item)) continue;
    const security = settledValue(script, communityMenu, item, 'security');
    if (security !== 'private' && security !== 'authorized') continue;
    const missing = protocols.filter(
      ({ property }) =>
        (security === 'private' || property === 'authentication-protocol') &&
        isUnwritten(script, communityMenu, item, property),
    );
    if (missing.length === 0) continue;
    const what = missing.map(({ property, weak }) => `${property} is ${weak}`).join(' and ');
    const set = Object.fromEntries(missing.map(({ property, strong }) => [property, strong]));
    report({
      span: command.span,
      message: `Where nothing is said, ${what}, which is broken. Set ${missing.map(({ property, strong }) => `${property}=${strong}`).join(' ')}.`,
      fixes: [
        {
          title: 'Name the protocols (the monitoring must be set to the same)',
          class: 'suggestion',
          group: 'harden-snmp',
          edits: setArguments(command, set),
        },
      ],
    });
  }
}
