import type { DiagnosticTag, InitializeParams } from 'vscode-languageserver';

/** What the client said at `initialize` that changes what the server sends. */
export interface ClientFeatures {
  /** Settings can be asked for with `workspace/configuration`. */
  readonly pullsConfiguration: boolean;
  /** It tells of changed settings only where the server registers for it. */
  readonly registersConfigurationChanges: boolean;
  /** Changes of files are told where the server registers for them. */
  readonly registersFileWatchers: boolean;
  /** It tells of workspace folders that come and go. */
  readonly workspaceFolders: boolean;
  readonly relatedInformation: boolean;
  readonly diagnosticTags: readonly DiagnosticTag[];
  readonly versionedEdits: boolean;
  /** Edits may hold tab stops (LSP 3.18, `SnippetTextEdit`). */
  readonly snippetEdits: boolean;
  /** The edits of a code action can be asked for when the user has chosen it. */
  readonly resolvesCodeActionEdits: boolean;
  /** It can open the page of a rule (command `routerosGuard.explainRule`). */
  readonly rulePages: boolean;
}

export const leastClientFeatures: ClientFeatures = {
  pullsConfiguration: false,
  registersConfigurationChanges: false,
  registersFileWatchers: false,
  workspaceFolders: false,
  relatedInformation: false,
  diagnosticTags: [],
  versionedEdits: false,
  snippetEdits: false,
  resolvesCodeActionEdits: false,
  rulePages: false,
};

function saysRulePages(options: unknown): boolean {
  return typeof options === 'object' && options !== null && 'rulePages' in options && options.rulePages === true;
}

/** Reads the client's abilities; what it does not mention it cannot do. */
export function readClientFeatures({ capabilities, initializationOptions }: InitializeParams): ClientFeatures {
  const { workspace, textDocument } = capabilities;
  const resolve = textDocument?.codeAction?.resolveSupport;
  return {
    pullsConfiguration: workspace?.configuration === true,
    registersConfigurationChanges: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    registersFileWatchers: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    workspaceFolders: workspace?.workspaceFolders === true,
    relatedInformation: textDocument?.publishDiagnostics?.relatedInformation === true,
    diagnosticTags: textDocument?.publishDiagnostics?.tagSupport?.valueSet ?? [],
    versionedEdits: workspace?.workspaceEdit?.documentChanges === true,
    snippetEdits: workspace?.workspaceEdit?.snippetEditSupport === true,
    resolvesCodeActionEdits:
      textDocument?.codeAction?.dataSupport === true && resolve?.properties.includes('edit') === true,
    rulePages: saysRulePages(initializationOptions),
  };
}
