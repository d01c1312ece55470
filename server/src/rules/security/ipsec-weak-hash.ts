import type { ArgumentUse, ScriptModel } from '../../model/types';
import { defineRule, type Fix, type Report } from '../rule';
import { argumentNamed, enumeration, mayBeChanged } from '../support/items';
import { hasNoIpsec, isAuthenticating, isOfferedToNobody, peerMenu, profileMenu, proposalMenu } from '../support/ipsec';
import { isSwitchedOff, keepWords, words, writtenValues, type WrittenValue } from '../support/weakValues';

const broken: ReadonlySet<string> = new Set(['md5', 'null']);
const weak: ReadonlySet<string> = new Set(['md5', 'null', 'sha1']);

export default defineRule({
  id: 'ipsec-weak-hash',
  category: 'security',
  severity: 'warning',
  risk: 'high',
  since: '0.1.0',
  recommended: true,
  summary: 'IPsec allows a weak hash, or none, to protect packets from being changed',
  why: `The hash tells whether a packet was changed on the way. MD5 is broken as a hash and SHA-1 is outdated; \`auth-algorithms=null\` with a plain cipher leaves packets unprotected against changes. SHA-1 is also what RouterOS takes when nothing is said.

Set \`hash-algorithm=sha256\` in a profile and \`auth-algorithms=sha256\` in a proposal, at both ends. With GCM or ChaCha20-Poly1305 alone the proposal needs none, because those ciphers protect the packet themselves.`,
  references: ['CWE-328', 'CWE-327', 'https://manual.mikrotik.com/docs/virtual-private-networks/ipsec'],
  fix: 'suggestion',
  examples: [
    {
      bad: '# feb/28/2018 16:30:04 by RouterOS 6.40.5\n/ip ipsec peer\nadd address=198.51.100.4/32 hash-algorithm=md5',
      fixed:
        '# feb/28/2018 16:30:04 by RouterOS 6.40.5\n/ip ipsec peer\nadd address=198.51.100.4/32 hash-algorithm=sha256',
      good: '# feb/28/2018 16:30:04 by RouterOS 6.40.5\n/ip ipsec peer\nadd address=198.51.100.4/32 hash-algorithm=sha256',
    },
    {
      bad: '/ip ipsec profile add name=branch hash-algorithm=md5',
      fixed: '/ip ipsec profile add name=branch hash-algorithm=sha256',
      good: '/ip ipsec profile add name=branch hash-algorithm=sha256',
    },
    {
      bad: '/ip ipsec proposal add name=branch auth-algorithms=sha256,sha1 enc-algorithms=aes-256-cbc',
      fixed: '/ip ipsec proposal add name=branch auth-algorithms=sha256 enc-algorithms=aes-256-cbc',
      good: '/ip ipsec proposal add name=branch auth-algorithms=sha256 enc-algorithms=aes-256-cbc',
    },
    {
      bad: '/ip ipsec proposal add name=branch auth-algorithms=null enc-algorithms=aes-256-cbc',
      fixed: '/ip ipsec proposal add name=branch auth-algorithms=sha256 enc-algorithms=aes-256-cbc',
      good: '/ip ipsec proposal add name=branch auth-algorithms=null enc-algorithms=aes-256-gcm',
    },
    {
      bad: '/ip ipsec profile add name=branch enc-algorithm=aes-256',
      good: '/ip ipsec profile add name=branch enc-algorithm=aes-256 hash-algorithm=sha384',
    },
  ],
  silent: [
    {
      script:
        '# 2024-05-01 12:00:00 by RouterOS 7.14.3\n/interface bridge\nadd name=bridge\n/interface list\nadd name=LAN\n/ip ipsec profile\nset [ find default=yes ] hash-algorithm=sha1 name=default\nadd dh-group=ecp256 enc-algorithm=aes-256 hash-algorithm=sha256 name=strong\n/ip ipsec peer\nadd address=198.51.100.4/32 name=hub profile=strong\n/ip ipsec proposal\nset [ find default=yes ] auth-algorithms=sha1\nadd auth-algorithms=sha256 enc-algorithms=aes-256-cbc name=strong pfs-group=ecp256\n/ip address\nadd address=192.168.88.1/24 interface=bridge\n/ip ipsec identity\nadd peer=hub\n/ip ipsec policy\nadd dst-address=10.2.0.0/16 peer=hub proposal=strong src-address=10.1.0.0/16 tunnel=yes\n/ip dns\nset servers=192.168.88.2\n/ip route\nadd gateway=192.168.88.2\n/system clock\nset time-zone-name=Europe/Riga',
      because: 'The default ones of a verbose export, which no peer and no policy uses',
    },
    {
      script:
        '# 2024-05-01 12:00:00 by RouterOS 7.14.3\n/interface bridge\nadd name=bridge\n/interface list\nadd name=LAN\n/ip address\nadd address=192.168.88.1/24 interface=bridge\n/ip dns\nset servers=192.168.88.2\n/ip route\nadd gateway=192.168.88.2\n/system clock\nset time-zone-name=Europe/Riga\n/ip ipsec proposal\nset [ find default=yes ] auth-algorithms=sha1',
      because: 'The export of a router without peers or policies: its default proposal is offered to nobody',
    },
    {
      script: '/ip ipsec proposal add name=g enc-algorithms=aes-256-gcm auth-algorithms=null',
      because: 'GCM protects packets itself',
    },
    {
      script: '/ip ipsec proposal add name=g enc-algorithms=aes-256-gcm,chacha20poly1305 auth-algorithms=md5',
      because: 'With these ciphers alone the hash is not used',
    },
    { script: '/ip ipsec proposal add name=g enc-algorithms=aes-256-gcm', because: 'GCM needs no hash' },
    {
      script: '/ip ipsec proposal set [find default=yes] auth-algorithms=null',
      because: 'Which ciphers the proposal has is only known on the router',
    },
    {
      script: '/ip ipsec profile add copy-from=strong name=branch',
      because: 'It has what the copied profile has',
    },
    {
      script: '/ip ipsec profile set default lifetime=8h',
      because: 'Nothing is said of the hash: it may be set elsewhere',
    },
  ],
  menus: [peerMenu, profileMenu, proposalMenu],
  check({ script, report }) {
    if (hasNoIpsec(script)) return;
    for (const written of writtenValues(script, profileMenu, 'hash-algorithm')) {
      if (weak.has(written.value) && !isOfferedToNobody(script, profileMenu, written))
        report(finding(written, [written.value]));
    }
    // Up to 6.42 the peer has what a profile has today.
    for (const written of writtenValues(script, peerMenu, 'hash-algorithm')) {
      if (weak.has(written.value)) report(finding(written, [written.value]));
    }
    for (const written of writtenValues(script, proposalMenu, 'auth-algorithms')) {
      const ciphers = ciphersOf(written);
      if (ciphers !== undefined && ciphers.length > 0 && ciphers.every(isAuthenticating)) continue;
      const found = words(written.value).filter((word) => weak.has(word) && (word !== 'null' || ciphers !== undefined));
      if (found.length > 0 && !isOfferedToNobody(script, proposalMenu, written)) report(finding(written, found));
    }
    for (const { menu, property } of [
      { menu: profileMenu, property: 'hash-algorithm' },
      { menu: proposalMenu, property: 'auth-algorithms' },
    ]) {
      for (const span of silentAdds(script, menu, property)) {
        report({
          span,
          severity: 'hint',
          message: `${property} is not set, so SHA-1 is used, which is outdated. Set ${property}=sha256 at both ends.`,
        });
      }
    }
  },
});

