import { checkScript } from '../../server/src/rules/engine';
import type { CheckResult, Configuration } from '../../server/src/rules/engine';
import { schema } from '../../server/src/schema/bundled';
import { fixText } from './fixText';
import type { FixedText } from './fixText';
import { fileReport } from './report';
import type { FileReport } from './report';
import { secretLiterals, secretSpans } from './secrets';

/**
 * All that the commands ask of the language server's parts about one script. This module is imported where it is needed, so that `--help` does not wait
 * for schema and rules.
 */
export interface Engine {
  check(text: string, configuration: Configuration): CheckResult;
  report(path: string, result: CheckResult): FileReport;
  /** Applies safe fixes, and the suggestions of these rules, until none is left. */
  fix(text: string, configuration: Configuration, suggestions: readonly string[]): FixedText;
  /** The secrets of a script, to mask them: their places. */
  secrets(result: CheckResult): ReturnType<typeof secretSpans>;
  /** The secrets of a script themselves, to take them out of sentences. */
  secretWords(result: CheckResult): readonly string[];
}

export function createEngine(): Engine {
  const check = (text: string, configuration: Configuration): CheckResult =>
    checkScript(text, { schema: schema(), ...configuration });
  const secrets = ({ script }: CheckResult) => secretSpans(script, schema());
  return {
    check,
    report: (path, result) => fileReport(path, result, schema()),
    fix: (text, configuration, suggestions) =>
      fixText(text, (current) => check(current, configuration), new Set(suggestions)),
    secrets,
    secretWords: (result) => secretLiterals(result.script.text, secrets(result), 8),
  };
}
