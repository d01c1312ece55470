import { describe, expect, test } from 'vitest';
import type { PushOutcome, PushReport, RouterProfile, ScriptFinding } from '../../client/src/deploy/types';
import { confirmationTexts } from '../../client/src/views/confirmation';
import { escapeMarkdown } from '../../client/src/views/markdown';
import { outcomeMessage, renderReport, reportLines, type ReportSubject } from '../../client/src/views/report';

const profile: RouterProfile = {
  name: 'office',
  host: '192.0.2.1',
  port: 8729,
  user: 'deploy',
  sha256: 'AA:BB',
  connectTimeoutSeconds: 10,
  commandTimeoutSeconds: 60,
};
const router = { identity: 'gw', serial: 'HC1', version: '7.18.2 (stable)', board: 'hEX', deviceMode: 'home' };
const subject: ReportSubject = {
  mode: 'push',
  profile,
  file: 'first.rsc',
  unsaved: true,
  fromHost: 'desk',
  startedAt: new Date('2030-06-15T12:00:00Z'),
};
const partly: PushReport = {
  outcome: {
    kind: 'partly-applied',
    line: 4,
    reason: 'failure: already have such entry',
    diagnostics: [{ line: 4, column: 2, message: 'failure: already have such entry' }],
  },
  router,
  steps: [
    { state: 'connect', milliseconds: 41.6 },
    { state: 'apply', milliseconds: 120 },
  ],
  wayBack: { kind: 'none', description: 'No undo was prepared' },
  leftovers: ['the file x.rsc is still on the router'],
};

describe('the message of an outcome', () => {
  test.each<[PushOutcome, string, string]>([
    [{ kind: 'applied' }, 'information', 'office: the whole script was applied.'],
    [
      { kind: 'valid', how: 'dry-run' },
      'information',
      'office: the router accepts the script (dry run of the import). Nothing was changed.',
    ],
    [
      { kind: 'valid', how: 'parse' },
      'information',
      'office: the router accepts the script (read by its parser: syntax only). Nothing was changed.',
    ],
    [
      { kind: 'not-applied', reason: 'The login was refused', advice: 'Check the password', diagnostics: [] },
      'error',
      'office: nothing was applied. The login was refused. Check the password.',
    ],
    [
      partly.outcome,
      'error',
      'office: the script was applied in part. It stopped at line 5: what ran before that is in effect. failure: already have such entry.',
    ],
    [
      { kind: 'partly-applied', line: undefined, reason: 'Stopped.', diagnostics: [] },
      'error',
      'office: the script was applied in part. The router did not say at which line it stopped. Stopped.',
    ],
    [
      { kind: 'unknown', reason: 'The connection ended' },
      'warning',
      'office: it is not known whether the script was applied. The connection ended. Look at the router before you push again.',
    ],
  ])('%o', (outcome, severity, text) => {
    expect(outcomeMessage(outcome, 'office')).toEqual({ severity, text });
  });
});

