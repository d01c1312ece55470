import { defineRule } from '../rule';
import { isYes } from '../support/items';
import { reportSettings, switchedOff } from '../support/writtenSettings';

const menu = '/ip/nat-pmp';

export default defineRule({
  id: 'nat-pmp-enabled',
  category: 'security',
  severity: 'warning',
  risk: 'medium',
  since: '0.1.0',
  recommended: true,
  summary: 'NAT-PMP lets any device of the network open ports to the Internet',
  why: `NAT-PMP has no login: any program on any device of the internal interfaces can have the router forward ports from the Internet to it. It is off by default. Switch it off, and forward the ports that are needed by hand.

The fix is a suggestion: programs that rely on NAT-PMP lose the ports that they opened.`,
  references: ['CWE-284', 'https://manual.mikrotik.com/docs/firewall-and-quality-of-service/nat-pmp'],
  fix: 'suggestion',
  examples: [
    { bad: '/ip nat-pmp set enabled=yes', fixed: '/ip nat-pmp set enabled=no', good: '/ip nat-pmp set enabled=no' },
  ],
  silent: [
    {
      script: '/ip nat-pmp interfaces add interface=bridge type=internal',
      because: 'Interfaces are named, and nothing is switched on',
    },
    { script: '/ip nat-pmp set enabled=$mapping', because: 'The value is only known on the router' },
  ],
  menus: [menu],
  check(context) {
    reportSettings(context, {
      menu,
      property: 'enabled',
      matches: isYes,
      message: () =>
        'NAT-PMP is switched on: any device of the internal interfaces opens ports from the Internet without a login. Set enabled=no, and forward the ports that are needed by hand.',
      fixes: switchedOff(
        'Switch NAT-PMP off (programs that open ports by it lose them)',
        'suggestion',
        'disable-unneeded-services',
      ),
    });
  },
});
