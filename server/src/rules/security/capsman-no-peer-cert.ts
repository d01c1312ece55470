import { defineRule } from '../rule';
import { isNo, isYes } from '../support/items';
import { isUnwritten, reportSettings, settledValue } from '../support/writtenSettings';

const menus = ['/interface/wifi/capsman', '/caps-man/manager'] as const;

export default defineRule({
  id: 'capsman-no-peer-cert',
  category: 'security',
  severity: 'warning',
  risk: 'medium',
  since: '0.1.0',
  recommended: true,
  summary: 'CAPsMAN takes access points without a certificate',
  why: `Without \`require-peer-certificate=yes\` (the default is \`no\`) CAPsMAN configures any access point that asks, and gives it the passphrases of the networks. Let the manager make certificates (\`certificate=auto ca-certificate=auto\`) and demand them.

The fix is a suggestion: access points that have no certificate yet are not managed any more. Have them request one first (\`certificate=request\` on the CAP).`,
  references: [
    'CWE-306',
    'https://manual.mikrotik.com/docs/wireless/wifi/capsman',
    'https://manual.mikrotik.com/docs/wireless/abgn/capsman',
  ],
  fix: 'suggestion',
  examples: [
    {
      bad: '/interface wifi capsman set enabled=yes',
      fixed:
        '/interface wifi capsman set enabled=yes certificate=auto ca-certificate=auto require-peer-certificate=yes',
      good: '/interface wifi capsman set enabled=yes certificate=auto ca-certificate=auto require-peer-certificate=yes',
    },
    {
      bad: '/caps-man manager\nset enabled=yes certificate=auto ca-certificate=auto require-peer-certificate=no',
      fixed: '/caps-man manager\nset enabled=yes certificate=auto ca-certificate=auto require-peer-certificate=yes',
      good: '/caps-man manager\nset enabled=yes certificate=auto ca-certificate=auto require-peer-certificate=yes',
    },
  ],
  silent: [
    { script: '/caps-man manager set enabled=no', because: 'The manager is off' },
    {
      script: '/caps-man manager set enabled=yes\n/caps-man manager set require-peer-certificate=yes',
      because: 'It is set in another command of the script',
    },
    { script: '/caps-man manager set upgrade-policy=none', because: 'The script does not switch the manager on' },
    {
      script: '/caps-man manager set enabled=yes require-peer-certificate=$strict',
      because: 'The value is only known on the router',
    },
  ],
  menus,
  check(context) {
    const { script } = context;
    for (const menu of menus) {
      reportSettings(context, {
        menu,
        property: 'enabled',
        matches: (value, item) =>
          isYes(value) &&
          item !== undefined &&
          (isUnwritten(script, menu, item, 'require-peer-certificate') ||
            isNo(settledValue(script, menu, item, 'require-peer-certificate'))),
        message: () =>
          'CAPsMAN configures any access point that asks, and gives it the passphrases of the networks. Set require-peer-certificate=yes, with certificate=auto and ca-certificate=auto.',
        fixes: ({ item }) => [
          {
            title: 'Demand certificates (access points without one are not managed any more)',
            class: 'suggestion',
            set: {
              ...(isMissing(item?.properties.get('certificate')?.value) ? { certificate: 'auto' } : {}),
              ...(isMissing(item?.properties.get('ca-certificate')?.value) ? { 'ca-certificate': 'auto' } : {}),
              'require-peer-certificate': 'yes',
            },
          },
        ],
      });
    }
  },
});

function isMissing(certificate: string | undefined): boolean {
  return certificate === undefined || certificate === '' || certificate === 'none';
}
