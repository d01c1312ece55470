import { appendArgument, defineRule, type Fix } from '../rule';
import { argumentNamed } from '../support/items';
import { fetchesOf, fetchManual, fetchMenu, isLoopback, isNear, type Fetch } from '../support/fetch';

const plain: ReadonlySet<string> = new Set(['http', 'ftp', 'tftp']);
/** Arguments that send something along: a login, or data. */
const sending = ['user', 'password', 'http-data', 'http-header-field', 'src-path', 'upload'] as const;

export default defineRule({
  id: 'fetch-plaintext-url',
  category: 'security',
  severity: 'warning',
  risk: 'medium',
  since: '0.1.0',
  recommended: true,
  summary: 'A file is fetched or sent without encryption',
  why: `HTTP, FTP and TFTP send everything in clear text, a user name and password among it, and nothing tells whether what arrives is what the server sent. An address list, a certificate or a script that comes this way can be replaced on the way.

Use \`https://\` with \`check-certificate=yes-without-crl\`, or \`sftp://\`. Where nothing is sent and what comes is thrown away (\`output=none\`: a sign of life, a knock at a port), it is a hint. In a private network, or where the host is only known on the router and no password is sent, the finding is only information.`,
  references: ['CWE-319', 'CWE-494', fetchManual],
  fix: 'suggestion',
  examples: [
    {
      bad: '/tool fetch url="http://example.com/list.txt" dst-path=list.txt',
      fixed: '/tool fetch url="https://example.com/list.txt" dst-path=list.txt check-certificate=yes-without-crl',
      good: '/tool fetch url="https://example.com/list.txt" dst-path=list.txt check-certificate=yes-without-crl',
    },
    {
      bad: '/tool fetch address=203.0.113.7 mode=ftp src-path=list.txt user=router password=$password',
      good: '/tool fetch address=203.0.113.7 mode=sftp src-path=list.txt user=router password=$password',
    },
    {
      bad: '/ip dhcp-server add interface=lan lease-script={ /tool fetch url=http://example.com/lease output=none } name=lan',
      fixed:
        '/ip dhcp-server add interface=lan lease-script={ /tool fetch url=https://example.com/lease output=none check-certificate=yes-without-crl } name=lan',
      good: '/ip dhcp-server add interface=lan lease-script={ /tool fetch check-certificate=yes url=https://example.com/lease output=none } name=lan',
    },
  ],
  silent: [
    {
      script: '/tool fetch url="http://127.0.0.1/rest/system/resource" user=a',
      because: 'The router itself answers: nobody is in between',
    },
    { script: '/tool fetch url=$url mode=http', because: 'The URL may say https: that is only known on the router' },
    { script: '/tool fetch url="YOUR WEBHOOK" http-method=post', because: 'Nobody knows yet which URL it stands for' },
    { script: '/tool fetch output=none', because: 'A command that was cut: nothing says what it fetches' },
    { script: ':put "http://example.com"', because: 'A text, not a fetch' },
    {
      script: '/tool fetch url="https://example.com/a" mode=http check-certificate=yes',
      because: 'The URL says which protocol is used',
    },
  ],
  menus: [fetchMenu],
  check({ script, report }) {
    for (const fetch of fetchesOf(script)) {
      const { protocol, command, host } = fetch;
      if (protocol === undefined || !plain.has(protocol) || isLoopback(host)) continue;
      const secret = argumentNamed(command, 'password') !== undefined;
      report({
        span: fetch.url?.span ?? argumentNamed(command, 'mode')?.span ?? command.verbSpan,
        ...(isEmptyCall(fetch, script.text)
          ? { severity: 'hint' as const }
          : isNear(host) || (host === undefined && !secret)
            ? { severity: 'information' as const }
            : {}),
        message: `${protocol.toUpperCase()} sends everything unencrypted${secret ? ', the password too' : ''}, and what arrives can be replaced on the way. Use https with check-certificate=yes-without-crl, or sftp.`,
        fixes: useHttps(fetch, script.text),
      });
    }
  },
});

/** Does it send nothing but the call itself, and keep nothing of the answer? */
function isEmptyCall({ command, url }: Fetch, text: string): boolean {
  if (argumentNamed(command, 'output')?.value?.text !== 'none') return false;
  if (sending.some((name) => argumentNamed(command, name) !== undefined)) return false;
  const written = url?.value === undefined ? '' : text.slice(url.value.span.start, url.value.span.end);
  return !/[?@]/.test(written);
}

/** Only where `http://` is written: whether the server answers over HTTPS is for a person to know. */
function useHttps({ protocol, command, url, host }: Fetch, text: string): readonly Fix[] {
  if (protocol !== 'http' || url?.value === undefined || isNear(host)) return [];
  const { start, end } = url.value.span;
  const scheme = /^[("\s]*http(?=:\/\/)/i.exec(text.slice(start, end));
  if (scheme === null) return [];
  const at = start + scheme[0].length;
  const check = argumentNamed(command, 'check-certificate');
  const mode = argumentNamed(command, 'mode');
  return [
    {
      title: 'Fetch it over https, and check the certificate',
      class: 'suggestion',
      edits: [
        { start: at, end: at, text: 's' },
        ...(mode?.value?.text === 'http' ? [{ ...mode.value.span, text: 'https' }] : []),
        ...(check === undefined ? [appendArgument(command, 'check-certificate=yes-without-crl')] : []),
      ],
    },
  ];
}
