import { expect, test } from 'vitest';
import { changedCertificate, describeCertificate } from '../../client/src/routers/certificates';

const now = new Date('2030-06-15T12:00:00Z');
const certificate = {
  subject: 'CN=gw.example',
  issuer: 'CN=Example CA',
  validFrom: '2030-01-01T00:00:00.000Z',
  validTo: '2031-01-01T00:00:00.000Z',
  sha256: 'AA:BB',
};

test('subject, issuer, validity and SHA-256 are shown before a certificate is pinned', () => {
  const lines = describeCertificate(certificate, '', now).split('\n');
  expect(lines.slice(0, 5)).toEqual([
    'Subject: CN=gw.example',
    'Issuer: CN=Example CA',
    'Valid from 2030-01-01 to 2031-01-01',
    'SHA-256: AA:BB',
    '',
  ]);
  expect(lines[5]).toContain('Nothing has been sent to the router yet');
});

test('long or broken names do not hide the fingerprint', () => {
  const subject = `CN=x\nSHA-256: CC:DD\u202e${'y'.repeat(5000)}`;
  const lines = describeCertificate({ ...certificate, subject, issuer: subject }, '', now).split('\n');
  expect(lines[0]).toMatch(/^Subject: CN=x SHA-256: CC:DD\?y{5,}…$/);
  expect(lines[0]?.length).toBeLessThan(220);
  expect(lines[3]).toBe('SHA-256: AA:BB');
});

test('a certificate out of its time says so', () => {
  const expired = { ...certificate, validTo: '2030-06-01T00:00:00.000Z' };
  const early = { ...certificate, validFrom: '2030-07-01T00:00:00.000Z' };
  expect(describeCertificate(expired, '', now)).toContain('to 2030-06-01 (expired)');
  expect(describeCertificate(early, '', now)).toContain('(not valid yet)');
});

test('pinning anew shows the fingerprint pinned until now, unless it is the same', () => {
  expect(describeCertificate(certificate, 'CC:DD', now)).toContain('not the certificate pinned until now: CC:DD');
  expect(describeCertificate(certificate, 'AA:BB', now)).not.toContain('pinned until now');
});

test('a changed certificate shows both fingerprints and the way to pin anew', () => {
  const { message, detail } = changedCertificate({ name: 'office', host: 'gw', port: 8729 }, 'AA:BB', 'CC:DD');
  expect(message).toBe(
    'Stopped: the certificate of office (gw, port 8729) is not the pinned one. No user name and no password was sent.',
  );
  expect(detail).toContain('Pinned: AA:BB');
  expect(detail).toContain('Seen now: CC:DD');
  expect(detail).toContain('"RouterOS Guard: Add Router" with the name "office"');
});
