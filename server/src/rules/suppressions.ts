import type { ScriptModel } from '../model/types';
import type { Span, TextEdit } from '../syntax/span';
import {
  builtinFinding,
  invalidSuppressionId,
  suppressionWithoutReasonId,
  syntaxErrorId,
  unusedSuppressionId,
} from './builtin';
import { commandLines, type CommandLines } from './commandLines';
import { configuredFor, type Configuration } from './configuration';
import type { Finding, Fix, Severity } from './rule';
import { readSuppressions, type Suppression } from './suppressionComments';

export interface SuppressionContext {
  /** Is there a rule or finding with this id? */
  isKnown(id: string): boolean;
  /** Has it been decided whether the rule finds anything (it was neither off nor did it fail)? Only then is a suppression unused. */
  isDecided(id: string): boolean;
  readonly configuration: Pick<Configuration, 'preset' | 'rules'>;
}

/**
 * Leaves out what the comments of the script suppress, and adds what is wrong with these comments: not understood, where RouterOS takes no
 * comment, not used, without a reason. What makes the router refuse the script (errors of syntax and schema) is never suppressed.
 */
export function applySuppressions(
  script: ScriptModel,
  findings: readonly Finding[],
  context: SuppressionContext,
): readonly Finding[] {
  const { suppressions, problems } = readSuppressions(script);
  if (suppressions.length === 0 && problems.length === 0) return findings;

  const ofRule = groupBy(suppressions, ({ id }) => id);
  const reaching = (finding: Finding): readonly Suppression[] =>
    (ofRule.get(finding.rule) ?? []).filter(({ range }) => contains(range, finding.span.start));
  const used = new Set<Suppression>();
  const refused = new Set<Suppression>();
  const isSilenced = (finding: Finding): boolean => {
    const found = reaching(finding);
    const isKept = isProtected(finding);
    for (const suppression of found) (isKept ? refused : used).add(suppression);
    return found.length > 0 && !isKept;
  };

  const kept = findings.filter((finding) => !isSilenced(finding));
  const ofComment = groupBy(suppressions, ({ comment }) => comment);
  // Behind something that cannot be read nobody knows what a rule would find.
  const isReadable = !findings.some(({ category }) => category === 'syntax');
  const about = suppressions.flatMap((suppression): readonly Finding[] => {
    const { id, idSpan, comment } = suppression;
    if (used.has(suppression)) return [];
    if (!context.isKnown(id)) return [hint(invalidSuppressionId, idSpan, `There is no rule "${id}".`)];
    if (builtinFinding(id)?.silenceable === false || refused.has(suppression)) {
      const message = `"${id}" cannot be suppressed here: the router would refuse the script.`;
      return [hint(invalidSuppressionId, idSpan, message)];
    }
    if (id === unusedSuppressionId || id === invalidSuppressionId || !isReadable || !context.isDecided(id)) return [];
    return [unused(suppression, ofComment.get(comment) ?? [], script.text)];
  });
  const own = [
    ...problems.map(({ span, message }) => hint(invalidSuppressionId, span, message)),
    ...about,
    ...withoutReason([...ofComment.values()].flatMap(([first]) => first ?? [])),
  ];
  // What is said about suppressions can be suppressed as well, but does not ask for a suppression to be used.
  return [...kept, ...own.filter((finding) => !isSilenced(finding)).flatMap((one) => configured(one, context))];
}

/** Edits that suppress a rule. */
export interface SuppressionEdits {
  /** For the command line at an offset: a comment on a line of its own, above it, with its indentation. */
  line(offset: number, ruleId: string): TextEdit;
  /** For the whole file: a comment at its start, or below the header of an export. */
  file(ruleId: string): TextEdit;
}

