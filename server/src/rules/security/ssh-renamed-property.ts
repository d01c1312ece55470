import type { CommandUse, ScriptModel } from '../../model/types';
import { defineRule, type RuleContext } from '../rule';
import { sshManual, sshMenu, sshRenames, type SshRename } from '../support/accessSsh';
import { isAtLeast } from '../support/accessValues';
import { argumentNamed } from '../support/items';

export default defineRule({
  id: 'ssh-renamed-property',
  category: 'security',
  severity: 'error',
  risk: 'medium',
  since: '0.1.0',
  recommended: true,
  summary: 'A setting of SSH has another name in the wanted release',
  why: `RouterOS 7.17 replaced \`allow-none-crypto\` by \`ciphers\`, and 7.21 replaced \`always-allow-password-login\` by \`password-authentication\`. A router that does not have the name that the script uses refuses the command, and an import stops there, before the settings that were meant to make SSH safe.

It is an error where the release is known, from the header of the script or from the settings, and a hint otherwise. The fix is a suggestion: it changes a name and a value for one side of the change.`,
  references: ['CWE-1188', sshManual],
  fix: 'suggestion',
  examples: [
    {
      bad: '/ip ssh set allow-none-crypto=no strong-crypto=yes',
      fixed: '/ip ssh set ciphers=auto strong-crypto=yes',
      good: '/ip ssh set ciphers=auto strong-crypto=yes',
    },
    {
      bad: '/ip ssh set always-allow-password-login=yes',
      fixed: '/ip ssh set password-authentication=yes',
      good: '/ip ssh set password-authentication=yes',
    },
  ],
  silent: [
    {
      script:
        '# 2024-05-01 12:00:00 by RouterOS 7.14.3\n/ip ssh\nset allow-none-crypto=yes always-allow-password-login=yes',
      because: 'The release of the export has these names',
    },
    {
      script: ':if ($old) do={ /ip ssh set allow-none-crypto=no } else={ /ip ssh set ciphers=auto }',
      because: 'The script has both names, and seems to ask for the release',
    },
  ],
  menus: [sshMenu],
  check({ script, release, report }) {
    for (const rename of sshRenames) {
      const commands = script.commandsOf(sshMenu);
      const has = (name: string): boolean => commands.some((command) => argumentNamed(command, name) !== undefined);
      if (has(rename.old) && has(rename.name)) continue;
      for (const command of commands) reportNames(script, command, rename, release, report);
    }
  },
});

function reportNames(
  script: ScriptModel,
  command: CommandUse,
  { old, since, name, newValue, oldValue }: SshRename,
  release: string,
  report: RuleContext['report'],
): void {
  const isNew = isAtLeast(release, since);
  const argument = argumentNamed(command, isNew ? old : name);
  if (argument === undefined) return;
  const value = argument.value?.text;
  const wanted = isNew ? name : old;
  const translated = value === undefined ? undefined : (isNew ? newValue : oldValue)(value);
  const refused = script.errors.find(
    ({ code, span }) => code === 'not-in-release' && span.start >= argument.span.start && span.end <= argument.span.end,
  );
  report({
    span: argument.nameSpan ?? argument.span,
    severity: refused?.severity ?? 'hint',
    message: isNew
      ? `RouterOS ${since} and later have ${name} in place of ${old}: they refuse the command, and an import stops here.`
      : `RouterOS before ${since} has ${old} in place of ${name}: it refuses the command, and an import stops here.`,
    fixes:
      translated === undefined
        ? []
        : [
            {
              title: `Write ${wanted}=${translated} (${isNew ? `RouterOS ${since} and later` : `RouterOS before ${since}`})`,
              class: 'suggestion',
              edits: [{ ...argument.span, text: `${wanted}=${translated}` }],
            },
          ],
  });
}
