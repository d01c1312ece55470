import type { LogOutputChannel, SecretStorage } from 'vscode';
import type { LanguageServer } from './languageClient';
import type { RouterModule } from './routers/lazyRouter';
import type { Reports } from './views/reports';
import type { RouterDiagnostics } from './views/routerDiagnostics';

/** What the commands work with; made once by the composition root. */
export interface Services {
  readonly output: LogOutputChannel;
  readonly secrets: SecretStorage;
  readonly server: LanguageServer;
  readonly reports: Reports;
  readonly routerDiagnostics: RouterDiagnostics;
  /** Loads what talks to a router; nothing that only edits calls it. */
  readonly router: () => RouterModule;
}
