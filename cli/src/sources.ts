import { decode, encode } from './bytes';
import type { DecodedText } from './bytes';
import { Failure } from './failure';
import { readBytes } from './files';

/** Name of standard input among the files. */
export const stdinName = '-';

/** A script that was read. */
export interface Source extends DecodedText {
  readonly bytes: Buffer;
}

/** Bytes as a script. Throws `Failure` for UTF-16. */
export function toSource(bytes: Buffer): Source {
  const decoded = decode(bytes);
  if (decoded.kind === 'utf-16') throw new Failure('is UTF-16, which is not read; save it as UTF-8');
  const { text, encoding, byteOrderMark } = decoded;
  return { bytes, text, encoding, byteOrderMark };
}

/** Reads a file. Rejects with `Failure` where it cannot be read or is UTF-16. */
export async function readSource(path: string): Promise<Source> {
  return toSource(await readBytes(path));
}

/** The bytes of a new text in the form of the file that it came from; what did not change stays to the letter. Throws `Failure`. */
export function bytesOf(source: Source, text: string): Buffer {
  if (text === source.text) return source.bytes;
  const bytes = encode(text, source);
  if (!bytes) {
    throw new Failure('is not UTF-8, and a fix needs a character that it cannot hold; save it as UTF-8 first');
  }
  return bytes;
}
