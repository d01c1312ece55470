import { defineRule } from '../rule';
import { isNo } from '../support/items';
import { isUnwritten, reportSettings, settledValue } from '../support/writtenSettings';

const menu = '/ip/dns';

export default defineRule({
  id: 'doh-no-verify',
  category: 'security',
  severity: 'warning',
  risk: 'medium',
  since: '0.1.0',
  recommended: true,
  summary: 'DNS over HTTPS without a check of the server certificate',
  why: `\`verify-doh-cert\` is \`no\` unless it is set. Then the router takes the answers of any server that stands in the way of its DoH server, and DNS over HTTPS protects from nobody who can redirect its connections. Set \`verify-doh-cert=yes\`.

The fix is a suggestion: without a certificate authority in the router's store that has signed the server's certificate, or with a wrong clock, names are not resolved any more. Before 7.19 that certificate has to be imported first.`,
  references: ['CWE-295', 'https://manual.mikrotik.com/docs/network-management/dns'],
  fix: 'suggestion',
  examples: [
    {
      bad: '/ip dns set use-doh-server=https://1.1.1.1/dns-query',
      fixed: '/ip dns set use-doh-server=https://1.1.1.1/dns-query verify-doh-cert=yes',
      good: '/ip dns set use-doh-server=https://1.1.1.1/dns-query verify-doh-cert=yes',
    },
    {
      bad: '/ip dns\nset use-doh-server=https://dns.example/dns-query verify-doh-cert=no',
      fixed: '/ip dns\nset use-doh-server=https://dns.example/dns-query verify-doh-cert=yes',
      good: '/ip dns\nset use-doh-server=https://dns.example/dns-query verify-doh-cert=yes',
    },
  ],
  silent: [
    {
      script: '/ip dns forwarders add name=doh doh-servers=https://dns.example/dns-query',
      because: 'A forwarder verifies by default',
    },
    { script: '/ip dns set use-doh-server=""', because: 'No DoH server is used' },
    {
      script: '/ip dns set verify-doh-cert=yes\n/ip dns set use-doh-server=https://1.1.1.1/dns-query',
      because: 'It is set in another command of the script',
    },
    {
      script: '/ip dns set use-doh-server=https://1.1.1.1/dns-query verify-doh-cert=$verify',
      because: 'The value is only known on the router',
    },
    { script: '/ip dns set verify-doh-cert=no', because: 'The script does not use a DoH server' },
  ],
  menus: [menu],
  check(context) {
    const { script } = context;
    reportSettings(context, {
      menu,
      property: 'use-doh-server',
      matches: (value, item) => {
        if (value === '' || item === undefined) return false;
        return (
          isUnwritten(script, menu, item, 'verify-doh-cert') ||
          isNo(settledValue(script, menu, item, 'verify-doh-cert'))
        );
      },
      message: ({ item }) =>
        `The certificate of the DoH server is not checked${
          item?.properties.has('verify-doh-cert') === true || script.evidence.kind !== 'script'
            ? ''
            : ', unless verify-doh-cert is set elsewhere'
        }: whoever can redirect the connection answers instead of it. Set verify-doh-cert=yes; the certificate authority of the server must be in the store of the router.`,
      fixes: () => [
        {
          title: 'Set verify-doh-cert=yes (needs the certificate authority in the store)',
          class: 'suggestion',
          set: { 'verify-doh-cert': 'yes' },
        },
      ],
    });
  },
});
