/**
 * The framing of the RouterOS API: a word is a length prefix and bytes, a sentence is words up to a word of length zero
 * (source: MikroTik's manual of the API). Text goes out as UTF-8. Routers store bytes and do not say what they mean, and old WinBox
 * wrote the code page of Windows, so what comes in is read as UTF-8 where it is valid and as latin-1 where it is not.
 */
import { isUtf8 } from 'node:buffer';
import { RouterError } from './transport';

/** No word of a router is near this long; a longer one means that the peer speaks something else. */
export const maximumWordBytes = 64 * 1024 * 1024;

/** What is set aside at first for a word whose length is only announced: a peer that lies about it costs no memory. */
const firstAllocation = 64 * 1024;

/**
 * The length prefix of a word: 1 to 5 bytes, the leading bits say how many.
 * In: bytes, an integer from 0 to 0xFFFFFFFF; anything else throws a RangeError.
 */
export function encodeLength(length: number): Buffer {
  if (!Number.isInteger(length) || length < 0 || length > 0xffffffff) {
    throw new RangeError(`A word of the RouterOS API cannot have ${length} bytes`);
  }
  if (length < 0x80) return Buffer.from([length]);
  if (length < 0x4000) return Buffer.from([0x80 | (length >> 8), length & 0xff]);
  if (length < 0x200000) return Buffer.from([0xc0 | (length >> 16), (length >> 8) & 0xff, length & 0xff]);
  const prefix = Buffer.alloc(length < 0x10000000 ? 4 : 5);
  prefix.writeUInt32BE(length < 0x10000000 ? (0xe0000000 | length) >>> 0 : length, prefix.length - 4);
  if (prefix.length === 5) prefix[0] = 0xf0;
  return prefix;
}

/** One sentence with its terminator, as one buffer, so that it leaves in one write. Words become UTF-8; an empty word would end it early and throws. */
export function encodeSentence(words: readonly string[]): Buffer {
  const parts: Buffer[] = [];
  for (const word of words) {
    if (word === '') throw new RangeError('A word of the RouterOS API cannot be empty');
    const bytes = Buffer.from(word, 'utf8');
    parts.push(encodeLength(bytes.length), bytes);
  }
  parts.push(Buffer.from([0]));
  return Buffer.concat(parts);
}

/** The text of a word: UTF-8 where the bytes are valid UTF-8, else latin-1, one byte one character. Never throws. */
export function decodeText(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return buffer.toString(isUtf8(buffer) ? 'utf8' : 'latin1');
}

export interface SentenceDecoder {
  /**
   * Takes the next bytes, cut anywhere, and calls `onSentence` for every sentence that they complete; empty sentences are skipped.
   * Throws a RouterError `protocol` at a control byte or at a word or sentence over the limit, after the sentences before it were
   * delivered; from then on every call throws it.
   */
  push(chunk: Uint8Array, onSentence: (words: readonly string[]) => void): void;
}

/**
 * A decoder for one connection. Linear in the bytes, whatever the size of the chunks.
 * `limit`: the most bytes of one word, and of one sentence.
 */
export function createSentenceDecoder(limit = maximumWordBytes): SentenceDecoder {
  let failure: RouterError | undefined;
  let words: string[] = [];
  let sentenceBytes = 0;
  /** Bytes of the length prefix that are still to come; `length` holds what was read of it. */
  let prefixMissing = 0;
  let length = 0;
  /** The word being read, undefined between words. */
  let word: Buffer | undefined;
  let filled = 0;

  function fail(message: string): never {
    failure = new RouterError('protocol', message, 'Check that the port is the one of the service api-ssl.');
    throw failure;
  }

  function startPrefix(first: number): void {
    if (first < 0x80) {
      length = first;
      prefixMissing = 0;
    } else if (first < 0xc0) {
      length = first & 0x3f;
      prefixMissing = 1;
    } else if (first < 0xe0) {
      length = first & 0x1f;
      prefixMissing = 2;
    } else if (first < 0xf0) {
      length = first & 0x0f;
      prefixMissing = 3;
    } else if (first === 0xf0) {
      length = 0;
      prefixMissing = 4;
    } else {
      fail(
        `The peer sent the control byte 0x${first.toString(16).toUpperCase()}, which the RouterOS API does not define`,
      );
    }
  }

  /** The prefix is complete: a word begins, or the sentence ends. */
  function startWord(onSentence: (words: readonly string[]) => void): void {
    if (length === 0) {
      const sentence = words;
      words = [];
      sentenceBytes = 0;
      if (sentence.length > 0) onSentence(sentence);
      return;
    }
    // Counting the prefix too keeps a sentence of very many tiny words within the limit.
    sentenceBytes += length + 1;
    if (length > limit || sentenceBytes > limit + firstAllocation) {
      fail(`The peer announced more than ${limit} bytes, which no answer of a router has`);
    }
    word = Buffer.allocUnsafe(Math.min(length, firstAllocation));
    filled = 0;
  }

  /** Copies what belongs to the word from `chunk` at `offset`; returns the offset behind it. */
  function fillWord(current: Buffer, chunk: Uint8Array, offset: number): number {
    const taken = Math.min(length - filled, chunk.length - offset);
    let target = current;
    if (filled + taken > target.length) {
      // Doubling keeps the copying linear in the length of the word.
      target = Buffer.allocUnsafe(Math.min(length, Math.max(filled + taken, target.length * 2)));
      current.copy(target, 0, 0, filled);
    }
    target.set(chunk.subarray(offset, offset + taken), filled);
    filled += taken;
    word = target;
    if (filled === length) {
      words.push(decodeText(target.subarray(0, length)));
      word = undefined;
    }
    return offset + taken;
  }

  return {
    push(chunk, onSentence) {
      if (failure !== undefined) throw failure;
      let offset = 0;
      while (offset < chunk.length) {
        if (word !== undefined) {
          offset = fillWord(word, chunk, offset);
          continue;
        }
        const byte = chunk[offset] ?? 0;
        offset += 1;
        if (prefixMissing > 0) {
          length = length * 0x100 + byte;
          prefixMissing -= 1;
        } else {
          startPrefix(byte);
        }
        if (prefixMissing === 0) startWord(onSentence);
      }
    },
  };
}
