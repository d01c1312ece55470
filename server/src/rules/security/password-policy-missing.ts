import { appendArgument, defineRule, replaceValue } from '../rule';
import { isRelease6, valueSpan, weakened, writtenValues } from '../support/accessValues';

const menu = '/user/settings';
/** The vendor's recommendation for passwords ("Securing your router"). */
const length = '12';

export default defineRule({
  id: 'password-policy-missing',
  category: 'security',
  severity: 'information',
  risk: 'low',
  since: '0.1.0',
  recommended: false,
  summary: 'The router accepts passwords of any length',
  why: `\`/user settings\` says how long a password of a user must be, and of how many kinds of characters (capitals, small letters, digits, signs). By default it demands nothing, so the shortest password is taken. The vendor recommends 12 characters: \`/user settings set minimum-password-length=12 minimum-categories=3\`.

A small number is reported wherever it is set. That nothing is set is reported in full exports of RouterOS 7 alone, as a hint. The rule is part of the strict preset: the default of nearly every router would be a finding.`,
  references: [
    'CWE-521',
    'https://manual.mikrotik.com/docs/authentication-authorization-accounting/user',
    'https://manual.mikrotik.com/docs/getting-started/securing-your-router',
  ],
  options: [
    {
      name: 'minimumLength',
      type: 'number',
      default: 12,
      description: 'The smallest minimum-password-length that is not reported.',
    },
  ],
  fix: 'suggestion',
  examples: [
    {
      bad: '/user settings set minimum-password-length=4',
      fixed: '/user settings set minimum-password-length=12',
      good: '/user settings set minimum-password-length=12 minimum-categories=3',
    },
    {
      bad: '/user settings\nset minimum-categories=2 minimum-password-length=0',
      fixed: '/user settings\nset minimum-categories=2 minimum-password-length=12',
      good: '/user settings\nset minimum-categories=2 minimum-password-length=16',
    },
  ],
  silent: [
    { script: '/user settings set minimum-password-length=$length', because: 'The value is only known on the router' },
    { script: '/user add name=b group=read password=$p', because: 'A script need not say everything' },
  ],
  menus: [],
  check({ script, release, options, report }) {
    const minimum = Number(options.minimumLength);
    const isShort = (value: string): boolean => /^\d+$/.test(value) && Number(value) < minimum;
    for (const written of writtenValues(script, menu, 'minimum-password-length', isShort)) {
      const wanted = String(Math.max(minimum, Number(length)));
      const edit = replaceValue(written.argument, wanted);
      report({
        span: valueSpan(written.argument),
        ...weakened(written),
        message: `Passwords of ${written.value} characters are accepted. Set minimum-password-length=${wanted}, and minimum-categories=3.`,
        fixes:
          edit === undefined
            ? []
            : [{ title: `Set minimum-password-length=${wanted}`, class: 'suggestion', edits: [edit] }],
      });
    }
    if (script.evidence.kind !== 'full-export' || isRelease6(release)) return;
    const settings = script.state(menu).item('');
    if (settings?.properties.has('minimum-password-length') === true) return;
    const command = settings?.writes.at(-1);
    report({
      span: command?.span ?? script.comments[0] ?? { start: 0, end: script.text.length },
      severity: 'hint',
      message:
        'The export lists no minimum-password-length in /user settings, so passwords of any length are accepted. Set minimum-password-length=12 minimum-categories=3 there.',
      fixes:
        command === undefined
          ? []
          : [
              {
                title: `Set minimum-password-length=${length}`,
                class: 'suggestion',
                edits: [appendArgument(command, `minimum-password-length=${length}`)],
              },
            ],
    });
  },
});
