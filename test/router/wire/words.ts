/**
 * Words and sentences of the RouterOS API on the wire: a length prefix of one to five bytes, then that many bytes; a word of length 0 ends a
 * sentence. Written from the protocol's description, independently of the client, so that each checks the other.
 *
 * All text inside the simulated router is a "byte string": a JavaScript string in which each character is one byte (latin-1). RouterOS stores
 * bytes and knows no encoding; so does this.
 */

/** Bytes that are not the RouterOS API; the connection cannot be used any further. */
export class WireError extends Error {
  override readonly name = 'WireError';
}

/** Longest word that is accepted, in bytes. RouterOS gives no limit; this one only keeps a broken peer from exhausting memory. */
const longestWord = 64 * 1024 * 1024;

/** UTF-8 bytes of a text as a byte string. */
export function toBytes(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

/** The text of a byte string: UTF-8 where it is valid, else one character a byte. */
export function toText(bytes: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.from(bytes, 'latin1'));
  } catch {
    return bytes;
  }
}

/** The prefix that announces a word of `length` bytes (0 to 0xFFFFFFFF). */
export function encodeLength(length: number): Buffer {
  if (!Number.isInteger(length) || length < 0 || length > 0xffffffff) {
    throw new RangeError(`a word cannot have a length of ${length}`);
  }
  if (length < 0x80) {
    return Buffer.from([length]);
  }
  const low = [(length >>> 24) & 0xff, (length >>> 16) & 0xff, (length >>> 8) & 0xff, length & 0xff] as const;
  if (length < 0x4000) {
    return Buffer.from([low[2] | 0x80, low[3]]);
  }
  if (length < 0x200000) {
    return Buffer.from([low[1] | 0xc0, low[2], low[3]]);
  }
  if (length < 0x10000000) {
    return Buffer.from([low[0] | 0xe0, low[1], low[2], low[3]]);
  }
  return Buffer.from([0xf0, ...low]);
}

/** How many bytes a length prefix has that begins with `first`. First bytes from 0xF8 on are reserved control bytes. */
function prefixSize(first: number): number {
  if (first < 0x80) {
    return 1;
  }
  if (first < 0xc0) {
    return 2;
  }
  if (first < 0xe0) {
    return 3;
  }
  if (first < 0xf0) {
    return 4;
  }
  if (first < 0xf8) {
    return 5;
  }
  throw new WireError(`0x${first.toString(16)} is a reserved control byte`);
}

/** Reads the prefix at `at`: the word's length and where its bytes begin; undefined while the prefix is not complete. */
export function decodeLength(bytes: Buffer, at = 0): { readonly length: number; readonly next: number } | undefined {
  const first = bytes[at];
  if (first === undefined) {
    return undefined;
  }
  const size = prefixSize(first);
  if (at + size > bytes.length) {
    return undefined;
  }
  const masks = [0, 0x7f, 0x3f, 0x1f, 0x0f, 0];
  let length = first & (masks[size] ?? 0);
  for (let index = at + 1; index < at + size; index += 1) {
    length = length * 256 + (bytes[index] ?? 0);
  }
  return { length, next: at + size };
}

/** A sentence as it goes over the wire. Words are byte strings. */
export function encodeSentence(words: readonly string[]): Buffer {
  const parts: Buffer[] = [];
  for (const word of words) {
    const bytes = Buffer.from(word, 'latin1');
    parts.push(encodeLength(bytes.length), bytes);
  }
  parts.push(Buffer.from([0]));
  return Buffer.concat(parts);
}

/**
 * Cuts a stream into sentences. The returned function takes each chunk as it arrives and gives the sentences that it completes, as words (byte
 * strings); empty sentences are left out. Throws `WireError` for a control byte or a word that is too long.
 */
export function createSentenceReader(): (chunk: Buffer) => readonly (readonly string[])[] {
  let words: string[] = [];
  let prefix = Buffer.alloc(0);
  let missing: number | undefined;
  let collected: Buffer[] = [];

  return (chunk) => {
    const sentences: (readonly string[])[] = [];
    let at = 0;
    while (at < chunk.length) {
      if (missing === undefined) {
        prefix = Buffer.concat([prefix, chunk.subarray(at, at + 1)]);
        at += 1;
        const decoded = decodeLength(prefix);
        if (!decoded) {
          continue;
        }
        prefix = Buffer.alloc(0);
        if (decoded.length > longestWord) {
          throw new WireError(`a word of ${decoded.length} bytes`);
        }
        if (decoded.length > 0) {
          missing = decoded.length;
        } else if (words.length > 0) {
          sentences.push(words);
          words = [];
        }
        continue;
      }
      const piece = chunk.subarray(at, at + missing);
      collected.push(piece);
      at += piece.length;
      missing -= piece.length;
      if (missing === 0) {
        words.push(Buffer.concat(collected).toString('latin1'));
        collected = [];
        missing = undefined;
      }
    }
    return sentences;
  };
}
