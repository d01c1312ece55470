import { defineRule } from '../rule';
import { isNo, placeOf } from '../support/items';
import { activeItems, settled, suggestProperty } from '../support/weakValues';

const menus = ['/interface/sstp-server/server', '/interface/sstp-client'];

export default defineRule({
  id: 'sstp-pfs-off',
  category: 'security',
  severity: 'information',
  risk: 'low',
  since: '0.1.0',
  recommended: true,
  summary: 'SSTP works without forward secrecy',
  why: `With \`pfs=no\` (the default) the keys of a session hang on the private key of the server's certificate: whoever gets that key some day can read all sessions that he recorded before.

Set \`pfs=required\` at both ends: then each session has keys of its own (ECDHE). A client that cannot do it is cut off, so the fix is a suggestion.`,
  references: ['CWE-326', 'https://manual.mikrotik.com/docs/virtual-private-networks/sstp'],
  fix: 'suggestion',
  examples: [
    {
      bad: '/interface sstp-server server set certificate=vpn enabled=yes pfs=no tls-version=only-1.2',
      fixed: '/interface sstp-server server set certificate=vpn enabled=yes pfs=required tls-version=only-1.2',
      good: '/interface sstp-server server set certificate=vpn enabled=yes pfs=required tls-version=only-1.2',
    },
    {
      bad: '/interface sstp-server server set certificate=vpn enabled=yes tls-version=only-1.2',
      fixed: '/interface sstp-server server set certificate=vpn enabled=yes tls-version=only-1.2 pfs=required',
      good: '/interface sstp-server server set certificate=vpn enabled=yes pfs=yes tls-version=only-1.2',
    },
  ],
  silent: [
    {
      script: '/interface sstp-server server set certificate=vpn enabled=no',
      because: 'A server that is off answers nobody',
    },
    {
      script: '/interface sstp-client set hq disabled=no',
      because: 'The client was there before: what it is set to is not in the file',
    },
  ],
  menus,
  check({ script, release, report }) {
    // Which release of RouterOS 6 brought the property is not known.
    if (release.startsWith('6.')) return;
    for (const menu of menus) {
      const state = script.state(menu);
      for (const { item, on } of activeItems(state)) {
        const pfs = settled(state, item, 'pfs');
        if (pfs.kind === 'unknown' || (pfs.kind === 'written' && !isNo(pfs.value))) continue;
        report({
          span: pfs.kind === 'written' ? placeOf(pfs.property) : placeOf(on),
          ...(pfs.kind === 'absent' ? { severity: 'hint' as const } : {}),
          message:
            'Without pfs whoever gets the private key of the certificate can read all sessions recorded before. Set pfs=required at both ends.',
          fixes: suggestProperty(item, on, 'pfs', 'required', 'Set pfs=required (the other end must be able to)'),
        });
      }
    }
  },
});
