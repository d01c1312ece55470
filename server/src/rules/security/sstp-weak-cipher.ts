import { defineRule, type Fix } from '../rule';
import { isNo } from '../support/items';
import { writtenValues, words, type WrittenValue } from '../support/weakValues';

const menus = ['/interface/sstp-server/server', '/interface/sstp-client'];

export default defineRule({
  id: 'sstp-weak-cipher',
  category: 'security',
  severity: 'information',
  risk: 'low',
  since: '0.1.0',
  recommended: true,
  summary: 'SSTP is limited to its older cipher',
  why: `\`ciphers=aes256-sha\` alone leaves out the stronger one that RouterOS has: AES-GCM protects each packet itself, without SHA-1. Older releases have \`force-aes\` instead: with \`force-aes=no\` a client may choose something weaker than AES.

Set \`ciphers=aes256-gcm-sha384\`; keep both where a client knows only the older one.`,
  references: ['CWE-327', 'https://manual.mikrotik.com/docs/virtual-private-networks/sstp'],
  fix: 'suggestion',
  examples: [
    {
      bad: '/interface sstp-server server set certificate=vpn ciphers=aes256-sha enabled=yes',
      fixed: '/interface sstp-server server set certificate=vpn ciphers=aes256-gcm-sha384 enabled=yes',
      good: '/interface sstp-server server set certificate=vpn ciphers=aes256-gcm-sha384 enabled=yes',
    },
  ],
  silent: [
    {
      script: '/interface sstp-server server set certificate=vpn ciphers=aes256-sha,aes256-gcm-sha384 enabled=yes',
      because: 'Both are allowed, which is the default',
    },
    {
      script: '/interface sstp-server server set ciphers=aes256-sha enabled=no',
      because: 'A server that is off answers nobody',
    },
  ],
  menus,
  check({ script, report }) {
    for (const menu of menus) {
      for (const written of writtenValues(script, menu, 'ciphers')) {
        if (!words(written.value).every((word) => word === 'aes256-sha') || written.value === '') continue;
        report({
          span: written.argument.span,
          message:
            'SSTP may use only its older cipher, with SHA-1. Set ciphers=aes256-gcm-sha384, or both where a client needs the older one.',
          fixes: replaced(written, 'aes256-gcm-sha384'),
        });
      }
      for (const written of writtenValues(script, menu, 'force-aes')) {
        if (!isNo(written.value)) continue;
        report({
          span: written.argument.span,
          message: 'With force-aes=no SSTP may use something weaker than AES. Set force-aes=yes.',
          fixes: replaced(written, 'yes'),
        });
      }
    }
  },
});

function replaced({ argument }: WrittenValue, text: string): readonly Fix[] {
  return argument.value === undefined
    ? []
    : [
        {
          title: `Set ${argument.name}=${text} (the other end must be able to)`,
          class: 'suggestion',
          edits: [{ ...argument.value.span, text }],
        },
      ];
}
