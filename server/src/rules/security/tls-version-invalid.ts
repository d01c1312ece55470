import { defineRule, replaceValue } from '../rule';
import { argumentNamed } from '../support/items';
import { isTlsVersion, tlsMenuPaths, tlsMenus } from '../support/tls';

export default defineRule({
  id: 'tls-version-invalid',
  category: 'security',
  severity: 'error',
  risk: 'medium',
  since: '0.1.0',
  recommended: true,
  summary: 'A TLS version that RouterOS does not know',
  why: `RouterOS has two values for \`tls-version\`: \`any\` and \`only-1.2\`. It refuses every other one, and \`/import\` stops there: the lines before it stay applied, those after it are never run.

Where the value is another spelling of TLS 1.2 (\`1.2\`, \`tls1.2\`, \`only_1.2\`) on \`api-ssl\` or \`www-ssl\`, the fix is safe. Otherwise it is a suggestion: somebody who wrote \`modern\` or \`only-1.3\` should see that \`only-1.2\` is what there is, and a tunnel needs the consent of both ends.`,
  references: [
    'CWE-757',
    'https://manual.mikrotik.com/docs/system-information-and-utilities/services',
    'https://manual.mikrotik.com/docs/cli-reference/ip/service',
  ],
  fix: 'safe',
  examples: [
    {
      bad: '/ip service set api-ssl tls-version=modern',
      fixed: '/ip service set api-ssl tls-version=only-1.2',
      good: '/ip service set api-ssl tls-version=only-1.2',
    },
    {
      bad: '/ip service set www-ssl tls-version=tls1.2',
      fixed: '/ip service set www-ssl tls-version=only-1.2',
      good: '/ip service set www-ssl tls-version=only-1.2',
    },
    {
      bad: '/ip service set api-ssl tls-version=only-1.3',
      fixed: '/ip service set api-ssl tls-version=only-1.2',
      good: '/ip service set api-ssl tls-version=only-1.2',
    },
    {
      bad: '/interface ovpn-client set hq tls-version=1.2',
      fixed: '/interface ovpn-client set hq tls-version=only-1.2',
      good: '/interface ovpn-client set hq tls-version=only-1.2',
    },
  ],
  silent: [
    { script: '/ip service set api-ssl tls-version=$tlsVer', because: 'The value is only known on the router' },
    { script: '/ip service set api-ssl tls-version=any', because: 'The rule tls-version-any reports it' },
    {
      script: '/ip service set api-ssl tls-version=only',
      because: 'It begins one of the two values: the console may complete it, and it is not known that it does not',
    },
  ],
  menus: tlsMenuPaths,
  check({ script, report }) {
    for (const menu of tlsMenus) {
      for (const command of script.commandsOf(menu.menu)) {
        if (command.verb !== 'set' && command.verb !== 'add') continue;
        const argument = argumentNamed(command, 'tls-version');
        const value = argument?.value?.text;
        if (argument === undefined || value === undefined || isTlsVersion(value)) continue;
        const edit = replaceValue(argument, 'only-1.2');
        report({
          span: argument.value?.span ?? argument.span,
          message: `"${value}" is not a TLS version that RouterOS knows: it has any and only-1.2. The router refuses the command, and an import stops here.`,
          fixes:
            edit === undefined
              ? []
              : [
                  {
                    title: `Replace ${value} by only-1.2`,
                    class: isSpellingOfTls12(value) ? menu.fix : 'suggestion',
                    edits: [edit],
                  },
                ],
        });
      }
    }
  },
});

/** `1.2`, `tls1.2`, `TLSv1.2`, `only_1.2`, `ONLY-1.2`: nothing else can be meant. */
function isSpellingOfTls12(value: string): boolean {
  return /^(?:only)?(?:tlsv?)?12$/.test(value.toLowerCase().replace(/[-_. ]/g, ''));
}
