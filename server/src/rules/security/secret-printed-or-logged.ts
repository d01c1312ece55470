import { isSensitive } from '../../model/sensitive';
import type { ArgumentUse, CommandUse, ScriptModel } from '../../model/types';
import { defineRule } from '../rule';
import { argumentNamed, commandsWithin } from '../support/items';

/** Commands that show or send a text, and the arguments that hold it. */
const outputs: ReadonlyMap<string, readonly string[]> = new Map([
  ['/put', ['message']],
  ['/error', ['message']],
  ['/log/info', ['message']],
  ['/log/warning', ['message']],
  ['/log/error', ['message']],
  ['/log/debug', ['message']],
  ['/tool/e-mail/send', ['body', 'subject']],
]);
const secretWords: ReadonlySet<string> = new Set(['password', 'passwd', 'passphrase', 'pwd', 'secret', 'psk', 'token']);
const keyOwners: ReadonlySet<string> = new Set([
  'api',
  'private',
  'preshared',
  'shared',
  'secret',
  'encryption',
  'auth',
]);

export default defineRule({
  id: 'secret-printed-or-logged',
  category: 'security',
  severity: 'warning',
  risk: 'medium',
  since: '0.1.0',
  recommended: true,
  summary: 'A password or key is printed, logged or mailed',
  why: `What is logged stays in the log, can be read by everybody with the right to read, and is sent to a log server in clear text if there is one. Mail and terminals keep it too.

Print that something was done, not with which secret; print the length (\`[:len $password]\`) where you need to see that it is there.`,
  references: ['CWE-532', 'https://manual.mikrotik.com/docs/diagnostics-monitoring-and-troubleshooting/log'],
  fix: null,
  examples: [
    { bad: ':put $password', good: ':put [:len $password]' },
    { bad: ':log error "cannot find user $password"', good: ':log error "cannot find user $user"' },
    { bad: ':log info "pw $adminPass"', good: ':log info "the password was set"' },
    { bad: '/log warning ("token: " . $apiToken)', good: '/log warning ("token: " . [:len $apiToken])' },
    {
      bad: ':put [/interface wireguard get wg1 private-key]',
      good: ':put [/interface wireguard get wg1 public-key]',
    },
    {
      bad: ':log info ("login with " . ($config->"apiPassword"))',
      good: ':log info ("login as " . ($config->"apiUser"))',
    },
    {
      bad: '/tool e-mail send body="new password: $userPassword" subject=done to=a@example.com',
      good: '/tool e-mail send body="new password set" subject=done to=a@example.com',
    },
  ],
  silent: [
    { script: ':put "enter password:"', because: 'A text, not the password' },
    { script: ':put $keyName', because: 'The name of a key is no secret' },
    { script: ':put $publicKey', because: 'A public key is meant to be known' },
    { script: ':put ("password set: " . ($password != ""))', because: 'The result of a comparison' },
    { script: ':put "\\$password"', because: 'An escaped sign: the name is printed, not the value' },
    { script: ':put $bypass', because: 'The word only ends like one' },
    { script: ':put [:find $texts $password]', because: 'Where it stands, not what it is' },
    { script: ':put [:len ($users->"password")]', because: 'The length, not the password' },
  ],
  menus: [],
  check({ script, report }) {
    for (const command of script.commands) {
      const names = outputs.get(command.path);
      if (names === undefined) continue;
      for (const name of names) {
        const argument = argumentNamed(command, name);
        if (argument?.value === undefined || argument.value.text !== undefined) continue;
        const what = secretVariable(script.text, argument) ?? secretProperty(script, argument);
        if (what === undefined) continue;
        report({
          span: argument.span,
          message: `${what} is ${verbs(command)}, where others can read it. Say that it is there, not what it is.`,
        });
      }
    }
  },
});

function verbs({ path }: CommandUse): string {
  if (path.startsWith('/log')) return 'written to the log';
  return path.startsWith('/tool') ? 'sent by mail' : 'printed';
}

/** `$adminPassword`, as it is: neither its length nor its type nor a comparison with it. */
function secretVariable(text: string, { value }: ArgumentUse): string | undefined {
  if (value === undefined) return undefined;
  const source = text.slice(value.span.start, value.span.end);
  for (const match of source.matchAll(/(?<!\\)\$(?:"([^"]+)"|([A-Za-z][A-Za-z0-9]*))/g)) {
    const name = match[1] ?? match[2] ?? '';
    const before = source.slice(0, match.index);
    const after = source.slice(match.index + match[0].length);
    if (!isSecretName(name)) continue;
    if (isOnlyLookedAt(before, after)) continue;
    if (/^\s*->/.test(after)) continue;
    return `The variable ${name}`;
  }
  return secretElement(source);
}

/** Is it the length, the type or a comparison that is shown, by what stands before it and behind it? */
function isOnlyLookedAt(before: string, after: string): boolean {
  return (
    /(?::|\[\s*)(?:len|typeof|type|find|find\s+[^\s[\]()]+)\s+\(?\s*"?$/.test(before) ||
    /\[\s*$/.test(before) ||
    /^\s*\)?\s*(?:=|!=|~|<|>)/.test(after) ||
    (/(?:=|!=|~|<|>)\s*\(?$/.test(before.trimEnd()) && !before.trimEnd().includes('"'))
  );
}

/** `($config->"password")`, as it is. */
function secretElement(source: string): string | undefined {
  for (const match of source.matchAll(/(?<!\\)\$[A-Za-z][A-Za-z0-9]*\s*->\s*"?([A-Za-z][\w-]*)"?/g)) {
    const name = match[1] ?? '';
    const before = source.slice(0, match.index);
    const after = source.slice(match.index + match[0].length);
    if (!isSecretName(name) || isOnlyLookedAt(before, after) || /^\s*->/.test(after)) continue;
    return `The element ${name}`;
  }
  return undefined;
}

/** The words of `adminPassword`, `wifi-psk`, `api_token`: the last one says what it is. */
function isSecretName(name: string): boolean {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== '');
  const last = words.at(-1) ?? '';
  if (last === 'key') return keyOwners.has(words.at(-2) ?? '');
  return secretWords.has(last) || (last === 'pass' && words.length > 1);
}

/** `[/interface/wireguard/get wg1 private-key]`, directly in the text. */
function secretProperty(script: ScriptModel, { value }: ArgumentUse): string | undefined {
  if (value === undefined) return undefined;
  for (const command of commandsWithin(script.commands, value.span)) {
    if (command.verb !== 'get') continue;
    const name = argumentNamed(command, 'value-name')?.value?.text;
    if (name === undefined || !isSensitive(script.schema, command.menu, name)) continue;
    const before = script.text.slice(value.span.start, command.span.start);
    if (/(?:len|typeof|find)\s*\[\s*$/.test(before)) continue;
    return `${name} of ${command.menu}`;
  }
  return undefined;
}
