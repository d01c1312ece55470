import type { ArgumentUse } from '../../model/types';
import { defineRule } from '../rule';
import { argumentNamed } from '../support/items';
import { fetchesOf, fetchManual, fetchMenu } from '../support/fetch';
import { isLiteralSecret, isPlaceholder } from '../support/secrets';

/** The token of a Telegram bot: `bot`, the number of the bot, a colon, 35 characters. */
const telegram = /\/bot\d{6,}:[\w-]{35}(?![\w-])/;

export default defineRule({
  id: 'fetch-credentials-literal',
  category: 'security',
  severity: 'warning',
  risk: 'medium',
  since: '0.1.0',
  recommended: true,
  summary: 'A password or token of a server is written in a fetch command',
  why: `A script is copied, mailed, kept in backups and under version control, and the password or token in it goes along. URLs end up in logs as well.

Keep it in a global variable that is set on the router, with a guard for the case that it is not set, or in a placeholder that is filled in when the script is applied. Change what others may have seen.`,
  references: ['CWE-798', 'CWE-312', fetchManual],
  fix: null,
  examples: [
    {
      bad: '/tool fetch url="sftp://10.0.0.1/backup" upload=yes src-path=a.backup user=router password=Sommer2019',
      good: '/tool fetch url="sftp://10.0.0.1/backup" upload=yes src-path=a.backup user=router password=$password',
    },
    {
      bad: '/tool fetch check-certificate=yes url="https://router:Sommer2019@example.com/nic/update"',
      good: '/tool fetch check-certificate=yes url="https://router:$password@example.com/nic/update"',
    },
    {
      bad: '/tool fetch check-certificate=yes url="https://example.com/api" http-header-field="Authorization: Bearer 0123456789abcdef"',
      good: '/tool fetch check-certificate=yes url="https://example.com/api" http-header-field="Authorization: Bearer $token"',
    },
    {
      bad: '/tool fetch check-certificate=yes url="https://api.telegram.org/bot123456789:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/getMe"',
      good: '/tool fetch check-certificate=yes url="https://api.telegram.org/bot$token/getMe"',
    },
  ],
  silent: [
    {
      script: '/tool fetch url="sftp://10.0.0.1/a" user=router password="{{ backup_password }}"',
      because: 'A template, filled in elsewhere',
    },
    {
      script: '/tool fetch check-certificate=yes url="https://example.com/a" http-header-field="Accept: text/plain"',
      because: 'A header without a secret',
    },
    { script: '/tool fetch url="ftp://anonymous:anonymous@example.com/a"', because: 'The login that is no secret' },
    {
      script: '/tool fetch url="sftp://10.0.0.1/a" user=router password=""',
      because: 'An empty text gives nothing away',
    },
  ],
  menus: [fetchMenu],
  check({ script, report }) {
    for (const { command } of fetchesOf(script)) {
      const found = [
        secretPassword(argumentNamed(command, 'password')),
        inUrl(script.text, argumentNamed(command, 'url')),
        inHeader(script.text, argumentNamed(command, 'http-header-field')),
      ].find((argument) => argument !== undefined);
      if (found === undefined) continue;
      report({
        span: found.nameSpan ?? found.span,
        message:
          'A password or token is written in the script, and whoever reads the script has it. Take it from a variable or a placeholder, and change it where it was used.',
      });
    }
  },
});

function secretPassword(argument: ArgumentUse | undefined): ArgumentUse | undefined {
  return argument !== undefined && isLiteralSecret(argument.value) && !isWellKnown(argument.value?.text ?? '')
    ? argument
    : undefined;
}

function inUrl(text: string, argument: ArgumentUse | undefined): ArgumentUse | undefined {
  const source = sourceOf(text, argument);
  const login = /^[("\s]*[a-z]+:\/\/[^/:@\s$]*:([^/@\s$]+)@/i.exec(source)?.[1];
  return (login !== undefined && !isPlaceholder(login) && !isWellKnown(login)) || telegram.test(source)
    ? argument
    : undefined;
}

function inHeader(text: string, argument: ArgumentUse | undefined): ArgumentUse | undefined {
  const found = /\bauthorization:\s*(?:basic|bearer|token)?\s*([^\s",$;]+)/i.exec(sourceOf(text, argument))?.[1];
  return found !== undefined && found.length >= 8 && !isPlaceholder(found) ? argument : undefined;
}

/** `*` stands for a password that was taken out; a mail address or `anonymous` is what public FTP servers ask for. */
function isWellKnown(password: string): boolean {
  return /^\*+$/.test(password) || /^(?:anonymous|guest)$/i.test(password);
}

function sourceOf(text: string, argument: ArgumentUse | undefined): string {
  const span = argument?.value?.span;
  return span === undefined ? '' : text.slice(span.start, span.end);
}
