import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { basename } from 'node:path';
import {
  commands,
  type MessageItem,
  type Progress,
  ProgressLocation,
  type TextDocument,
  window,
  workspace,
} from 'vscode';
import type { AnalyseResult } from '../../../server/src/lsp/messages';
import { plainText } from '../api/plainText';
import type { RouterError } from '../api/transport';
import type { Confirmation, PushReport, PushState, RouterProfile } from '../deploy/types';
import { commandIds, languageId } from '../identifiers';
import type { Services } from '../services';
import { requireTrust } from '../trust';
import { confirmationTexts } from '../views/confirmation';
import { errorsOf, showBlockingErrors, showProblems } from '../views/findings';
import { showError } from '../views/messages';
import { outcomeDiagnostics, outcomeMessage, reportLines, type ReportSubject, stateNames } from '../views/report';
import { abortSignal, connectTo, type Login } from './connection';
import { withDeadline } from './deadline';
import { asRouterError, explain } from './errors';
import { requirePin } from './pin';
import { chooseProfile } from './profileStore';
import { findPassword } from './prompts';
import { showChangedCertificate } from './routerErrors';

type Mode = ReportSubject['mode'];
type Decision = 'push' | 'validate' | 'cancel';

/** The text as it is when the command is given: what is typed later is not part of the push. */
interface Snapshot {
  readonly document: TextDocument;
  readonly text: string;
  readonly file: string;
  readonly unsaved: boolean;
}

const actionNames: Readonly<Record<Mode, string>> = { push: 'A push', validate: 'A validation on a router' };

/** Milliseconds. A check takes a fraction of a second, and a server that hangs must not hold everything that comes after it. */
const longestAnalysis = 60_000;

/** One at a time: two imports into one router would mix, and their messages too. */
let underWay = false;

function isUnderWay(): boolean {
  return underWay;
}

async function refuseSecond(): Promise<void> {
  await showError('Another push or validation is under way. Wait for its report, or cancel it.');
}

/** Takes the active editor's text through the check, the confirmation, the router and the report. Never rejects for what a router does. */
export async function runScript(services: Services, mode: Mode): Promise<void> {
  if (!(await requireTrust(actionNames[mode]))) return;
  if (isUnderWay()) {
    await refuseSecond();
    return;
  }
  const snapshot = await takeSnapshot();
  if (!snapshot) return;
  const analysis = await analyse(services, snapshot);
  if (!analysis) return;
  const errors = errorsOf(analysis.findings);
  if (errors.length > 0) {
    await showBlockingErrors(snapshot.document, errors, actionNames[mode]);
    return;
  }
  const profile = await chooseProfile(mode === 'push' ? 'Router to push to' : 'Router that validates');
  if (!profile || !(await requirePin(profile))) return;
  const login = await findPassword(services.secrets, profile);
  if (!login) return;
  // While this one asked, another one may have begun.
  if (isUnderWay()) {
    await refuseSecond();
    return;
  }
  underWay = true;
  let told: () => Promise<void>;
  try {
    told = await talkToRouter(services, mode, snapshot, analysis, profile, login);
  } finally {
    // Before the outcome is shown: a message may stand for hours, and the next push must not wait until somebody closes it.
    underWay = false;
  }
  await told();
}

async function takeSnapshot(): Promise<Snapshot | undefined> {
  const document = window.activeTextEditor?.document;
  if (document?.languageId !== languageId) {
    await window.showErrorMessage(
      'Open the RouterOS script (.rsc) first: the script in the active editor is the one that is meant.',
    );
    return undefined;
  }
  return {
    document,
    text: document.getText(),
    file: plainText(document.isUntitled ? basename(document.uri.path) : workspace.asRelativePath(document.uri)),
    unsaved: document.isDirty || document.isUntitled,
  };
}

async function analyse({ server, output }: Services, { document, text }: Snapshot): Promise<AnalyseResult | undefined> {
  try {
    const answer = withDeadline(
      server.analyse({ uri: document.uri.toString(), text }),
      longestAnalysis,
      `the language server did not answer within ${longestAnalysis / 1000} s.`,
    );
    return await window.withProgress({ location: ProgressLocation.Window, title: 'Checking the script' }, () => answer);
  } catch (error) {
    const { message } = explain(error);
    output.error(`Checking ${document.uri.toString()}: ${message}`);
    const restart = 'Restart Server';
    const choice = await window.showErrorMessage(
      `The script could not be checked, so nothing was sent to a router: ${message}`,
      restart,
    );
    if (choice === restart) await commands.executeCommand(commandIds.restartServer);
    return undefined;
  }
}

