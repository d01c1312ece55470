/** Text of others (a router's name, a message) as Markdown that shows it literally: no formatting, no link, no picture, one line. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_{}[\]()#+\-.!|<>~&:/@]/g, (character) => `\\${character}`)
    .trim();
}