/** Ciphers of the proposals that keep the value; the default ones (AES in CBC mode) where the file makes it and says nothing; undefined where not known. */
function ciphersOf({ command, items }: WrittenValue): readonly string[] | undefined {
  const here = argumentNamed(command, 'enc-algorithms');
  if (here !== undefined) return here.value?.text === undefined ? undefined : words(here.value.text);
  const [item] = items;
  if (item === undefined) return undefined;
  const ciphers = item.properties.get('enc-algorithms');
  if (ciphers !== undefined) return ciphers.value === undefined ? undefined : words(ciphers.value);
  return item.added !== undefined && argumentNamed(item.added, 'copy-from') === undefined ? ['aes-256-cbc'] : undefined;
}

function finding(written: WrittenValue, found: readonly string[]): Report {
  const isBroken = found.some((word) => broken.has(word));
  const { name } = written.argument;
  return {
    span: written.argument.span,
    ...(written.perhaps ? { severity: 'hint' as const } : isBroken ? {} : { severity: 'information' as const }),
    message: found.includes('null')
      ? `IPsec may use no hash at all, so packets can be changed on the way unnoticed. Set ${name}=sha256 at both ends.`
      : `IPsec may use ${enumeration(found)}, which ${isBroken ? 'is broken as a hash' : 'is outdated'}. Set ${name}=sha256 at both ends.`,
    fixes: replaced(written.argument),
  };
}

function replaced(argument: ArgumentUse): readonly Fix[] {
  const edit = keepWords(argument, weak, 'sha256');
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
function silentAdds(script: ScriptModel, menu: string, property: string): readonly { start: number; end: number }[] {
  const state = script.state(menu);
  if (mayBeChanged(state, property, undefined)) return [];
  return state.items.flatMap((item) => {
    const { added } = item;
    if (added === undefined || isSwitchedOff(item) || item.properties.has(property)) return [];
    if (argumentNamed(added, 'copy-from') !== undefined) return [];
    const ciphers = item.properties.get('enc-algorithms');
    if (ciphers !== undefined && (ciphers.value === undefined || words(ciphers.value).every(isAuthenticating)))
      return [];
    return [added.span];
  });
}
