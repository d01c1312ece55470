import { TextDocument } from 'vscode-languageserver-textdocument';
import { isTooLarge, maximumTextLength } from '../features/textLimit';
import { toAnalyseFinding } from './convert';
import { analyseMethod, rulePageMethod } from './messages';
import type { AnalyseParams, AnalyseResult, RulePageParams, RulePageResult } from './messages';
import { guarded, invalidParameters, requestCancelled } from './requests';
import type { Services } from './services';

function isRulePageParams(value: unknown): value is RulePageParams {
  return typeof value === 'object' && value !== null && 'rule' in value && typeof value.rule === 'string';
}

function isAnalyseParams(value: unknown): value is AnalyseParams {
  if (typeof value !== 'object' || value === null) return false;
  const { uri, text, release } = value as Readonly<Record<keyof AnalyseParams, unknown>>;
  return typeof uri === 'string' && typeof text === 'string' && (release === undefined || typeof release === 'string');
}

/** Registers the requests of messages.ts. Parameters come from outside and are looked at before they are used. */
export function registerCustomRequests({ connection, environment, analyses }: Services): void {
  connection.onRequest(
    rulePageMethod,
    guarded<unknown, RulePageResult | null>(connection, rulePageMethod, async (parameters) => {
      if (!isRulePageParams(parameters)) return invalidParameters(`${rulePageMethod} needs { rule: string }.`);
      const { rule } = parameters;
      const markdown = (await environment.loadEngine()).rulePage(rule);
      return markdown === undefined ? null : { rule, markdown };
    }),
  );

  connection.onRequest(
    analyseMethod,
    guarded<unknown, AnalyseResult>(connection, analyseMethod, async (parameters, token) => {
      if (!isAnalyseParams(parameters)) {
        return invalidParameters(`${analyseMethod} needs { uri: string, text: string, release?: string }.`);
      }
      const { uri, text } = parameters;
      if (isTooLarge(text)) return invalidParameters(`The text has more than ${maximumTextLength} characters.`);
      const release = parameters.release === '' ? undefined : parameters.release;
      const analysis = await analyses.ofText(uri, text, release, () => token.isCancellationRequested);
      if (!analysis) return requestCancelled();
      const document = TextDocument.create(uri, 'routeros', 0, text);
      return { findings: analysis.result.findings.map((finding) => toAnalyseFinding(document, finding)) };
    }),
  );
}
