import { appendArgument, defineRule } from '../rule';
import { isEverybody, managementAddresses } from '../support/accessPrefixes';
import { copies, userMenu, userTitle } from '../support/accessUsers';
import { weakened, writtenValues } from '../support/accessValues';
import { mayBeChanged } from '../support/items';

export default defineRule({
  id: 'user-no-address',
  category: 'security',
  severity: 'information',
  risk: 'low',
  since: '0.1.0',
  recommended: true,
  summary: 'A user who may change the router can log in from every address',
  why: `\`address\` on a user says from which networks the user may log in; without it, from everywhere. It is a second lock behind the firewall and the addresses of the services: a password that has become known is of no use elsewhere. It matters for users who may change the router (groups \`full\` and \`write\`).

The fix is a suggestion, because only you know the network that the user comes from.`,
  references: ['CWE-284', 'https://manual.mikrotik.com/docs/authentication-authorization-accounting/user'],
  fix: 'suggestion',
  examples: [
    {
      bad: '/user add name=noc group=full password=$p',
      fixed: '/user add name=noc group=full password=$p address=192.168.88.0/24',
      good: '/user add name=noc group=full password=$p address=10.0.0.0/24',
    },
    {
      bad: '/ip service set ssh address=10.20.0.0/16\n/user add name=noc group=write password=$p address=0.0.0.0/0',
      fixed:
        '/ip service set ssh address=10.20.0.0/16\n/user add name=noc group=write password=$p address=10.20.0.0/16',
      good: '/user add name=noc group=write password=$p\n/user set noc address=10.20.0.0/16',
    },
  ],
  silent: [
    { script: '/user add name=noc group=read password=$p', because: 'The user may not change the router' },
    { script: '/user set noc group=full', because: 'The user was there before: the address may be set' },
    {
      script: '/user add name=noc group=full copy-from=boss',
      because: 'What is taken over from the other user is not known',
    },
    {
      script: '/user add name=noc group=full password=$p address=$net',
      because: 'The value is only known on the router',
    },
    { script: '/user add name=noc group=full disabled=yes', because: 'A user that is disabled cannot log in' },
  ],
  menus: [userMenu],
  check({ script, settings, report }) {
    const state = script.state(userMenu);
    for (const written of writtenValues(script, userMenu, 'group', (value) => value === 'full' || value === 'write')) {
      const [item] = written.items;
      if (item?.added === undefined || copies(item.added)) continue;
      const address = item.properties.get('address');
      if (mayBeChanged(state, 'address', address)) continue;
      if (
        address !== undefined &&
        (address.value === undefined || (address.value !== '' && !isEverybody(address.value)))
      ) {
        continue;
      }
      const network = managementAddresses(script, settings);
      const argument = address?.argument;
      report({
        span: argument?.span ?? item.added.span,
        ...weakened(written),
        message: `${userTitle(item)} may change the router and log in from every address. Set address= to the networks where that user works.`,
        fixes: [
          {
            title: `Restrict the login to ${network} (put the network of the user here)`,
            class: 'suggestion',
            placeholders: [network],
            edits: [
              argument === undefined
                ? appendArgument(item.added, `address=${network}`)
                : { ...argument.span, text: `address=${network}` },
            ],
          },
        ],
      });
    }
  },
});
