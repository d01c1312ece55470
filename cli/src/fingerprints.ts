import { createHash } from 'node:crypto';

/** Date and time of the header of an export: two backups of one configuration differ in it. */
const timestamp = /^(#\s+)\S+ \d\d:\d\d:\d\d (?=by RouterOS )/;

/** A line as far as it says where a finding is: indentation, blanks and the time of an export do not count. */
function normalised(line: string): string {
  return line.replace(timestamp, '$1').replace(/\s+/g, ' ').trim();
}

/**
 * Makes a function that names the findings of one file: from the rule, the content of its line and how often both have occurred before in the file, so
 * that the name stays while lines around it come and go. The line must come with its secrets masked: a short secret could be guessed from a hash of it.
 */
export function createFingerprints(): (rule: string, maskedLine: string) => string {
  const occurrences = new Map<string, number>();
  return (rule, maskedLine) => {
    const content = `${rule}\0${normalised(maskedLine)}`;
    const index = occurrences.get(content) ?? 0;
    occurrences.set(content, index + 1);
    return createHash('sha256').update(`${content}\0${index}`).digest('hex').slice(0, 32);
  };
}
