/** The smallest client that the tests of the router need: it shows every sentence as it comes. The product's client is in client/src/api. */
import { connect as connectPlain, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { SimulatedRouter } from './index';
import { createSentenceReader, encodeSentence, toBytes, toText } from './wire/words';

export interface TestClient {
  /** Sends one sentence. */
  send(...words: string[]): void;
  sendBytes(bytes: Buffer): void;
  /** The next sentence of the router; undefined when the connection is over. */
  next(): Promise<string[] | undefined>;
  /** Sends a sentence and takes all sentences up to `!done` or the end of the connection. */
  talk(...words: string[]): Promise<string[][]>;
  login(user?: string, password?: string): Promise<string[][]>;
  /** Settles when the connection is over: `end` by a FIN, else the error's code. */
  readonly closed: Promise<string>;
  close(): void;
}

/** Connects and waits for TLS; the certificate is verified unless the transport is plain. */
export async function connectTo(router: SimulatedRouter, transport: 'tls' | 'plain' = 'tls'): Promise<TestClient> {
  const socket: Socket =
    transport === 'plain'
      ? connectPlain({ host: router.host, port: router.port })
      : connectTls({ host: router.host, port: router.port, ca: router.certificate.certificate });
  const sentences: string[][] = [];
  const waiting: ((sentence: string[] | undefined) => void)[] = [];
  const read = createSentenceReader();
  let over = false;
  let reason = 'end';

  const closed = new Promise<string>((resolve) => {
    socket.on('error', (error: NodeJS.ErrnoException) => (reason = error.code ?? error.message));
    socket.on('close', () => {
      over = true;
      waiting.splice(0).forEach((take) => take(undefined));
      resolve(reason);
    });
  });
  socket.on('data', (chunk: Buffer) => {
    for (const words of read(chunk)) {
      const sentence = words.map(toText);
      const take = waiting.shift();
      if (take) {
        take(sentence);
      } else {
        sentences.push(sentence);
      }
    }
  });
  await new Promise<void>((resolve, reject) => {
    socket.once(transport === 'plain' ? 'connect' : 'secureConnect', resolve);
    socket.once('close', () => reject(new Error(`no connection: ${reason}`)));
  });

  const client: TestClient = {
    send: (...words) => socket.write(encodeSentence(words.map(toBytes))),
    sendBytes: (bytes) => socket.write(bytes),
    next: () => {
      const ready = sentences.shift();
      if (ready || over) {
        return Promise.resolve(ready);
      }
      return new Promise((resolve) => waiting.push(resolve));
    },
    async talk(...words) {
      client.send(...words);
      const received: string[][] = [];
      for (;;) {
        const sentence = await client.next();
        if (!sentence) {
          return received;
        }
        received.push(sentence);
        if (sentence[0] === '!done' || sentence[0] === '!fatal') {
          return received;
        }
      }
    },
    login: (user = 'admin', password = '') => client.talk('/login', `=name=${user}`, `=password=${password}`),
    closed,
    close: () => socket.destroy(),
  };
  return client;
}

/** The attributes of a sentence. */
export function attributesOf(sentence: readonly string[] | undefined): Record<string, string> {
  return Object.fromEntries(
    (sentence ?? [])
      .filter((word) => word.startsWith('='))
      .map((word) => {
        const cut = word.indexOf('=', 1);
        return [word.slice(1, cut), word.slice(cut + 1)];
      }),
  );
}
