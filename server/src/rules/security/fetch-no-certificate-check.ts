import { appendArgument, defineRule, type Fix } from '../rule';
import { argumentNamed } from '../support/items';
import { fetchesOf, fetchManual, fetchMenu, isLoopback, isNear, type Fetch } from '../support/fetch';

export default defineRule({
  id: 'fetch-no-certificate-check',
  category: 'security',
  severity: 'warning',
  risk: 'medium',
  since: '0.1.0',
  recommended: true,
  summary: 'A file is fetched over HTTPS without checking the certificate of the server',
  why: `\`check-certificate\` is \`no\` unless it is set: the connection is encrypted, but any server will do. Whoever can get in between (a name server, a network on the way) can answer instead, and read what is sent along.

Set \`check-certificate=yes-without-crl\`, or \`yes\` where revocation lists can be reached. The router needs the certificate of the authority in its store, and the right time. From 7.19 on RouterOS brings authorities of its own; before that, import the one that is needed. Without it the fetch fails, which is why the fix is a suggestion.`,
  references: ['CWE-295', fetchManual],
  fix: 'suggestion',
  examples: [
    {
      bad: '/tool fetch url="https://example.com/list.txt" dst-path=list.txt',
      fixed: '/tool fetch url="https://example.com/list.txt" dst-path=list.txt check-certificate=yes-without-crl',
      good: '/tool fetch url="https://example.com/list.txt" dst-path=list.txt check-certificate=yes-without-crl',
    },
    {
      bad: '/tool/fetch "https://example.com/$name" check-certificate=no',
      fixed: '/tool/fetch "https://example.com/$name" check-certificate=yes-without-crl',
      good: '/tool/fetch "https://example.com/$name" check-certificate=yes',
    },
    {
      bad: '/tool netwatch add host=10.0.0.1 up-script="/tool fetch url=\\"https://example.com/up\\" output=none"',
      fixed:
        '/tool netwatch add host=10.0.0.1 up-script="/tool fetch url=\\"https://example.com/up\\" output=none check-certificate=yes-without-crl"',
      good: '/tool netwatch add host=10.0.0.1 up-script="/tool fetch check-certificate=yes url=\\"https://example.com/up\\" output=none"',
    },
  ],
  silent: [
    { script: '/tool fetch url="sftp://10.0.0.1/a" user=backup', because: 'SFTP knows no certificates' },
    {
      script: '/tool fetch url="https://example.com/a" check-certificate=$check',
      because: 'The value is only known on the router',
    },
    { script: '/tool fetch url=$url', because: 'The protocol is only known on the router' },
    { script: '/tool fetch url="http://example.com/a"', because: 'The rule fetch-plaintext-url reports it' },
    {
      script: '/tool fetch url="https://127.0.0.1/rest/system/resource"',
      because: 'The router itself answers: nobody is in between',
    },
  ],
  menus: [fetchMenu],
  check({ script, report }) {
    for (const fetch of fetchesOf(script)) {
      if (fetch.protocol !== 'https' || fetch.verified !== false || isLoopback(fetch.host)) continue;
      report({
        span: argumentNamed(fetch.command, 'check-certificate')?.span ?? fetch.url?.span ?? fetch.command.verbSpan,
        ...(isNear(fetch.host) ? { severity: 'information' as const } : {}),
        message:
          'The certificate of the server is not checked, so whoever gets in between can send something else and read what is sent. Set check-certificate=yes-without-crl; the router needs the certificate of the authority.',
        fixes: checkCertificate(fetch),
      });
    }
  },
});

function checkCertificate({ command }: Fetch): readonly Fix[] {
  const written = argumentNamed(command, 'check-certificate');
  const text = 'check-certificate=yes-without-crl';
  return [
    {
      title: `Set ${text} (needs the certificate of the authority, and the right time)`,
      class: 'suggestion',
      edits: [written === undefined ? appendArgument(command, text) : { ...written.span, text }],
    },
  ];
}
