import { parseAddressSet } from '../../firewall/addresses';
import { defineRule } from '../rule';
import { managementLists } from './managementLists';

export default defineRule({
  id: 'fw-address-list-fqdn',
  category: 'firewall',
  severity: 'warning',
  risk: 'medium',
  since: '0.1.0',
  recommended: true,
  summary: 'A DNS name decides who may manage the router',
  why: `RouterOS looks up a name in an address list and lets in whatever address the answer holds. Where the list opens management ports, whoever controls the name, the account at a dynamic DNS service or the answers on the way to the router decides who gets in; a name that was given up can be registered by anybody.

Put addresses on the list, or manage the router through a VPN.`,
  references: ['CWE-350', 'https://manual.mikrotik.com/docs/firewall-and-quality-of-service/firewall/address-lists'],
  fix: null,
  examples: [
    {
      bad: '/ip firewall address-list add list=mgmt address=office.example.net\n/ip firewall filter add chain=input action=accept protocol=tcp dst-port=8291 src-address-list=mgmt',
      good: '/ip firewall address-list add list=mgmt address=198.51.100.7\n/ip firewall filter add chain=input action=accept protocol=tcp dst-port=8291 src-address-list=mgmt',
    },
  ],
  silent: [
    {
      script:
        '/ip firewall address-list add list=ntp address=pool.example.net\n/ip firewall filter add chain=input action=accept protocol=udp dst-port=123 src-address-list=ntp',
      because: 'The list opens no management port',
    },
    {
      script:
        '/ip firewall address-list add list=blocked address=bad.example.net\n/ip firewall filter add chain=input action=drop src-address-list=blocked',
      because: 'The list lets nobody in',
    },
    {
      script:
        '/ip firewall address-list add list=mgmt address=office.example.net disabled=yes\n/ip firewall filter add chain=input action=accept protocol=tcp dst-port=8291 src-address-list=mgmt',
      because: 'The entry is disabled',
    },
    {
      script:
        '/ip firewall address-list add list=mgmt address=$office\n/ip firewall filter add chain=input action=accept protocol=tcp dst-port=8291 src-address-list=mgmt',
      because: 'The address is only known on the router',
    },
  ],
  menus: ['/ip/firewall/address-list'],
  check({ script, report }) {
    for (const { name, accept, entries } of managementLists(script)) {
      const named = entries.filter(({ properties }) => isName(properties.get('address')?.value));
      const [first, ...more] = named;
      const span = first?.properties.get('address')?.argument?.span;
      if (span === undefined) continue;
      const count = more.length === 0 ? '' : ` (and ${more.length} more)`;
      report({
        span,
        message: `The list ${name} lets its members manage the router, and this entry is a DNS name${count}: whoever controls the name gets in. Use addresses, or a VPN.`,
        related: [
          { span: accept.command.span, message: 'This accept lets them in' },
          ...more.slice(0, 5).flatMap(({ properties }) => {
            const place = properties.get('address')?.argument?.span;
            return place ? [{ span: place, message: 'Another name' }] : [];
          }),
        ],
      });
    }
  },
});

function isName(text: string | undefined): boolean {
  return text !== undefined && /^[a-z0-9_-]+(?:\.[a-z0-9_-]+)+\.?$/i.test(text) && parseAddressSet(text) === undefined
    ? /[a-z]/i.test(text)
    : false;
}
