import { defineRule } from '../rule';
import { fetchManual, fetchMenu, isLoopback, isNear } from '../support/fetch';
import { fetchedCode } from '../support/fetchedCode';

export default defineRule({
  id: 'fetch-then-import',
  category: 'security',
  severity: 'warning',
  risk: 'critical',
  since: '0.1.0',
  recommended: true,
  summary: 'A script is fetched from the network and run',
  why: `Whatever the server sends runs on the router with the rights of this script. Over HTTP, or over HTTPS without checking the certificate, everybody on the way can send it instead. With the certificate checked, it is whoever controls the server, or takes it over.

Set \`check-certificate=yes-without-crl\` at the least. Better: fetch data only, and look at it; keep a hash of the script that you have read in the file, and run nothing else.`,
  references: ['CWE-494', 'CWE-829', fetchManual],
  fix: null,
  examples: [
    {
      bad: '/tool fetch url="https://example.com/a.rsc" dst-path=a.rsc\n/import a.rsc',
      good: '/import local.rsc',
    },
    {
      bad: '/tool fetch url=http://example.com/list.rsc\n:delay 5s\n/import file-name=list.rsc',
      good: '/tool fetch url=http://example.com/list.rsc\n:delay 5s\n/import file-name=other.rsc',
    },
    {
      bad: ':local result [/tool fetch url=$url output=user as-value]\n:execute ($result->"data")',
      good: ':local result [/tool fetch url=$url output=user as-value]\n:put ($result->"data")',
    },
    {
      bad: '[:parse ([/tool fetch url="https://example.com/a" output=user as-value]->"data")]',
      good: ':put ([/tool fetch url="https://example.com/a" output=user as-value]->"data")',
    },
    {
      bad: ':local data ([/tool fetch check-certificate=yes url="https://example.com/a" output=user as-value]->"data")\n/system script set a source=$data',
      good: ':local data ([/tool fetch check-certificate=yes url="https://example.com/a" output=user as-value]->"data")\n/system script set a comment=$data',
    },
  ],
  silent: [
    {
      script:
        ':local ip ([/tool fetch url=$url output=user as-value]->"data")\n/ip dns static set [find name=home] address=$ip',
      because: 'Data that is used as a value',
    },
    {
      script: '/import a.rsc\n/tool fetch url=http://example.com/a.rsc',
      because: 'The file that is run was there before',
    },
    { script: '/import local.rsc', because: 'Nothing is fetched' },
  ],
  menus: [fetchMenu],
  check({ script, report }) {
    for (const { fetch, runs } of fetchedCode(script)) {
      if (isLoopback(fetch.host)) continue;
      const safe = fetch.verified === true && fetch.protocol !== 'http';
      const near = isNear(fetch.host) && fetch.protocol !== 'https';
      report({
        span: runs.span,
        ...(safe || near || fetch.protocol === 'sftp' ? { severity: 'information' as const } : {}),
        message: safe
          ? 'What the server sends is run on the router: whoever controls the server controls the router. Keep a hash of what you have read, and run nothing else.'
          : 'What is fetched is run on the router, and nothing proves where it came from: whoever gets in between controls the router. Fetch it over https with check-certificate=yes-without-crl, and check what arrived.',
        related: [{ span: fetch.command.span, message: 'It is fetched here' }],
      });
    }
  },
});
