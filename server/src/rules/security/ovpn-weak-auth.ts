import { defineRule, type Fix } from '../rule';
import { argumentNamed, enumeration } from '../support/items';
import { isNeverSwitchedOn, keepWords, words, writtenValues, type WrittenValue } from '../support/weakValues';

const serverMenu = '/interface/ovpn-server/server';
const menus = [serverMenu, '/interface/ovpn-client'];
const weak: ReadonlySet<string> = new Set(['null', 'md5', 'sha1']);

export default defineRule({
  id: 'ovpn-weak-auth',
  category: 'security',
  severity: 'warning',
  risk: 'high',
  since: '0.1.0',
  recommended: true,
  summary: 'OpenVPN allows a weak hash, or none, to protect packets from being changed',
  why: `\`auth\` tells how the other end sees that a packet was changed on the way. \`null\` with a CBC cipher means that it does not; MD5 is broken as a hash, and SHA-1 is outdated.

Set \`auth=sha256\`. With GCM ciphers alone \`auth=null\` is right, and needed: those ciphers protect the packet themselves. Both ends must agree, so the fix is a suggestion. The server is off by default: where nothing in the file switches it on, the finding is a hint.`,
  references: ['CWE-328', 'CWE-353', 'https://manual.mikrotik.com/docs/virtual-private-networks/openvpn'],
  fix: 'suggestion',
  examples: [
    {
      bad: '/interface ovpn-server server add auth=null cipher=aes256-cbc disabled=no name=vpn',
      fixed: '/interface ovpn-server server add auth=sha256 cipher=aes256-cbc disabled=no name=vpn',
      good: '/interface ovpn-server server add auth=null cipher=aes256-gcm disabled=no name=vpn',
    },
    {
      bad: '/interface ovpn-client add auth=md5 cipher=aes256-cbc connect-to=vpn.example.com disabled=no name=hq',
      fixed: '/interface ovpn-client add auth=sha256 cipher=aes256-cbc connect-to=vpn.example.com disabled=no name=hq',
      good: '/interface ovpn-client add auth=sha256 cipher=aes256-cbc connect-to=vpn.example.com disabled=no name=hq',
    },
    {
      bad: '/interface ovpn-server server set auth=sha1,sha256 cipher=aes256-cbc enabled=yes',
      fixed: '/interface ovpn-server server set auth=sha256 cipher=aes256-cbc enabled=yes',
      good: '/interface ovpn-server server set auth=sha256,sha512 cipher=aes256-cbc enabled=yes',
    },
  ],
  silent: [
    {
      script: '/interface ovpn-client set hq auth=null',
      because: 'With a GCM cipher this is right: which one it has is not in the file',
    },
    {
      script: '/interface ovpn-server server set auth=sha1 cipher=aes256-gcm enabled=yes',
      because: 'With GCM alone the hash does not protect packets',
    },
    {
      script:
        '# 2025-05-01 12:00:00 by RouterOS 7.18.2\n/interface ovpn-server server\nadd auth=sha1,md5 mac-address=FE:00:00:00:00:01 name=ovpn-server1',
      because: 'The server that each router has from 7.17 on: off, as an export shows by saying nothing',
    },
    {
      script: '# 2024-04-03 22:26:31 by RouterOS 7.14.2\n/interface ovpn-server server\nset auth=sha1,md5',
      because: 'The export would print enabled=yes: the server is off',
    },
    { script: '/interface ovpn-server server set auth=md5 enabled=no', because: 'A server that is off answers nobody' },
  ],
  menus,
  check({ script, report }) {
    for (const menu of menus) {
      for (const written of writtenValues(script, menu, 'auth')) {
        const ciphers = ciphersOf(written);
        if (ciphers?.every((cipher) => cipher.endsWith('-gcm')) === true) continue;
        const found = words(written.value).filter(
          (word) => weak.has(word) && (word !== 'null' || ciphers !== undefined),
        );
        if (found.length === 0) continue;
        const isLow = found.every((word) => word === 'sha1');
        report({
          span: written.argument.span,
          ...(written.perhaps || (menu === serverMenu && isNeverSwitchedOn(script, menu, written))
            ? { severity: 'hint' as const }
            : isLow
              ? { severity: 'information' as const }
              : {}),
          message: found.includes('null')
            ? 'OpenVPN may work without a hash, so packets can be changed on the way unnoticed. Set auth=sha256 at both ends, or use GCM ciphers alone.'
            : `OpenVPN may use ${enumeration(found)}, which ${isLow ? 'is outdated' : 'is broken as a hash'}. Set auth=sha256 at both ends.`,
          fixes: replaced(written),
        });
      }
    }
  },
});

/** Undefined where the ciphers are not in the file. */
function ciphersOf({ command, items }: WrittenValue): readonly string[] | undefined {
  const value =
    argumentNamed(command, 'cipher')?.value?.text ??
    (items.length === 1 ? items[0]?.properties.get('cipher')?.value : undefined);
  return value === undefined || value === '' ? undefined : words(value);
}

function replaced(written: WrittenValue): readonly Fix[] {
  const edit = keepWords(written.argument, weak, 'sha256');
  return edit === undefined
    ? []
    : [{ title: `Set auth=${edit.text} (the other end must agree)`, class: 'suggestion', edits: [edit] }];
}