describe('the report', () => {
  test('names router, file, steps with times, the router’s errors and what was left behind', () => {
    expect(renderReport(partly, subject)).toBe(
      [
        '# Push to office',
        '',
        '**office\\: the script was applied in part\\. It stopped at line 5\\: what ran before that is in effect\\. failure\\: already have such entry\\.**',
        '',
        '| | |',
        '| --- | --- |',
        '| Router | office \\(192\\.0\\.2\\.1, port 8729, user deploy\\) |',
        '| Identity | gw |',
        '| Version | 7\\.18\\.2 \\(stable\\) |',
        '| Board | hEX |',
        '| Serial | HC1 |',
        '| Device mode | home |',
        '| From | desk |',
        '| File | first\\.rsc \\(with changes that were not saved\\) |',
        '| Way back | No undo was prepared |',
        '| Started | 2030\\-06\\-15T12\\:00\\:00\\.000Z |',
        '',
        '## What the router reported',
        '',
        '- Line 5, column 3: failure\\: already have such entry',
        '',
        '## Steps',
        '',
        '| Step | Time |',
        '| --- | ---: |',
        '| Connect and log in | 42 ms |',
        '| Run the script | 120 ms |',
        '',
        '## Left behind',
        '',
        '- the file x\\.rsc is still on the router',
        '',
      ].join('\n'),
    );
  });

  test('leaves out what is not known', () => {
    const report: PushReport = {
      outcome: { kind: 'not-applied', reason: 'No answer.', advice: '', diagnostics: [] },
      router: undefined,
      steps: [],
      leftovers: [],
    };
    const text = renderReport(report, { ...subject, mode: 'validate', unsaved: false });
    expect(text).toContain('# Validation on office');
    expect(text).toContain('| File | first\\.rsc |');
    expect(text).not.toMatch(/Identity|Serial|## /);
  });

  test('goes to the output channel line by line', () => {
    expect(reportLines(partly, subject)).toEqual([
      'Push to office: first.rsc',
      '  Connect and log in: 42 ms',
      '  Run the script: 120 ms',
      '  line 5, column 3: failure: already have such entry',
      '  Left behind: the file x.rsc is still on the router',
      '  office: the script was applied in part. It stopped at line 5: what ran before that is in effect. failure: already have such entry.',
    ]);
  });

  test('shows the text of others literally', () => {
    expect(escapeMarkdown('![x](http://evil.example/p.png)\n# <b>|')).toBe(
      '\\!\\[x\\] \\(http\\:\\/\\/evil\\.example\\/p\\.png\\) \\# \\<b\\>\\|',
    );
  });
});

test('a report is one line a fact, whatever a router or a file is called', () => {
  const text = renderReport(
    { ...partly, router: { ...router, identity: 'gw\n\n# $x$ \u202e| <b>' } },
    { ...subject, file: 'a|b\n![p](https://evil.example/p.png).rsc' },
  );
  expect(text).toContain('| Identity | gw \\# \\$x\\$ ?\\| \\<b\\> |');
  expect(text).toContain('| File | a\\|b \\!\\[p\\] \\(https');
});

describe('the confirmation', () => {
  const warning = (line: number): ScriptFinding => ({
    rule: 'r',
    severity: 'warning',
    message: `warning ${line}`,
    line,
    column: 0,
    endLine: line,
    endColumn: 1,
  });
  const confirmation = {
    profile,
    router,
    fromHost: 'desk',
    file: 'first.rsc',
    unsaved: true,
    bytes: 120,
    warnings: [],
  };

  test('names router, identity, version, serial, the host it leaves from and the file', () => {
    const { message, detail } = confirmationTexts(confirmation);
    expect(message).toBe('Push to office, "gw"?');
    expect(detail.split('\n')).toEqual([
      'Router: office (192.0.2.1, port 8729, user deploy)',
      'Identity: gw',
      'Version: 7.18.2 (stable), hEX',
      'Serial: HC1',
      'Device mode: home',
      'From: desk',
      'File: first.rsc (with changes that are not saved), 120 bytes',
      '',
      'No warnings.',
      '',
      'Validate lets the router check the script and changes nothing. Push runs it: what it changes is not undone automatically.',
    ]);
  });

  test('holds no line that somebody else wrote', () => {
    const { message, detail } = confirmationTexts({
      ...confirmation,
      router: { ...router, identity: 'gw"?\nRouter: lab', serial: 'HC1\r\nDevice mode: lab' },
      file: 'first.rsc\nNo warnings.\u202e',
      warnings: [{ ...warning(0), message: `comment "\n\nNo warnings. ${'x'.repeat(5000)}` }],
    });
    expect(message).toBe('Push to office, "gw"? Router: lab"?');
    const lines = detail.split('\n');
    expect(lines).toHaveLength(12);
    expect(lines[1]).toBe('Identity: gw"? Router: lab');
    expect(lines[6]).toBe('File: first.rsc No warnings.? (with changes that are not saved), 120 bytes');
    expect(lines.filter((line) => line.startsWith('No warnings'))).toEqual([]);
    expect(Math.max(...lines.map((line) => line.length))).toBe(401);
  });

  test('shows the first warnings and counts the rest', () => {
    const { detail } = confirmationTexts({ ...confirmation, warnings: [0, 1, 2, 3, 4, 5, 6].map(warning) });
    expect(detail).toContain('7 warnings remain:\n• Line 1: warning 0');
    expect(detail).toContain('• Line 5: warning 4\n… and 2 more in the Problems view.');
    expect(detail).not.toContain('warning 5');
  });
});
