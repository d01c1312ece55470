import { commands, type Diagnostic, type LogOutputChannel, window } from 'vscode';
import {
  CloseAction,
  type CloseHandlerResult,
  type ErrorHandler,
  LanguageClient,
  type Middleware,
  TransportKind,
  vsdiag,
} from 'vscode-languageclient/node';
import {
  analyseMethod,
  type AnalyseParams,
  type AnalyseResult,
  type InitializationOptions,
  rulePageMethod,
  type RulePageParams,
  type RulePageResult,
} from '../../server/src/lsp/messages';
import { commandIds, languageId, productName, section } from './identifiers';
import { rulePageUri } from './views/rulePages';

/** The language server as the rest of the client sees it. Every request rejects when the server cannot answer. */
export interface LanguageServer {
  /** Starts the server. Rejects never: a failure is shown to the person. */
  start(): Promise<void>;
  /** Ends the server and starts it anew, also after it was given up. Rejects never. */
  restart(): Promise<void>;
  /** Ends the server; used when the extension is deactivated. */
  stop(): Promise<void>;
  /** The Markdown page of a rule; undefined for an unknown rule. */
  readonly rulePage: (rule: string) => Promise<string | undefined>;
  /** Findings for a text as it is, whatever is open. */
  analyse(params: AnalyseParams): Promise<AnalyseResult>;
}

/** A server that dies again and again is given up after so many restarts within three minutes (the client library's own measure). */
const maximumRestarts = 4;

/** Makes the client of the language server at `serverModule` (dist/server.js), which runs in Node and talks over IPC. */
export function createLanguageServer(serverModule: string, output: LogOutputChannel): LanguageServer {
  const initializationOptions: InitializationOptions = { rulePages: true };
  const client = new LanguageClient(
    section,
    productName,
    {
      run: { module: serverModule, transport: TransportKind.ipc },
      debug: { module: serverModule, transport: TransportKind.ipc },
    },
    {
      // Any scheme: a script is checked whether it is a file, untitled, in a virtual workspace or one side of a comparison.
      documentSelector: [{ language: languageId }],
      initializationOptions,
      outputChannel: output,
      middleware: diagnosticLinks,
      errorHandler: {
        error: (error, message, count) => defaultErrors().error(error, message, count),
        closed: () => closedHandler(defaultErrors()),
      },
    },
  );
  // Made once, after the client: it counts the restarts.
  let errors: ErrorHandler | undefined;
  const defaultErrors = (): ErrorHandler => (errors ??= client.createDefaultErrorHandler(maximumRestarts));

  const reportFailure = (error: unknown): void => {
    output.error(error instanceof Error ? error : String(error));
    showServerMessage(`${productName}: the language server could not be started, so scripts are not checked.`);
  };
  return {
    start: () => client.start().catch(reportFailure),
    restart: async () => {
      errors = undefined;
      await client.restart().catch(reportFailure);
    },
    stop: () => (client.needsStop() ? client.stop() : Promise.resolve()),
    rulePage: async (rule) => {
      const params: RulePageParams = { rule };
      const page = await client.sendRequest<RulePageResult | null>(rulePageMethod, params);
      return page?.markdown;
    },
    analyse: (params) => client.sendRequest<AnalyseResult>(analyseMethod, params),
  };
}

async function closedHandler(handler: ErrorHandler): Promise<CloseHandlerResult> {
  const result = await handler.closed();
  if (result.action !== CloseAction.DoNotRestart) return result;
  const message = `${productName}: the language server ended ${maximumRestarts + 1} times within three minutes and is not started again. Scripts are not checked until you restart it.`;
  showServerMessage(message);
  return { ...result, message, handled: true };
}

function showServerMessage(message: string): void {
  const restart = 'Restart Server';
  const show = 'Show Output';
  void window.showErrorMessage(message, restart, show).then((choice) => {
    if (choice === restart) return commands.executeCommand(commandIds.restartServer);
    if (choice === show) return commands.executeCommand(commandIds.showOutput);
    return undefined;
  });
}

/** Turns the rule id in a diagnostic's code into a link to the page of the rule, which is a virtual document and needs no network. */
const diagnosticLinks: Middleware = {
  handleDiagnostics: (uri, diagnostics, next) => next(uri, diagnostics.map(withRuleLink)),
  provideDiagnostics: async (document, previousResultId, token, next) => {
    const report = await next(document, previousResultId, token);
    if (report?.kind !== vsdiag.DocumentDiagnosticReportKind.full) return report;
    return { ...report, items: report.items.map(withRuleLink) };
  },
};

function withRuleLink(diagnostic: Diagnostic): Diagnostic {
  if (typeof diagnostic.code === 'string') {
    diagnostic.code = { value: diagnostic.code, target: rulePageUri(diagnostic.code) };
  }
  return diagnostic;
}
