import { plainText } from '../api/plainText';
import type { PeerCertificate, RouterProfile } from '../deploy/types';

/** Where a certificate was seen. */
export type Endpoint = Pick<RouterProfile, 'name' | 'host' | 'port'>;

/** Nobody has vouched for the names in a certificate: long ones must not push its fingerprint out of sight. */
const longestName = 200;

/** The lines that a person compares before a certificate is pinned. `pinned` is the fingerprint pinned until now, '' for none. */
export function describeCertificate(certificate: PeerCertificate, pinned: string, now: Date): string {
  const lines = [
    `Subject: ${plainText(certificate.subject, longestName) || '(empty)'}`,
    `Issuer: ${plainText(certificate.issuer, longestName) || '(empty)'}`,
    `Valid from ${day(certificate.validFrom)} to ${day(certificate.validTo)}${validityNote(certificate, now)}`,
    `SHA-256: ${certificate.sha256}`,
  ];
  if (pinned !== '' && pinned !== certificate.sha256) {
    lines.push('', `This is not the certificate pinned until now: ${pinned}`);
  }
  lines.push(
    '',
    'Compare the fingerprint with the one on the router (in its terminal: /certificate print detail). ' +
      'Nothing has been sent to the router yet, and the password goes only to a router with the certificate that you pin.',
  );
  return lines.join('\n');
}

/** What is said when a router shows another certificate than the pinned one. `seen` is the fingerprint of the one that was refused. */
export function changedCertificate(
  endpoint: Endpoint,
  pinned: string,
  seen: string | undefined,
): { readonly message: string; readonly detail: string } {
  const where = `${endpoint.host}, port ${endpoint.port}`;
  return {
    message: `Stopped: the certificate of ${endpoint.name} (${where}) is not the pinned one. No user name and no password was sent.`,
    detail: [
      `Pinned: ${pinned}`,
      `Seen now: ${seen ?? 'not known'}`,
      '',
      'Either someone else answers in place of the router, or its certificate was replaced.',
      `If you replaced it, run the command "RouterOS Guard: Add Router" with the name "${endpoint.name}" again: it shows the new certificate and pins it. ` +
        'If you did not, find out first who answers at this address.',
    ].join('\n'),
  };
}

function validityNote({ validFrom, validTo }: PeerCertificate, now: Date): string {
  if (Date.parse(validTo) < now.getTime()) return ' (expired)';
  return Date.parse(validFrom) > now.getTime() ? ' (not valid yet)' : '';
}

/** The day of an ISO 8601 time; the text itself when it is none. */
function day(time: string): string {
  const parsed = Date.parse(time);
  return Number.isNaN(parsed) ? time : new Date(parsed).toISOString().slice(0, 10);
}
