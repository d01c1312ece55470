import { isSensitive } from '../../model/sensitive';
import type { ArgumentUse, CommandUse, ScriptModel } from '../../model/types';
import { mayBeImplicit } from '../../model/variables';
import { defineRule, type Fix } from '../rule';
import { isInFunction, isLookedAt, onlyVariable, variableUses, type VariableUses } from '../support/accessVariables';
import { commandsBefore, guardOf } from '../support/guardedVariable';

interface Use {
  readonly command: CommandUse;
  readonly argument: ArgumentUse;
}

export default defineRule({
  id: 'secret-variable-unassigned',
  category: 'security',
  severity: 'warning',
  risk: 'high',
  since: '0.1.0',
  recommended: true,
  summary: 'A secret comes from a variable that nothing sets and nothing checks',
  why: `A variable that has no value reads as empty, without an error. Where a password or key is taken from it, the script runs to its end, and the secret is not the one that was meant. Taking secrets from variables is right; set the variable in the script, ask for it, or check it before it is used:

\`\`\`routeros
:global adminPassword
:if ([:len $adminPassword] = 0) do={:error "Set the global variable adminPassword first"}
\`\`\`

Where the script runs another one before (\`/import\`, \`/system script run\`), that one may set a global variable, and it is no more than a hint. The fix puts the check before the command. It is a suggestion, because the script then stops where the variable is not set.`,
  references: ['CWE-258', 'CWE-457', 'https://manual.mikrotik.com/docs/developer-guides/scripting'],
  fix: 'suggestion',
  examples: [
    {
      bad: '/user add name=netops group=full password=$pw',
      fixed:
        ':global pw\n:if ([:len $pw] = 0) do={:error "Set the global variable pw first"}\n/user add name=netops group=full password=$pw',
      good: ':global pw\n:if ([:len $pw] = 0) do={:error "set pw first"}\n/user add name=netops group=full password=$pw',
    },
    {
      bad: ':global psk\n/interface l2tp-server server\nset use-ipsec=required ipsec-secret="$psk"',
      fixed:
        ':global psk\n/interface l2tp-server server\n:if ([:len $psk] = 0) do={:error "Set the global variable psk first"}\nset use-ipsec=required ipsec-secret="$psk"',
      good: ':local psk [/terminal ask prompt="key:"]\n/interface l2tp-server server\nset use-ipsec=required ipsec-secret="$psk"',
    },
    {
      bad: '/ppp secret\nadd name=a service=l2tp password=$pw\nadd name=b service=l2tp password=$pw',
      fixed:
        '/ppp secret\n:global pw\n:if ([:len $pw] = 0) do={:error "Set the global variable pw first"}\nadd name=a service=l2tp password=$pw\nadd name=b service=l2tp password=$pw',
      good: ':local pw "{{ password }}"\n/ppp secret\nadd name=a service=l2tp password=$pw\nadd name=b service=l2tp password=$pw',
    },
  ],
  silent: [
    {
      script: ':local addUser do={ /user add name=$name group=read password=$password }',
      because: 'In a function, the caller gives the value',
    },
    {
      script: ':foreach pw in=$list do={ /ppp secret add name=$pw service=l2tp password=$pw }',
      because: 'The loop gives the value',
    },
    {
      script: ':global pw\n:if ([:typeof $pw] = "nothing") do={ :set pw "x1" }\n/user set admin password=$pw',
      because: 'The script looks at it, and sets it',
    },
    {
      script: '/user set admin password=($secrets->"admin")',
      because: 'An element of an array: what the script does with it cannot be told',
    },
    { script: '/user set admin comment=$note', because: 'A comment is no secret' },
  ],
  menus: [],
  check({ script, report }) {
    let uses: VariableUses | undefined;
    const found = new Map<string, Use[]>();
    for (const command of script.commands) {
      if (command.menu === '' || (command.verb !== 'add' && command.verb !== 'set')) continue;
      for (const argument of command.arguments) {
        const { value } = argument;
        const name = value && onlyVariable(script.text, value);
        if (name === undefined || mayBeImplicit(name)) continue;
        if (!isSensitive(script.schema, command.menu, argument.name, command.verb)) continue;
        uses ??= variableUses(script);
        if (uses.assigned.has(name) || isLookedAt(script.text, name)) continue;
        if (isInFunction(command) && !uses.declared.has(name)) continue;
        const others = found.get(name);
        if (others === undefined) found.set(name, [{ command, argument }]);
        else others.push({ command, argument });
      }
    }
    for (const [name, [first, ...others]] of found) {
      if (first === undefined) continue;
      const declared = uses?.declared.get(name);
      report({
        ...(declared?.verb === 'global' && runsOthersBefore(script, first.command)
          ? { severity: 'hint' as const }
          : {}),
        span: first.argument.value?.span ?? first.argument.span,
        message: `Nothing in this script gives $${name} a value or checks that it has one, and a variable without a value reads as empty: the secret is then not the one that is meant. Check it before it is used.`,
        ...(others.length === 0
          ? {}
          : { related: others.map(({ argument }) => ({ span: argument.span, message: `$${name} is used here too` })) }),
        fixes: guard(script.text, name, first.command, declared),
      });
    }
  },
});

/** Another script that runs before may have set a global variable. */
function runsOthersBefore(script: ScriptModel, { span }: CommandUse): boolean {
  return script.commands.some(
    ({ path, span: { start } }) => start < span.start && (path === '/import' || path === '/system/script/run'),
  );
}

function guard(text: string, name: string, command: CommandUse, declared: CommandUse | undefined): readonly Fix[] {
  // A local variable that nothing sets is empty for certain: a check would only stop the script.
  if (command.substitution || declared?.verb === 'local') return [];
  const isDeclared = declared !== undefined && declared.span.start < command.span.start;
  return [
    {
      title: `Stop the script where the variable ${name} is not set`,
      class: 'suggestion',
      edits: [commandsBefore(text, command, [...(isDeclared ? [] : [`:global ${name}`]), guardOf(name)])],
    },
  ];
}
