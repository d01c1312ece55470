/** A public key in the OpenSSH form (RFC 4253 6.6): its type, and the size of the modulus of an RSA key in bits. */
export interface PublicKey {
  readonly type: string;
  readonly bits: number | undefined;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The bytes of a base64 text; undefined where it is none. */
function decodeBase64(text: string): Uint8Array | undefined {
  const letters = text.replace(/=+$/, '');
  if (letters.length % 4 === 1) return undefined;
  const bytes = new Uint8Array(Math.floor((letters.length * 3) / 4));
  let buffer = 0;
  let bits = 0;
  let at = 0;
  for (const letter of letters) {
    const value = alphabet.indexOf(letter);
    if (value < 0) return undefined;
    buffer = ((buffer << 6) | value) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at++] = (buffer >> bits) & 0xff;
  }
  return bytes;
}

/** The fields of the blob, each behind its length; undefined where a length leads out of it. */
function fieldsOf(blob: Uint8Array): readonly Uint8Array[] | undefined {
  const view = new DataView(blob.buffer, blob.byteOffset, blob.byteLength);
  const fields: Uint8Array[] = [];
  for (let at = 0; at < blob.length;) {
    if (at + 4 > blob.length) return undefined;
    const end = at + 4 + view.getUint32(at);
    if (end > blob.length) return undefined;
    fields.push(blob.subarray(at + 4, end));
    at = end;
  }
  return fields;
}

/** Reads `ssh-rsa AAAA... comment`; undefined where the text is no whole key: nothing can be said of it then. */
export function readPublicKey(text: string): PublicKey | undefined {
  const [type, base64] = text.trim().split(/\s+/);
  if (type === undefined || base64 === undefined) return undefined;
  const blob = decodeBase64(base64);
  const [name, , modulus] = (blob && fieldsOf(blob)) ?? [];
  if (name === undefined || String.fromCharCode(...name) !== type) return undefined;
  return { type, bits: type === 'ssh-rsa' && modulus !== undefined ? bitLength(modulus) : undefined };
}

function bitLength(number: Uint8Array): number {
  const first = number.findIndex((byte) => byte !== 0);
  return first < 0 ? 0 : (number.length - first) * 8 - Math.clz32(number[first] ?? 0) + 24;
}

/** Does the text begin like a key, rather than being the name of a file? */
export function looksLikeKey(text: string): boolean {
  return (
    /^\s*(?:ssh-(?:rsa|dss|ed25519)|ecdsa-sha2-\S+|sk-\S+@openssh\.com)\s/.test(text) || text.includes('-----BEGIN ')
  );
}
