import type { Configuration } from '../../server/src/rules/engine';
import type { Engine } from './engine';
import { Failure } from './failure';
import type { AppliedSuggestion } from './fixText';
import type { FileReport } from './report';
import { bytesOf } from './sources';
import type { Source } from './sources';
import { withoutSecrets } from './secrets';
import { unifiedDiff } from './unifiedDiff';

/** What is to be done with each script. */
export type Task =
  | { readonly kind: 'check' }
  | { readonly kind: 'fix'; readonly suggestions: readonly string[]; readonly dryRun: boolean };

export interface FixResult {
  readonly kind: 'fixed';
  /** What is left to report. */
  readonly report: FileReport;
  readonly applied: number;
  readonly suggestions: readonly AppliedSuggestion[];
  /** The content that was read and the one that is to be written; undefined where nothing changes. */
  readonly change: { readonly before: Uint8Array; readonly after: Uint8Array } | undefined;
  /** For a dry run: what would change, secrets masked; '' where nothing does. */
  readonly diff: string;
}

/** What became of one script: plain data, so that a thread can hand it over. */
export type Outcome =
  | { readonly kind: 'checked'; readonly report: FileReport }
  | FixResult
  | { readonly kind: 'failed'; readonly message: string };

function fixed(
  path: string,
  source: Source,
  configuration: Configuration,
  { suggestions: wanted, dryRun }: Extract<Task, { kind: 'fix' }>,
  engine: Engine,
): FixResult {
  const { text, applied, suggestions } = engine.fix(source.text, configuration, wanted);
  const after = bytesOf(source, text);
  const result = engine.check(text, configuration);
  const before = suggestions.length > 0 || dryRun ? engine.check(source.text, configuration) : undefined;
  const words = before ? engine.secretWords(before) : [];
  return {
    kind: 'fixed',
    report: engine.report(path, result),
    applied,
    suggestions: suggestions.map((suggestion) => ({ ...suggestion, title: withoutSecrets(suggestion.title, words) })),
    change: after.equals(source.bytes) ? undefined : { before: source.bytes, after },
    diff:
      before && dryRun
        ? unifiedDiff(
            path,
            { text: source.text, secrets: engine.secrets(before) },
            { text, secrets: engine.secrets(result) },
          )
        : '',
  };
}

/** Does a task with one script. `read` may reject with `Failure`, which is the outcome then. Rejects only where the program itself is at fault. */
export async function work(
  path: string,
  read: () => Promise<Source>,
  configuration: Configuration,
  task: Task,
  engine: Engine,
): Promise<Outcome> {
  try {
    const source = await read();
    if (task.kind === 'fix') return fixed(path, source, configuration, task, engine);
    return { kind: 'checked', report: engine.report(path, engine.check(source.text, configuration)) };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { kind: 'failed', message: error.message };
  }
}
