import { defineRule } from '../rule';
import { isPlaceholder } from '../support/secrets';
import { isLoopback } from '../support/fetch';
import { valueBeside, writtenSettings } from '../support/writtenSettings';

const menu = '/radius';
/** What is tried first, whatever its length. */
const common =
  /^(?:(?:testing|secret|radius|password|mikrotik|shared|share|key|admin|cisco|12345\d*|(.)\1{2,})[-_.!@]*){1,4}\d{0,4}!?$/i;

export default defineRule({
  id: 'radius-weak-secret',
  category: 'security',
  severity: 'warning',
  risk: 'high',
  since: '0.1.0',
  recommended: true,
  summary: 'The secret of a RADIUS server is short or common',
  why: `RADIUS over UDP hides passwords with nothing but its shared secret. Whoever records one login tries secrets on his own computers, as fast as they go. Use at least 16 characters drawn by lot, a different secret for each router.

There is no quick fix: the server must be given the same secret. With \`protocol=radsec\` TLS protects the exchange, and the secret does not matter; nor does it where the server is the router itself (\`address=127.0.0.1\`), since then nothing is sent.`,
  references: ['CWE-521', 'https://manual.mikrotik.com/docs/authentication-authorization-accounting/radius'],
  options: [{ name: 'minimumLength', type: 'number', default: 16, description: 'Shorter secrets are reported.' }],
  fix: null,
  examples: [
    {
      bad: '/radius add address=10.0.0.5 service=login secret=k7Xo-9pQ',
      good: '/radius add address=10.0.0.5 service=login secret=$radiusSecret',
    },
    {
      bad: '/radius add address=10.0.0.5 service=login secret=radius-secret-123',
      good: '/radius add address=10.0.0.5 service=login secret=k7Xo-9pQ2-vN4r-tY8w',
    },
  ],
  silent: [
    {
      script: '/radius add address=10.0.0.5 service=login protocol=radsec secret=radsec',
      because: 'TLS protects the exchange: the secret is a fixed word',
    },
    { script: '/radius add address=10.0.0.5 service=login secret="<SECRET>"', because: 'A placeholder' },
    { script: '/radius add address=10.0.0.5 service=login', because: 'An export leaves the secret out' },
    {
      script: '/radius add address=127.0.0.1 service=hotspot secret=k7Xo-9pQ',
      because: 'The User Manager of the router itself: nobody can record what is not sent',
    },
  ],
  menus: [menu],
  check({ script, options, report }) {
    const minimum = Number(options.minimumLength);
    for (const setting of writtenSettings(script, menu, 'secret', (text) => !isPlaceholder(text))) {
      const { argument, value, perhaps } = setting;
      if (valueBeside(script, menu, setting, 'protocol') === 'radsec') continue;
      if (isLoopback(valueBeside(script, menu, setting, 'address'))) continue;
      const short = value.length < minimum;
      if (!short && !common.test(value)) continue;
      report({
        span: argument.value?.span ?? argument.span,
        ...(perhaps ? { severity: 'hint' as const } : {}),
        message: `The secret of the RADIUS server ${short ? `has only ${value.length} ${value.length === 1 ? 'character' : 'characters'}` : 'is made of what is tried first'}: it is soon found from one recorded login, and with it passwords. Use at least ${minimum} characters drawn by lot, on both sides.`,
      });
    }
  },
});
