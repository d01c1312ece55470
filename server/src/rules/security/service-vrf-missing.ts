import type { ItemState, ScriptModel } from '../../model/types';
import { defineRule } from '../rule';
import { enabledState, enumeration, mayBeChanged, placeOf } from '../support/items';
import { serviceMenu, serviceNamed } from '../support/services';

/** Names by which a VRF says that it is for managing routers. */
const managementVrf = /(?:^|[-_.])(?:mgmt|mgt|mngt|management|oob)(?:$|[-_.])/i;

export default defineRule({
  id: 'service-vrf-missing',
  category: 'security',
  severity: 'information',
  risk: 'low',
  since: '0.1.0',
  recommended: true,
  summary: 'There is a VRF for management, and a service is switched on outside it',
  why: `A service answers in one VRF, \`main\` unless \`vrf\` says otherwise. A script that makes a VRF for management and leaves the services in \`main\` keeps the management network apart, and not the management.

There is no quick fix: a service that changes its VRF can no longer be reached from where you may be.`,
  references: [
    'CWE-1327',
    'https://manual.mikrotik.com/docs/system-information-and-utilities/services',
    'https://manual.mikrotik.com/docs/user-guides/routing-and-networking-protocols/vrf',
  ],
  fix: null,
  examples: [
    {
      bad: '/ip vrf add name=mgmt interfaces=ether1\n/ip service set ssh disabled=no address=10.0.0.0/24',
      good: '/ip vrf add name=mgmt interfaces=ether1\n/ip service set ssh disabled=no address=10.0.0.0/24 vrf=mgmt',
    },
  ],
  silent: [
    {
      script: '/ip vrf add name=customer-a interfaces=ether1\n/ip service set ssh disabled=no',
      because: 'The VRF is not for management, as far as its name tells',
    },
    {
      script: '/ip vrf add name=mgmt interfaces=ether1\n/ip service set telnet disabled=yes',
      because: 'A service that is off answers nobody',
    },
    {
      script: '/ip vrf add name=mgmt interfaces=ether1',
      because: 'The script says nothing about services: that may be set elsewhere',
    },
  ],
  menus: ['/ip/vrf'],
  check({ script, report }) {
    const vrf = script
      .state('/ip/vrf')
      .items.find((item) => item.added !== undefined && !item.removed && managementVrf.test(item.name ?? ''));
    if (vrf?.name === undefined || vrf.added === undefined) return;
    const outside = servicesInMain(script);
    const place = outside[0]?.properties.get('disabled');
    if (place === undefined) return;
    const names = outside.map((item) => item.name ?? '');
    report({
      span: placeOf(place),
      message: `The file makes the VRF ${vrf.name}, and ${enumeration(names)} ${names.length === 1 ? 'is' : 'are'} switched on in the VRF main. If ${vrf.name} is for managing the router, set vrf=${vrf.name} on ${names.length === 1 ? 'it' : 'them'}.`,
      related: [{ span: vrf.added.span, message: `The VRF ${vrf.name}` }],
    });
  },
});

/** The services that the file itself switches on, and that have no VRF or main. */
function servicesInMain(script: ScriptModel): readonly ItemState[] {
  const state = script.state(serviceMenu);
  return state.items.filter((item) => {
    const vrf = item.properties.get('vrf');
    if (serviceNamed(item.name) === undefined || enabledState(state, item) !== 'enabled') return false;
    return !mayBeChanged(state, 'vrf', vrf) && (vrf === undefined || vrf.value === 'main');
  });
}
