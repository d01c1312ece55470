import { defineRule, type Fix } from '../rule';
import { hardeningGroup } from '../support/accessGroups';
import { breadthOf, managementAddresses } from '../support/accessPrefixes';
import { listed, valueSpan, weakened, writtenValues, type WrittenValue } from '../support/accessValues';
import { inputEndsInTrustedDrop } from '../support/inputChain';
import { enumeration } from '../support/items';
import { serviceMenu, serviceNamed } from '../support/services';

export default defineRule({
  id: 'service-address-any',
  category: 'security',
  severity: 'warning',
  risk: 'high',
  since: '0.1.0',
  recommended: true,
  summary: 'The address restriction of a service lets everybody in',
  why: `\`address\` lists the networks from which a service may be reached. \`0.0.0.0/0\` is every IPv4 address and \`::/0\` every IPv6 address: with one of them in the list, the others restrict nothing of that family. A prefix shorter than /8 (IPv4) or /32 (IPv6) is hardly better. Name the networks that manage the router.

Where the input chain of the script lets only trusted interfaces through, it is no more than a hint. The fix is a suggestion, because only you know the network you come from.`,
  references: [
    'CWE-284',
    'CWE-1327',
    'https://manual.mikrotik.com/docs/system-information-and-utilities/services',
    'https://manual.mikrotik.com/docs/getting-started/securing-your-router',
  ],
  fix: 'suggestion',
  examples: [
    {
      bad: '/ip service set winbox address=0.0.0.0/0',
      fixed: '/ip service set winbox address=192.168.88.0/24',
      good: '/ip service set winbox address=10.0.0.0/8',
    },
    {
      bad: '/ip service set ssh,winbox address=10.0.0.0/24,0.0.0.0/0,::/0',
      fixed: '/ip service set ssh,winbox address=10.0.0.0/24',
      good: '/ip service set ssh,winbox address=10.0.0.0/24,fd00::/8',
    },
    {
      bad: '/ip service set ssh address=0.0.0.0/1,128.0.0.0/1',
      fixed: '/ip service set ssh address=192.168.88.0/24',
      good: '/ip service set ssh address=192.168.0.0/16,2001:db8::/32',
    },
  ],
  silent: [
    {
      script: '/ip service set [find] address=""\n/ip service set winbox address=10.0.0.0/24',
      because: 'An empty value is the matter of service-address-empty-assignment',
    },
    {
      script: '/ip service set winbox address=0.0.0.0/0\n/ip service set winbox address=10.0.0.0/24',
      because: 'The last command decides',
    },
    {
      script: '/ip service set telnet address=0.0.0.0/0 disabled=yes',
      because: 'A service that is off answers nobody',
    },
    { script: '/ip service set winbox address=$managers', because: 'The value is only known on the router' },
    { script: '/ip service set ssh address=fe80::/10,fc00::/7', because: 'Nobody on the Internet has such an address' },
    { script: '/user add name=b group=read password=$p address=0.0.0.0/0', because: 'Another menu' },
  ],
  menus: [serviceMenu],
  check({ script, settings, report }) {
    const found = writtenValues(
      script,
      serviceMenu,
      'address',
      (value, item) =>
        serviceNamed(item.name) !== undefined && listed(value).some((prefix) => breadthOf(prefix) !== 'narrow'),
    );
    if (found.length === 0) return;
    const closed = inputEndsInTrustedDrop(script, settings);
    for (const written of found) {
      const names = enumeration(written.items.map((item) => item.name ?? ''));
      const open = listed(written.value).filter((prefix) => breadthOf(prefix) !== 'narrow');
      const everything = open.filter((prefix) => breadthOf(prefix) === 'everything');
      const what =
        everything.length > 0
          ? `${enumeration(everything)} ${everything.length === 1 ? 'is' : 'are'} every address of ${everything.length > 1 ? 'both families' : everything[0]?.includes(':') === true ? 'IPv6' : 'IPv4'}`
          : `${enumeration(open)} ${open.length === 1 ? 'is' : 'are'} a large part of all addresses`;
      report({
        span: valueSpan(written.argument),
        ...weakened(written, closed ? 'hint' : undefined),
        message: `The address of ${names} restricts little or nothing: ${what}. Write only the networks that manage the router.`,
        fixes: [
          {
            ...restrict(written, managementAddresses(script, settings)),
            ...hardeningGroup(written.items.map((item) => item.name)),
          },
        ],
      });
    }
  },
});

/** What is narrow stays; where nothing is, a network of the user's own takes the place. */
function restrict({ argument, value }: WrittenValue, network: string): Fix {
  const narrow = listed(value).filter((prefix) => breadthOf(prefix) === 'narrow');
  const edit = (text: string): Fix['edits'] => [{ ...argument.span, text: `address=${text}` }];
  return narrow.length > 0
    ? { title: `Keep only ${narrow.join(',')}`, class: 'suggestion', edits: edit(narrow.join(',')) }
    : {
        title: `Restrict it to ${network} (put your management network here)`,
        class: 'suggestion',
        placeholders: [network],
        edits: edit(network),
      };
}
