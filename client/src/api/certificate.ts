/** Fetches the certificate of an API-SSL port so that a person can look at it before it is pinned: a TLS handshake and nothing else. */
import { X509Certificate } from 'node:crypto';
import { connect as connectTls } from 'node:tls';
import {
  addressFailure,
  cancelled,
  connectionFailure,
  connectTimeout,
  timerMilliseconds,
  tlsFailure,
} from './failures';
import type { Stage } from './failures';
import { certificateSha256, peerCertificateBytes } from './fingerprint';
import { RouterError } from './transport';
import type { FetchCertificate, PeerCertificate } from './transport';

/** `CN=router\nO=Example` to `CN=router, O=Example`. The peer chose the text and nobody has vouched for it, so what could hide or reorder it is shown as `?`. */
function nameText(name: string): string {
  return name
    .trim()
    .split('\n')
    .join(', ')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '?');
}

function describeCertificate(der: Buffer): PeerCertificate {
  const certificate = new X509Certificate(der);
  return {
    subject: nameText(certificate.subject),
    issuer: nameText(certificate.issuer),
    validFrom: new Date(certificate.validFrom).toISOString(),
    validTo: new Date(certificate.validTo).toISOString(),
    sha256: certificateSha256(der),
  };
}

/**
 * The certificate that the peer shows; no byte of the API is sent. Rejects with a RouterError: `unreachable`, `tls`, `timeout`
 * (`connectTimeoutMs`, for TCP and TLS together) or `cancelled`.
 */
export const fetchCertificate: FetchCertificate = ({ host, port, connectTimeoutMs, signal }) =>
  new Promise((resolve, reject) => {
    const place = `${host}:${port}`;
    const impossible = addressFailure(host, port);
    if (impossible !== undefined) {
      reject(impossible);
      return;
    }
    if (signal?.aborted === true) {
      reject(cancelled('Fetching the certificate'));
      return;
    }
    let stage: Stage = 'tcp';
    // Nothing is verified here on purpose: the person who reads the fingerprint is the verification.
    const socket = connectTls({ host, port, rejectUnauthorized: false, minVersion: 'TLSv1.2' });

    const end = (outcome: PeerCertificate | RouterError): void => {
      clearTimeout(deadline);
      signal?.removeEventListener('abort', abort);
      socket.destroy();
      if (outcome instanceof RouterError) reject(outcome);
      else resolve(outcome);
    };
    const abort = (): void => end(cancelled('Fetching the certificate'));
    const deadline = setTimeout(
      () => end(connectTimeout(stage, place, connectTimeoutMs)),
      timerMilliseconds(connectTimeoutMs),
    );
    signal?.addEventListener('abort', abort);
    socket.once('connect', () => {
      stage = 'tls';
    });
    socket.once('secureConnect', () => {
      const der = peerCertificateBytes(socket);
      if (der === undefined) {
        end(tlsFailure(place));
        return;
      }
      try {
        end(describeCertificate(der));
      } catch {
        end(tlsFailure(place));
      }
    });
    // Stays for good: an error after the end must not become an exception of the process.
    socket.on('error', (error: Error) => end(connectionFailure(stage, place, error)));
    socket.once('close', () => end(connectionFailure(stage, place, undefined)));
  });
