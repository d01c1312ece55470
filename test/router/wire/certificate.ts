import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** `subject-alt-name`: CN and SAN. `common-name-only`: as many self-made router certificates. `other-host`: a name that does not fit. */
export type CertificateForm = 'subject-alt-name' | 'common-name-only' | 'other-host';

export interface ServerCertificate {
  /** PEM of the self-signed certificate. */
  readonly certificate: string;
  /** PEM (PKCS #8) of its key. */
  readonly key: string;
  /** `AA:BB:...`, 32 bytes. */
  readonly sha256: string;
}

const oneHour = 3_600_000;

/**
 * Makes a self-signed certificate for 127.0.0.1 and localhost with a fresh P-256 key, valid from an hour ago for a day (X.509 version 3,
 * RFC 5280). Written out in DER here: it is a few fields, and a certificate library brings a dozen packages into a test.
 */
export function makeCertificate(form: CertificateForm, commonName = '127.0.0.1'): ServerCertificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = sequence(
    set(sequence(commonNameIdentifier, utf8(form === 'other-host' ? 'router.invalid' : commonName))),
  );
  const serial = randomBytes(12);
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40; // positive, and no leading zero byte
  const now = Date.now();
  const body = sequence(
    tagged(0xa0, integer(Buffer.from([2]))),
    integer(serial),
    sequence(ecdsaWithSha256),
    name,
    sequence(time(new Date(now - oneHour)), time(new Date(now + 23 * oneHour))),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(0xa3, sequence(...extensionsOf(form))),
  );
  const signature = sign('sha256', body, privateKey);
  const certificate = sequence(body, sequence(ecdsaWithSha256), tagged(0x03, Buffer.from([0]), signature));
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? [];
  return {
    certificate: `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    sha256: (createHash('sha256').update(certificate).digest('hex').toUpperCase().match(/../g) ?? []).join(':'),
  };
}

function extensionsOf(form: CertificateForm): Buffer[] {
  const basicConstraints = sequence(
    identifier(0x55, 0x1d, 0x13),
    Buffer.from([0x01, 0x01, 0xff]),
    octets(sequence(Buffer.from([0x01, 0x01, 0xff]))),
  );
  const serverAuthentication = identifier(0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x01);
  const extendedKeyUsage = sequence(identifier(0x55, 0x1d, 0x25), octets(sequence(serverAuthentication)));
  const names = alternativeNamesOf(form);
  const always = [basicConstraints, extendedKeyUsage];
  return names.length === 0 ? always : [...always, sequence(identifier(0x55, 0x1d, 0x11), octets(sequence(...names)))];
}

function alternativeNamesOf(form: CertificateForm): Buffer[] {
  switch (form) {
    case 'common-name-only':
      return [];
    case 'other-host':
      return [dnsName('router.invalid')];
    case 'subject-alt-name':
      return [tagged(0x87, Buffer.from([127, 0, 0, 1])), dnsName('localhost')];
  }
}

// DER: a tag byte, the length of the contents, the contents.

function tagged(tag: number, ...contents: readonly Buffer[]): Buffer {
  const inner = Buffer.concat(contents);
  if (inner.length < 0x80) {
    return Buffer.concat([Buffer.from([tag, inner.length]), inner]);
  }
  const length = inner.length < 0x100 ? [0x81, inner.length] : [0x82, inner.length >> 8, inner.length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), inner]);
}

function sequence(...contents: readonly Buffer[]): Buffer {
  return tagged(0x30, ...contents);
}

function set(...contents: readonly Buffer[]): Buffer {
  return tagged(0x31, ...contents);
}

function integer(value: Buffer): Buffer {
  return tagged(0x02, value);
}

function octets(value: Buffer): Buffer {
  return tagged(0x04, value);
}

function utf8(text: string): Buffer {
  return tagged(0x0c, Buffer.from(text, 'utf8'));
}

function dnsName(name: string): Buffer {
  return tagged(0x82, Buffer.from(name, 'ascii'));
}

/** UTCTime `YYMMDDHHMMSSZ`. */
function time(date: Date): Buffer {
  const digits = date.toISOString().replace(/[-:T]/g, '');
  return tagged(0x17, Buffer.from(`${digits.slice(2, 14)}Z`, 'ascii'));
}

function identifier(...bytes: readonly number[]): Buffer {
  return tagged(0x06, Buffer.from(bytes));
}

const commonNameIdentifier = identifier(0x55, 0x04, 0x03);
const ecdsaWithSha256 = identifier(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02);
