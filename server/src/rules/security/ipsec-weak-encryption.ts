import { defineRule, type Fix } from '../rule';
import { enumeration } from '../support/items';
import { hasNoIpsec, isOfferedToNobody, peerMenu, profileMenu, proposalMenu } from '../support/ipsec';
import { keepWords, words, writtenValues, type WrittenValue } from '../support/weakValues';

const weak: ReadonlySet<string> = new Set(['des', '3des', 'blowfish', 'null']);
/** The two menus spell the property differently: one algorithm has no `s`. */
const places = [
  { menu: profileMenu, property: 'enc-algorithm', instead: 'aes-256', phase: 'key exchange' },
  // Up to 6.42 the peer has what a profile has today.
  { menu: peerMenu, property: 'enc-algorithm', instead: 'aes-256', phase: 'key exchange' },
  { menu: proposalMenu, property: 'enc-algorithms', instead: 'aes-256-gcm,aes-256-cbc', phase: 'tunnel' },
] as const;

export default defineRule({
  id: 'ipsec-weak-encryption',
  category: 'security',
  severity: 'warning',
  risk: 'high',
  since: '0.1.0',
  recommended: true,
  summary: 'IPsec allows encryption that is weak or none at all',
  why: `DES can be broken by trying all keys. 3DES and Blowfish work in blocks of 64 bits, so a long-lived tunnel repeats blocks and gives away what is inside. \`null\` encrypts nothing. Whatever stands in the list can be chosen by the other end.

Leave only AES in it: \`enc-algorithm=aes-256\` in a profile, \`enc-algorithms=aes-256-gcm,aes-256-cbc\` in a proposal. Both ends must have one in common, so the fix is a suggestion.`,
  references: ['CWE-327', 'CWE-326', 'https://manual.mikrotik.com/docs/virtual-private-networks/ipsec'],
  fix: 'suggestion',
  examples: [
    {
      bad: '# feb/28/2018 16:30:04 by RouterOS 6.40.5\n/ip ipsec peer\nadd address=198.51.100.4/32 enc-algorithm=3des',
      fixed:
        '# feb/28/2018 16:30:04 by RouterOS 6.40.5\n/ip ipsec peer\nadd address=198.51.100.4/32 enc-algorithm=aes-256',
      good: '# feb/28/2018 16:30:04 by RouterOS 6.40.5\n/ip ipsec peer\nadd address=198.51.100.4/32 enc-algorithm=aes-256',
    },
    {
      bad: '/ip ipsec proposal set [find default=yes] enc-algorithms=3des,aes-128-cbc',
      fixed: '/ip ipsec proposal set [find default=yes] enc-algorithms=aes-128-cbc',
      good: '/ip ipsec proposal set [find default=yes] enc-algorithms=aes-256-gcm',
    },
    {
      bad: '/ip ipsec profile add name=branch enc-algorithm=3des',
      fixed: '/ip ipsec profile add name=branch enc-algorithm=aes-256',
      good: '/ip ipsec profile add name=branch enc-algorithm=aes-256,aes-128',
    },
    {
      bad: '/ip ipsec proposal add name=branch enc-algorithms=null',
      fixed: '/ip ipsec proposal add name=branch enc-algorithms=aes-256-gcm,aes-256-cbc',
      good: '/ip ipsec proposal add name=branch enc-algorithms=camellia-256,aes-256-cbc',
    },
  ],
  silent: [
    {
      script:
        '# 2024-05-01 12:00:00 by RouterOS 7.14.3\n/interface bridge\nadd name=bridge\n/interface list\nadd name=LAN\n/ip ipsec profile\nset [ find default=yes ] enc-algorithm=aes-128,3des name=default\nadd dh-group=ecp256 enc-algorithm=aes-256 hash-algorithm=sha256 name=strong\n/ip ipsec peer\nadd address=198.51.100.4/32 name=hub profile=strong\n/ip ipsec proposal\nset [ find default=yes ] enc-algorithms=3des\nadd auth-algorithms=sha256 enc-algorithms=aes-256-cbc name=strong pfs-group=ecp256\n/ip address\nadd address=192.168.88.1/24 interface=bridge\n/ip ipsec identity\nadd peer=hub\n/ip ipsec policy\nadd dst-address=10.2.0.0/16 peer=hub proposal=strong src-address=10.1.0.0/16 tunnel=yes\n/ip dns\nset servers=192.168.88.2\n/ip route\nadd gateway=192.168.88.2\n/system clock\nset time-zone-name=Europe/Riga',
      because: 'The default ones of a verbose export, which no peer and no policy uses',
    },
    {
      script:
        '# 2024-05-01 12:00:00 by RouterOS 7.14.3\n/interface bridge\nadd name=bridge\n/interface list\nadd name=LAN\n/ip address\nadd address=192.168.88.1/24 interface=bridge\n/ip dns\nset servers=192.168.88.2\n/ip route\nadd gateway=192.168.88.2\n/system clock\nset time-zone-name=Europe/Riga\n/ip ipsec proposal\nset [ find default=yes ] enc-algorithms=3des',
      because: 'The export of a router without peers or policies: its default proposal is offered to nobody',
    },
    {
      script: '/ip ipsec policy add action=none dst-address=10.0.0.0/8 src-address=10.0.0.0/8',
      because: 'A policy that leaves traffic alone, not a proposal',
    },
    {
      script: '/ip ipsec proposal add name=old enc-algorithms=3des disabled=yes',
      because: 'A proposal that is off is not offered',
    },
    {
      script: '/ip ipsec proposal add name=a enc-algorithms=3des\n/ip ipsec proposal set a enc-algorithms=aes-256-gcm',
      because: 'The last command decides',
    },
    {
      script: '/ip ipsec proposal add name=a enc-algorithms=$algorithms',
      because: 'The value is only known on the router',
    },
  ],
  menus: [peerMenu, profileMenu, proposalMenu],
  check({ script, report }) {
    if (hasNoIpsec(script)) return;
    for (const { menu, property, instead, phase } of places) {
      for (const written of writtenValues(script, menu, property)) {
        const found = words(written.value).filter((word) => weak.has(word));
        if (found.length === 0 || (menu !== peerMenu && isOfferedToNobody(script, menu, written))) continue;
        report({
          span: written.argument.span,
          ...(written.perhaps ? { severity: 'hint' as const } : {}),
          message: `IPsec may use ${enumeration(found)} for the ${phase}, ${found.includes('null') ? 'and null encrypts nothing' : 'which can be broken'}. Leave only AES in ${property}; the other end must allow it too.`,
          fixes: withoutWeak(written, instead),
        });
      }
    }
  },
});

function withoutWeak(written: WrittenValue, instead: string): readonly Fix[] {
  const edit = keepWords(written.argument, weak, instead);
  return edit === undefined
    ? []
    : [
        {
          title: `Set ${written.argument.name}=${edit.text} (the other end must allow it)`,
          class: 'suggestion',
          edits: [edit],
        },
      ];
}
