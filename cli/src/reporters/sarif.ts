import { isAbsolute, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { version } from '../../../package.json';
import { builtinFinding } from '../../../server/src/rules/builtin';
import { rulePageById } from '../../../server/src/rules/pages';
import { rules } from '../../../server/src/rules/registry';
import type { Category, Risk, Severity } from '../../../server/src/rules/rule';
import type { Region } from '../lines';
import { renderMarkdown } from '../markdown';
import { printable } from '../printable';
import type { ReportedFinding, ReportedFix, Run } from '../report';
import { mask } from '../secrets';
import { styleOf } from '../style';

const levels: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

/** Scores of `security-severity`, as code scanning sorts them: over 9 critical, from 7 high, from 4 medium, below low. */
const scores: Readonly<Record<Exclude<Risk, 'none'>, string>> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '3.0',
};

/** What a SARIF log says about a rule: from the rule itself, or from the engine's own finding. */
interface Described {
  readonly category: Category;
  readonly severity: Severity;
  readonly risk: Risk;
  readonly recommended: boolean;
  readonly summary: string;
  readonly why: string;
  readonly references: readonly string[];
}

function described(id: string): Described | undefined {
  const rule = rules.find((candidate) => candidate.id === id);
  if (rule) return rule;
  const builtin = builtinFinding(id);
  return builtin && { ...builtin, risk: 'none', recommended: true, references: [] };
}

function plain(markdown: string): string {
  return renderMarkdown(markdown, styleOf(false), undefined).trimEnd();
}

function tagsOf({ category, risk, references }: Described): readonly string[] {
  const weaknesses = references.flatMap((reference) => {
    const number = /^CWE-(\d+)$/.exec(reference)?.[1];
    return number === undefined ? [] : [`external/cwe/cwe-${number.padStart(3, '0')}`];
  });
  return [...new Set([category, ...(risk === 'none' ? [] : ['security']), ...weaknesses])];
}

function descriptor(id: string): object {
  const rule = described(id);
  if (!rule) return { id };
  const { severity, risk, recommended, summary, why } = rule;
  const page = rulePageById(id);
  return {
    id,
    shortDescription: { text: `${plain(summary)}.` },
    fullDescription: { text: plain(why), markdown: why.trim() },
    ...(page !== undefined && { help: { text: plain(page), markdown: page } }),
    defaultConfiguration: { enabled: recommended, level: levels[severity] },
    properties: {
      tags: tagsOf(rule),
      ...(risk !== 'none' && { 'security-severity': scores[risk] }),
    },
  };
}

/** A path as SARIF wants it: relative to where the program ran, with `/`; what is elsewhere as an absolute `file:` address. */
function artifactLocation(path: string): object {
  if (path === '-') return { uri: 'stdin' };
  const inside = relative('.', path);
  if (inside.startsWith('..') || isAbsolute(inside)) return { uri: pathToFileURL(resolve(path)).href };
  return { uri: inside.split(sep).map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%' };
}

function region({ line, column, endLine, endColumn }: Region): object {
  return { startLine: line, startColumn: column, endLine, endColumn };
}

function physicalLocation(path: string, place: Region, snippet?: string): object {
  return {
    artifactLocation: artifactLocation(path),
    region: {
      ...region(place),
      ...(snippet !== undefined && snippet !== '' && { snippet: { text: printable(snippet) } }),
    },
  };
}

function sarifFix(path: string, { title, edits }: ReportedFix): readonly object[] {
  if (edits === undefined || edits.length === 0) return [];
  const replacements = edits.map((edit) => ({
    deletedRegion: region(edit),
    ...(edit.text !== '' && { insertedContent: { text: edit.text } }),
  }));
  return [
    {
      description: { text: printable(title) },
      artifactChanges: [{ artifactLocation: artifactLocation(path), replacements }],
    },
  ];
}

/** What is marked on the first line; nothing where the finding has no width. */
function snippetOf({ excerpt }: ReportedFinding): string {
  return excerpt.text.slice(excerpt.start, excerpt.end);
}

function result(path: string, finding: ReportedFinding, ruleIndex: number): object {
  const fixes = finding.fixes.flatMap((fix) => sarifFix(path, fix));
  const relatedLocations = finding.related.map((place, id) => ({
    id,
    physicalLocation: physicalLocation(path, place),
    message: { text: printable(place.message) },
  }));
  return {
    ruleId: finding.rule,
    ruleIndex,
    level: levels[finding.severity],
    message: { text: printable(finding.message) },
    // A region has its snippet only where it is one line: the text of others is not in a report.
    locations: [
      {
        physicalLocation: physicalLocation(
          path,
          finding,
          finding.line === finding.endLine ? snippetOf(finding) : undefined,
        ),
      },
    ],
    ...(relatedLocations.length > 0 && { relatedLocations }),
    ...(fixes.length > 0 && { fixes }),
    partialFingerprints: { 'routerosGuard/v1': finding.fingerprint },
    properties: {
      severity: finding.severity,
      risk: finding.risk,
      ...(finding.fix !== null && { fix: finding.fix }),
    },
  };
}

/**
 * A SARIF 2.1.0 log with one run: descriptors of the rules that found something, results with fixes and fingerprints, files that could not be read as
 * notifications. Secrets are masked in snippets, and the mask is declared as a redaction token.
 */
export function sarifReport({ files, failures }: Run): string {
  const ids = [...new Set(files.flatMap(({ findings }) => findings.map(({ rule }) => rule)))].sort();
  const indexes = new Map(ids.map((id, index) => [id, index]));
  const notifications = failures.map(({ path, message }) => ({
    level: 'error',
    message: { text: printable(message) },
    locations: [{ physicalLocation: { artifactLocation: artifactLocation(path) } }],
  }));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'RouterOS Guard',
            version,
            semanticVersion: version,
            rules: ids.map(descriptor),
          },
        },
        columnKind: 'utf16CodeUnits',
        redactionTokens: [mask],
        invocations: [
          {
            executionSuccessful: failures.length === 0,
            ...(notifications.length > 0 && { toolExecutionNotifications: notifications }),
          },
        ],
        results: files.flatMap(({ path, findings }) =>
          findings.map((finding) => result(path, finding, indexes.get(finding.rule) ?? -1)),
        ),
      },
    ],
  };
  return `${JSON.stringify(log)}\n`;
}
