import type { PushOutcome, PushReport, PushState, RouterDiagnostic, RouterProfile } from '../deploy/types';
import { escapeMarkdown } from './markdown';

/** What a report is about, beside what the push itself tells. */
export interface ReportSubject {
  readonly mode: 'validate' | 'push';
  readonly profile: RouterProfile;
  readonly file: string;
  readonly unsaved: boolean;
  readonly fromHost: string;
  readonly startedAt: Date;
}

export interface OutcomeMessage {
  readonly severity: 'information' | 'warning' | 'error';
  readonly text: string;
}

/** Names of the states, as a person reads them. */
export const stateNames: Readonly<Record<PushState, string>> = {
  analyse: 'Check the script here',
  connect: 'Connect and log in',
  identify: 'Read what the router is',
  confirm: 'Ask for confirmation',
  upload: 'Upload the script',
  validate: 'Let the router check the script',
  arm: 'Prepare the way back',
  apply: 'Run the script',
  verify: 'Verify',
  clean: 'Remove the temporary file',
  done: 'Done',
};

/** One message for the outcome. An outcome that is not known is never called success. */
export function outcomeMessage(outcome: PushOutcome, routerName: string): OutcomeMessage {
  switch (outcome.kind) {
    case 'applied':
      return { severity: 'information', text: `${routerName}: the whole script was applied.` };
    case 'valid':
      return {
        severity: 'information',
        text: `${routerName}: the router accepts the script (${howChecked(outcome.how)}). Nothing was changed.`,
      };
    case 'not-applied':
      return {
        severity: 'error',
        text: `${routerName}: nothing was applied. ${sentence(outcome.reason)}${outcome.advice === '' ? '' : ` ${sentence(outcome.advice)}`}`,
      };
    case 'partly-applied':
      return {
        severity: 'error',
        text: `${routerName}: the script was applied in part. ${stoppedWhere(outcome.line)} ${sentence(outcome.reason)}`,
      };
    case 'unknown':
      return {
        severity: 'warning',
        text: `${routerName}: it is not known whether the script was applied. ${sentence(outcome.reason)} Look at the router before you push again.`,
      };
  }
}

/** What the router reported, with places in the script; [] for outcomes without any. */
export function outcomeDiagnostics(outcome: PushOutcome): readonly RouterDiagnostic[] {
  return outcome.kind === 'not-applied' || outcome.kind === 'partly-applied' ? outcome.diagnostics : [];
}

/** Name of the report's document. */
export function reportTitle({ mode, profile }: Pick<ReportSubject, 'mode' | 'profile'>): string {
  return mode === 'push' ? `Push to ${profile.name}` : `Validation on ${profile.name}`;
}

/** The report as Markdown. It holds no password, and nothing of the script but what the router's messages quote. */
export function renderReport(report: PushReport, subject: ReportSubject): string {
  const { router } = report;
  const { profile } = subject;
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['Router', `${profile.name} (${profile.host}, port ${profile.port}, user ${profile.user})`],
    ['Identity', router?.identity],
    ['Version', router?.version],
    ['Board', router?.board],
    ['Serial', router?.serial],
    ['Device mode', router?.deviceMode],
    ['From', subject.fromHost],
    ['File', `${subject.file}${subject.unsaved ? ' (with changes that were not saved)' : ''}`],
    ['Way back', report.wayBack?.description],
    ['Started', subject.startedAt.toISOString()],
  ];
  return [
    `# ${escapeMarkdown(reportTitle(subject))}`,
    '',
    `**${escapeMarkdown(outcomeMessage(report.outcome, profile.name).text)}**`,
    '',
    '| | |',
    '| --- | --- |',
    ...rows.flatMap(([name, value]) => (value === undefined ? [] : [`| ${name} | ${escapeMarkdown(value)} |`])),
    '',
    ...diagnosticLines(outcomeDiagnostics(report.outcome)),
    ...stepLines(report),
    ...leftoverLines(report.leftovers),
  ].join('\n');
}

/** The report as plain lines, for the output channel. */
export function reportLines(report: PushReport, subject: ReportSubject): readonly string[] {
  return [
    `${reportTitle(subject)}: ${subject.file}`,
    ...report.steps.map(({ state, milliseconds }) => `  ${stateNames[state]}: ${Math.round(milliseconds)} ms`),
    ...outcomeDiagnostics(report.outcome).map(
      ({ line, column, message }) => `  line ${line + 1}, column ${column + 1}: ${message}`,
    ),
    ...report.leftovers.map((leftover) => `  Left behind: ${leftover}`),
    `  ${outcomeMessage(report.outcome, subject.profile.name).text}`,
  ];
}

function diagnosticLines(diagnostics: readonly RouterDiagnostic[]): readonly string[] {
  if (diagnostics.length === 0) return [];
  const items = diagnostics.map(
    ({ line, column, message }) => `- Line ${line + 1}, column ${column + 1}: ${escapeMarkdown(message)}`,
  );
  return ['## What the router reported', '', ...items, ''];
}

function stepLines({ steps }: PushReport): readonly string[] {
  if (steps.length === 0) return [];
  const rows = steps.map(({ state, milliseconds }) => `| ${stateNames[state]} | ${Math.round(milliseconds)} ms |`);
  return ['## Steps', '', '| Step | Time |', '| --- | ---: |', ...rows, ''];
}

function leftoverLines(leftovers: readonly string[]): readonly string[] {
  if (leftovers.length === 0) return [];
  return ['## Left behind', '', ...leftovers.map((leftover) => `- ${escapeMarkdown(leftover)}`), ''];
}

function howChecked(how: 'dry-run' | 'parse'): string {
  return how === 'dry-run' ? 'dry run of the import' : 'read by its parser: syntax only';
}

function stoppedWhere(line: number | undefined): string {
  if (line === undefined) return 'The router did not say at which line it stopped.';
  return `It stopped at line ${line + 1}: what ran before that is in effect.`;
}

function sentence(text: string): string {
  const trimmed = text.trim();
  return trimmed === '' || /[.!?…]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}
