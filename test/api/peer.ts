/**
 * A scripted peer: a real TLS (or TCP) server on the loopback that plays exactly the bytes it is told to, and remembers what it was sent.
 * It has its own framing, written independently of the code under test.
 */
import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { createServer as createTlsServer } from 'node:tls';
import type { TlsOptions, TLSSocket } from 'node:tls';
import { createCertificate } from './certificates';
import type { TestCertificate } from './certificates';

export type Word = string | Buffer;

/** One word with its length in front. */
export function wordBytes(word: Word): Buffer {
  const bytes = typeof word === 'string' ? Buffer.from(word, 'utf8') : word;
  const { length } = bytes;
  if (length < 0x80) return Buffer.concat([Buffer.from([length]), bytes]);
  const prefix = Buffer.alloc(4);
  if (length < 0x4000) {
    prefix.writeUInt16BE(length + 0x8000);
    return Buffer.concat([prefix.subarray(0, 2), bytes]);
  }
  if (length < 0x200000) {
    prefix.writeUIntBE(length + 0xc00000, 0, 3);
    return Buffer.concat([prefix.subarray(0, 3), bytes]);
  }
  prefix.writeUInt32BE(length + 0xe0000000);
  return Buffer.concat([prefix, bytes]);
}

/** Words with the terminator of a sentence. */
export function sentenceBytes(...words: readonly Word[]): Buffer {
  return Buffer.concat([...words.map(wordBytes), Buffer.from([0])]);
}

/** Reads sentences from bytes as they come: one by one, from the whole rest each time; slow and plain on purpose. */
function takeSentence(bytes: Buffer): { words: Buffer[]; rest: Buffer } | undefined {
  const words: Buffer[] = [];
  let offset = 0;
  for (;;) {
    const first = bytes[offset];
    if (first === undefined) return undefined;
    const extra = first < 0x80 ? 0 : first < 0xc0 ? 1 : first < 0xe0 ? 2 : 3;
    if (offset + extra >= bytes.length) return undefined;
    const mask = [0x7f, 0x3f, 0x1f, 0x0f][extra] ?? 0;
    let length = first & mask;
    for (let index = 1; index <= extra; index += 1) length = length * 0x100 + (bytes[offset + index] ?? 0);
    offset += extra + 1;
    if (length === 0) return { words, rest: bytes.subarray(offset) };
    if (offset + length > bytes.length) return undefined;
    words.push(bytes.subarray(offset, offset + length));
    offset += length;
  }
}

/** The client is gone while the script waited for it: the normal end of many scripts. */
class ClientGone extends Error {}

export interface Conversation {
  readonly socket: TLSSocket;
  /** The next sentence of the client, as UTF-8 text. Rejects when the connection ends first; a script may let that through. */
  next(): Promise<readonly string[]>;
  /** The same as bytes. */
  nextBytes(): Promise<readonly Buffer[]>;
  /** Bytes as they are, in one packet; resolves after they were handed over and one turn of the event loop has passed. */
  write(bytes: Uint8Array): Promise<void>;
  /** One sentence. */
  say(...words: readonly Word[]): Promise<void>;
  /** Waits for `/login` and accepts it; returns its words. */
  acceptLogin(): Promise<readonly string[]>;
  /** TCP RST. */
  reset(): void;
  /** Resolves when the client has closed. */
  readonly gone: Promise<void>;
}

/** The `.tag=...` word of a sentence, to be repeated in the answer. */
export function tagWord(words: readonly string[]): string {
  const word = words.find((candidate) => candidate.startsWith('.tag='));
  if (word === undefined) throw new Error('The client sent a sentence without a tag');
  return word;
}

/** Attributes and queries of a sentence, without path and tag. */
export function argumentWords(words: readonly string[]): readonly string[] {
  return words.slice(1).filter((word) => !word.startsWith('.tag='));
}

export interface Peer {
  readonly host: string;
  readonly port: number;
  readonly sha256: string;
  /** Connections that finished TLS. */
  connections(): number;
  /** Bytes of the API (after TLS) that clients have sent. */
  bytesReceived(): number;
  /** TCP connections that are open now. */
  open(): number;
  /** Stops the server; throws what a script threw. */
  close(): Promise<void>;
}

