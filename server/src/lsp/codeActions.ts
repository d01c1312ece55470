import { CodeActionRequest, CodeActionResolveRequest } from 'vscode-languageserver';
import type { CancellationToken, CodeAction, CodeActionParams } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { codeActions, fixAllKind, isNamed } from '../features/codeActions';
import type { CodeActionOffer } from '../features/codeActions';
import { isTooLarge } from '../features/textLimit';
import { differenceEdits } from '../features/textDifference';
import type { Analysis } from './analyses';
import { toDiagnostic, toSpan, toWorkspaceEdit } from './convert';
import { contentModified, guarded, invalidParameters, requestCancelled } from './requests';
import type { Services } from './services';

/** Command of the client that opens the page of a rule; its argument is the rule's id. */
const explainCommand = 'routerosGuard.explainRule';

/** What `codeAction/resolve` brings back of an action whose edits were left for later. */
interface LaterEdits {
  readonly uri: string;
}

function isLaterEdits(value: unknown): value is LaterEdits {
  return typeof value === 'object' && value !== null && 'uri' in value && typeof value.uri === 'string';
}

/** Registers code actions. An action's edits always belong to the text that the server holds when it answers. */
export function registerCodeActions({ connection, analyses, documents, client }: Services): void {
  function fixAllEdit(document: TextDocument, { engine, configuration, result }: Analysis): Pick<CodeAction, 'edit'> {
    const before = result.script.text;
    const edits = differenceEdits(before, engine.fixAll(before, configuration));
    return { edit: toWorkspaceEdit(document, edits, client()) };
  }

  function toCodeAction(
    document: TextDocument,
    analysis: Analysis,
    offer: CodeActionOffer,
    later: boolean,
  ): CodeAction {
    const { kind, title, findings, action } = offer;
    const base: CodeAction = { kind, title };
    // An editor shows the whole list nowhere; for fix-all it would be as long as the file's diagnostics.
    if (action.type !== 'fix-all')
      base.diagnostics = findings.map((finding) => toDiagnostic(document, finding, client()));
    if (offer.preferred) base.isPreferred = true;
    switch (action.type) {
      case 'edit':
        return { ...base, edit: toWorkspaceEdit(document, action.edits, client(), action.placeholders) };
      case 'explain':
        return { ...base, command: { title, command: explainCommand, arguments: [action.rule] } };
      case 'fix-all': {
        const data: LaterEdits = { uri: document.uri };
        return later ? { ...base, data } : { ...base, ...fixAllEdit(document, analysis) };
      }
    }
  }

  async function analysisOf(
    document: TextDocument,
    token: CancellationToken,
  ): Promise<Analysis | 'cancelled' | 'modified'> {
    const analysis = await analyses.ofDocument(document, () => token.isCancellationRequested);
    if (token.isCancellationRequested) return 'cancelled';
    return analysis ?? 'modified';
  }

  connection.onCodeAction(
    guarded<CodeActionParams, CodeAction[]>(connection, CodeActionRequest.method, async (parameters, token) => {
      const { textDocument, range, context } = parameters;
      const document = documents.get(textDocument.uri);
      if (!document || isTooLarge(document.getText())) return [];
      const analysis = await analysisOf(document, token);
      if (analysis === 'cancelled') return requestCancelled();
      if (analysis === 'modified') return contentModified();

      const { engine, result } = analysis;
      const offers = codeActions(result, toSpan(document, range), {
        ...(context.only && { only: context.only }),
        explains: (rule) => client().rulePages && engine.rulePage(rule) !== undefined,
        suppress: engine.suppressionEdits(result.script),
      });
      const later = client().resolvesCodeActionEdits && !isNamed(fixAllKind, context.only);
      return offers.map((offer) => toCodeAction(document, analysis, offer, later));
    }),
  );

  connection.onCodeActionResolve(
    guarded<CodeAction, CodeAction>(connection, CodeActionResolveRequest.method, async (action, token) => {
      if (!isLaterEdits(action.data)) return action;
      const document = documents.get(action.data.uri);
      if (!document) return invalidParameters('The document of this action is not open any more.');
      const analysis = await analysisOf(document, token);
      if (analysis === 'cancelled') return requestCancelled();
      if (analysis === 'modified') return contentModified();
      return { ...action, ...fixAllEdit(document, analysis) };
    }),
  );
}
