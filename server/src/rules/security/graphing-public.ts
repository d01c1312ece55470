import type { ItemState } from '../../model/types';
import { defineRule } from '../rule';
import { inputEndsInTrustedDrop } from '../support/inputChain';
import { enabledState } from '../support/items';
import { managementNetwork } from '../support/networks';
import { serviceMenu } from '../support/services';
import { isAnyAddress } from '../support/snmp';
import { isActive, isUnwritten, reportSettings, setArguments } from '../support/writtenSettings';

const menus = ['/tool/graphing/interface', '/tool/graphing/queue', '/tool/graphing/resource'] as const;
const message =
  'These graphs are shown to everybody who reaches the web server of the router, without a login. Set allow-address= to the network that looks at them.';

export default defineRule({
  id: 'graphing-public',
  category: 'security',
  severity: 'warning',
  risk: 'medium',
  since: '0.1.0',
  recommended: true,
  summary: 'Graphs are shown to everybody',
  why: `The web server of the router shows graphs of traffic, queues and load at \`/graphs/\` without a login, to every address unless \`allow-address\` limits it (the default is \`0.0.0.0/0\`). They tell strangers when a site is busy and what its lines are called. Nothing is said where the file switches \`www\` off or ends its input chain in a drop of what does not come from the trusted side.

The fix is a suggestion, because only you know who looks at the graphs.`,
  references: ['CWE-306', 'https://manual.mikrotik.com/docs/diagnostics-monitoring-and-troubleshooting/graphing'],
  fix: 'suggestion',
  examples: [
    {
      bad: '/tool graphing interface add interface=ether1',
      fixed: '/tool graphing interface add interface=ether1 allow-address=192.168.88.0/24',
      good: '/tool graphing interface add interface=ether1 allow-address=10.0.0.0/24',
    },
    {
      bad: '/tool graphing resource\nadd allow-address=0.0.0.0/0 store-on-disk=no',
      fixed: '/tool graphing resource\nadd allow-address=192.168.88.0/24 store-on-disk=no',
      good: '/tool graphing resource\nadd allow-address=10.0.0.0/24 store-on-disk=no',
    },
  ],
  silent: [
    {
      script: '/ip service disable www\n/tool graphing interface add',
      because: 'The web server without TLS is off, and the one with TLS is unless it is switched on',
    },
    {
      script: '/tool graphing queue add\n/ip firewall filter add chain=input action=drop in-interface-list=!LAN',
      because: 'The firewall of the script lets only the trusted side through',
    },
    {
      script: '/ip service set www address=192.168.88.0/24\n/tool graphing interface add interface=ether1',
      because: 'The web server itself answers only the own network',
    },
    {
      script: '/tool graphing interface add allow-address=$managers',
      because: 'The value is only known on the router',
    },
  ],
  menus,
  check(context) {
    const { script, settings, report } = context;
    const services = script.state(serviceMenu);
    /** Off, or on for some addresses alone (perhaps, where they are computed). */
    const isClosed = (item: ItemState | undefined): boolean => {
      if (item === undefined) return false;
      const address = item.properties.get('address');
      const limited = address !== undefined && (address.value === undefined || !isAnyAddress(address.value));
      return limited || enabledState(services, item) === 'disabled';
    };
    const tls = services.item('www-ssl');
    const tlsIsOn = tls !== undefined && enabledState(services, tls) === 'enabled';
    const served = !isClosed(services.item('www')) || (tlsIsOn && !isClosed(tls));
    if (!served || inputEndsInTrustedDrop(script, settings)) return;
    const network = managementNetwork(script);
    const title = `Show them to ${network} only (put your management network here)`;
    for (const menu of menus) {
      reportSettings(context, {
        menu,
        property: 'allow-address',
        matches: isAnyAddress,
        message: () => message,
        fixes: () => [{ title, class: 'suggestion', value: network, placeholders: [network] }],
      });
      const state = script.state(menu);
      for (const item of state.items) {
        const { added } = item;
        if (added === undefined || !isActive(script, state, item)) continue;
        if (!isUnwritten(script, menu, item, 'allow-address')) continue;
        report({
          span: added.span,
          message,
          fixes: [
            {
              title,
              class: 'suggestion',
              edits: setArguments(added, { 'allow-address': network }),
              placeholders: [network],
            },
          ],
        });
      }
    }
  },
});
