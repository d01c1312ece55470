import type { AddressSet } from '../../firewall/addresses';
import { parseAddressSet } from '../../firewall/addresses';
import { size } from '../../firewall/intervals';
import { defineRule } from '../rule';
import { isPublic } from './internetSide';
import { managementLists } from './managementLists';

/** More addresses than a /8 has. */
const immense = 2 ** 24;
/** More addresses than a /16 has. */
const large = 2 ** 16;

export default defineRule({
  id: 'fw-address-list-too-broad',
  category: 'firewall',
  severity: 'warning',
  risk: 'high',
  since: '0.1.0',
  recommended: true,
  summary: 'The list of those who may manage the router holds a large part of the Internet',
  why: `A list that opens management ports is as strong as its widest entry. \`0.0.0.0/0\` lets everyone in, \`128.0.0.0/1\` half of the Internet, and a public /8 to /15 a whole provider or country, with every infected machine in it. Such an entry is mostly a typing error in the length of a prefix.

List the addresses of those who really manage the router. Large public networks show as information: with a country list they may be meant.`,
  references: ['CWE-284', 'https://manual.mikrotik.com/docs/firewall-and-quality-of-service/firewall/address-lists'],
  fix: null,
  examples: [
    {
      bad: '/ip firewall address-list add list=mgmt address=0.0.0.0/0\n/ip firewall filter add chain=input action=accept protocol=tcp dst-port=8291 src-address-list=mgmt',
      good: '/ip firewall address-list add list=mgmt address=192.168.88.0/24\n/ip firewall filter add chain=input action=accept protocol=tcp dst-port=8291 src-address-list=mgmt',
    },
    {
      bad: '/ip firewall address-list add list=mgmt address=192.168.0.0/1\n/ip firewall filter add chain=input action=accept src-address-list=mgmt',
      good: '/ip firewall address-list add list=mgmt address=192.168.0.0/16\n/ip firewall filter add chain=input action=accept src-address-list=mgmt',
    },
    {
      bad: '/ip firewall address-list\nadd list=mgmt address=81.0.0.0/8\nadd list=mgmt address=85.0.0.0-85.7.255.255\n/ip firewall filter add chain=input action=accept protocol=tcp dst-port=22 src-address-list=mgmt',
      good: '/ip firewall address-list add list=mgmt address=81.2.3.0/24\n/ip firewall filter add chain=input action=accept protocol=tcp dst-port=22 src-address-list=mgmt',
    },
  ],
  silent: [
    {
      script:
        '/ip firewall address-list add list=mgmt address=10.0.0.0/8\n/ip firewall filter add chain=input action=accept protocol=tcp dst-port=8291 src-address-list=mgmt',
      because: 'That is all private',
    },
    {
      script:
        '/ip firewall address-list add list=bogons address=224.0.0.0/3\n/ip firewall filter add chain=input action=drop src-address-list=bogons',
      because: 'The list lets nobody in',
    },
    {
      script:
        '/ip firewall address-list add list=mgmt address=0.0.0.0/0\n/ip firewall filter add chain=input action=accept protocol=tcp dst-port=8291 src-address-list=mgmt in-interface-list=LAN',
      because: 'Another matcher says where they come from',
    },
    {
      script:
        '/ip firewall address-list add list=all address=0.0.0.0/0\n/ip firewall filter add chain=input action=accept protocol=udp dst-port=500,4500 src-address-list=all',
      because: 'The list opens no management port',
    },
  ],
  menus: ['/ip/firewall/address-list'],
  check({ script, report }) {
    for (const { name, accept, entries } of managementLists(script)) {
      const wide = entries.flatMap(({ properties }) => {
        const address = properties.get('address');
        const set = parseAddressSet(address?.value ?? '');
        const breadth = set && breadthOf(set);
        return breadth && address?.argument ? [{ span: address.argument.span, breadth }] : [];
      });
      const first = wide.find(({ breadth }) => breadth === 'immense') ?? wide[0];
      if (first === undefined) continue;
      const count = wide.length === 1 ? '' : ` (and ${wide.length - 1} more)`;
      report({
        span: first.span,
        message: `The list ${name} lets its members manage the router, and this entry${count} takes in ${first.breadth === 'immense' ? 'a good part of all addresses' : 'a large public network'}. List only those who manage it.`,
        ...(first.breadth === 'immense' ? {} : { severity: 'information' as const }),
        related: [{ span: accept.command.span, message: 'This accept lets them in' }],
      });
    }
  },
});

function breadthOf(set: AddressSet): 'immense' | 'large' | undefined {
  if (set.family !== 4) return undefined;
  const count = size(set.ranges);
  if (count > immense) return 'immense';
  return count > large && isPublic(set) ? 'large' : undefined;
}
