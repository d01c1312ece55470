import type { ItemState, ScriptModel } from '../../model/types';
import { compareReleases } from '../../schema/releases';
import { defineRule } from '../rule';
import { argumentNamed } from '../support/items';
import { identitiesByPeer, identityMenu, peerMenu, policyMenu } from '../support/ipsec';
import { isSwitchedOff, suggestValue, writtenValues } from '../support/weakValues';

/** First release with /ip ipsec identity (facts, security-rules.md section 8, 13). */
const withIdentities = '6.44';

export default defineRule({
  id: 'ipsec-incomplete',
  category: 'security',
  severity: 'warning',
  risk: 'medium',
  since: '0.1.0',
  recommended: true,
  summary: 'IPsec is set up in a way that leaves traffic unencrypted',
  why: `A tunnel needs three things: a peer (where the other end is), an identity (how both prove themselves) and a policy (which traffic is encrypted). Where one is missing, nothing is said of it: the traffic goes out in clear text. A policy with \`level=use\` does the same whenever the tunnel is not up.

Add what is missing, and set \`level=require\` (the default) or \`unique\`: then traffic that cannot be encrypted is dropped.`,
  references: ['CWE-311', 'CWE-319', 'https://manual.mikrotik.com/docs/virtual-private-networks/ipsec'],
  fix: 'suggestion',
  examples: [
    {
      bad: '/ip ipsec policy add dst-address=10.2.0.0/16 level=use peer=branch src-address=10.1.0.0/16 tunnel=yes',
      fixed:
        '/ip ipsec policy add dst-address=10.2.0.0/16 level=require peer=branch src-address=10.1.0.0/16 tunnel=yes',
      good: '/ip ipsec policy add dst-address=10.2.0.0/16 peer=branch src-address=10.1.0.0/16 tunnel=yes',
    },
    {
      bad: '/ip ipsec peer add address=198.51.100.4/32 name=branch',
      good: '/ip ipsec peer add address=198.51.100.4/32 name=branch\n/ip ipsec identity add peer=branch secret=$psk\n/ip ipsec policy add dst-address=10.2.0.0/16 peer=branch src-address=10.1.0.0/16 tunnel=yes',
    },
    {
      bad: '/ip ipsec peer add address=198.51.100.4/32 name=branch\n/ip ipsec identity add peer=branch secret=$psk',
      good: '/ip ipsec peer add address=198.51.100.4/32 name=branch\n/ip ipsec identity add generate-policy=port-strict peer=branch secret=$psk',
    },
  ],
  silent: [
    {
      script:
        '/ip ipsec peer add address=198.51.100.4/32 name=branch\n/ip ipsec identity add peer=branch secret=$psk\n/ip ipsec policy add dst-address=198.51.100.4/32 sa-dst-address=198.51.100.4 src-address=203.0.113.1/32',
      because: 'Any policy of the file may be the peer’s',
    },
    {
      script: '/ip ipsec peer add address=198.51.100.4/32 name=branch\n/ip ipsec identity add peer=$peer secret=$psk',
      because: 'Which peer the identity is for is only known on the router',
    },
    {
      script:
        '/ip ipsec peer add exchange-mode=ike2 name=any passive=yes\n/ip ipsec identity add generate-policy=port-strict peer=any',
      because: 'Policies are made when a device connects',
    },
    {
      script:
        '# feb/28/2018 16:30:04 by RouterOS 6.40.5\n/ip ipsec peer\nadd address=198.51.100.4/32 exchange-mode=main-l2tp generate-policy=port-override passive=yes',
      because: 'Identities exist from 6.44 on: up to 6.43 the peer holds the secret, which an export may leave out',
    },
    {
      script: '# 2024-05-01 12:00:00 by RouterOS 7.14.3\n/ip ipsec peer\nadd address=198.51.100.4/32 name=branch',
      because: 'The export of this one menu does not show the identities',
    },
    {
      script: '/ip ipsec peer add address=198.51.100.4/32 secret=$psk',
      because: 'The secret in the peer shows that the script is for a release without identities',
    },
    {
      script: '/ip ipsec policy add action=none dst-address=10.1.0.0/16 level=use src-address=10.1.0.0/16',
      because: 'What this policy is for is to be left alone',
    },
    {
      script: '/ip ipsec peer set branch address=198.51.100.5/32',
      because: 'The peer was there before, with what belongs to it',
    },
    {
      script: '/ip ipsec peer add address=198.51.100.4/32 disabled=yes name=branch',
      because: 'A peer that is off needs nothing',
    },
  ],
  menus: [peerMenu, policyMenu],
  check({ script, release, report }) {
    for (const { argument, value, items } of writtenValues(script, policyMenu, 'level')) {
      if (value !== 'use') continue;
      // Such policies leave traffic alone, or drop it: there is nothing to encrypt.
      if (items.some(({ properties }) => ['none', 'discard'].includes(properties.get('action')?.value ?? ''))) continue;
      report({
        span: argument.span,
        message:
          'With level=use the traffic goes out unencrypted while the tunnel is not up. Set level=require, so that it is dropped then.',
        fixes: suggestValue(argument, 'require', 'Set level=require (traffic is dropped while there is no tunnel)'),
      });
    }
    // The export of the peers alone shows nothing of what belongs to them.
    if (script.evidence.kind === 'menu-export' && !script.evidence.mentions(identityMenu)) return;
    const file = compareReleases(release, withIdentities) < 0 ? undefined : partsOf(script);
    if (file === undefined) return;
    for (const peer of script.state(peerMenu).items) {
      const missing = missingFor(file, peer);
      if (missing === undefined || peer.added === undefined) continue;
      report({
        span: peer.added.span,
        severity: 'information',
        message:
          missing === 'identity'
            ? 'No identity of the file names this peer: without one it does not connect, and its traffic goes out unencrypted or not at all. Add an identity, and a policy.'
            : 'No policy of the file says which traffic this peer encrypts, and none is made for it: everything goes out unencrypted. Add a policy.',
      });
    }
  },
});

