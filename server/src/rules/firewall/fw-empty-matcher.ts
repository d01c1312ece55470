import { defineRule } from '../rule';
import { replaceValue } from '../rule';
import { ruleMenus } from '../support/firewall';
import { managementNetwork } from '../support/networks';

const addressListMenus = ['/ip/firewall/address-list', '/ipv6/firewall/address-list'] as const;

/** Matchers that say whom a rule is for. Others (flags, states, types) RouterOS itself writes with an empty value. */
const telling: ReadonlySet<string> = new Set([
  'dst-address',
  'dst-address-list',
  'dst-port',
  'in-bridge-port',
  'in-bridge-port-list',
  'in-interface',
  'in-interface-list',
  'out-bridge-port',
  'out-bridge-port-list',
  'out-interface',
  'out-interface-list',
  'port',
  'protocol',
  'src-address',
  'src-address-list',
  'src-mac-address',
  'src-port',
]);

export default defineRule({
  id: 'fw-empty-matcher',
  category: 'firewall',
  severity: 'warning',
  risk: 'high',
  since: '0.1.0',
  recommended: true,
  summary: 'A firewall rule has a matcher without a value',
  why: `\`src-address=\` with nothing behind it is what remains when an address gets lost in copying. The rule then says nothing about whom it is for: what was to be a door for one host may be a door for all, or the import may stop here. Fill in the value.

The fix is a suggestion with an address for you to replace: only you know the right one, and taking the empty matcher away would open the rule without a word.`,
  references: ['CWE-1286', 'https://manual.mikrotik.com/docs/firewall-and-quality-of-service/firewall/filter'],
  fix: 'suggestion',
  examples: [
    {
      bad: '/ip firewall filter add chain=input action=accept protocol=tcp dst-port=8729 src-address=',
      fixed: '/ip firewall filter add chain=input action=accept protocol=tcp dst-port=8729 src-address=192.168.88.0/24',
      good: '/ip firewall filter add chain=input action=accept protocol=tcp dst-port=8729 src-address=192.168.88.10',
    },
    {
      bad: '/ip firewall filter\nadd chain=input action=accept src-address-list="" protocol=tcp dst-port=22',
      good: '/ip firewall filter\nadd chain=input action=accept src-address-list=mgmt protocol=tcp dst-port=22',
    },
    {
      bad: '/ip firewall address-list add list=mgmt address=',
      fixed: '/ip firewall address-list add list=mgmt address=192.168.88.0/24',
      good: '/ip firewall address-list add list=mgmt address=192.168.88.0/24',
    },
  ],
  silent: [
    {
      script: '/ip firewall filter add chain=input action=drop comment="" log-prefix=""',
      because: 'A comment and a log prefix may be empty: they choose no packets',
    },
    {
      script:
        '/ip firewall filter add chain=input action=drop protocol=tcp tcp-flags="" src-address-type="" connection-state=""',
      because: 'RouterOS itself writes such matchers with an empty value; they do not say whom the rule is for',
    },
    {
      script: '/ip firewall filter add chain=input action=accept src-address=$admin',
      because: 'The value is only known on the router',
    },
    {
      script: '/ip firewall filter add !src-address chain=input action=accept protocol=icmp',
      because: 'That is how a property is left unset',
    },
    {
      script: '/ip firewall filter set [find comment=a] src-address=""',
      because: 'With set it takes a matcher away, on purpose',
    },
    {
      script: '/ip firewall filter add chain=input action=accept src-address= disabled=yes',
      because: 'A disabled rule does nothing',
    },
  ],
  menus: [...ruleMenus, ...addressListMenus],
  check({ script, settings, report }) {
    const isExport = script.evidence.kind !== 'script';
    for (const menu of [...ruleMenus, ...addressListMenus]) {
      const lists = addressListMenus.some((known) => known === menu);
      const inert = new Set(
        script
          .state(menu)
          .items.filter((item) => item.removed || item.disabled === true)
          .map((item) => item.added),
      );
      for (const command of script.commandsOf(menu)) {
        if (command.verb !== 'add' || inert.has(command)) continue;
        for (const argument of command.arguments) {
          if (argument.unset || argument.value?.text !== '' || !argument.known) continue;
          if (lists ? argument.name !== 'address' : !telling.has(argument.name)) continue;
          // A verbose export writes what is unset as "".
          if (isExport && argument.value.kind === 'string') continue;
          const what = argument.name.includes('port')
            ? 'port'
            : argument.name.includes('address')
              ? 'address'
              : 'value';
          // Only addresses have something to put there that shows what is wanted, and they are what gets lost.
          const own = managementNetwork(script, settings);
          // A rule takes one IPv4 prefix; a service may list several, of both families.
          const network = /^[\d./]+$/.test(own) ? own : '192.168.88.0/24';
          const filled = /(?:^|-)address$/.test(argument.name) && !menu.startsWith('/ipv6');
          const edit = filled ? replaceValue(argument, network) : undefined;
          report({
            span: argument.span,
            message: `${argument.name} has an empty value, probably a missing ${what}: the ${lists ? 'entry' : 'rule'} no longer says whom it is for. Fill it in.`,
            fixes: edit
              ? [
                  {
                    title: `Set ${argument.name}=${network} (put your own address here)`,
                    class: 'suggestion',
                    placeholders: [network],
                    edits: [edit],
                  },
                ]
              : [],
          });
        }
      }
    }
  },
});
