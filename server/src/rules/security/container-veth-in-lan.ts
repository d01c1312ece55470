import type { ItemState, ScriptModel } from '../../model/types';
import { matchesPattern } from '../configuration/settings';
import { defineRule } from '../rule';
import { interfaceListMembers } from '../support/firewall';
import { placeOf } from '../support/items';
import { isActive } from '../support/writtenSettings';

const members = '/interface/list/member';
const ports = '/interface/bridge/port';
const veths = '/interface/veth';

export default defineRule({
  id: 'container-veth-in-lan',
  category: 'security',
  severity: 'information',
  risk: 'low',
  since: '0.1.0',
  recommended: true,
  summary: 'A container is in the trusted network',
  why: `A container runs foreign code. Where its interface (veth) is a member of the trusted interface list, or a port of a bridge that is one, the firewall treats it like a host of your own: it reaches the services of the router and all other hosts. Give containers a bridge and an address range of their own, and accept only what they need.

There is no quick fix: rules and addresses of the container have to change with it.`,
  references: [
    'CWE-653',
    'https://manual.mikrotik.com/docs/containers',
    'https://manual.mikrotik.com/docs/containers/veth',
  ],
  fix: null,
  examples: [
    {
      bad: '/interface veth add name=veth1 address=172.17.0.2/24 gateway=172.17.0.1\n/interface list member add list=LAN interface=veth1',
      good: '/interface veth add name=veth1 address=172.17.0.2/24 gateway=172.17.0.1\n/interface bridge add name=containers\n/interface bridge port add bridge=containers interface=veth1',
    },
    {
      bad: '/interface veth add name=veth1 address=192.168.88.9/24 gateway=192.168.88.1\n/interface list member add list=LAN interface=bridge\n/interface bridge port add bridge=bridge interface=veth1',
      good: '/interface veth add name=veth1 address=172.17.0.2/24 gateway=172.17.0.1\n/interface list member add list=LAN interface=bridge\n/interface bridge port add bridge=containers interface=veth1',
    },
  ],
  silent: [
    {
      script: '/interface list member add list=LAN interface=veth1',
      because: 'Whether the interface belongs to a container is not known',
    },
    {
      script:
        '/interface veth add name=veth1 address=10.50.0.2/24 gateway=10.50.0.1\n/interface list member add list=LAN interface=bridge\n/interface bridge port add bridge=bridge interface=veth1 pvid=50',
      because: 'It is in a VLAN of its own: what it sends comes in by the interface of that VLAN',
    },
    {
      script: '/interface veth add name=veth1\n/interface list member add list=containers interface=veth1',
      because: 'A list of its own',
    },
  ],
  menus: [veths],
  check({ script, settings, report }) {
    const isTrusted = (list: string): boolean => matchesPattern(settings.trustedInterfaceLists, list);
    const containers = new Set(
      script
        .state(veths)
        .items.filter(({ added, removed }) => added !== undefined && !removed)
        .flatMap(({ name }) => name ?? []),
    );
    if (containers.size === 0) return;
    const lists = interfaceListMembers(script);
    const trustedListWith = (name: string): string | undefined =>
      [...lists].find(([list, interfaces]) => isTrusted(list) && interfaces.has(name))?.[0];
    for (const { item, name, into } of joins(script, members, 'list')) {
      if (containers.has(name) && isTrusted(into)) tell(item, name, `the trusted interface list ${into}`);
    }
    for (const { item, name, into } of joins(script, ports, 'bridge')) {
      const vlan = item.properties.get('pvid');
      if (vlan !== undefined && vlan.value !== '1') continue;
      const list = containers.has(name) ? trustedListWith(into) : undefined;
      if (list !== undefined) tell(item, name, `the bridge ${into}, which is in the trusted interface list ${list}`);
    }

    function tell(item: ItemState, name: string, where: string): void {
      const property = item.properties.get('interface');
      if (property === undefined) return;
      report({
        span: placeOf(property),
        message: `The container interface ${name} is in ${where}: the firewall treats the container like a host of your own. Give containers a bridge and rules of their own.`,
      });
    }
  },
});

interface Join {
  readonly item: ItemState;
  /** The interface. */
  readonly name: string;
  /** The list or bridge that it is put into. */
  readonly into: string;
}

function joins(script: ScriptModel, menu: string, property: string): readonly Join[] {
  const state = script.state(menu);
  return state.items.flatMap((item) => {
    const name = item.properties.get('interface')?.value;
    const into = item.properties.get(property)?.value;
    return name === undefined || into === undefined || !isActive(script, state, item) ? [] : [{ item, name, into }];
  });
}