interface FileParts {
  readonly identities: ReadonlyMap<string, readonly ItemState[]>;
  /** Peers for which there is an identity, be it switched off. */
  readonly mentioned: ReadonlySet<string | undefined>;
  /** Does the file write policies? Any of them may be a peer's. */
  readonly policies: boolean;
}

/** Undefined where it is only known on the router which identity belongs to which peer. */
function partsOf(script: ScriptModel): FileParts | undefined {
  const identities = identitiesByPeer(script);
  if (identities === undefined) return undefined;
  const mentioned = script.state(identityMenu).items.map((item) => item.properties.get('peer')?.value);
  const policies = script.commandsOf(policyMenu).some(({ verb }) => verb === 'add' || verb === 'set');
  return { identities, mentioned: new Set(mentioned), policies };
}

/** What the file does not give to a peer that it makes; undefined where all is there or may be. */
function missingFor(file: FileParts, peer: ItemState): 'identity' | 'policy' | undefined {
  const { added, name } = peer;
  if (added === undefined || isSwitchedOff(peer)) return undefined;
  // Up to 6.43 the peer has what an identity has today.
  if (['secret', 'auth-method', 'generate-policy'].some((one) => argumentNamed(added, one) !== undefined))
    return undefined;
  if (name === undefined) {
    // The router gives it a name; an identity of the file would have to say it.
    const isComputed = argumentNamed(added, 'name') !== undefined || argumentNamed(added, 'copy-from') !== undefined;
    return isComputed || file.mentioned.size > 0 ? undefined : 'identity';
  }
  const identities = file.identities.get(name) ?? [];
  if (identities.length === 0) {
    // A disabled identity is another matter.
    return file.mentioned.has(name) ? undefined : 'identity';
  }
  if (file.policies) return undefined;
  const dynamic = identities.some((identity) =>
    ['generate-policy', 'mode-config'].some((property) => {
      const setting = identity.properties.get(property);
      return setting !== undefined && setting.value !== 'no' && setting.value !== 'none';
    }),
  );
  return dynamic ? undefined : 'policy';
}
