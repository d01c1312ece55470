import type { ItemState, ScriptModel } from '../../model/types';
import { isSwitchedOff } from './weakValues';

export const wireguardMenu = '/interface/wireguard';
export const wireguardPeersMenu = '/interface/wireguard/peers';

/** Peers that are on, by the interface that they belong to; [] where a command may have changed any of them. */
export function peersByInterface(script: ScriptModel): ReadonlyMap<string, readonly ItemState[]> {
  const state = script.state(wireguardPeersMenu);
  const peers = new Map<string, ItemState[]>();
  if (state.unresolved.length > 0) return peers;
  for (const item of state.items) {
    const name = item.properties.get('interface')?.value;
    if (name === undefined || isSwitchedOff(item)) continue;
    const group = peers.get(name);
    if (group) group.push(item);
    else peers.set(name, [item]);
  }
  return peers;
}

/** Does the prefix hold every address of its family? */
export function isEverything(prefix: string): boolean {
  return prefix === '0.0.0.0/0' || prefix === '::/0';
}
