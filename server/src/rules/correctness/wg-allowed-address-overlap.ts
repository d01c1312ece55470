import type { PropertyState } from '../../model/types';
import { defineRule } from '../rule';
import { placeOf, runTogether } from '../support/items';
import { isIpv4, networkOf } from '../support/addresses';
import { words } from '../support/weakValues';
import { peersByInterface, wireguardPeersMenu } from '../support/wireguard';

export default defineRule({
  id: 'wg-allowed-address-overlap',
  category: 'correctness',
  severity: 'warning',
  risk: 'none',
  since: '0.1.0',
  recommended: true,
  summary: 'Two WireGuard peers of one interface have the same allowed address',
  why: `WireGuard finds the peer for a packet by its \`allowed-address\`, and each prefix of an interface leads to one peer only. When two peers have the same one, only one of them gets the traffic, and the other seems dead although everything else is right.

Give each peer its own addresses. A prefix inside a wider one is fine: the narrower one wins.`,
  references: ['https://manual.mikrotik.com/docs/virtual-private-networks/wireguard'],
  fix: null,
  examples: [
    {
      bad: '/interface wireguard peers add allowed-address=10.9.0.2/32 interface=wg public-key=$a\n/interface wireguard peers add allowed-address=10.9.0.2/32,10.20.0.0/16 interface=wg public-key=$b',
      good: '/interface wireguard peers add allowed-address=10.9.0.2/32 interface=wg public-key=$a\n/interface wireguard peers add allowed-address=10.9.0.3/32,10.20.0.0/16 interface=wg public-key=$b',
    },
    {
      bad: '/interface wireguard peers add allowed-address=10.9.0.2/24 interface=wg public-key=$a\n/interface wireguard peers add allowed-address=10.9.0.3/24 interface=wg public-key=$b',
      good: '/interface wireguard peers add allowed-address=10.9.0.2/32 interface=wg public-key=$a\n/interface wireguard peers add allowed-address=10.9.0.3/32 interface=wg public-key=$b',
    },
    {
      bad: ':do { /interface wireguard peers add allowed-address=10.9.0.2/32 interface=wg public-key=$a } on-error={ :log info a }\n:do { /interface wireguard peers add allowed-address=10.9.0.2/32 interface=wg public-key=$b } on-error={ :log info b }',
      good: ':do { /interface wireguard peers add allowed-address=10.9.0.2/32 interface=wg public-key=$a } on-error={ /interface wireguard peers add allowed-address=10.9.0.2/32 interface=wg public-key=$b }',
    },
  ],
  silent: [
    {
      script:
        '/interface wireguard peers add allowed-address=10.9.0.0/24 interface=wg public-key=$a\n/interface wireguard peers add allowed-address=10.9.0.3/32 interface=wg public-key=$b',
      because: 'The narrower prefix wins, so each has its own',
    },
    {
      script:
        '/interface wireguard peers add allowed-address=10.9.0.2/32 interface=wg1 public-key=$a\n/interface wireguard peers add allowed-address=10.9.0.2/32 interface=wg2 public-key=$b',
      because: 'Each interface looks among its own peers',
    },
    {
      script:
        '/interface wireguard peers add allowed-address=10.9.0.2/32 interface=wg public-key=$a\n/interface wireguard peers add allowed-address=10.9.0.2/32 disabled=yes interface=wg public-key=$b',
      because: 'A peer that is off gets no traffic',
    },
    {
      script:
        ':if ($first) do={ /interface wireguard peers add allowed-address=10.9.0.2/32 interface=wg public-key=$a } else={ /interface wireguard peers add allowed-address=10.9.0.2/32 interface=wg public-key=$b }',
      because: 'Only one of the two is added',
    },
    {
      script:
        ':if ($site = "a") do={ /interface wireguard peers add allowed-address=10.9.0.2/32 interface=wg public-key=$a }\n:if ($site = "b") do={ /interface wireguard peers add allowed-address=10.9.0.2/32 interface=wg public-key=$b }',
      because: 'Each site adds its own',
    },
  ],
  menus: [wireguardPeersMenu],
  check({ script, report }) {
    for (const peers of peersByInterface(script).values()) {
      const taken = new Map<string, PropertyState[]>();
      for (const peer of peers) {
        const allowed = peer.properties.get('allowed-address');
        if (allowed?.value === undefined) continue;
        const prefixes = words(allowed.value).map(fullPrefix);
        const double = prefixes
          .flatMap((prefix) => (taken.get(prefix) ?? []).map((other) => ({ prefix, other })))
          .find(({ other }) => runTogether(other.command, allowed.command));
        if (double !== undefined) {
          report({
            span: placeOf(allowed),
            message: `Another peer of this interface has ${double.prefix} too, and only one of them gets its traffic. Give each peer its own address.`,
            related: [{ span: placeOf(double.other), message: 'The other peer' }],
          });
        }
        for (const prefix of new Set(prefixes)) {
          const others = taken.get(prefix);
          if (others === undefined) taken.set(prefix, [allowed]);
          // Those that stand for certain say it for all: without them each branch of a script has its own.
          else if (double === undefined && others.every(({ command }) => command.conditional)) others.push(allowed);
        }
      }
    }
  },
});

/** `10.9.0.2` is `10.9.0.2/32`, and `10.9.0.2/24` is `10.9.0.0/24`: WireGuard compares no more bits than the prefix has. */
function fullPrefix(prefix: string): string {
  if (prefix.includes('/')) return isIpv4(prefix) ? networkOf(prefix) : prefix.toLowerCase();
  return `${prefix.toLowerCase()}/${prefix.includes(':') ? 128 : 32}`;
}
