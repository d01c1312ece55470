import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { makeCertificate } from './wire/certificate';
import { readRequest } from './wire/sentence';
import {
  createSentenceReader,
  decodeLength,
  encodeLength,
  encodeSentence,
  toBytes,
  toText,
  WireError,
} from './wire/words';

/** Lengths and their prefixes, from the tests of several public clients. */
const vectors: readonly (readonly [length: number, prefix: string])[] = [
  [0, '00'],
  [1, '01'],
  [0x39, '39'],
  [0x7f, '7f'],
  [0x80, '8080'],
  [130, '8082'],
  [0x87, '8087'],
  [0x1c42, '9c42'],
  [0x3fff, 'bfff'],
  [0x4000, 'c04000'],
  [0x4321, 'c04321'],
  [0xad73b, 'cad73b'],
  [2_097_140, 'dffff4'],
  [0x1fffff, 'dfffff'],
  [0x200000, 'e0200000'],
  [0x2acdef, 'e02acdef'],
  [0x5ad736b, 'e5ad736b'],
  [268_435_440, 'effffff0'],
  [0xfffffff, 'efffffff'],
  [0x10000000, 'f010000000'],
  [0x10000080, 'f010000080'],
];

describe('length of a word', () => {
  it.each(vectors)('%i is %s both ways', (length, prefix) => {
    expect(encodeLength(length).toString('hex')).toBe(prefix);
    expect(decodeLength(Buffer.from(prefix, 'hex'))).toEqual({ length, next: prefix.length / 2 });
  });

  it.each(['f8', 'fc', 'ff'])('%s is a control byte and refused', (byte) => {
    expect(() => decodeLength(Buffer.from(byte, 'hex'))).toThrow(WireError);
  });

  it('is not known before the last byte of the prefix', () => {
    expect(decodeLength(Buffer.from('e02acd', 'hex'))).toBeUndefined();
  });
});

describe('sentences', () => {
  it('have known bytes', () => {
    expect(encodeSentence(['/login']).toString('hex')).toBe('062f6c6f67696e00');
    expect(encodeSentence(['!re', '!done']).toString('hex')).toBe('0321726505' + '21646f6e65' + '00');
    expect(encodeSentence([toBytes('é')]).toString('hex')).toBe('02c3a900');
  });

  it('come out whole wherever the stream is cut, and empty ones are left out', () => {
    const long = 'x'.repeat(300);
    const stream = Buffer.concat([encodeSentence([]), encodeSentence(['/a', `=b=${long}`]), encodeSentence(['/c'])]);
    for (let cut = 0; cut <= stream.length; cut += 1) {
      const read = createSentenceReader();
      const sentences = [...read(stream.subarray(0, cut)), ...read(stream.subarray(cut))];
      expect(sentences, `cut at ${cut}`).toEqual([['/a', `=b=${long}`], ['/c']]);
    }
  });

  it('split an attribute at its second equals sign', () => {
    const request = readRequest(['/x/set', '=a=b=c', '=empty=', '=flag', '?name=y', '?#!', '.tag=7', '=.proplist=a,b']);
    expect([...request.attributes]).toEqual([
      ['a', 'b=c'],
      ['empty', ''],
      ['flag', ''],
      ['.proplist', 'a,b'],
    ]);
    expect(request.queries).toEqual(['name=y', '#!']);
    expect(request.tag).toBe('7');
  });

  it('keep bytes that are not UTF-8', () => {
    expect(toText(toBytes('Zürich ⚙'))).toBe('Zürich ⚙');
    expect(toText('\xe9')).toBe('\xe9');
  });
});

describe('certificate', () => {
  it.each([
    ['subject-alt-name', 'CN=127.0.0.1', 'IP Address:127.0.0.1, DNS:localhost'],
    ['common-name-only', 'CN=127.0.0.1', undefined],
    ['other-host', 'CN=router.invalid', 'DNS:router.invalid'],
  ] as const)('%s is well formed and signed by itself', (form, subject, names) => {
    const made = makeCertificate(form);
    const certificate = new X509Certificate(made.certificate);
    expect(certificate.subject).toBe(subject);
    expect(certificate.subjectAltName).toBe(names);
    expect(certificate.fingerprint256).toBe(made.sha256);
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(certificate.ca).toBe(true);
  });
});
