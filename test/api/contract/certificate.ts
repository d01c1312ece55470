/** What happens before a byte of the API is sent. */
import { describe, expect, test } from 'vitest';
import { sentenceBytes } from '../peer';
import type { startPlainPeer } from '../peer';
import { otherSha256 } from './harness';
import type { Harness } from './harness';

export function certificateContract({
  connect,
  peerOf,
  plainPeerOf,
  optionsFor,
  failure,
  router,
  allGone,
}: Harness): void {
  describe('certificate and TLS', () => {
    test('wrong pin: not a byte of the API arrives', async () => {
      const peer = await peerOf((conversation) => conversation.gone);
      const error = await failure(connect(optionsFor(peer, { pinnedSha256: otherSha256 })), 'certificate-changed');
      expect(error.message).toContain(peer.sha256);
      expect(error.message).toContain(otherSha256);
      expect(error.shownSha256).toBe(peer.sha256);
      await allGone(peer);
      expect(peer.bytesReceived()).toBe(0);
    });

    test('wrong pin, TLS 1.2, and a peer that pretends to have accepted a login', async () => {
      const peer = await peerOf(
        async (conversation) => {
          await conversation.say('!done');
          await conversation.gone;
        },
        { tls: { maxVersion: 'TLSv1.2' } },
      );
      await failure(connect(optionsFor(peer, { pinnedSha256: otherSha256 })), 'certificate-changed');
      await allGone(peer);
      expect(peer.connections()).toBe(1);
      expect(peer.bytesReceived()).toBe(0);
    });

    test.each(['', 'AB:CD', 'x'.repeat(64)])('no usable pin (%j): nothing is dialled', async (pinnedSha256) => {
      const peer = await router(async () => Promise.resolve());
      await failure(connect(optionsFor(peer, { pinnedSha256 })), 'certificate-changed');
      expect(peer.connections()).toBe(0);
    });

    test('TLS 1.2', async () => {
      const peer = await peerOf(
        async (conversation) => {
          await conversation.acceptLogin();
          await conversation.gone;
        },
        { tls: { maxVersion: 'TLSv1.2' } },
      );
      await (await connect(optionsFor(peer))).close();
    });

    test.each<readonly [what: string, play: Parameters<typeof startPlainPeer>[0]]>([
      ['plain text', (socket) => void socket.write('220 ready\r\n')],
      [
        'the API without TLS',
        (socket) => socket.once('data', () => void socket.write(sentenceBytes('!fatal', 'not logged in'))),
      ],
      ['garbage', (socket) => socket.once('data', () => void socket.write(Buffer.alloc(500, 0xf8)))],
      ['the end at once', (socket) => void socket.end()],
      ['the end after the first bytes', (socket) => socket.once('data', () => void socket.end())],
      ['a reset', (socket) => socket.once('data', () => void socket.resetAndDestroy())],
    ])('a peer that is not TLS: %s', async (_what, play) => {
      const peer = await plainPeerOf(play);
      const error = await failure(connect(optionsFor(peer)), 'tls');
      expect(error.advice).toContain('/certificate sign');
      expect(error.advice).toContain('/ip service set api-ssl certificate=');
      expect(peer.received().includes('/login')).toBe(false);
    });

    test('no certificate on the peer (anonymous Diffie-Hellman only): the same words', async () => {
      const peer = await peerOf(() => Promise.resolve(), {
        tls: { ciphers: 'ADH-AES256-GCM-SHA384:@SECLEVEL=0', maxVersion: 'TLSv1.2', cert: undefined, key: undefined },
      });
      const plain = await plainPeerOf((socket) => void socket.write('220 ready\r\n'));
      const anonymous = await failure(connect(optionsFor(peer)), 'tls');
      const other = await failure(connect(optionsFor(plain)), 'tls');
      expect(anonymous.message.replace(/:\d+/, '')).toBe(other.message.replace(/:\d+/, ''));
      expect(anonymous.advice).toBe(other.advice);
    });

    test('TLS too old', async () => {
      const peer = await peerOf(() => Promise.resolve(), {
        tls: { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT:@SECLEVEL=0' },
      });
      await failure(connect(optionsFor(peer)), 'tls');
    });

    test('a peer that never answers TLS', async () => {
      const peer = await plainPeerOf(() => undefined);
      const error = await failure(connect(optionsFor(peer, { connectTimeoutMs: 1500 })), 'timeout');
      expect(error.message).toContain('TLS');
      expect(peer.received().includes('/login')).toBe(false);
    });

    test('nothing listens', async () => {
      const peer = await plainPeerOf(() => undefined);
      await peer.close();
      await failure(connect(optionsFor(peer)), 'unreachable');
    });

    test.each([0, -1, 65536, 1.5, Number.NaN])('%d is not a port', async (port) => {
      await failure(connect(optionsFor({ host: '127.0.0.1', port })), 'unreachable');
    });

    test('no host', async () => {
      await failure(connect(optionsFor({ host: '', port: 8729 })), 'unreachable');
    });
  });
}
