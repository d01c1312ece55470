import { defineRule } from '../rule';
import { argumentNamed } from '../support/items';
import { serviceMenu } from '../support/services';

export default defineRule({
  id: 'service-numeric-selector',
  category: 'security',
  severity: 'information',
  risk: 'low',
  since: '0.1.0',
  recommended: true,
  summary: 'A service is chosen by its row number',
  why: `Row numbers are those of the last \`print\`, and which service has which number depends on the release: newer ones list sockets and connections among the services. The same script then switches off, or opens, another service than the one that was meant. The names of the services never change: write \`telnet\`, \`ftp\`, \`www\`, \`ssh\`, \`www-ssl\`, \`api\`, \`winbox\` or \`api-ssl\`.

There is no quick fix: which service the number meant is not in the script.`,
  references: ['CWE-1188', 'https://manual.mikrotik.com/docs/system-information-and-utilities/services'],
  fix: null,
  examples: [
    { bad: '/ip service set 0 disabled=yes', good: '/ip service set telnet disabled=yes' },
    { bad: '/ip service disable 0,1,2', good: '/ip service disable telnet,ftp,www' },
  ],
  silent: [
    {
      script: '/ip service print\n/ip service set 0 disabled=yes',
      because: 'The numbers are those of the print before it',
    },
    { script: '/ip service set $service disabled=yes', because: 'The value is only known on the router' },
    { script: '/ip firewall filter disable 0', because: 'Rules have no names' },
  ],
  menus: [serviceMenu],
  check({ script, report }) {
    let printed = false;
    for (const command of script.commandsOf(serviceMenu)) {
      printed ||= command.verb === 'print';
      const numbers = argumentNamed(command, 'numbers')?.value;
      if (printed || numbers?.text === undefined || !/^\d+(?:\s*,\s*\d+)*$/.test(numbers.text)) continue;
      report({
        span: numbers.span,
        message: `Which service has the number ${numbers.text} depends on the release and on the last print: the command may change another service than the one that is meant. Write its name.`,
      });
    }
  },
});
