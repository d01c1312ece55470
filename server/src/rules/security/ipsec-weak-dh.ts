import type { ScriptModel } from '../../model/types';
import type { Span } from '../../syntax/span';
import { defineRule, type Fix, type Report } from '../rule';
import { argumentNamed, enumeration, mayBeChanged } from '../support/items';
import { hasNoIpsec, isOfferedToNobody, peerMenu, profileMenu, proposalMenu } from '../support/ipsec';
import { isSwitchedOff, keepWords, words, writtenValues, type WrittenValue } from '../support/weakValues';

const broken: ReadonlySet<string> = new Set(['modp768', 'modp1024']);
const weak: ReadonlySet<string> = new Set([...broken, 'modp1536']);
const places = [
  { menu: profileMenu, property: 'dh-group', default: 'modp2048,modp1024' },
  { menu: proposalMenu, property: 'pfs-group', default: 'modp1024' },
] as const;

export default defineRule({
  id: 'ipsec-weak-dh',
  category: 'security',
  severity: 'warning',
  risk: 'high',
  since: '0.1.0',
  recommended: true,
  summary: 'IPsec allows a Diffie-Hellman group that is too small',
  why: `The Diffie-Hellman group decides how hard it is to compute the keys of a recorded tunnel. Groups of 768 and 1024 bits are within reach of those who can spend much on it, and 1536 bits leave little room. Unless they are set, RouterOS allows modp1024: \`dh-group=modp2048,modp1024\` in a profile, \`pfs-group=modp1024\` in a proposal.

Set \`dh-group=modp2048\` or an elliptic curve (\`ecp256\`, \`ecp384\`), and the same for \`pfs-group\`, at both ends. \`pfs-group=none\` is not weak in itself, but then the keys of a tunnel all hang on one exchange.`,
  references: ['CWE-326', 'https://manual.mikrotik.com/docs/virtual-private-networks/ipsec'],
  fix: 'suggestion',
  examples: [
    {
      bad: '# feb/28/2018 16:30:04 by RouterOS 6.40.5\n/ip ipsec peer\nadd address=198.51.100.4/32 dh-group=modp1024',
      fixed: '# feb/28/2018 16:30:04 by RouterOS 6.40.5\n/ip ipsec peer\nadd address=198.51.100.4/32 dh-group=modp2048',
      good: '# feb/28/2018 16:30:04 by RouterOS 6.40.5\n/ip ipsec peer\nadd address=198.51.100.4/32 dh-group=modp2048',
    },
    {
      bad: '/ip ipsec profile set default dh-group=modp1024',
      fixed: '/ip ipsec profile set default dh-group=modp2048',
      good: '/ip ipsec profile set default dh-group=ecp384,modp2048',
    },
    {
      bad: '/ip ipsec proposal add name=branch pfs-group=modp1024',
      fixed: '/ip ipsec proposal add name=branch pfs-group=modp2048',
      good: '/ip ipsec proposal add name=branch pfs-group=modp2048',
    },
    {
      bad: '/ip ipsec profile add name=branch dh-group=modp2048,modp1536',
      fixed: '/ip ipsec profile add name=branch dh-group=modp2048',
      good: '/ip ipsec profile add name=branch dh-group=ecp256',
    },
    {
      bad: '/ip ipsec profile add name=branch',
      good: '/ip ipsec profile add name=branch dh-group=x25519,ecp256',
    },
    {
      bad: '/ip ipsec proposal add name=roadwarrior pfs-group=none',
      good: '/ip ipsec proposal add name=roadwarrior pfs-group=ecp256',
    },
  ],
  silent: [
    {
      script:
        '# 2024-05-01 12:00:00 by RouterOS 7.14.3\n/interface bridge\nadd name=bridge\n/interface list\nadd name=LAN\n/ip ipsec profile\nset [ find default=yes ] dh-group=modp2048,modp1024\nadd dh-group=ecp256 enc-algorithm=aes-256 hash-algorithm=sha256 name=strong\n/ip ipsec peer\nadd address=198.51.100.4/32 name=hub profile=strong\n/ip ipsec proposal\nset [ find default=yes ] pfs-group=modp1024\nadd auth-algorithms=sha256 enc-algorithms=aes-256-cbc name=strong pfs-group=ecp256\n/ip address\nadd address=192.168.88.1/24 interface=bridge\n/ip ipsec identity\nadd peer=hub\n/ip ipsec policy\nadd dst-address=10.2.0.0/16 peer=hub proposal=strong src-address=10.1.0.0/16 tunnel=yes\n/ip dns\nset servers=192.168.88.2\n/ip route\nadd gateway=192.168.88.2\n/system clock\nset time-zone-name=Europe/Riga',
      because: 'The default ones of a verbose export, which no peer and no policy uses',
    },
    {
      script:
        '# 2024-05-01 12:00:00 by RouterOS 7.14.3\n/interface bridge\nadd name=bridge\n/interface list\nadd name=LAN\n/ip address\nadd address=192.168.88.1/24 interface=bridge\n/ip dns\nset servers=192.168.88.2\n/ip route\nadd gateway=192.168.88.2\n/system clock\nset time-zone-name=Europe/Riga\n/ip ipsec proposal\nset [ find default=yes ] pfs-group=modp1024',
      because: 'The export of a router without peers or policies: its default proposal is offered to nobody',
    },
    { script: '/ip ipsec profile add name=a dh-group=$group', because: 'The value is only known on the router' },
    { script: '/ip ipsec profile add name=a copy-from=strong', because: 'It has what the copied profile has' },
    {
      script: '/ip ipsec profile set default lifetime=8h',
      because: 'Nothing is said of the group: it may be set elsewhere',
    },
    {
      script: '/ip ipsec proposal add name=old pfs-group=modp768 disabled=yes',
      because: 'A proposal that is off is not offered',
    },
  ],
  menus: [peerMenu, profileMenu, proposalMenu],
  check({ script, report }) {
    if (hasNoIpsec(script)) return;
    // Up to 6.42 the peer has what a profile has today.
    for (const written of writtenValues(script, peerMenu, 'dh-group')) {
      const found = words(written.value).filter((word) => weak.has(word));
      if (found.length > 0) report(finding(written, found));
    }
    for (const { menu, property, default: assumed } of places) {
      for (const written of writtenValues(script, menu, property)) {
        if (isOfferedToNobody(script, menu, written)) continue;
        const found = words(written.value).filter((word) => weak.has(word));
        if (found.length > 0) report(finding(written, found));
        else if (written.value === 'none') {
          report({
            span: written.argument.span,
            severity: 'hint',
            message:
              'With pfs-group=none new keys of the tunnel come from the first exchange alone: whoever breaks that one can read all that follows. Where the other end can do it, set pfs-group=modp2048 or an elliptic curve.',
          });
        }
      }
      for (const span of silentAdds(script, menu, property)) {
        report({
          span,
          severity: 'hint',
          message: `${property} is not set, so it is ${assumed}, and modp1024 is too small. Set ${property}=modp2048 at both ends.`,
        });
      }
    }
  },
});

