import type { CommandUse } from '../../model/types';
import { defineRule, type Fix } from '../rule';
import { listed } from '../support/accessValues';
import { argumentNamed, enumeration } from '../support/items';
import { serviceMenu, serviceNamed } from '../support/services';

/** What belongs to TLS, with the value that means nothing. */
const tlsArguments: ReadonlyMap<string, string> = new Map([
  ['certificate', 'none'],
  ['tls-version', 'any'],
]);

/** The service that has TLS, of those that come in pairs. */
const twins: ReadonlyMap<string, string> = new Map([
  ['api', 'api-ssl'],
  ['www', 'www-ssl'],
]);

export default defineRule({
  id: 'service-tls-on-plain',
  category: 'security',
  severity: 'warning',
  risk: 'medium',
  since: '0.1.0',
  recommended: true,
  summary: 'A certificate or a TLS version is set on a service without TLS',
  why: `\`certificate\` and \`tls-version\` belong to \`api-ssl\` and \`www-ssl\`. Set on \`api\`, \`www\` or another service they encrypt nothing, although the script reads as if they did. Configure the service with \`-ssl\` in its name, and switch the other one off.

The fix is a suggestion: it configures another service than the one that is written.`,
  references: ['CWE-319', 'https://manual.mikrotik.com/docs/system-information-and-utilities/services'],
  fix: 'suggestion',
  examples: [
    {
      bad: '/ip service set api certificate=router disabled=yes',
      fixed: '/ip service set api-ssl certificate=router disabled=yes',
      good: '/ip service set api-ssl certificate=router tls-version=only-1.2',
    },
    {
      bad: '/ip service set [find name=www] tls-version=only-1.2',
      good: '/ip service set [find name=www-ssl] tls-version=only-1.2',
    },
    {
      bad: '/ip service set ssh certificate=router',
      good: '/ip service set ssh address=10.0.0.0/24',
    },
  ],
  silent: [
    {
      script: '/ip service set [find] tls-version=only-1.2',
      because: 'It means all services; nobody takes it for encryption of one of them',
    },
    { script: '/ip service set www certificate=none', because: 'Nothing is claimed to be encrypted' },
    {
      script: '/ip service set $service certificate=router',
      because: 'Which service is meant is only known on the router',
    },
  ],
  menus: [serviceMenu],
  check({ script, report }) {
    for (const command of script.commandsOf(serviceMenu)) {
      if (command.verb !== 'set') continue;
      const meant = command.arguments.filter(
        ({ name, value }) =>
          tlsArguments.has(name) && value !== undefined && value.text !== '' && value.text !== tlsArguments.get(name),
      );
      const [first] = meant;
      const plain = namedServices(script.text, command).filter((name) => serviceNamed(name)?.tls === false);
      if (first === undefined || plain.length === 0) continue;
      report({
        span: first.span,
        message: `${enumeration(meant.map(({ name }) => name))} ${meant.length === 1 ? 'belongs' : 'belong'} to api-ssl and www-ssl: on ${enumeration(plain)} ${meant.length === 1 ? 'it encrypts' : 'they encrypt'} nothing. Configure the service with TLS instead.`,
        fixes: useTwin(command, plain),
      });
    }
  },
});

/** The names in the selector; empty where it is `[find]` alone or computed. */
function namedServices(text: string, command: CommandUse): readonly string[] {
  const numbers = argumentNamed(command, 'numbers')?.value;
  if (numbers === undefined) return [];
  if (numbers.text !== undefined) return listed(numbers.text);
  const name = /^\[\s*(?:\/ip[ /]service[ /])?find\s+(?:where\s+)?name="?([\w-]+)"?\s*\]$/.exec(
    text.slice(numbers.span.start, numbers.span.end),
  )?.[1];
  return name === undefined ? [] : [name];
}

/** Only where one service is meant, written by its bare name. */
function useTwin(command: CommandUse, plain: readonly string[]): readonly Fix[] {
  const numbers = argumentNamed(command, 'numbers')?.value;
  const [name] = plain;
  const twin = name === undefined ? undefined : twins.get(name);
  if (twin === undefined || numbers === undefined || numbers.text !== name) return [];
  return [
    { title: `Configure ${twin} instead of ${name}`, class: 'suggestion', edits: [{ ...numbers.span, text: twin }] },
  ];
}
