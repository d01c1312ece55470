/**
 * Characters of the longest text that is checked, and bytes of the largest file. Memory and time grow with the text, some 70 bytes for
 * each of its characters: without a limit a file that was opened by mistake would end the program.
 */
export const maximumTextLength = 16 * 2 ** 20;

export function isTooLarge(text: string): boolean {
  return text.length > maximumTextLength;
}
