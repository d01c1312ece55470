import { DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver';
import type { Diagnostic, Range, TextEdit as ProtocolEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { snippetEdits } from '../features/snippets';
import { maximumTextLength } from '../features/textLimit';
import type { Finding, Severity } from '../rules/rule';
import type { Span, TextEdit } from '../syntax/span';
import type { ClientFeatures } from './clientFeatures';
import type { AnalyseFinding } from './messages';

/** Offsets are UTF-16 units on both sides, so that only lines and columns are to be found. */

/** Name under which an editor shows where a diagnostic comes from. */
export const diagnosticSource = 'RouterOS Guard';

/** More diagnostics for one file help nobody and cost every editor time. */
export const maximumDiagnostics = 1000;

export function toRange(document: TextDocument, span: Span): Range {
  return { start: document.positionAt(span.start), end: document.positionAt(span.end) };
}

export function toSpan(document: TextDocument, range: Range): Span {
  return { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
}

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

const tags = {
  unnecessary: DiagnosticTag.Unnecessary,
  deprecated: DiagnosticTag.Deprecated,
} as const;

/** A finding in the form that the client understands; `document` must hold the text that was checked. */
export function toDiagnostic(document: TextDocument, finding: Finding, client: ClientFeatures): Diagnostic {
  const diagnostic: Diagnostic = {
    range: toRange(document, finding.span),
    severity: severities[finding.severity],
    code: finding.rule,
    source: diagnosticSource,
    message: finding.message,
  };
  const shownTags = finding.tags.map((tag) => tags[tag]).filter((tag) => client.diagnosticTags.includes(tag));
  if (shownTags.length > 0) diagnostic.tags = shownTags;
  if (client.relatedInformation && finding.related.length > 0) {
    diagnostic.relatedInformation = finding.related.map(({ span, message }) => ({
      location: { uri: document.uri, range: toRange(document, span) },
      message,
    }));
  }
  return diagnostic;
}

const severityOrder: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

/** The findings that are shown: the gravest where there are too many, in the order of the text. */
function shownFindings(findings: readonly Finding[], count: number): readonly Finding[] {
  const gravest = severityOrder.flatMap((severity) => findings.filter((finding) => finding.severity === severity));
  const shown = new Set(gravest.slice(0, count));
  return findings.filter((finding) => shown.has(finding));
}

/** Diagnostics of a file, at most `maximumDiagnostics`: where there are more, the first one says how many are left out. */
export function toDiagnostics(
  document: TextDocument,
  findings: readonly Finding[],
  client: ClientFeatures,
): Diagnostic[] {
  if (findings.length <= maximumDiagnostics) return findings.map((finding) => toDiagnostic(document, finding, client));
  const shown = shownFindings(findings, maximumDiagnostics - 1);
  const more: Diagnostic = {
    range: toRange(document, { start: 0, end: 0 }),
    severity: DiagnosticSeverity.Information,
    source: diagnosticSource,
    message: `${findings.length - shown.length} more problems are not shown: the gravest ${shown.length} of this file are.`,
  };
  return [more, ...shown.map((finding) => toDiagnostic(document, finding, client))];
}

/** What is shown in place of the diagnostics of a file that is too large to be checked. */
export function tooLargeDiagnostic(document: TextDocument): Diagnostic {
  return {
    range: toRange(document, { start: 0, end: 0 }),
    severity: DiagnosticSeverity.Information,
    source: diagnosticSource,
    message: `This file is not checked: it has more than ${maximumTextLength} characters.`,
  };
}

/**
 * An edit of one document; where the client can, it is tied to the version that it was made for, and the placeholders in it (Fix.placeholders) are
 * tab stops. Elsewhere they are plain text.
 */
export function toWorkspaceEdit(
  document: TextDocument,
  edits: readonly TextEdit[],
  client: ClientFeatures,
  placeholders: readonly string[] = [],
): WorkspaceEdit {
  if (!client.versionedEdits) {
    return { changes: { [document.uri]: edits.map((edit) => toProtocolEdit(document, edit)) } };
  }
  const protocolEdits = snippetEdits(edits, client.snippetEdits ? placeholders : []).map((edit) => {
    if (edit.snippet === undefined) return toProtocolEdit(document, edit);
    return { range: toRange(document, edit), snippet: { kind: 'snippet' as const, value: edit.snippet } };
  });
  return {
    documentChanges: [{ textDocument: { uri: document.uri, version: document.version }, edits: protocolEdits }],
  };
}

function toProtocolEdit(document: TextDocument, edit: TextEdit): ProtocolEdit {
  return { range: toRange(document, edit), newText: edit.text };
}

export function toAnalyseFinding(document: TextDocument, finding: Finding): AnalyseFinding {
  const { start, end } = toRange(document, finding.span);
  return {
    rule: finding.rule,
    category: finding.category,
    severity: finding.severity,
    message: finding.message,
    line: start.line,
    column: start.character,
    endLine: end.line,
    endColumn: end.character,
  };
}
