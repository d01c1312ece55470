import type { TextEdit } from '../syntax/span';

/** An edit, and its text as a snippet (LSP, `SnippetTextEdit`) where it holds something that a person must fill in. */
export interface SnippetEdit extends TextEdit {
  readonly snippet: string | undefined;
}

/**
 * Turns placeholders in edits into tab stops, the first one in the text being the first to fill in. The same placeholder has the same number
 * everywhere: an editor fills in all of its places at once.
 */
export function snippetEdits(edits: readonly TextEdit[], placeholders: readonly string[]): readonly SnippetEdit[] {
  const longestFirst = [...new Set(placeholders)].filter((text) => text !== '').sort((a, b) => b.length - a.length);
  const numbers = new Map<string, number>();
  const numbered = new Map<TextEdit, string | undefined>();
  for (const edit of [...edits].sort((a, b) => a.start - b.start)) {
    numbered.set(edit, snippetText(edit.text, longestFirst, numbers));
  }
  return edits.map((edit) => ({ ...edit, snippet: numbered.get(edit) }));
}

/** The text as a snippet; undefined where it holds no placeholder. */
function snippetText(text: string, longestFirst: readonly string[], numbers: Map<string, number>): string | undefined {
  let snippet = '';
  let stops = 0;
  for (let at = 0; at < text.length;) {
    const placeholder = longestFirst.find((candidate) => text.startsWith(candidate, at));
    if (placeholder === undefined) {
      snippet += escapeSnippet(text.charAt(at));
      at++;
      continue;
    }
    const number = numbers.get(placeholder) ?? numbers.size + 1;
    numbers.set(placeholder, number);
    snippet += `\${${number}:${escapeSnippet(placeholder)}}`;
    stops++;
    at += placeholder.length;
  }
  return stops === 0 ? undefined : snippet;
}

/** Characters with a meaning of their own in a snippet (LSP, "Snippet Syntax"). */
function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}
