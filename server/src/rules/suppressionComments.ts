import type { ScriptModel } from '../model/types';
import type { Span } from '../syntax/span';
import { TokenKind } from '../syntax/tokens';
import { commentsOf } from '../syntax/walk';
import { commandLines, type CommandLines } from './commandLines';

/** One rule id in a suppression comment. */
export interface Suppression {
  readonly id: string;
  /** Place of the id. */
  readonly idSpan: Span;
  /** Place of the whole comment; the same object for all ids of one comment. */
  readonly comment: Span;
  /** Where findings are suppressed, by their start. */
  readonly range: Span;
  /** What stands after `--`; undefined where there is no `--`. */
  readonly reason: string | undefined;
}

/** A text that looks like a suppression and is none. */
export interface SuppressionProblem {
  readonly span: Span;
  readonly message: string;
}

const directive = /^#[ \t]*routeros-guard-((?:disable|enable)[\w-]*)(.*)$/s;
const usage = 'Write "# routeros-guard-disable-next-line RULE -- reason".';

interface Directive {
  readonly form: string;
  readonly comment: Span;
  readonly ids: readonly { readonly id: string; readonly span: Span }[];
  readonly reason: string | undefined;
}

/**
 * Reads the suppression comments of a script:
 * `# routeros-guard-disable-next-line ID[, ID] [-- reason]` for the next command line (continued lines included),
 * `# routeros-guard-disable ID` from there to the next `# routeros-guard-enable ID`, or to the end of the file (`enable` without an id ends
 * all), `# routeros-guard-disable-file ID` everywhere.
 */
export function readSuppressions(script: ScriptModel): {
  readonly suppressions: readonly Suppression[];
  readonly problems: readonly SuppressionProblem[];
} {
  const { text, tree } = script;
  if (!text.includes('routeros-guard-')) return { suppressions: [], problems: [] };
  const suppressions: Suppression[] = [];
  const problems: SuppressionProblem[] = [...misplaced(script)];
  /** What `disable` has begun and `enable` has not ended. */
  const open = new Map<string, Suppression[]>();
  const end = text.length + 1;
  let lines: CommandLines | undefined;

  const add = ({ comment, ids, reason }: Directive, range: Span): readonly Suppression[] => {
    if (ids.length === 0) problems.push({ span: comment, message: `This suppression names no rule. ${usage}` });
    return ids.map(({ id, span }) => ({ id, idSpan: span, comment, range, reason }));
  };
  const stray = strayComments(script);
  for (const comment of script.comments) {
    const read = stray.has(comment.start) ? undefined : readDirective(text, comment);
    if (read === undefined) continue;
    switch (read.form) {
      case 'disable-next-line':
        suppressions.push(...add(read, (lines ??= commandLines(tree)).nextAfter(comment.end)));
        break;
      case 'disable-file':
        suppressions.push(...add(read, { start: 0, end }));
        break;
      case 'disable':
        for (const begun of add(read, { start: comment.end, end })) {
          const same = open.get(begun.id);
          if (same === undefined) open.set(begun.id, [begun]);
          else same.push(begun);
        }
        break;
      case 'enable': {
        const ended = read.ids.length === 0 ? [...open.keys()] : read.ids.map(({ id }) => id);
        const nothing = 'so there is nothing to enable again.';
        if (ended.length === 0) problems.push({ span: comment, message: `No rule is disabled here, ${nothing}` });
        for (const { id, span } of read.ids) {
          if (!open.has(id)) problems.push({ span, message: `"${id}" is not disabled here, ${nothing}` });
        }
        for (const id of ended) {
          for (const begun of open.get(id) ?? []) {
            suppressions.push({ ...begun, range: { start: begun.range.start, end: comment.start } });
          }
          open.delete(id);
        }
        break;
      }
      default:
        problems.push({ span: comment, message: `There is no suppression "routeros-guard-${read.form}". ${usage}` });
    }
  }
  suppressions.push(...[...open.values()].flat());
  return { suppressions: suppressions.sort((a, b) => a.idSpan.start - b.idSpan.start), problems };
}

function readDirective(text: string, comment: Span): Directive | undefined {
  const match = directive.exec(text.slice(comment.start, comment.end));
  if (match === null) return undefined;
  const [, form = '', rest = ''] = match;
  const reasonAt = /(?:^|\s)--(?:\s|$)/.exec(rest);
  const list = reasonAt === null ? rest : rest.slice(0, reasonAt.index);
  const listStart = comment.end - rest.length;
  return {
    form,
    comment,
    ids: [...list.matchAll(/[^\s,]+/g)].map(({ index, 0: id }) => {
      const start = listStart + index;
      return { id, span: { start, end: start + id.length } };
    }),
    reason: reasonAt === null ? undefined : rest.slice(reasonAt.index + reasonAt[0].length).trim(),
  };
}

/** Starts of comments that stand behind an argument: the router refuses them. */
function strayComments({ tree: { tokens } }: ScriptModel): ReadonlySet<number> {
  const starts = new Set<number>();
  for (let statement = 0; statement < tokens.statementCount; statement++) {
    const base = tokens.statementStarts[statement] ?? 0;
    const first = tokens.statementTokens[statement] ?? 0;
    const limit = tokens.statementTokens[statement + 1] ?? tokens.count;
    for (let token = first; token < limit; token++) {
      if (tokens.kinds[token] !== TokenKind.StrayComment) continue;
      starts.add(base + (token === first ? 0 : (tokens.ends[token - 1] ?? 0)));
    }
  }
  return starts;
}

/**
 * Suppressions where RouterOS takes no comment: behind an argument, in a text, in a line that is continued. Scripts inside values have comments
 * of their own, and are read by themselves.
 */
function misplaced(script: ScriptModel): readonly SuppressionProblem[] {
  const { text, tree } = script;
  const stray = strayComments(script);
  const comments = commentsOf(tree).filter(({ start }) => !stray.has(start));
  const apart = script.embedded.flatMap(({ argument }) => argument.value?.span ?? []);
  const skipped = [...comments, ...apart].sort((a, b) => a.start - b.start);
  const problems: SuppressionProblem[] = [];
  let next = 0;
  for (const { index, 0: found } of text.matchAll(/#[ \t]{0,20}routeros-guard-(?:disable|enable)[\w-]*/g)) {
    while ((skipped[next]?.end ?? Infinity) <= index) next++;
    if ((skipped[next]?.start ?? Infinity) <= index) continue;
    problems.push({
      span: { start: index, end: index + found.length },
      message:
        'RouterOS takes no comment here, so this suppresses nothing. Write it on a line of its own, above the command.',
    });
  }
  return problems;
}
