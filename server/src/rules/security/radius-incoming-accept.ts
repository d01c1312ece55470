import { defineRule } from '../rule';
import { inputEndsInTrustedDrop } from '../support/inputChain';
import { isYes } from '../support/items';
import { reportSettings, switchedOff } from '../support/writtenSettings';

const menu = '/radius/incoming';

export default defineRule({
  id: 'radius-incoming-accept',
  category: 'security',
  severity: 'warning',
  risk: 'medium',
  since: '0.1.0',
  recommended: true,
  summary: 'The router takes RADIUS messages that it did not ask for',
  why: `With \`accept=yes\` the router listens for disconnect and change-of-authorization messages (UDP port 3799 unless \`port\` is set). Whoever reaches that port and knows or guesses the shared secret throws users out and changes their rights. It is off by default. Where the RADIUS server needs it, let the input chain accept the port from that server only; where the input chain of the script ends in a drop of what does not come from the trusted side, it is no more than a hint.

The fix is a suggestion: the server cannot end or change sessions any more.`,
  references: ['CWE-284', 'https://manual.mikrotik.com/docs/authentication-authorization-accounting/radius'],
  fix: 'suggestion',
  examples: [
    {
      bad: '/radius incoming set accept=yes',
      fixed: '/radius incoming set accept=no',
      good: '/radius incoming set accept=no',
    },
  ],
  silent: [
    { script: '/radius incoming set port=1700', because: 'The script does not switch it on' },
    {
      script: '/radius add address=10.0.0.5 secret=$s service=login',
      because: 'The router asks, and listens for nothing else',
    },
  ],
  menus: [menu],
  check(context) {
    const { script, settings } = context;
    reportSettings(context, {
      menu,
      property: 'accept',
      matches: isYes,
      message: () =>
        'The router takes RADIUS messages that it did not ask for: whoever reaches the port and knows the shared secret throws users out and changes their rights. Set accept=no, or accept the port from the RADIUS server only.',
      severity: () => (inputEndsInTrustedDrop(script, settings) ? 'hint' : undefined),
      fixes: switchedOff('Take no such messages (the server cannot end or change sessions any more)', 'suggestion'),
    });
  },
});