let sharedCertificate: Promise<TestCertificate> | undefined;

/** One certificate for all peers of a test process that name none. */
export function defaultCertificate(): Promise<TestCertificate> {
  sharedCertificate ??= createCertificate();
  return sharedCertificate;
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

function converse(socket: TLSSocket, raw: Socket, onBytes: (count: number) => void): Conversation {
  let buffered = Buffer.alloc(0);
  let ended = false;
  let wake: () => void = () => undefined;
  const gone = new Promise<void>((resolve) => {
    const finish = (): void => {
      ended = true;
      wake();
      resolve();
    };
    socket.once('close', finish);
    socket.once('end', finish);
  });
  socket.on('error', () => undefined);
  raw.on('error', () => undefined);
  socket.on('data', (chunk: Buffer) => {
    onBytes(chunk.length);
    buffered = Buffer.concat([buffered, chunk]);
    wake();
  });

  const nextBytes = async (): Promise<readonly Buffer[]> => {
    for (;;) {
      const taken = takeSentence(buffered);
      if (taken !== undefined) {
        buffered = Buffer.from(taken.rest);
        return taken.words;
      }
      if (ended) throw new ClientGone();
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  const next = async (): Promise<readonly string[]> => (await nextBytes()).map((word) => word.toString('utf8'));
  const write = async (bytes: Uint8Array): Promise<void> => {
    if (!socket.writable) return;
    await new Promise<void>((resolve) => {
      socket.write(bytes, () => resolve());
    });
    await nextTurn();
  };
  const say = (...words: readonly Word[]): Promise<void> => write(sentenceBytes(...words));
  return {
    socket,
    gone,
    next,
    nextBytes,
    write,
    say,
    async acceptLogin() {
      const words = await next();
      if (words[0] !== '/login') throw new Error(`Expected /login, got ${words[0] ?? 'nothing'}`);
      await say('!done', tagWord(words));
      return words;
    },
    reset: () => {
      raw.resetAndDestroy();
    },
  };
}

/** Starts a TLS peer that runs `script` for each connection. */
export async function startPeer(
  script: (conversation: Conversation, connection: number) => Promise<void>,
  options: { readonly certificate?: TestCertificate; readonly tls?: TlsOptions } = {},
): Promise<Peer> {
  const { certificate, key, sha256 } = options.certificate ?? (await defaultCertificate());
  const failures: unknown[] = [];
  const raws = new Set<Socket>();
  let connections = 0;
  let bytes = 0;
  const server = createTlsServer({ cert: certificate, key, noDelay: true, ...options.tls });
  const rawOf = new Map<number, Socket>();
  server.on('connection', (raw: Socket) => {
    raws.add(raw);
    rawOf.set(raw.remotePort ?? 0, raw);
    raw.on('close', () => raws.delete(raw));
    raw.on('error', () => undefined);
  });
  server.on('tlsClientError', () => undefined);
  server.on('secureConnection', (socket) => {
    connections += 1;
    const raw = rawOf.get(socket.remotePort ?? 0);
    if (raw === undefined) throw new Error('A TLS connection without a TCP connection');
    const conversation = converse(socket, raw, (count) => {
      bytes += count;
    });
    script(conversation, connections).catch((error: unknown) => {
      if (!(error instanceof ClientGone)) {
        failures.push(error);
        socket.destroy();
      }
    });
  });
  const port = await listen(server);
  return {
    host: '127.0.0.1',
    port,
    sha256,
    connections: () => connections,
    bytesReceived: () => bytes,
    open: () => raws.size,
    async close() {
      const stopped = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      for (const raw of raws) raw.destroy();
      await stopped;
      if (failures.length > 0) throw failures[0];
    },
  };
}

export interface PlainPeer {
  readonly host: string;
  readonly port: number;
  /** What the clients sent, TLS or not. */
  received(): Buffer;
  close(): Promise<void>;
}

/** Starts a TCP peer without TLS. */
export async function startPlainPeer(onConnection: (socket: Socket) => void): Promise<PlainPeer> {
  const sockets = new Set<Socket>();
  let received = Buffer.alloc(0);
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
    });
    onConnection(socket);
  });
  const port = await listen(server);
  return {
    host: '127.0.0.1',
    port,
    received: () => received,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
