import { defineRule, replaceValue } from '../rule';
import { sshManual, sshMenu, sshSeverity } from '../support/accessSsh';
import { isRelease6, valueSpan, writtenValues } from '../support/accessValues';

/** What each value lets a user do who is logged in by SSH (vendor manual, "SSH"). */
const meanings: ReadonlyMap<string, string> = new Map([
  ['local', 'open connections from the router to anywhere it can reach'],
  ['remote', 'listen on the router and be sent what comes in there'],
  ['both', 'open connections from the router, and listen on it'],
]);

export default defineRule({
  id: 'ssh-forwarding-enabled',
  category: 'security',
  severity: 'warning',
  risk: 'medium',
  since: '0.1.0',
  recommended: true,
  summary: 'Users who are logged in by SSH may tunnel through the router',
  why: `With \`forwarding-enabled\` on, SSH carries other connections: a user who may log in, with few rights even, reaches from the router (\`local\`) what the firewall keeps away, or opens a port on it (\`remote\`). It is off by default.

The fix is a suggestion: somebody may use such a tunnel on purpose. Where it is wanted, say so: \`# routeros-guard-disable-next-line ssh-forwarding-enabled -- reason\`.

Where the file switches the service \`ssh\` off, it is a hint.`,
  references: ['CWE-441', sshManual],
  fix: 'suggestion',
  examples: [
    {
      bad: '/ip ssh set forwarding-enabled=both',
      fixed: '/ip ssh set forwarding-enabled=no',
      good: '/ip ssh set forwarding-enabled=no',
    },
    {
      bad: '/ip ssh set strong-crypto=yes forwarding-enabled=remote',
      fixed: '/ip ssh set strong-crypto=yes forwarding-enabled=no',
      good: '/ip ssh set strong-crypto=yes',
    },
  ],
  silent: [
    { script: '/ip ssh set forwarding-enabled=$forward', because: 'The value is only known on the router' },
    {
      script: '/ip ssh set forwarding-enabled=local\n/ip ssh set forwarding-enabled=no',
      because: 'The last command decides',
    },
    { script: '/ipv6 settings set forward=yes', because: 'Another setting' },
  ],
  menus: [sshMenu],
  check({ script, release, report }) {
    const isOn = (value: string): boolean => meanings.has(value) || (value === 'yes' && isRelease6(release));
    for (const written of writtenValues(script, sshMenu, 'forwarding-enabled', isOn)) {
      const edit = replaceValue(written.argument, 'no');
      report({
        span: valueSpan(written.argument),
        ...sshSeverity(script, written),
        message: `Whoever is logged in by SSH may ${meanings.get(written.value) ?? 'tunnel through the router'}. Set forwarding-enabled=no unless that is wanted.`,
        fixes:
          edit === undefined
            ? []
            : [{ title: 'Set forwarding-enabled=no', class: 'suggestion', group: 'harden-ssh', edits: [edit] }],
      });
    }
  },
});
