import type { ScriptModel } from '../model/types';
import { lex } from '../syntax/lexer';
import type { Span, TextEdit } from '../syntax/span';
import { TokenKind } from '../syntax/tokens';
import { builtinFinding, invalidSuppressionId, syntaxErrorId, unusedSuppressionId } from './builtin';
import { configuredFor, type RuleConfiguration } from './configuration';
import type { Finding, Severity } from './rule';

/** One rule id in a suppression comment. */
export interface Suppression {
  readonly id: string;
  /** Place of the id. */
  readonly idSpan: Span;
  /** Place of the whole comment. */
  readonly comment: Span;
  /** Where findings are suppressed, by their start. */
  readonly range: Span;
  /** What stands after `--`. */
  readonly reason: string | undefined;
}

/** A comment that begins like a suppression and is none. */
export interface SuppressionProblem {
  readonly span: Span;
  readonly message: string;
}

const directive = /^#[ \t]*routeros-guard-(disable[\w-]*)(.*)$/s;
const usage = 'Write "# routeros-guard-disable-next-line RULE -- reason".';

/**
 * Reads the suppression comments of a script:
 * `# routeros-guard-disable-next-line ID[, ID] [-- reason]` for the next command line (continued lines included),
 * `# routeros-guard-disable ID` from there to the end of the file, `# routeros-guard-disable-file ID` everywhere.
 */
export function readSuppressions(
  text: string,
  comments: readonly Span[],
): { readonly suppressions: readonly Suppression[]; readonly problems: readonly SuppressionProblem[] } {
  const suppressions: Suppression[] = [];
  const problems: SuppressionProblem[] = [];
  let lines: CommandLines | undefined;
  for (const comment of comments) {
    const match = directive.exec(text.slice(comment.start, comment.end));
    if (match === null) continue;
    const [, form = '', rest = ''] = match;
    const range = rangeOf(form, comment, text, () => (lines ??= commandLines(text)));
    if (range === undefined) {
      problems.push({ span: comment, message: `There is no suppression "routeros-guard-${form}". ${usage}` });
      continue;
    }
    const reasonAt = /(?:^|\s)--(?:\s|$)/.exec(rest);
    const reason = reasonAt === null ? undefined : rest.slice(reasonAt.index + reasonAt[0].length).trim();
    const list = reasonAt === null ? rest : rest.slice(0, reasonAt.index);
    const listStart = comment.end - rest.length;
    const ids = [...list.matchAll(/[^\s,]+/g)];
    if (ids.length === 0) {
      problems.push({ span: comment, message: `This suppression names no rule. ${usage}` });
      continue;
    }
    for (const id of ids) {
      const start = listStart + id.index;
      suppressions.push({ id: id[0], idSpan: { start, end: start + id[0].length }, comment, range, reason });
    }
  }
  return { suppressions, problems };
}

export interface SuppressionContext {
  /** Is there a rule or finding with this id? */
  isKnown(id: string): boolean;
  /** Has it been decided whether the rule finds anything (it was neither off nor did it fail)? Only then is a suppression unused. */
  isDecided(id: string): boolean;
  readonly configuration: RuleConfiguration | undefined;
}

/**
 * Leaves out what the comments of the script suppress, and adds hints for suppressions that are not understood or not used.
 * What makes the router refuse the script (errors of syntax and schema) is never suppressed.
 */
export function applySuppressions(
  script: ScriptModel,
  findings: readonly Finding[],
  context: SuppressionContext,
): readonly Finding[] {
  const { suppressions, problems } = readSuppressions(script.text, script.comments);
  if (suppressions.length === 0 && problems.length === 0) return findings;

  const used = new Set<Suppression>();
  const silenced = (finding: Finding): boolean => {
    if (isProtected(finding)) return false;
    let any = false;
    for (const suppression of suppressions) {
      if (suppression.id !== finding.rule || !contains(suppression.range, finding.span.start)) continue;
      used.add(suppression);
      any = true;
    }
    return any;
  };

  const kept = findings.filter((finding) => !silenced(finding));
  const hints: Finding[] = problems.map((problem) => hint(invalidSuppressionId, problem.span, problem.message));
  for (const suppression of suppressions) {
    if (used.has(suppression)) continue;
    const { id } = suppression;
    if (!context.isKnown(id)) {
      hints.push(hint(invalidSuppressionId, suppression.idSpan, `There is no rule "${id}".`));
    } else if (builtinFinding(id)?.silenceable === false) {
      hints.push(
        hint(
          invalidSuppressionId,
          suppression.idSpan,
          `"${id}" cannot be suppressed: the router would refuse the script.`,
        ),
      );
    } else if (id !== unusedSuppressionId && id !== invalidSuppressionId && context.isDecided(id)) {
      hints.push(unused(suppression, suppressions, script.text));
    }
  }
  // Hints about suppressions can be suppressed as well, but do not ask for a suppression to be used.
  return [...kept, ...hints.filter((finding) => !silenced(finding)).flatMap((finding) => configured(finding, context))];
}

