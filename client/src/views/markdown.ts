import { plainText } from '../api/plainText';

/** Text of others (a router's name, a message) as Markdown that shows it literally: no formatting, no link, no picture, no formula, one line. */
export function escapeMarkdown(text: string): string {
  return plainText(text, Infinity).replace(/[\\`*_{}[\]()#+\-.!|<>~&:/@$^=]/g, (character) => `\\${character}`);
}
