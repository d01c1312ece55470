/** A file's content as text, with all that is needed to write the same bytes back. */
export interface DecodedText {
  readonly text: string;
  readonly encoding: 'utf-8' | 'latin-1';
  /** The file begins with the UTF-8 byte order mark; it is no part of `text`, as in an editor. */
  readonly byteOrderMark: boolean;
}

export type Decoded = ({ readonly kind: 'text' } & DecodedText) | { readonly kind: 'utf-16' };

const byteOrderMark = [0xef, 0xbb, 0xbf];

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}

/** Bytes looked at when UTF-16 without a byte order mark is suspected. */
const sampleLength = 1024;

/**
 * UTF-16 shows by its mark, or by zero bytes: text that is mostly ASCII has one in every pair, always on the same side. A binary file
 * has zeros on both sides.
 */
function isUtf16(bytes: Uint8Array): boolean {
  if (startsWith(bytes, [0xff, 0xfe]) || startsWith(bytes, [0xfe, 0xff])) return true;
  const sample = bytes.subarray(0, sampleLength);
  const pairs = Math.floor(sample.length / 2);
  if (pairs < 2) return false;
  const zeros = [0, 0];
  for (let index = 0; index < pairs * 2; index++) {
    if (sample[index] === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  }
  const [even = 0, odd = 0] = zeros;
  return Math.max(even, odd) >= pairs * 0.6 && Math.min(even, odd) <= pairs * 0.1;
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Valid UTF-8 is read as such, anything else as latin-1 (one byte, one character); UTF-16 is not read. */
export function decode(bytes: Uint8Array): Decoded {
  if (isUtf16(bytes)) return { kind: 'utf-16' };
  const marked = startsWith(bytes, byteOrderMark);
  const content = marked ? bytes.subarray(byteOrderMark.length) : bytes;
  const text = decodeUtf8(content);
  if (text !== undefined) return { kind: 'text', text, encoding: 'utf-8', byteOrderMark: marked };
  const latin1 = Buffer.from(content.buffer, content.byteOffset, content.byteLength).toString('latin1');
  return { kind: 'text', text: latin1, encoding: 'latin-1', byteOrderMark: marked };
}

/** The bytes of a text in the form of the file that it came from; undefined where that encoding does not have all its characters. */
export function encode(
  text: string,
  { encoding, byteOrderMark: marked }: Omit<DecodedText, 'text'>,
): Buffer | undefined {
  if (encoding === 'latin-1' && /[\u0100-\uffff]/.test(text)) return undefined;
  const content = Buffer.from(text, encoding === 'latin-1' ? 'latin1' : 'utf-8');
  return marked ? Buffer.concat([Buffer.from(byteOrderMark), content]) : content;
}
