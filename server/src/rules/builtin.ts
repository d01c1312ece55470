import type { Category, Severity } from './rule';
import { schemaFindings } from './schemaFindings';

/** A finding that the engine itself makes: no rule file stands behind it. */
export interface BuiltinFinding {
  readonly id: string;
  readonly category: Category;
  readonly severity: Severity;
  readonly summary: string;
  /** Markdown. */
  readonly why: string;
  /** Can a suppression or the configuration silence it? */
  readonly silenceable: boolean;
  /** Only in the preset `strict`, or where it is given a severity. */
  readonly strict?: true;
}

export const syntaxErrorId = 'syntax-error';
export const internalErrorId = 'internal-error';
export const invalidSuppressionId = 'invalid-suppression';
export const suppressionWithoutReasonId = 'suppression-without-reason';
export const unusedSuppressionId = 'unused-suppression';

export const builtinFindings: readonly BuiltinFinding[] = [
  {
    id: internalErrorId,
    category: 'correctness',
    severity: 'information',
    summary: 'A rule of RouterOS Guard failed on this script',
    why: 'The rule that the message names stopped with a fault of its own, so it says nothing about this script. All other rules ran as usual. It is a fault of RouterOS Guard, not of the script.',
    silenceable: true,
  },
  {
    id: invalidSuppressionId,
    category: 'style',
    severity: 'hint',
    summary: 'A suppression comment that suppresses nothing, because it is not understood',
    why: 'The comment begins like a suppression, but it names no rule, a rule that does not exist, what cannot be suppressed, or a form of suppression that does not exist; or it stands where RouterOS takes no comment: behind an argument, in a text, in a line that is continued. The forms are `# routeros-guard-disable-next-line ID`, `# routeros-guard-disable ID` (from there to `# routeros-guard-enable ID`, or to the end of the file) and `# routeros-guard-disable-file ID`; several ids are separated by commas, and a reason may follow after `--`.',
    silenceable: true,
  },
  {
    id: suppressionWithoutReasonId,
    category: 'style',
    severity: 'warning',
    summary: 'A suppression that does not say why',
    why: 'Whoever reads the script later cannot tell whether the reason for the suppression still holds, or whether there ever was one. Write it behind `--` in the same comment.',
    silenceable: true,
    strict: true,
  },
  {
    id: syntaxErrorId,
    category: 'syntax',
    severity: 'error',
    summary: 'RouterOS cannot read the script',
    why: 'The router reads a script as a whole before it runs any of it. At the marked place it would stop and refuse the script, so nothing after it can be relied on. It cannot be suppressed.',
    silenceable: false,
  },
  {
    id: unusedSuppressionId,
    category: 'style',
    severity: 'hint',
    summary: 'A suppression comment that has nothing to suppress',
    why: 'The rule that the comment names finds nothing there. The comment may be left over from a script that has since been repaired, and it would hide a new fault. Remove it.',
    silenceable: true,
  },
  ...schemaFindings,
];

/** The engine's own finding with this id, or undefined. */
export function builtinFinding(id: string): BuiltinFinding | undefined {
  return builtinFindings.find((finding) => finding.id === id);
}
