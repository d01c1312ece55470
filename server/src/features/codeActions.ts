import { fixGroupTitle } from '../rules/fixGroups';
import { groupFixes } from '../rules/fixes';
import type { Finding, Fix } from '../rules/rule';
import type { SuppressionEdits } from '../rules/suppressions';
import type { Span, TextEdit } from '../syntax/span';

/** Kind of "Fix all safe problems", as a user names it in `editor.codeActionsOnSave`. */
export const fixAllKind = 'source.fixAll.routeros-guard';
const quickFixKind = 'quickfix';

/** One thing that an editor can offer at a place of a script. Offsets are those of the checked text. */
export interface CodeActionOffer {
  readonly kind: typeof quickFixKind | typeof fixAllKind;
  readonly title: string;
  /** The editor may apply it without asking which one is meant: safe fixes only, at most one for each finding. */
  readonly preferred: boolean;
  /** The findings that it takes away; [] where it is not about one. */
  readonly findings: readonly Finding[];
  readonly action:
    /** `placeholders`: parts of the edits' texts that a person must fill in (snippets.ts). */
    | { readonly type: 'edit'; readonly edits: readonly TextEdit[]; readonly placeholders: readonly string[] }
    /** All safe fixes of the file, applied until none is left; the caller computes the edits when they are wanted. */
    | { readonly type: 'fix-all' }
    | { readonly type: 'explain'; readonly rule: string };
}

/** What was found in a text; a `CheckResult` of the engine is one. */
export interface Checked {
  readonly findings: readonly Finding[];
}

/** What else the actions need to know. */
export interface CodeActionContext {
  /** The kinds that the editor asks for; undefined is all of them. */
  readonly only?: readonly string[];
  /** Can the client show the page of this rule? */
  readonly explains: (rule: string) => boolean;
  /** The comments that switch a rule off. */
  readonly suppress: SuppressionEdits;
}

/** Kinds are dotted: `source` asks for `source.fixAll.routeros-guard` too, and '' asks for everything (LSP, CodeActionKind). */
export function isWanted(kind: string, only: readonly string[] | undefined): boolean {
  return !only || only.some((wanted) => wanted === '' || kind === wanted || kind.startsWith(`${wanted}.`));
}

/** Does the editor name this kind, or one above it, instead of taking whatever there is? */
export function isNamed(kind: string, only: readonly string[] | undefined): boolean {
  return only !== undefined && isWanted(kind, only);
}

/** True where the spans share a place; a cursor at either end counts. */
function touches(a: Span, b: Span): boolean {
  return a.start <= b.end && b.start <= a.end;
}

function fixTitle(fix: Fix): string {
  return fix.class === 'safe' ? fix.title : `Suggestion: ${fix.title}`;
}

/** Fixes of one finding, safe ones first; only the first safe one is preferred. */
function fixOffers(finding: Finding): CodeActionOffer[] {
  const safe = finding.fixes.filter((fix) => fix.class === 'safe');
  const suggestions = finding.fixes.filter((fix) => fix.class === 'suggestion');
  return [...safe, ...suggestions].map((fix) => ({
    kind: quickFixKind,
    title: fixTitle(fix),
    preferred: fix === safe[0],
    findings: [finding],
    action: { type: 'edit', edits: fix.edits, placeholders: fix.placeholders ?? [] },
  }));
}

/** What makes the router refuse the script stays: the engine does not let it be switched off. */
function canBeSuppressed(finding: Finding): boolean {
  if (finding.category === 'syntax') return false;
  return finding.category !== 'schema' || finding.severity !== 'error';
}

function suppressOffer(finding: Finding, place: 'line' | 'file', edit: TextEdit): CodeActionOffer {
  return {
    kind: quickFixKind,
    title: `Suppress ${finding.rule} for this ${place}`,
    preferred: false,
    findings: [finding],
    action: { type: 'edit', edits: [edit], placeholders: [] },
  };
}

