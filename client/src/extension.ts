import { commands, type ExtensionContext, window, workspace } from 'vscode';
import { addRouter } from './commands/addRouter';
import { explainRule } from './commands/explainRule';
import { forgetRouterPassword } from './commands/forgetRouterPassword';
import { pushScript } from './commands/pushScript';
import { restartServer } from './commands/restartServer';
import { showOutput } from './commands/showOutput';
import { testConnection } from './commands/testConnection';
import { validateScript } from './commands/validateScript';
import { commandIds, productName, reportScheme, ruleScheme } from './identifiers';
import { createLanguageServer, type LanguageServer } from './languageClient';
import { loadRouter } from './routers/lazyRouter';
import type { Services } from './services';
import { createReports } from './views/reports';
import { createRouterDiagnostics } from './views/routerDiagnostics';
import { rulePageProvider } from './views/rulePages';

let server: LanguageServer | undefined;

/** Wires the parts together. Returns as soon as that is done: the language server starts in the background. */
export function activate(context: ExtensionContext): void {
  const output = window.createOutputChannel(productName, { log: true });
  const languageServer = createLanguageServer(context.asAbsolutePath('dist/server.js'), output);
  const routerDiagnostics = createRouterDiagnostics();
  const reports = createReports();
  const services: Services = {
    output,
    secrets: context.secrets,
    server: languageServer,
    reports,
    routerDiagnostics,
    router: loadRouter,
  };
  server = languageServer;

  context.subscriptions.push(
    output,
    routerDiagnostics,
    workspace.registerTextDocumentContentProvider(ruleScheme, rulePageProvider(languageServer.rulePage)),
    workspace.registerTextDocumentContentProvider(reportScheme, reports.provider),
    commands.registerCommand(commandIds.pushScript, () => pushScript(services)),
    commands.registerCommand(commandIds.validateScript, () => validateScript(services)),
    commands.registerCommand(commandIds.addRouter, () => addRouter(services)),
    commands.registerCommand(commandIds.testConnection, (name?: unknown) => testConnection(services, name)),
    commands.registerCommand(commandIds.forgetRouterPassword, (name?: unknown) => forgetRouterPassword(services, name)),
    commands.registerCommand(commandIds.explainRule, (rule?: unknown) => explainRule(rule)),
    commands.registerCommand(commandIds.restartServer, () => restartServer(services)),
    commands.registerCommand(commandIds.showOutput, () => showOutput(services)),
  );
  void languageServer.start();
}

/** Ends the language server. */
export function deactivate(): Promise<void> | undefined {
  return server?.stop();
}
