import { defineRule, type Fix } from '../rule';
import { isRelease6 } from '../support/accessValues';
import { enumeration, placeOf } from '../support/items';
import { settingOf } from '../support/settings';
import {
  activeItems,
  isNeverSwitchedOn,
  keepWords,
  words,
  writtenValues,
  type WrittenValue,
} from '../support/weakValues';

const serverMenu = '/interface/ovpn-server/server';
const clientMenu = '/interface/ovpn-client';
const release6 = '# jan/02/2022 10:00:00 by RouterOS 6.49.2\n';
const weak: ReadonlySet<string> = new Set(['null', 'blowfish128']);

export default defineRule({
  id: 'ovpn-weak-cipher',
  category: 'security',
  severity: 'warning',
  risk: 'high',
  since: '0.1.0',
  recommended: true,
  summary: 'OpenVPN allows encryption that is weak or none at all',
  why: `\`null\` encrypts nothing. Blowfish works in blocks of 64 bits, so a long session repeats blocks and gives away what is inside (CVE-2016-6329 is about just that in OpenVPN). A RouterOS client uses Blowfish unless \`cipher\` is set, and a server allows it.

Set \`cipher=aes256-gcm,aes256-cbc\` on a server and \`cipher=aes256-cbc\` or \`aes256-gcm\` on a client (RouterOS 6 calls it \`aes256\`). Both ends must agree, so the fix is a suggestion. The server is off by default: where nothing in the file switches it on, the finding is a hint.`,
  references: ['CWE-327', 'CVE-2016-6329', 'https://manual.mikrotik.com/docs/virtual-private-networks/openvpn'],
  fix: 'suggestion',
  examples: [
    {
      bad: '/interface ovpn-server server add cipher=blowfish128,aes128-cbc disabled=no name=vpn',
      fixed: '/interface ovpn-server server add cipher=aes128-cbc disabled=no name=vpn',
      good: '/interface ovpn-server server add cipher=aes256-gcm,aes256-cbc disabled=no name=vpn',
    },
    {
      bad: '/interface ovpn-server server set cipher=null enabled=yes',
      fixed: '/interface ovpn-server server set cipher=aes256-gcm,aes256-cbc enabled=yes',
      good: '/interface ovpn-server server set cipher=aes256-cbc enabled=yes',
    },
    {
      bad: '/interface ovpn-client add connect-to=vpn.example.com disabled=no name=hq user=branch',
      good: '/interface ovpn-client add cipher=aes256-gcm connect-to=vpn.example.com disabled=no name=hq user=branch',
    },
    {
      bad: '/interface ovpn-client add cipher=blowfish128 connect-to=vpn.example.com disabled=no name=hq user=branch',
      fixed: '/interface ovpn-client add cipher=aes256-cbc connect-to=vpn.example.com disabled=no name=hq user=branch',
      good: '/interface ovpn-client add cipher=aes256-cbc connect-to=vpn.example.com disabled=no name=hq user=branch',
    },
    {
      bad: `${release6}/interface ovpn-server server\nset certificate=vpn cipher=blowfish128 enabled=yes`,
      fixed: `${release6}/interface ovpn-server server\nset certificate=vpn cipher=aes256 enabled=yes`,
      good: `${release6}/interface ovpn-server server\nset certificate=vpn cipher=aes256 enabled=yes`,
    },
  ],
  silent: [
    {
      script: '/interface ovpn-server server set cipher=blowfish128 enabled=no',
      because: 'A server that is off answers nobody',
    },
    {
      script: '/interface ovpn-server server add cipher=null name=vpn disabled=yes',
      because: 'A server that is off answers nobody',
    },
    {
      script: '/interface ovpn-client add cipher=$cipher connect-to=a disabled=no name=hq',
      because: 'The value is only known on the router',
    },
  ],
  menus: [serverMenu, clientMenu],
  check({ script, release, settings, report }) {
    for (const menu of [serverMenu, clientMenu]) {
      for (const { item, on } of activeItems(script.state(menu))) {
        const cipher = settingOf(script, menu, item, 'cipher', release, settings);
        if (cipher.kind !== 'default' || !words(cipher.value).some((word) => weak.has(word))) continue;
        report({
          span: placeOf(on),
          severity: 'hint',
          message: `cipher is not set, so it is ${cipher.value}, and Blowfish gives away what is inside a long session. Set cipher to AES at both ends.`,
        });
      }
      for (const written of writtenValues(script, menu, 'cipher')) {
        const found = words(written.value).filter((word) => weak.has(word));
        if (found.length === 0) continue;
        report({
          span: written.argument.span,
          ...(written.perhaps || (menu === serverMenu && isNeverSwitchedOn(script, menu, written))
            ? { severity: 'hint' as const }
            : {}),
          message: `OpenVPN may use ${enumeration(found)}${found.includes('null') ? ', and null encrypts nothing' : ', which gives away what is inside a long session'}. Leave only AES; the other end must agree.`,
          fixes: replaced(written, strongest(menu, release)),
        });
      }
    }
  },
});

/** AES as the release spells it, where no AES stands there. */
function strongest(menu: string, release: string): string {
  if (isRelease6(release)) return 'aes256';
  return menu === serverMenu ? 'aes256-gcm,aes256-cbc' : 'aes256-cbc';
}

function replaced(written: WrittenValue, instead: string): readonly Fix[] {
  const edit = keepWords(written.argument, weak, instead);
  return edit === undefined
    ? []
    : [{ title: `Set cipher=${edit.text} (the other end must agree)`, class: 'suggestion', edits: [edit] }];
}
