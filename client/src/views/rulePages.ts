import { type Diagnostic, type TextDocumentContentProvider, Uri } from 'vscode';
import { ruleScheme } from '../identifiers';
import { escapeMarkdown } from './markdown';
import { showMarkdown } from './markdownPreview';

/** Address of the page of a rule, as a virtual document. */
export function rulePageUri(rule: string): Uri {
  return Uri.from({ scheme: ruleScheme, path: `/${rule}.md` });
}

/** The rule that a page's address names. */
export function ruleOfPage(uri: Uri): string {
  return uri.path.replace(/^\//, '').replace(/\.md$/, '');
}

/** The rule id in a diagnostic's code, whether the code is a link or the bare id; undefined for a diagnostic of another source. */
export function ruleOfDiagnostic({ code }: Pick<Diagnostic, 'code'>): string | undefined {
  if (typeof code === 'string') return code;
  if (typeof code !== 'object' || code.target.scheme !== ruleScheme) return undefined;
  return String(code.value);
}

/** Provides the pages of rules, as the language server has them; never an empty page. */
export function rulePageProvider(rulePage: (rule: string) => Promise<string | undefined>): TextDocumentContentProvider {
  return {
    provideTextDocumentContent: async (uri) => {
      const rule = ruleOfPage(uri);
      try {
        return (await rulePage(rule)) ?? `# ${escapeMarkdown(rule)}\n\nRouterOS Guard knows no rule of this name.\n`;
      } catch {
        return `# ${escapeMarkdown(rule)}\n\nThe language server did not answer. Run the command "RouterOS Guard: Restart Server" and open the page again.\n`;
      }
    },
  };
}

/** Opens the page of a rule. */
export async function showRulePage(rule: string): Promise<void> {
  await showMarkdown(rulePageUri(rule));
}
