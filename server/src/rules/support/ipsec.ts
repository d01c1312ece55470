import type { ItemState, ScriptModel } from '../../model/types';
import { isPrivateAddress } from './addresses';
import { isSwitchedOff, type WrittenValue } from './weakValues';
import { selectsDefault } from './writtenSettings';

export const peerMenu = '/ip/ipsec/peer';
export const identityMenu = '/ip/ipsec/identity';
export const policyMenu = '/ip/ipsec/policy';
export const profileMenu = '/ip/ipsec/profile';
export const proposalMenu = '/ip/ipsec/proposal';

/** Encryption that also authenticates: with nothing else in the list, `auth-algorithms` has no effect (vendor manual, "IPsec"). */
export function isAuthenticating(algorithm: string): boolean {
  return algorithm.endsWith('-gcm') || algorithm === 'chacha20poly1305';
}

/** Identities that the file writes, by the name of their peer; undefined where a computed peer or an unknown item may belong to any of them. */
export function identitiesByPeer(script: ScriptModel): ReadonlyMap<string, readonly ItemState[]> | undefined {
  const state = script.state(identityMenu);
  if (state.unresolved.length > 0) return undefined;
  const identities = new Map<string, ItemState[]>();
  for (const item of state.items) {
    if (isSwitchedOff(item)) continue;
    const peer = item.properties.get('peer')?.value;
    if (peer === undefined) return undefined;
    const known = identities.get(peer);
    if (known) known.push(item);
    else identities.set(peer, [item]);
  }
  return identities;
}

/** Does the identity prove itself with a pre-shared key? That is the default; undefined where it is computed. */
export function usesPresharedKey(identity: ItemState): boolean | undefined {
  const method = identity.properties.get('auth-method');
  if (method === undefined) return true;
  return method.value === undefined ? undefined : method.value.startsWith('pre-shared-key');
}

const tunnelMenus: readonly string[] = ['eoip', 'eoipv6', 'gre', 'gre6', 'ipip', 'ipipv6', '6to4'].map(
  (name) => `/interface/${name}`,
);

/**
 * Does a full export show that the router has no IPsec at all: no peer, no identity, no policy but templates, and no tunnel or server that makes
 * them? Its proposals and profiles (a verbose export prints the default ones) are then offered to nobody.
 */
export function hasNoIpsec(script: ScriptModel): boolean {
  if (script.evidence.kind !== 'full-export' || mayMakePeers(script)) return false;
  return !script.commands.some(
    ({ menu, verb }) => verb === 'add' && (menu === peerMenu || menu === identityMenu || menu === policyMenu),
  );
}

/** May tunnels or servers of the file make peers and policies of their own? */
function mayMakePeers(script: ScriptModel): boolean {
  const { evidence, commands } = script;
  // The secret of a tunnel may be left out of the export.
  if (evidence.hidesSensitive && tunnelMenus.some((menu) => script.commandsOf(menu).length > 0)) return true;
  return commands.some(({ arguments: uses }) => uses.some(({ name, value }) => usesIpsec(name, value?.text)));
}

/**
 * Does a full export show that no peer or policy uses the profiles or proposals that a value is written for? A verbose export prints the default ones, be
 * they used or not. Not where policies may be generated, or peers made by tunnels: both take default ones.
 */
export function isOfferedToNobody(
  script: ScriptModel,
  menu: typeof profileMenu | typeof proposalMenu,
  { command, items }: WrittenValue,
): boolean {
  if (script.evidence.kind !== 'full-export' || mayMakePeers(script)) return false;
  const written = items.length > 0 ? items.map(({ name }) => name) : [];
  const names = written.length === 0 && selectsDefault(script.text, command) ? ['default'] : written;
  const used = names.length === 0 ? undefined : usedBy(script, menu);
  return used !== undefined && names.every((name) => name !== undefined && !used.has(name));
}

/** Names of the profiles of all peers, or the proposals of all policies; undefined where there may be more. */
function usedBy(script: ScriptModel, menu: typeof profileMenu | typeof proposalMenu): ReadonlySet<string> | undefined {
  const isProfile = menu === profileMenu;
  if (!isProfile && [identityMenu, peerMenu].some((one) => script.state(one).items.some(generatesPolicies)))
    return undefined;
  const users = script.state(isProfile ? peerMenu : policyMenu);
  const used = new Set<string>();
  for (const item of users.items) {
    if (isSwitchedOff(item) || item.properties.get('template')?.value === 'yes') continue;
    const name = item.properties.get(isProfile ? 'profile' : 'proposal');
    if (name !== undefined && name.value === undefined) return undefined;
    used.add(name?.value ?? 'default');
  }
  return used;
}

function generatesPolicies({ properties }: ItemState): boolean {
  const setting = properties.get('generate-policy');
  return setting !== undefined && setting.value !== 'no';
}

function usesIpsec(name: string, value: string | undefined): boolean {
  return (name === 'use-ipsec' && value !== 'no') || (name === 'ipsec-secret' && value !== '');
}

/** What the IPsec policies of a file may protect. */
export interface Protection {
  /** May a policy protect what goes to this address? */
  readonly address: (address: string) => boolean;
  /** May a policy protect what goes to or comes from this port? */
  readonly port: (port: string) => boolean;
}

/** Reads the policies of a file. A policy whose end is computed, or one of all addresses, may protect anything. */
export function protectionOf(script: ScriptModel): Protection {
  const state = script.state(policyMenu);
  const peers = script.state(peerMenu);
  const addresses = new Set<string>();
  const ports = new Set<string>();
  let anything = state.unresolved.some((command) =>
    command.arguments.some(({ name }) => name !== 'numbers' && name !== 'disabled'),
  );
  for (const item of state.items) {
    const value = (name: string): string | undefined => item.properties.get(name)?.value;
    if (item.added === undefined || isSwitchedOff(item) || value('template') === 'yes') continue;
    if (
      ['dst-address', 'sa-dst-address', 'peer'].some((name) => item.properties.has(name) && value(name) === undefined)
    )
      anything = true;
    for (const port of [value('src-port'), value('dst-port')]) if (port !== undefined) ports.add(port);
    const peer = peers.item(value('peer') ?? '')?.properties.get('address')?.value;
    for (const end of [value('dst-address'), value('sa-dst-address'), peer]) {
      if (end === undefined) continue;
      if (coversAll(end)) anything = true;
      addresses.add(end.split('/')[0] ?? '');
    }
  }
  return {
    address: (address) => anything || addresses.has(address),
    port: (port) => anything || ports.has(port),
  };
}

/** Is the other end, as far as a constant tells, reached over a network of one's own? */
export function isPrivateEnd(address: string | undefined): boolean {
  return address !== undefined && isPrivateAddress(address);
}

function coversAll(prefix: string): boolean {
  return prefix === '0.0.0.0/0' || prefix === '::/0';
}