/** A selection with more findings than this is no question about single ones: it would offer a long list. */
const maximumSuppressedLines = 20;

function suppressOffers(findings: readonly Finding[], { suppress }: CodeActionContext): CodeActionOffer[] {
  const suppressible = findings.filter(canBeSuppressed);
  const firstOfRule = new Map([...suppressible].reverse().map((finding) => [finding.rule, finding]));
  return [
    ...suppressible
      .slice(0, maximumSuppressedLines)
      .map((finding) => suppressOffer(finding, 'line', suppress.line(finding.span.start, finding.rule))),
    ...[...firstOfRule.values()]
      .reverse()
      .map((finding) => suppressOffer(finding, 'file', suppress.file(finding.rule))),
  ];
}

function explainOffer(finding: Finding): CodeActionOffer {
  return {
    kind: quickFixKind,
    title: `Explain ${finding.rule}`,
    preferred: false,
    findings: [finding],
    action: { type: 'explain', rule: finding.rule },
  };
}

/** Several findings of one rule on one line would offer the same comment or page twice. */
function withoutRepetitions(offers: readonly CodeActionOffer[]): readonly CodeActionOffer[] {
  const seen = new Set<string>();
  return offers.filter((offer) => {
    const key = JSON.stringify([offer.title, offer.action]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/**
 * What belongs together with a fix here, in the whole file, as one action; it is a suggestion unless all of it is safe. One fix alone is
 * offered by itself.
 */
function groupOffers(here: readonly Finding[], all: readonly Finding[]): CodeActionOffer[] {
  const groups = new Set(here.flatMap(({ fixes }) => fixes.flatMap(({ group }) => group ?? [])));
  return [...groups].flatMap((group): readonly CodeActionOffer[] => {
    const members = groupFixes(all, group);
    if (members.length < 2) return [];
    const fixes = members.map(({ fix }) => fix);
    const title = `${fixGroupTitle(group)} (${members.length} changes)`;
    return [
      {
        kind: quickFixKind,
        title: fixes.every((fix) => fix.class === 'safe') ? title : `Suggestion: ${title}`,
        preferred: false,
        findings: members.map(({ finding }) => finding),
        action: {
          type: 'edit',
          edits: fixes.flatMap(({ edits }) => edits),
          placeholders: fixes.flatMap(({ placeholders }) => placeholders ?? []),
        },
      },
    ];
  });
}

function quickFixes(here: readonly Finding[], all: readonly Finding[], context: CodeActionContext): CodeActionOffer[] {
  return [
    ...here.flatMap(fixOffers),
    ...groupOffers(here, all),
    ...here.filter(({ rule }) => context.explains(rule)).map(explainOffer),
    ...suppressOffers(here, context),
  ];
}

function fixAllOffer(findings: readonly Finding[]): CodeActionOffer | undefined {
  const mended = findings.filter((finding) => finding.fixes.some((fix) => fix.class === 'safe'));
  if (mended.length === 0) return undefined;
  return {
    kind: fixAllKind,
    title: 'Fix all safe problems',
    preferred: false,
    findings: mended,
    action: { type: 'fix-all' },
  };
}

/**
 * What can be done about the findings that `range` touches, best first: their fixes (safe before suggestions), what belongs together with
 * them in the file, the page of each rule, switching each rule off for the line or the file, all safe fixes of the file. The result belongs to the
 * text of `checked` alone.
 */
export function codeActions(checked: Checked, range: Span, context: CodeActionContext): readonly CodeActionOffer[] {
  const offers: CodeActionOffer[] = [];
  if (isWanted(quickFixKind, context.only)) {
    const here = checked.findings.filter((finding) => touches(finding.span, range));
    offers.push(...quickFixes(here, checked.findings, context));
  }
  const fixAll = isWanted(fixAllKind, context.only) ? fixAllOffer(checked.findings) : undefined;
  if (fixAll) offers.push(fixAll);
  return withoutRepetitions(offers);
}
