import type { ArgumentUse, CommandUse, ScriptModel, ValueUse } from '../../model/types';
import { isSensitive } from '../../model/sensitive';
import { defineRule, type Fix, type Report } from '../rule';
import { argumentNamed } from '../support/items';
import { isLiteralSecret } from '../support/secrets';
import { wireguardMenu, wireguardPeersMenu } from '../support/wireguard';

/** A word in capitals that names what belongs there. */
const spoken = /^(?:MY_?)?(?:PASSWORD|PASSWD|PASSPHRASE|SECRET|PSK|KEY)$/;

interface Secret {
  readonly command: CommandUse;
  readonly argument: ArgumentUse;
  /** The variable that is given it, and that a sensitive argument of the file takes it from. */
  readonly variable?: string;
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

Take them out: with placeholders that are filled in when the script is applied, or with variables and a guard for the case that one is not set (an unset variable reads as an empty text). Change what others may have seen. A variable is no help where the file itself gives it the secret; that alone is information, since it may be what somebody is to fill in. One finding names all secrets of a file; with the option \`eachOne\` each gets its own. Passwords of users of the router and keys of WireGuard have rules of their own.`,
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
    {
      bad: ':local pppPassword "hunter2"\n/ppp secret add name=u password=$pppPassword service=l2tp',
      fixed: ':local pppPassword "<PPPPASSWORD>"\n/ppp secret add name=u password=$pppPassword service=l2tp',
      good: ':global pppPassword\n/ppp secret add name=u password=$pppPassword service=l2tp',
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
      script: ':local password "hunter2"\n:put "done"',
      because: 'What the variable is for does not show',
    },
    {
      script: ':local password "YOUR_PASSWORD"\n/user set admin password=$password',
      because: 'A placeholder',
    },
    {
      script:
        ':local option $1\n:if ($a = "limit") do={ :set option 10M }\n:if ($a = "key") do={ /interface wireless security-profiles set guest wpa2-pre-shared-key=$option }',
      because: 'The variable is used for other things as well',
    },
    {
      script:
        ':global password "hunter2" # please change\n:set password [:rndstr length=20]\n/ppp secret add name=u password=$password',
      because: 'It is set again before it is used',
    },
    {
      script: ':local password [/file get secret.txt contents]\n/user set admin password=$password',
      because: 'It comes from elsewhere',
    },
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
          ...severityOf([secret]),
          message: `${titleOf(secret)} is written in the file, and whoever reads the file has it. Take it from a variable or a placeholder, and change it where it was used.`,
          fixes: placeholders(script, [secret]),
        });
      }
      return;
    }
    report({
      span: placeOf(first),
      ...severityOf(secrets),
      message: `${
        others.length === 0 ? 'A password or key is' : `${secrets.length} passwords and keys are`
      } written in the file, and whoever reads the file has ${others.length === 0 ? 'it' : 'them'}. ${remedy(script)}`,
      related: others.map((secret) => ({ span: placeOf(secret), message: `${titleOf(secret)} is written here` })),
      fixes: placeholders(script, secrets),
    });
  },
});

/** A script whose variables are set at its top may be a template that others fill in. */
function severityOf(secrets: readonly Secret[]): Pick<Report, 'severity'> {
  return secrets.every(({ variable }) => variable !== undefined) ? { severity: 'information' } : {};
}

function titleOf({ variable, argument }: Secret): string {
  return variable === undefined ? argument.name : `The value of ${variable}`;
}

function remedy({ evidence: { release } }: ScriptModel): string {
  if (release === undefined)
    return 'Use placeholders, or variables that are set elsewhere, and change what others may have seen.';
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
  const variables = new Set<string>();
  for (const command of script.commands) {
    for (const { name, value } of command.arguments) {
      if (value?.kind === 'variable' && mayBeSecret(command, name)) variables.add(variableIn(script, value));
    }
  }
  // What is set again later need not be what the file says first.
  for (const command of script.commandsOf('')) {
    if (command.verb === 'set') variables.delete(argumentNamed(command, 'name')?.value?.text ?? '');
  }
  return script.commands.flatMap((command): readonly Secret[] => {
    const given = variables.size === 0 ? undefined : givenTo(command, variables);
    if (given !== undefined) return [given];
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

/** `$pass`, `$"my pass"`: the name. */
function variableIn(script: ScriptModel, { span }: ValueUse): string {
  return script.text.slice(span.start, span.end).replace(/^\$|"/g, '');
}

/** A literal that one of these variables is given. */
function givenTo(command: CommandUse, variables: ReadonlySet<string>): Secret | undefined {
  // What `:set` gives may be for another use of the variable: the scripts that take what is wanted as a parameter do so.
  if (command.path !== '/local' && command.path !== '/global') return undefined;
  const variable = argumentNamed(command, 'name')?.value?.text;
  const argument = argumentNamed(command, 'value');
  if (variable === undefined || argument === undefined || !variables.has(variable)) return undefined;
  const isWritten = isLiteralSecret(argument.value) && !spoken.test(argument.value?.text ?? '');
  return isWritten ? { command, argument, variable } : undefined;
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
  const fitting = secrets.every(({ command, argument, variable }) => {
    if (variable !== undefined) return true;
    const known = script.schema.menu(command.menu)?.commands.get(command.verb)?.arguments.get(argument.name);
    return known?.type.kind === 'string' && known.type.hexadecimal !== true;
  });
  if (!fitting) return [];
  const edits = secrets.flatMap((secret) =>
    secret.argument.value === undefined ? [] : [{ ...secret.argument.value.span, text: `"${placeholder(secret)}"` }],
  );
  return [
    {
      title: `Put ${secrets.length === 1 ? 'a placeholder there' : 'placeholders there'}, to be filled in when the script is applied`,
      class: 'suggestion',
      edits,
      placeholders: [...new Set(secrets.map(placeholder))],
    },
  ];
}

function placeholder({ variable, argument }: Secret): string {
  return `<${(variable ?? argument.name).toUpperCase()}>`;
}
