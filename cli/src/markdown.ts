import type { Style } from './style';

/** Marks inside a line: code, strong words, links (their address stays where it says more than their words). */
function inline(text: string, style: Style): string {
  return text.replace(
    /`([^`]+)`|\*\*([^*]+)\*\*|\*([^*\s][^*]*)\*|\[([^\]]+)\]\(([^)\s]+)\)|<(https?:[^>\s]+)>|\\([\\`*_[\]<>#|])/g,
    (
      whole: string,
      code?: string,
      strong?: string,
      emphasis?: string,
      words?: string,
      address?: string,
      plain?: string,
      escaped?: string,
    ) => {
      if (code !== undefined) return style.cyan(code);
      if (strong !== undefined) return style.bold(strong);
      if (emphasis !== undefined) return emphasis;
      if (words !== undefined)
        return address !== undefined && /^https?:/.test(address) ? `${words} (${address})` : words;
      return plain ?? escaped ?? whole;
    },
  );
}

/** What `Style` puts around a word: it takes no room. */
const escapes = new RegExp(String.raw`\u001b\[\d+m`, 'g');

/** Breaks a styled paragraph at blanks. */
function wrapped(text: string, width: number | undefined, indent: string): readonly string[] {
  if (width === undefined) return [text];
  const lines: string[] = [];
  let words: string[] = [];
  let room = width;
  for (const word of text.split(' ')) {
    const length = word.replace(escapes, '').length;
    if (words.length > 0 && length + 1 > room) {
      lines.push(words.join(' '));
      words = [];
      room = width - indent.length;
    }
    room -= length + (words.length > 0 ? 1 : 0);
    words.push(words.length === 0 && lines.length > 0 ? `${indent}${word}` : word);
  }
  return [...lines, words.join(' ')];
}

/**
 * Markdown of a rule's page for a terminal: headings and strong words stand out, code is indented, paragraphs are broken at `width` cells (undefined: not at
 * all). Tables stay as they are. Ends with a line end.
 */
export function renderMarkdown(markdown: string, style: Style, width: number | undefined): string {
  const lines: string[] = [];
  let fence = false;
  for (const line of markdown.split('\n')) {
    if (line.startsWith('```')) {
      fence = !fence;
      continue;
    }
    const heading = /^#{1,6} (.*)$/.exec(line)?.[1];
    if (fence) lines.push(line === '' ? '' : `    ${style.cyan(line)}`);
    else if (heading !== undefined) lines.push(style.bold(inline(heading, style)));
    else if (line.startsWith('|')) lines.push(line);
    else if (line.startsWith('- ')) lines.push(...wrapped(inline(line, style), width, '  '));
    else if (line === '') lines.push('');
    else lines.push(...wrapped(inline(line, style), width, ''));
  }
  return `${lines.join('\n').trimEnd()}\n`;
}
