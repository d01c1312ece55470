import { defineRule, replaceValue, type Fix } from '../rule';
import { asValue } from '../support/accessValues';
import { placeOf } from '../support/items';
import { isActive, mayBeWritten } from '../support/writtenSettings';

const addresses = '/ip/address';
const ports = '/interface/bridge/port';

export default defineRule({
  id: 'address-on-bridge-port',
  category: 'security',
  severity: 'warning',
  risk: 'medium',
  since: '0.1.0',
  recommended: true,
  summary: 'An address stands on a port of a bridge',
  why: `What comes in by a port of a bridge belongs to the bridge, not to the port. RouterOS ties the address to the bridge then (\`actual-interface\` shows it), but rules that name the port (\`in-interface=ether2\`) do not match what comes to it, and whoever reads the configuration looks in the wrong place. Put the address on the bridge.

In an export the router works as it is, so there it is information.

The fix is a suggestion: addresses, DHCP servers and firewall rules have to name the same interface.`,
  references: ['CWE-1188', 'https://manual.mikrotik.com/docs/getting-started/manual-network-setup'],
  fix: 'suggestion',
  examples: [
    {
      bad: '/interface bridge add name="office bridge"\n/interface bridge port add bridge="office bridge" interface=ether2\n/ip address add address=192.168.88.1/24 interface=ether2',
      fixed:
        '/interface bridge add name="office bridge"\n/interface bridge port add bridge="office bridge" interface=ether2\n/ip address add address=192.168.88.1/24 interface="office bridge"',
      good: '/interface bridge add name="office bridge"\n/interface bridge port add bridge="office bridge" interface=ether2\n/ip address add address=192.168.88.1/24 interface="office bridge"',
    },
    {
      bad: '/ip address add address=192.168.88.1/24 interface=ether2\n/interface bridge add name=lan\n/interface bridge port add bridge=lan interface=ether2',
      good: '/interface bridge add name=lan\n/interface bridge port add bridge=lan interface=ether2\n/ip address add address=192.168.88.1/24 interface=lan',
    },
    {
      bad: '/ip address add address=192.168.88.1/24 interface=ether2\n/interface bridge port add bridge=bridge interface=ether2',
      fixed:
        '/ip address add address=192.168.88.1/24 interface=bridge\n/interface bridge port add bridge=bridge interface=ether2',
      good: '/ip address add address=192.168.88.1/24 interface=bridge\n/interface bridge port add bridge=bridge interface=ether2',
    },
  ],
  silent: [
    {
      script:
        '/ip address add address=192.168.88.1/24 interface=ether2\n/interface bridge port add bridge=bridge interface=ether2 disabled=yes',
      because: 'The port is not in the bridge',
    },
    {
      script:
        '/ip address add address=192.168.88.1/24 interface=ether2 disabled=yes\n/interface bridge port add bridge=bridge interface=ether2',
      because: 'The address is off',
    },
    {
      script:
        '/ip address add address=192.168.88.1/24 interface=ether2\n/interface bridge port add bridge=bridge interface=ether2\n/interface bridge port remove [find interface=ether2]',
      because: 'The port is taken out of the bridge again',
    },
  ],
  menus: [ports],
  check({ script, report }) {
    const bridges = new Map<string, string | undefined>();
    const portState = script.state(ports);
    for (const item of portState.items) {
      const name = item.properties.get('interface')?.value;
      if (name === undefined || item.added?.conditional !== false || !isActive(script, portState, item)) continue;
      if (portState.unresolved.some((command) => command.span.start > (item.added?.span.start ?? 0))) continue;
      bridges.set(name, item.properties.get('bridge')?.value);
    }
    const state = script.state(addresses);
    for (const item of state.items) {
      const property = item.properties.get('interface');
      if (property?.value === undefined || !bridges.has(property.value) || property.conditional) continue;
      if (!isActive(script, state, item) || mayBeWritten(script, state, item, 'interface')) continue;
      const bridge = bridges.get(property.value);
      const made = bridge === undefined ? undefined : script.state('/interface/bridge').item(bridge)?.added;
      // A bridge that the script makes only after the address cannot be named yet.
      const isThere = made === undefined || made.span.start < property.command.span.start;
      const edit =
        bridge === undefined || property.argument === undefined || !isThere
          ? undefined
          : replaceValue(property.argument, asValue(bridge));
      const fixes: readonly Fix[] =
        edit === undefined
          ? []
          : [
              {
                title: `Put the address on ${bridge} (DHCP and firewall must name it too)`,
                class: 'suggestion',
                edits: [edit],
              },
            ];
      report({
        span: placeOf(property),
        ...(script.evidence.kind === 'script' ? {} : { severity: 'information' as const }),
        message: `${property.value} is a port of ${bridge === undefined ? 'a bridge' : `the bridge ${bridge}`}: what comes in by it belongs to the bridge, and rules that name ${property.value} do not match it. Put the address on the bridge.`,
        fixes,
      });
    }
  },
});
