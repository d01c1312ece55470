import type { ArgumentUse, CommandUse, ScriptModel } from '../../model/types';
import { isSensitive } from '../../model/sensitive';
import { defineRule, type Fix } from '../rule';
import { isLiteralSecret } from '../support/secrets';
import { wireguardMenu, wireguardPeersMenu } from '../support/wireguard';

/** A word in capitals that names what belongs there. */
const spoken = /^(?:MY_?)?(?:PASSWORD|PASSWD|PASSPHRASE|SECRET|PSK|KEY)$/;

interface Secret {
  readonly command: CommandUse;
  readonly argument: ArgumentUse;
}

export default defineRule({
  id: 'secret-in-file',
  category: 'security',
  severity: 'warning',
  risk: 'medium',
  since: '0.1.0',
  recommended: true,
  summary: 'Passwords or keys are written in the file',
  why: `A file is copied, mailed, kept in backups and under version control, and the secrets in it go along: pre-shared keys, passwords of tunnels and Wi-Fi, SNMP and RADIUS secrets. RouterOS 7 leaves them out of an export unless it is made with \`show-sensitive\`; RouterOS 6 writes them unless it is made with \`hide-sensitive\`.

Take them out: with placeholders that are filled in when the script is applied, or with variables and a guard for the case that one is not set (an unset variable reads as an empty text). Change what others may have seen. One finding names all secrets of a file; with the option \`eachOne\` each gets its own. Passwords of users of the router and keys of WireGuard have rules of their own.`,
  references: [
    'CWE-312',
    'CWE-798',
    'https://manual.mikrotik.com/docs/getting-started/configuration-management/list-of-menus-with-sensitive-parameters',
    'https://manual.mikrotik.com/docs/getting-started/configuration-management',
  ],
  options: [
    {
      name: 'eachOne',
      type: 'boolean',
      default: false,
      description: 'Report each secret on its own, not one finding a file.',
    },
  ],
  fix: 'suggestion',
  examples: [
    {
      bad: '/ppp secret add name=u password=hunter2 service=l2tp',
      fixed: '/ppp secret add name=u password="<PASSWORD>" service=l2tp',
      good: '/ppp secret add name=u password=$pw service=l2tp',
    },
    {
      bad: '/radius add address=10.0.0.5 secret=hunter2 service=login\n/snmp community add authentication-password=hunter2-hunter2 name=mon',
      fixed:
        '/radius add address=10.0.0.5 secret="<SECRET>" service=login\n/snmp community add authentication-password="<AUTHENTICATION-PASSWORD>" name=mon',
      good: '/radius add address=10.0.0.5 secret="{{ radius_secret }}" service=login',
    },
  ],
  silent: [
    {
      script: '/ip hotspot user add name=u password=""',
      because: 'An empty text gives nothing away: that it is empty is another matter',
    },
    { script: '/user add group=read name=u password=hunter2', because: 'The rule user-plaintext-password reports it' },
    {
      script: '/ip ipsec identity add auth-method=rsa-key key=router peer=hq',
      because: 'The name of a key, not the key',
    },
    { script: '/ppp secret add name=u password=***** service=l2tp', because: 'The password was taken out' },
    { script: '/interface wifi security set guest passphrase=CHANGE_ME', because: 'A placeholder' },
    {
      script: '/system backup save name=b password=PASSWORD',
      because: 'A placeholder: what belongs there, in capitals',
    },
  ],
  menus: [],
  check({ script, options, report }) {
    const secrets = secretsOf(script);
    const [first, ...others] = secrets;
    if (first === undefined) return;
    if (options.eachOne === true) {
      for (const secret of secrets) {
        report({
          span: placeOf(secret),
          message: `${secret.argument.name} is written in the file, and whoever reads the file has it. Take it from a variable or a placeholder, and change it where it was used.`,
          fixes: placeholders(script, [secret]),
        });
      }
      return;
    }
    report({
      span: placeOf(first),
      message: `${
        others.length === 0 ? 'A password or key is' : `${secrets.length} passwords and keys are`
      } written in the file, and whoever reads the file has ${others.length === 0 ? 'it' : 'them'}. ${remedy(script)}`,
      related: others.map((secret) => ({ span: placeOf(secret), message: `${secret.argument.name} is written here` })),
      fixes: placeholders(script, secrets),
    });
  },
});

function remedy({ evidence: { release } }: ScriptModel): string {
  if (release === undefined) return 'Use variables or placeholders, and change what others may have seen.';
  return release.startsWith('6.')
    ? 'Export with hide-sensitive, and change what others may have seen.'
    : 'Export without show-sensitive, and change what others may have seen.';
}

function secretsOf(script: ScriptModel): readonly Secret[] {
  // Files of many thousand lines use few arguments: each is looked up once.
  const known = new Map<string, boolean>();
  const mayBeSecret = ({ menu, verb, path }: CommandUse, name: string): boolean => {
    const key = `${path} ${name}`;
    const sensitive = known.get(key) ?? isSensitive(script.schema, menu, name, verb);
    known.set(key, sensitive);
    return sensitive;
  };
  return script.commands.flatMap((command) => {
    if (hasRuleOfItsOwn(command)) return [];
    return command.arguments
      .filter(
        (argument) =>
          argument.nameSpan !== undefined &&
          mayBeSecret(command, argument.name) &&
          isLiteralSecret(argument.value) &&
          !spoken.test(argument.value?.text ?? '') &&
          !isNameOfKey(command, argument),
      )
      .map((argument) => ({ command, argument }));
  });
}

/** user-plaintext-password, fetch-credentials-literal and wireguard-private-key-in-file report these. */
function hasRuleOfItsOwn({ menu, verb }: CommandUse): boolean {
  if (menu === '/user') return verb === 'add' || verb === 'set';
  return menu === '' || menu === '/tool' || menu === wireguardMenu || menu === wireguardPeersMenu;
}

/** In these places `key` says which key of the router is meant. */
function isNameOfKey({ menu, verb }: CommandUse, { name }: ArgumentUse): boolean {
  return name === 'key' && menu.startsWith('/ip/ipsec') && !(menu === '/ip/ipsec/key/psk' && verb === 'add');
}

function placeOf({ argument }: Secret): { readonly start: number; readonly end: number } {
  return argument.nameSpan ?? argument.span;
}

/** Only where any text will do: a placeholder that the router refuses (of hexadecimal digits, say) helps nobody. */
function placeholders(script: ScriptModel, secrets: readonly Secret[]): readonly Fix[] {
  const fitting = secrets.every(({ command, argument }) => {
    const known = script.schema.menu(command.menu)?.commands.get(command.verb)?.arguments.get(argument.name);
    return known?.type.kind === 'string' && known.type.hexadecimal !== true;
  });
  if (!fitting) return [];
  const edits = secrets.flatMap(({ argument }) =>
    argument.value === undefined ? [] : [{ ...argument.value.span, text: `"${placeholder(argument)}"` }],
  );
  return [
    {
      title: `Put ${secrets.length === 1 ? 'a placeholder there' : 'placeholders there'}, to be filled in when the script is applied`,
      class: 'suggestion',
      edits,
      placeholders: [...new Set(secrets.map(({ argument }) => placeholder(argument)))],
    },
  ];
}

function placeholder({ name }: ArgumentUse): string {
  return `<${name.toUpperCase()}>`;
}
