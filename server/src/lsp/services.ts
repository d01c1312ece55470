import type { Connection, TextDocuments } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Analyses } from './analyses';
import type { ClientFeatures } from './clientFeatures';
import type { Environment } from './engine';

/** What the handlers of requests work with. */
export interface Services {
  readonly connection: Connection;
  readonly environment: Environment;
  readonly analyses: Analyses;
  readonly documents: TextDocuments<TextDocument>;
  /** What the client can; known once `initialize` was answered. */
  readonly client: () => ClientFeatures;
}
