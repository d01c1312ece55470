import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { fetchCertificate } from '../../client/src/api/certificate';
import { parseSha256 } from '../../client/src/api/fingerprint';
import { RouterError } from '../../client/src/api/transport';
import type { FetchCertificate, RouterErrorKind } from '../../client/src/api/transport';
import { createCertificate } from './certificates';
import { startPeer, startPlainPeer } from './peer';
import type { Conversation, Peer, PlainPeer } from './peer';

const peers: (Peer | PlainPeer)[] = [];

afterEach(async () => {
  for (const peer of peers.splice(0)) await peer.close();
});

async function peerOf(...parameters: Parameters<typeof startPeer>): Promise<Peer> {
  const peer = await startPeer(...parameters);
  peers.push(peer);
  return peer;
}

async function plainPeerOf(...parameters: Parameters<typeof startPlainPeer>): Promise<PlainPeer> {
  const peer = await startPlainPeer(...parameters);
  peers.push(peer);
  return peer;
}

async function failure(
  options: Partial<Parameters<FetchCertificate>[0]> & { readonly port: number },
  kind: RouterErrorKind,
): Promise<RouterError> {
  const error: unknown = await fetchCertificate({ host: '127.0.0.1', connectTimeoutMs: 20_000, ...options }).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof RouterError)) throw new Error('Expected a RouterError');
  expect(error).toMatchObject({ kind });
  return error;
}

const silent = (conversation: Conversation): Promise<void> => conversation.gone;

describe('fetchCertificate', () => {
  test('tells subject, issuer, validity and fingerprint, and sends nothing', async () => {
    const certificate = await createCertificate({
      subject: 'CN=router.lan, O=Пример',
      notBefore: new Date('2024-02-29T12:00:00Z'),
      notAfter: new Date('2034-03-01T00:00:05Z'),
    });
    // TLS 1.2: the peer's side of the handshake ends before the client's, so that the peer would see what is sent after it.
    const peer = await peerOf(silent, { certificate, tls: { maxVersion: 'TLSv1.2' } });
    const fetched = await fetchCertificate({ host: peer.host, port: peer.port, connectTimeoutMs: 20_000 });
    expect(fetched).toEqual({
      subject: 'CN=router.lan, O=Пример',
      issuer: 'CN=router.lan, O=Пример',
      validFrom: '2024-02-29T12:00:00.000Z',
      validTo: '2034-03-01T00:00:05.000Z',
      sha256: certificate.sha256,
    });
    for (let turn = 0; turn < 1000 && peer.open() > 0; turn += 1) await wait(5);
    expect(peer.open()).toBe(0);
    expect(peer.bytesReceived()).toBe(0);
  });

  test('a certificate that is out of date is shown all the same', async () => {
    const certificate = await createCertificate({
      notBefore: new Date('2001-01-01T00:00:00Z'),
      notAfter: new Date('2002-01-01T00:00:00Z'),
    });
    const peer = await peerOf(silent, { certificate });
    const fetched = await fetchCertificate({ host: peer.host, port: peer.port, connectTimeoutMs: 20_000 });
    expect(fetched.validTo).toBe('2002-01-01T00:00:00.000Z');
  });

  test('a name cannot hide or reorder what is shown', async () => {
    const certificate = await createCertificate({ subject: 'CN=good\u202Elive\u001B[2K' });
    const peer = await peerOf(silent, { certificate });
    const { subject } = await fetchCertificate({ host: peer.host, port: peer.port, connectTimeoutMs: 20_000 });
    expect(subject).toContain('good');
    expect(subject).not.toContain('\u202E');
    expect(subject).not.toContain('\u001B');
  });

  test('TLS 1.3', async () => {
    const peer = await peerOf(silent, { tls: { minVersion: 'TLSv1.3' } });
    const fetched = await fetchCertificate({ host: peer.host, port: peer.port, connectTimeoutMs: 20_000 });
    expect(fetched.sha256).toBe(peer.sha256);
  });

  test('a peer that is not TLS', async () => {
    const text = await plainPeerOf((socket) => void socket.write('220 ready\r\n'));
    expect((await failure({ port: text.port }, 'tls')).advice).toContain('/certificate add');
    const closing = await plainPeerOf((socket) => void socket.end());
    await failure({ port: closing.port }, 'tls');
  });

  test('no answer, nobody there, no such port', async () => {
    const quiet = await plainPeerOf(() => undefined);
    await failure({ port: quiet.port, connectTimeoutMs: 200 }, 'timeout');
    await quiet.close();
    await failure({ port: quiet.port }, 'unreachable');
    await failure({ port: 0 }, 'unreachable');
    await failure({ port: 8729, host: ' ' }, 'unreachable');
  });

  test('cancelled', async () => {
    const controller = new AbortController();
    const quiet = await plainPeerOf((socket) => socket.once('data', () => controller.abort()));
    await failure({ port: quiet.port, signal: controller.signal }, 'cancelled');
    await failure({ port: quiet.port, signal: AbortSignal.abort() }, 'cancelled');
  });
});

describe('parseSha256', () => {
  const pairs = Array.from({ length: 32 }, (_, index) => index.toString(16).padStart(2, '0'));
  const canonical = pairs.join(':').toUpperCase();

  test.each([canonical, canonical.toLowerCase(), pairs.join(''), pairs.join(' ')])('%s', (text) => {
    expect(parseSha256(text)).toBe(canonical);
  });

  test.each(['', 'AA', pairs.slice(1).join(':'), `${canonical}:00`, canonical.replace('00', '0g')])(
    'not %j',
    (text) => {
      expect(parseSha256(text)).toBeUndefined();
    },
  );
});
