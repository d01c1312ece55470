/** Fingerprints of certificates: SHA-256 over the DER bytes, written `AA:BB:...` as routers, browsers and openssl write them. */
import { createHash } from 'node:crypto';
import type { TLSSocket } from 'node:tls';

function withColons(hex: string): string {
  return (hex.toUpperCase().match(/../g) ?? []).join(':');
}

/**
 * A fingerprint in its one form (`AA:BB:...`, 32 bytes), read with or without colons or blanks and in any case;
 * undefined for anything that is not 32 bytes of hexadecimal.
 */
export function parseSha256(text: string): string | undefined {
  const hex = text.replace(/[:\s]/g, '');
  return /^[0-9a-f]{64}$/i.test(hex) ? withColons(hex) : undefined;
}

/** The certificate that the peer of an agreed TLS connection has shown, as DER; undefined when it has shown none. */
export function peerCertificateBytes(socket: TLSSocket): Buffer | undefined {
  // Without a certificate the object is empty, whatever its type says.
  const certificate: { readonly raw?: Buffer } = socket.getPeerCertificate();
  return certificate.raw;
}

/** SHA-256 of a certificate in DER, as `AA:BB:...`. */
export function certificateSha256(der: Buffer): string {
  return withColons(createHash('sha256').update(der).digest('hex'));
}
