import { namesIn } from '../../model/selector';
import type { Span } from '../../syntax/span';
import { defineRule, type Fix } from '../rule';
import { isAtLeast } from '../support/accessValues';
import { argumentNamed } from '../support/items';
import { serviceMenu, services } from '../support/services';
import { similarName } from '../support/similarName';

/** RouterOS 7.21 does not have it (console dumps). */
const reverseProxy = { name: 'reverse-proxy', since: '7.22' };

const names: ReadonlySet<string> = new Set([...services.map(({ name }) => name), reverseProxy.name]);

/** What people call a service, and what RouterOS calls it. */
const meant: ReadonlyMap<string, string> = new Map([
  ['http', 'www'],
  ['https', 'www-ssl'],
  ['web', 'www'],
  ['webfig', 'www'],
  ['apissl', 'api-ssl'],
  ['api_ssl', 'api-ssl'],
  ['apis', 'api-ssl'],
  ['wwwssl', 'www-ssl'],
  ['www_ssl', 'www-ssl'],
  ['sshd', 'ssh'],
  ['sftp', 'ssh'],
  ['telnetd', 'telnet'],
  ['ftpd', 'ftp'],
]);

export default defineRule({
  id: 'service-invalid-name',
  category: 'security',
  severity: 'error',
  risk: 'low',
  since: '0.1.0',
  recommended: true,
  summary: 'A service is called by a name that RouterOS does not have',
  why: `The services are called \`api\`, \`api-ssl\`, \`ftp\`, \`ssh\`, \`telnet\`, \`winbox\`, \`www\` and \`www-ssl\`; nobody can add one. A command for another name ends with \`no such item\`, and an import ends with it; behind \`[find name=...]\` it does nothing and says nothing. Either way the service that was meant stays as it is: not switched off, not limited, without its certificate.

Only names are reported that are plainly meant for one of these. The fix is a suggestion: from then on the command changes the service.`,
  versions: '`reverse-proxy` is among the services from RouterOS 7.22 on.',
  references: ['CWE-1188', 'https://manual.mikrotik.com/docs/system-information-and-utilities/services'],
  fix: 'suggestion',
  fixRisk:
    'The command did nothing before, and does what it says afterwards. Read what it does to the service, if you reach the router through it.',
  examples: [
    {
      bad: '/ip service set apissl certificate=api-cert tls-version=only-1.2',
      fixed: '/ip service set api-ssl certificate=api-cert tls-version=only-1.2',
      good: '/ip service set api-ssl certificate=api-cert tls-version=only-1.2',
    },
    {
      bad: '/ip service disable telnet,http',
      fixed: '/ip service disable telnet,www',
      good: '/ip service disable telnet,www',
    },
    {
      bad: '/ip service set [find name=telent] disabled=yes',
      fixed: '/ip service set [find name=telnet] disabled=yes',
      good: '/ip service set [find name=telnet] disabled=yes',
    },
    {
      bad: '# 2025-03-01 12:00:00 by RouterOS 7.18\n/ip service\nset reverse-proxy disabled=yes',
      good: '# 2026-03-01 12:00:00 by RouterOS 7.22\n/ip service\nset reverse-proxy disabled=yes',
    },
  ],
  silent: [
    { script: '/ip service set $service disabled=yes', because: 'The value is only known on the router' },
    { script: '/ip service set 0,1 disabled=yes', because: 'Row numbers, which have a rule of their own' },
    { script: '/ip service set dude disabled=yes', because: 'Nothing tells which service was meant' },
    { script: '/ip service set "api-ssl" disabled=yes', because: 'Quotes change nothing' },
    { script: '/ip service disable [find where name~"http"]', because: 'A pattern names no service' },
    { script: '/ip proxy set enabled=no\n/ip firewall service-port disable http', because: 'Another menu' },
  ],
  menus: [serviceMenu],
  check({ script, release, report }) {
    const commands = script.commandsOf(serviceMenu);
    for (const command of commands) {
      const value = argumentNamed(command, 'numbers')?.value;
      if (value === undefined) continue;
      for (const name of namesIn(script.text, value, command, commands) ?? []) {
        const other = otherName(name, release);
        if (other === undefined) continue;
        const found = value.text === undefined;
        report({
          span: value.span,
          ...(found || other.kind === 'too new' ? { severity: 'warning' as const } : {}),
          message: messageFor(name, other, found),
          fixes: other.kind === 'meant' ? renamed(script.text, value.span, name, other.name) : [],
        });
      }
    }
  },
});

type Other = { readonly kind: 'meant'; readonly name: string } | { readonly kind: 'too new' };

function otherName(name: string, release: string): Other | undefined {
  if (name === reverseProxy.name) return isAtLeast(release, reverseProxy.since) ? undefined : { kind: 'too new' };
  if (names.has(name)) return undefined;
  const known = meant.get(name.toLowerCase()) ?? similarName(name, names);
  return known === undefined ? undefined : { kind: 'meant', name: known };
}

function messageFor(name: string, other: Other, found: boolean): string {
  const effect = found ? 'the command changes nothing' : 'the command ends with "no such item"';
  return other.kind === 'meant'
    ? `RouterOS has no service ${name}: ${effect}, and the service that is meant stays as it is. Its name is ${other.name}.`
    : `RouterOS has the service ${name} from ${reverseProxy.since} on: before, ${effect}. Leave the line out, or upgrade.`;
}

/** The name replaced where it stands; nothing where it stands there more than once. */
function renamed(text: string, { start, end }: Span, name: string, other: string): readonly Fix[] {
  const [place, another] = [...text.slice(start, end).matchAll(/[\w.-]+/g)].filter(([word]) => word === name);
  if (place === undefined || another !== undefined) return [];
  const from = start + place.index;
  return [
    {
      title: `Write ${other}`,
      class: 'suggestion',
      edits: [{ start: from, end: from + name.length, text: other }],
    },
  ];
}
