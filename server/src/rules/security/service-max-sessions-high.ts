import { defineRule, replaceValue } from '../rule';
import { valueSpan, weakened, writtenValues } from '../support/accessValues';
import { enumeration } from '../support/items';
import { serviceMenu } from '../support/services';

/** Default of max-sessions (vendor manual, "Services"). */
const usual = 20;

export default defineRule({
  id: 'service-max-sessions-high',
  category: 'security',
  severity: 'information',
  risk: 'low',
  since: '0.1.0',
  recommended: true,
  summary: 'A service allows very many sessions at once',
  why: `\`max-sessions\` bounds how many sessions a service holds at the same time, ${usual} by default. A large number takes that bound away: whoever reaches the service may open as many sessions, and try as many passwords side by side. Set it to what those who manage the router really need.

The fix is a suggestion, because only you know how many that are.`,
  references: ['CWE-770', 'https://manual.mikrotik.com/docs/system-information-and-utilities/services'],
  options: [
    {
      name: 'maximum',
      type: 'number',
      default: 100,
      description: 'The largest value of max-sessions that is not reported.',
    },
  ],
  fix: 'suggestion',
  examples: [
    {
      bad: '/ip service set ssh max-sessions=500',
      fixed: '/ip service set ssh max-sessions=20',
      good: '/ip service set ssh max-sessions=40',
    },
  ],
  silent: [
    { script: '/ip service set api max-sessions=100', because: 'No more than the bound' },
    { script: '/ip service set api max-sessions=500 disabled=yes', because: 'A service that is off answers nobody' },
  ],
  menus: [serviceMenu],
  check({ script, options, report }) {
    const maximum = Number(options.maximum);
    const isHigh = (value: string): boolean => /^\d+$/.test(value) && Number(value) > maximum;
    for (const written of writtenValues(script, serviceMenu, 'max-sessions', isHigh)) {
      const edit = replaceValue(written.argument, String(usual));
      report({
        span: valueSpan(written.argument),
        ...weakened(written),
        message: `${enumeration(written.items.map((item) => item.name ?? ''))} may hold ${written.value} sessions at once: that is no bound to trying passwords side by side. Set max-sessions to what is needed (${usual} by default).`,
        fixes: edit === undefined ? [] : [{ title: `Set max-sessions=${usual}`, class: 'suggestion', edits: [edit] }],
      });
    }
  },
});