/** Makes edits for one text; its lines are looked for once, when they are first needed. */
export function suppressionEdits({ text, tree }: Pick<ScriptModel, 'text' | 'tree'>): SuppressionEdits {
  let lines: CommandLines | undefined;
  return {
    line(offset, ruleId) {
      const start = (lines ??= commandLines(tree)).startAt(offset);
      const indentation = /^[ \t]*/.exec(text.slice(start, start + 1000))?.[0] ?? '';
      const comment = `${indentation}# routeros-guard-disable-next-line ${ruleId}${lineEndOf(text)}`;
      return { start, end: start, text: comment };
    },
    file(ruleId) {
      let start = text.startsWith('\uFEFF') ? 1 : 0;
      const header = /#[^\r\n]*(?:\r\n|\n|\r)/y;
      // An export is known by its header, which must stay the first thing in the file.
      for (header.lastIndex = start; header.test(text);) start = header.lastIndex;
      return { start, end: start, text: `# routeros-guard-disable-file ${ruleId}${lineEndOf(text)}` };
    },
  };
}

function isProtected(finding: Finding): boolean {
  if (finding.rule === syntaxErrorId) return true;
  return finding.category === 'schema' && finding.severity === 'error';
}

function hint(rule: string, span: Span, message: string): Finding {
  return { rule, category: 'style', severity: 'hint', span, message, related: [], tags: [], fixes: [] };
}

/** Severity of what is said about suppressions; that a reason is missing is said in the preset `strict` or where it is asked for. */
function configured(finding: Finding, { configuration }: SuppressionContext): readonly Finding[] {
  const severity: 'off' | Severity | undefined = configuredFor(configuration.rules, finding.rule);
  if (severity === 'off') return [];
  if (severity !== undefined) return [{ ...finding, severity }];
  return finding.rule === suppressionWithoutReasonId && configuration.preset !== 'strict' ? [] : [finding];
}

/** `firsts`: one suppression of each comment. */
function withoutReason(firsts: readonly Suppression[]): readonly Finding[] {
  return firsts
    .filter(({ reason }) => reason === undefined || reason === '')
    .map(({ comment, reason }) => {
      const placeholder = 'REASON';
      const edit: TextEdit = {
        start: comment.end,
        end: comment.end,
        text: reason === undefined ? ` -- ${placeholder}` : ` ${placeholder}`,
      };
      const fix: Fix = {
        title: 'Add a reason',
        class: 'suggestion',
        edits: [edit],
        placeholders: [placeholder],
      };
      return {
        ...hint(
          suppressionWithoutReasonId,
          comment,
          'This suppression gives no reason, so nobody can tell later whether it still holds. Write it behind "--".',
        ),
        severity: 'warning' as const,
        fixes: [fix],
      };
    });
}

function unused(suppression: Suppression, siblings: readonly Suppression[], text: string): Finding {
  const edit = siblings.length === 1 ? removeComment(suppression.comment, text) : removeId(suppression, siblings);
  return {
    ...hint(
      unusedSuppressionId,
      suppression.idSpan,
      `${suppression.id} finds nothing here, so there is nothing to suppress. Remove the suppression.`,
    ),
    tags: ['unnecessary'],
    fixes: [{ title: `Remove the suppression of ${suppression.id}`, class: 'safe', edits: [edit] }],
  };
}

/** The whole line when nothing else is on it. */
function removeComment(comment: Span, text: string): TextEdit {
  let start = comment.start;
  while (start > 0 && /[ \t]/.test(text.charAt(start - 1))) start--;
  if (start > 0 && !/[\r\n\uFEFF]/.test(text.charAt(start - 1))) return { ...comment, text: '' };
  const after = /^(?:\r\n|\n|\r)/.exec(text.slice(comment.end, comment.end + 2))?.[0].length ?? 0;
  return { start, end: comment.end + after, text: '' };
}

/** One id of several, with the comma that goes with it. */
function removeId(suppression: Suppression, siblings: readonly Suppression[]): TextEdit {
  const index = siblings.indexOf(suppression);
  const next = siblings[index + 1];
  if (next !== undefined) return { start: suppression.idSpan.start, end: next.idSpan.start, text: '' };
  const previous = siblings[index - 1];
  return { start: previous?.idSpan.end ?? suppression.idSpan.start, end: suppression.idSpan.end, text: '' };
}

function contains(range: Span, offset: number): boolean {
  return offset >= range.start && offset < range.end;
}

function groupBy<Key, Item>(items: readonly Item[], keyOf: (item: Item) => Key): ReadonlyMap<Key, readonly Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

function lineEndOf(text: string): string {
  return /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
}
