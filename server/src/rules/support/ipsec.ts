import type { ItemState, ScriptModel } from '../../model/types';
import { isPrivateAddress } from './addresses';
import { isSwitchedOff } from './weakValues';

export const peerMenu = '/ip/ipsec/peer';
export const identityMenu = '/ip/ipsec/identity';
export const policyMenu = '/ip/ipsec/policy';
export const profileMenu = '/ip/ipsec/profile';
export const proposalMenu = '/ip/ipsec/proposal';

/** Encryption that also authenticates: with nothing else in the list, `auth-algorithms` has no effect (vendor manual, "IPsec"). */
export function isAuthenticating(algorithm: string): boolean {
  return algorithm.endsWith('-gcm') || algorithm === 'chacha20poly1305';
}

/** Identities that the file writes for a peer; undefined where a computed peer or an unknown item may be one of them. */
export function identitiesOf(script: ScriptModel, peer: string): readonly ItemState[] | undefined {
  const state = script.state(identityMenu);
  if (state.unresolved.length > 0) return undefined;
  const identities = state.items.filter((item) => !isSwitchedOff(item));
  if (identities.some((item) => item.properties.get('peer')?.value === undefined)) return undefined;
  return identities.filter((item) => item.properties.get('peer')?.value === peer);
}

/** Does the identity prove itself with a pre-shared key? That is the default; undefined where it is computed. */
export function usesPresharedKey(identity: ItemState): boolean | undefined {
  const method = identity.properties.get('auth-method');
  if (method === undefined) return true;
  return method.value === undefined ? undefined : method.value.startsWith('pre-shared-key');
}

/** May a policy of the file protect what goes to this address or port? A policy whose end is computed may protect anything. */
export function mayBeProtected(script: ScriptModel, { address, port }: { address?: string; port?: string }): boolean {
  const state = script.state(policyMenu);
  if (
    state.unresolved.some((command) => command.arguments.some(({ name }) => name !== 'numbers' && name !== 'disabled'))
  )
    return true;
  const policies = state.items.filter(
    (item) => !isSwitchedOff(item) && item.properties.get('template')?.value !== 'yes' && item.added !== undefined,
  );
  const peers = script.state(peerMenu).items;
  return policies.some((item) => {
    const value = (name: string): string | undefined => item.properties.get(name)?.value;
    const computed = ['dst-address', 'sa-dst-address', 'peer'].some(
      (name) => item.properties.has(name) && value(name) === undefined,
    );
    if (computed) return true;
    if (port !== undefined && (value('src-port') === port || value('dst-port') === port)) return true;
    if (address === undefined) return false;
    const ends = [value('dst-address'), value('sa-dst-address')];
    const peer = value('peer');
    ends.push(peers.find(({ name }) => name === peer)?.properties.get('address')?.value);
    return ends.some((end) => end !== undefined && (end.split('/')[0] === address || coversAll(end)));
  });
}

/** Is the other end, as far as a constant tells, reached over a network of one's own? */
export function isPrivateEnd(address: string | undefined): boolean {
  return address !== undefined && isPrivateAddress(address);
}

function coversAll(prefix: string): boolean {
  return prefix === '0.0.0.0/0' || prefix === '::/0';
}