function finding(written: WrittenValue, found: readonly string[]): Report {
  const { name } = written.argument;
  const isBroken = found.some((word) => broken.has(word));
  return {
    span: written.argument.span,
    ...(written.perhaps ? { severity: 'hint' as const } : isBroken ? {} : { severity: 'information' as const }),
    message: `IPsec may exchange keys with ${enumeration(found)}, a group that is too small to last. Set ${name}=modp2048 or an elliptic curve at both ends.`,
    fixes: replaced(written),
  };
}

function replaced({ argument }: WrittenValue): readonly Fix[] {
  const edit = keepWords(argument, weak, 'modp2048');
  return edit === undefined
    ? []
    : [
        {
          title: `Set ${argument.name}=${edit.text} (the other end must allow it)`,
          class: 'suggestion',
          edits: [edit],
        },
      ];
}

/** Places of the commands that make an item without the property, where no other command of the file may set it. */
function silentAdds(script: ScriptModel, menu: string, property: string): readonly Span[] {
  const state = script.state(menu);
  if (mayBeChanged(state, property, undefined)) return [];
  return state.items.flatMap((item) => {
    const { added } = item;
    if (added === undefined || isSwitchedOff(item) || item.properties.has(property)) return [];
    return argumentNamed(added, 'copy-from') === undefined ? [added.span] : [];
  });
}
