import { defineRule } from '../rule';
import { isLiteralSecret } from '../support/secrets';
import { identityMenu, peerMenu, usesPresharedKey } from '../support/ipsec';
import { writtenValues } from '../support/weakValues';

/** Where a pre-shared key of IPsec is written. */
const places = [
  { menu: identityMenu, property: 'secret' },
  // Up to 6.43, before there were identities.
  { menu: peerMenu, property: 'secret' },
  ...['l2tp-server/server', 'l2tp-client', 'l2tp-ether', 'gre', 'gre6', 'eoip', 'eoipv6', 'ipip', 'ipipv6', '6to4'].map(
    (menu) => ({ menu: `/interface/${menu}`, property: 'ipsec-secret' }),
  ),
];
const enough = 20;

export default defineRule({
  id: 'ipsec-weak-psk',
  category: 'security',
  severity: 'warning',
  risk: 'high',
  since: '0.1.0',
  recommended: true,
  summary: 'The pre-shared key of IPsec can be guessed',
  why: `A pre-shared key can be guessed without being noticed: one recorded exchange is enough to try keys on, in every exchange mode (the vendor's manual says so of main mode and IKEv2 too). A key that a person can remember does not stand that.

Use at least ${enough} random characters, other ones for each peer, or certificates.`,
  references: ['CWE-521', 'CWE-1391', 'https://manual.mikrotik.com/docs/virtual-private-networks/ipsec'],
  fix: null,
  examples: [
    {
      bad: '/ip ipsec identity add peer=branch secret=branch-2019',
      good: '/ip ipsec identity add peer=branch secret=$psk',
    },
    {
      bad: '# feb/28/2018 16:30:04 by RouterOS 6.40.5\n/ip ipsec peer\nadd address=198.51.100.4/32 secret=branch-2017',
      good: '# feb/28/2018 16:30:04 by RouterOS 6.40.5\n/ip ipsec peer\nadd address=198.51.100.4/32 secret="N4d8-qWz1-7hTk-Lp0v-Xc3r"',
    },
    {
      bad: '/interface l2tp-server server set enabled=yes ipsec-secret="letmein" use-ipsec=required',
      good: '/interface l2tp-server server set enabled=yes ipsec-secret=$psk use-ipsec=required',
    },
    {
      bad: '/interface gre add ipsec-secret=aaaaaaaaaaaaaaaaaaaaaaaa name=gre1 remote-address=198.51.100.4',
      good: '/interface gre add ipsec-secret="N4d8-qWz1-7hTk-Lp0v-Xc3r" name=gre1 remote-address=198.51.100.4',
    },
  ],
  silent: [
    { script: '/ip ipsec identity add peer=branch secret="<PSK>"', because: 'A placeholder, filled in elsewhere' },
    { script: '/ip ipsec identity add peer=branch', because: 'A key that is not there may be hidden, as in an export' },
    {
      script: '/ip ipsec identity add auth-method=digital-signature certificate=router peer=branch secret=unused',
      because: 'The key is not used with certificates',
    },
    {
      script: '/ppp secret add name=a password=$p service=l2tp',
      because: 'The login of a person, not the key of IPsec',
    },
    {
      script: '/interface l2tp-server server set enabled=no ipsec-secret=short',
      because: 'A server that is off answers nobody',
    },
  ],
  menus: places.map(({ menu }) => menu),
  check({ script, report }) {
    for (const { menu, property } of places) {
      for (const { argument, value, items } of writtenValues(script, menu, property)) {
        if (!isLiteralSecret(argument.value) || !isGuessable(value)) continue;
        if (property === 'secret' && items.some((item) => usesPresharedKey(item) !== true)) continue;
        report({
          span: argument.nameSpan ?? argument.span,
          message: `The pre-shared key is ${value.length < enough ? `only ${value.length} characters long` : 'made of few different characters'}, so it can be guessed from one recorded exchange. Use at least ${enough} random characters, or certificates.`,
        });
      }
    }
  },
});

function isGuessable(secret: string): boolean {
  return secret.length < enough || new Set(secret).size < 6;
}