/** The conversation with the router, up to what is logged and marked. Returns what shows the outcome to the person. */
async function talkToRouter(
  services: Services,
  mode: Mode,
  snapshot: Snapshot,
  analysis: AnalyseResult,
  profile: RouterProfile,
  login: Login,
): Promise<() => Promise<void>> {
  const { secrets, output, routerDiagnostics, reports } = services;
  const fromHost = hostname();
  const router = services.router();
  const subject: ReportSubject = {
    mode,
    profile,
    file: snapshot.file,
    unsaved: snapshot.unsaved,
    fromHost,
    startedAt: new Date(),
  };
  let decided = mode;
  let connected = false;
  /** Why there was no first connection. A later one only tidies up: what it meets is told in the report, and hides no outcome. */
  let connectError: RouterError | undefined;
  let cancelled = false;
  routerDiagnostics.clear(snapshot.document);

  const report = await window.withProgress(
    { location: ProgressLocation.Notification, title: titleOf(mode, profile), cancellable: true },
    (progress, token) => {
      const signal = abortSignal(token);
      token.onCancellationRequested(() => {
        cancelled = true;
      });
      return router.pushScript(
        { mode, profile, file: snapshot.file, text: snapshot.text, unsaved: snapshot.unsaved, fromHost, analysis },
        {
          connect: async (signalOfConnection) => {
            try {
              const transport = await connectTo(router, profile, login, secrets, signalOfConnection);
              connected = true;
              return transport;
            } catch (error) {
              if (!connected) connectError = asRouterError(error);
              throw error;
            }
          },
          confirm: async (confirmation) => {
            const decision = await confirm(confirmation);
            if (decision === 'validate') decided = 'validate';
            if (decision === 'cancel') cancelled = true;
            return decision;
          },
          progress: (state) => showState(progress, state),
          signal,
          now: () => performance.now(),
          uniqueName: () => `routeros-guard-${randomBytes(8).toString('hex')}`,
        },
      );
    },
  );

  const told = { ...subject, mode: decided };
  for (const line of reportLines(report, told)) output.info(line);
  routerDiagnostics.show(snapshot.document, snapshot.text, outcomeDiagnostics(report.outcome));
  const address = reports.add(report, told);
  return async () => {
    if (connectError?.kind === 'certificate-changed') {
      await showChangedCertificate(profile, connectError);
      return;
    }
    const extra = connectError?.kind === 'login' ? forgetPasswordButton : undefined;
    const choice = await showOutcome(report, profile, cancelled, extra);
    if (choice === showReportButton) await reports.show(address);
    if (choice === showProblemsButton) await showProblems(snapshot.document);
    if (choice === forgetPasswordButton) await commands.executeCommand(commandIds.forgetRouterPassword, profile.name);
  };
}

const showReportButton = 'Show Report';
const showProblemsButton = 'Show Problems';
const forgetPasswordButton = 'Forget Password';

async function showOutcome(
  { outcome }: PushReport,
  profile: RouterProfile,
  cancelled: boolean,
  extra: string | undefined,
): Promise<string | undefined> {
  const { severity, text } = outcomeMessage(outcome, profile.name);
  const buttons = [
    showReportButton,
    ...(outcomeDiagnostics(outcome).length > 0 ? [showProblemsButton] : []),
    ...(extra === undefined ? [] : [extra]),
  ];
  // What a person has stopped before it changed anything is no error.
  switch (cancelled && outcome.kind === 'not-applied' ? 'information' : severity) {
    case 'information':
      return window.showInformationMessage(text, ...buttons);
    case 'warning':
      return window.showWarningMessage(text, ...buttons);
    case 'error':
      return window.showErrorMessage(text, ...buttons);
  }
}

/** The modal. Validate stands first: it is what Enter does. */
async function confirm(confirmation: Confirmation): Promise<Decision> {
  const { message, detail } = confirmationTexts(confirmation);
  const validate: MessageItem = { title: 'Validate' };
  const push: MessageItem = { title: 'Push (no automatic undo)' };
  const choice = await window.showWarningMessage(message, { modal: true, detail }, validate, push);
  if (choice === push) return 'push';
  return choice === validate ? 'validate' : 'cancel';
}

function showState(progress: Progress<{ message?: string }>, state: PushState): void {
  progress.report({ message: stateNames[state] });
}

function titleOf(mode: Mode, { name }: RouterProfile): string {
  return mode === 'push' ? `Push to ${name}` : `Validation on ${name}`;
}
