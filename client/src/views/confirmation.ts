import { plainText } from '../api/plainText';
import type { Confirmation, ScriptFinding } from '../deploy/types';

/** Texts of the modal that asks before anything changes. */
export interface ConfirmationTexts {
  readonly message: string;
  readonly detail: string;
}

/** Longer lines, too, would push the buttons away. */
const longestLine = 400;

/** More than these would push the buttons of a modal off a small screen. */
const shownWarnings = 5;

/** What a person is told before the push: the router, where the push leaves from, the file, and the warnings that remain. */
export function confirmationTexts(confirmation: Confirmation): ConfirmationTexts {
  const { profile, router, warnings } = confirmation;
  const lines = [
    `Router: ${profile.name} (${profile.host}, port ${profile.port}, user ${profile.user})`,
    `Identity: ${plainText(router.identity) || '(empty)'}`,
    `Version: ${router.version}${router.board === undefined ? '' : `, ${router.board}`}`,
    `Serial: ${router.serial ?? 'the router names none'}`,
    ...(router.deviceMode === undefined ? [] : [`Device mode: ${router.deviceMode}`]),
    `From: ${confirmation.fromHost}`,
    `File: ${confirmation.file}${confirmation.unsaved ? ' (with changes that are not saved)' : ''}, ${confirmation.bytes} bytes`,
    '',
    ...warningLines(warnings),
    '',
    'Validate lets the router check the script and changes nothing. Push runs it: what it changes is not undone automatically.',
  ];
  return {
    message: `Push to ${profile.name}, "${plainText(router.identity)}"?`,
    // Names and messages hold text of others: none of it may begin a line of its own.
    detail: lines.map((line) => plainText(line, longestLine)).join('\n'),
  };
}

function warningLines(findings: readonly ScriptFinding[]): readonly string[] {
  if (findings.length === 0) return ['No warnings.'];
  const lines = findings.slice(0, shownWarnings).map(({ line, message }) => `• Line ${line + 1}: ${message}`);
  const rest = findings.length - lines.length;
  const count = findings.length === 1 ? '1 warning remains:' : `${findings.length} warnings remain:`;
  return [count, ...lines, ...(rest > 0 ? [`… and ${rest} more in the Problems view.`] : [])];
}