/** Edit that suppresses a rule for the command line at `offset`: a comment on a line of its own, above it, with its indentation. */
export function suppressLineEdit(text: string, offset: number, ruleId: string): TextEdit {
  const start = commandLines(text).startAt(offset);
  const indentation = /^[ \t]*/.exec(text.slice(start))?.[0] ?? '';
  const comment = `${indentation}# routeros-guard-disable-next-line ${ruleId}${lineEndOf(text)}`;
  return { start, end: start, text: comment };
}

/** Edit that suppresses a rule for the whole file: a comment at its start, or below the header of an export. */
export function suppressFileEdit(text: string, ruleId: string): TextEdit {
  let start = text.startsWith('\uFEFF') ? 1 : 0;
  let match: RegExpExecArray | null;
  // An export is known by its header, which must stay the first thing in the file.
  while ((match = /^#[^\r\n]*(?:\r\n|\n|\r)/.exec(text.slice(start))) !== null) start += match[0].length;
  return { start, end: start, text: `# routeros-guard-disable-file ${ruleId}${lineEndOf(text)}` };
}

function isProtected(finding: Finding): boolean {
  if (finding.rule === syntaxErrorId) return true;
  return finding.category === 'schema' && finding.severity === 'error';
}

function hint(rule: string, span: Span, message: string): Finding {
  return { rule, category: 'style', severity: 'hint', span, message, related: [], tags: [], fixes: [] };
}

function configured(finding: Finding, context: SuppressionContext): readonly Finding[] {
  const severity: 'off' | Severity | undefined = configuredFor(context.configuration, finding.rule);
  if (severity === 'off') return [];
  return [severity === undefined ? finding : { ...finding, severity }];
}

function unused(suppression: Suppression, all: readonly Suppression[], text: string): Finding {
  const siblings = all.filter((other) => other.comment === suppression.comment);
  const edit = siblings.length === 1 ? removeComment(suppression.comment, text) : removeId(suppression, siblings);
  return {
    ...hint(
      unusedSuppressionId,
      suppression.idSpan,
      `${suppression.id} finds nothing here, so there is nothing to suppress. Remove the suppression.`,
    ),
    tags: ['unnecessary'],
    fixes: [{ title: `Remove the suppression of ${suppression.id}`, class: 'suggestion', edits: [edit] }],
  };
}

/** The whole line when nothing else is on it. */
function removeComment(comment: Span, text: string): TextEdit {
  const before = /(^|[\r\n\uFEFF])[ \t]*$/.exec(text.slice(0, comment.start));
  if (before === null) return { ...comment, text: '' };
  const after = /^(?:\r\n|\n|\r)/.exec(text.slice(comment.end))?.[0].length ?? 0;
  return { start: before.index + (before[1] ?? '').length, end: comment.end + after, text: '' };
}

/** One id of several, with the comma that goes with it. */
function removeId(suppression: Suppression, siblings: readonly Suppression[]): TextEdit {
  const index = siblings.indexOf(suppression);
  const next = siblings[index + 1];
  if (next !== undefined) return { start: suppression.idSpan.start, end: next.idSpan.start, text: '' };
  const previous = siblings[index - 1];
  return { start: previous?.idSpan.end ?? suppression.idSpan.start, end: suppression.idSpan.end, text: '' };
}

function rangeOf(form: string, comment: Span, text: string, lines: () => CommandLines): Span | undefined {
  switch (form) {
    case 'disable':
      return { start: comment.end, end: text.length + 1 };
    case 'disable-file':
      return { start: 0, end: text.length + 1 };
    case 'disable-next-line':
      return lines().nextAfter(comment.end);
    default:
      return undefined;
  }
}

function contains(range: Span, offset: number): boolean {
  return offset >= range.start && offset < range.end;
}

function lineEndOf(text: string): string {
  return /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
}

/** Lines as the router sees them: joined lines are one, and so is a string with line ends in it. */
interface CommandLines {
  /** Start of the line that holds the offset. */
  startAt(offset: number): number;
  /** The first line with anything but blanks and comments on it that starts at or after the offset; the end of the text when there is none. */
  nextAfter(offset: number): Span;
}

function commandLines(text: string): CommandLines {
  const tokens = lex(text);
  const starts: number[] = [text.startsWith('\uFEFF') ? 1 : 0];
  /** Does the line have anything but blanks and comments? One entry a start. */
  const filled: boolean[] = [false];
  for (let statement = 0; statement < tokens.statementCount; statement++) {
    const base = tokens.statementStarts[statement] ?? 0;
    const last = tokens.statementTokens[statement + 1] ?? tokens.count;
    for (let index = tokens.statementTokens[statement] ?? 0; index < last; index++) {
      switch (tokens.kinds[index] as TokenKind) {
        case TokenKind.LineEnd:
          starts.push(base + (tokens.ends[index] ?? 0));
          filled.push(false);
          break;
        case TokenKind.Blank:
        case TokenKind.Comment:
        case TokenKind.ByteOrderMark:
          break;
        default:
          filled[filled.length - 1] = true;
      }
    }
  }
  return {
    startAt: (offset) => starts.filter((start) => start <= offset).at(-1) ?? starts[0] ?? 0,
    nextAfter: (offset) => {
      const index = starts.findIndex((start, line) => start >= offset && filled[line] === true);
      if (index < 0) return { start: text.length, end: text.length + 1 };
      return { start: starts[index] ?? text.length, end: starts[index + 1] ?? text.length + 1 };
    },
  };
}
