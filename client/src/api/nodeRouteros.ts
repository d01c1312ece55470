/**
 * node-routeros 1.6.9 behind `Connect`. The package is discontinued and its framing loses answers, crashes the process and corrupts
 * text, so each of its objects gets our own framing before anything is written; what remains of the package is the opening of the socket,
 * the tags and the login. One object a connection, never used again: a late event of an old socket would end the new conversation.
 */
import { RouterOSAPI } from 'node-routeros';
import type { TLSSocket } from 'node:tls';
import { createConversation, trapText } from './conversation';
import type { Conversation } from './conversation';
import {
  addressFailure,
  cancelled,
  certificateChanged,
  connectionFailure,
  connectTimeout,
  timerMilliseconds,
  tlsFailure,
} from './failures';
import type { Stage } from './failures';
import { certificateSha256, parseSha256, peerCertificateBytes } from './fingerprint';
import { RouterError } from './transport';
import type { Connect, ConnectOptions, Reply, RouterTransport } from './transport';

/** How long the peer may take to close its side after we closed ours. */
const closeGraceMs = 1000;

/** What the package's connector asks of its two halves; ours stand in for both. */
interface Receiver {
  read(tag: string, deliver: (packet: string[]) => void): void;
  stop(tag: string): void;
  processRawData(data: Buffer): void;
}
interface Transmitter {
  /** One word; null ends the sentence. */
  write(word: string | null): void;
  runPool(): void;
}

/** The parts of a RouterOSAPI that its types call private, and that are replaced on the object (never on the prototype). */
interface Internals {
  readonly connector: {
    readonly socket: TLSSocket | undefined;
    receiver: Receiver;
    transmitter: Transmitter;
    destroy(): void;
    on(event: 'error', listener: () => void): void;
    removeAllListeners(event: 'connected'): void;
  };
  holdConnection: () => void;
}

/** The exchange that is being opened: the package makes the tag, and calls `read` with it before it writes. */
interface Opening {
  readonly what: string;
  readonly timeoutMs: number | undefined;
  readonly signal: AbortSignal | undefined;
  readonly resolve: (reply: Reply) => void;
  readonly reject: (error: RouterError) => void;
  tag?: string;
}

function ignore(): void {
  // What the package reports here is reported by our own listeners already, with its reason.
}

function commandWords(
  path: string,
  attributes: Readonly<Record<string, string>>,
  queries: readonly string[],
): string[] | RouterError {
  const bad =
    !path.startsWith('/') ||
    Object.keys(attributes).some((name) => name === '' || name.includes('=')) ||
    queries.some((query) => !query.startsWith('?'));
  if (bad) return new RouterError('protocol', 'Not a command of the RouterOS API; nothing was sent');
  return [path, ...Object.entries(attributes).map(([name, value]) => `=${name}=${value}`), ...queries];
}

function oldRouter(place: string): RouterError {
  return new RouterError(
    'login',
    `${place} asks for the login of RouterOS before 6.43, which is not supported because it protects the password badly`,
    'Upgrade RouterOS on that router.',
  );
}

function loginRefused(place: string, user: string, cause: RouterError): RouterError {
  return new RouterError(
    'login',
    `${place} refused the login of user ${user}: ${trapText(cause.traps)}`,
    'Check user name and password, that the group of the user has the policy api, and that its address= allows this computer.',
  );
}

/** The peer's own words help, unless they repeat what must not be shown. */
function withoutPassword(reason: RouterError, password: string): RouterError {
  if (password === '' || !reason.message.includes(password)) return reason;
  return new RouterError(
    reason.kind,
    'The login failed; the answer is not shown because it contains the password',
    reason.advice,
  );
}

/** Connects, checks the pin before a byte of the API is sent, logs in. See `Connect`. */
export const connectNodeRouteros: Connect = (options) =>
  new Promise((resolve, reject) => {
    const place = `${options.host}:${options.port}`;
    const pin = parseSha256(options.pinnedSha256);
    const impossible =
      addressFailure(options.host, options.port) ??
      (pin === undefined
        ? new RouterError(
            'certificate-changed',
            `No certificate is pinned for ${place}: a SHA-256 fingerprint has 32 bytes, as AA:BB:... Nothing was sent.`,
            'Look at the certificate of the router and pin it.',
          )
        : undefined) ??
      (options.signal?.aborted === true ? cancelled('Connecting') : undefined);
    if (impossible !== undefined || pin === undefined) {
      reject(impossible ?? cancelled('Connecting'));
      return;
    }
    openConnection(options, place, pin, resolve, reject);
  });

function openConnection(
  options: ConnectOptions,
  place: string,
  pin: string,
  resolve: (transport: RouterTransport) => void,
  reject: (error: RouterError) => void,
): void {
  // No closure below may hold `options`: the password would live as long as the connection.
  const { user, connectTimeoutMs, commandTimeoutMs, signal: connectSignal } = options;
  let { password } = options;
  let stage: Stage = 'tcp';
  let over = false;
  let opening: Opening | undefined;
  let settleClosed: (reason: RouterError | undefined) => void = ignore;
  const closed = new Promise<RouterError | undefined>((settle) => {
    settleClosed = settle;
  });

  const api = new RouterOSAPI({
    host: options.host,
    port: options.port,
    user,
    password,
    // The certificates of routers are self-made as a rule; what is checked instead is the pin, below.
    tls: { rejectUnauthorized: false, minVersion: 'TLSv1.2' },
  });
  api.on('error', ignore);
  const login = api.connect();
  const internals = api as unknown as Internals;
  const { connector } = internals;
  const socket = connector.socket;
  if (socket === undefined) {
    login.catch(ignore);
    reject(connectionFailure('tcp', place, undefined));
    return;
  }

  const conversation: Conversation = createConversation({
    place,
    // Not a byte before the pin was compared, and none after the end.
    write: (bytes) => {
      if (!over && (stage === 'login' || stage === 'ready')) socket.write(bytes);
    },
    onFailure: (reason) => end(reason),
  });

  function release(): void {
    clearTimeout(deadline);
    connectSignal?.removeEventListener('abort', abort);
    password = '';
    api.user = '';
    api.password = '';
  }

  /** The conversation is over for `reason`; all that waits learns it, and the socket goes. */
  function end(cause: RouterError): void {
    if (over) return;
    over = true;
    const reason = withoutPassword(cause, password);
    release();
    connector.removeAllListeners('connected');
    socket?.destroy();
    conversation.end(reason);
    settleClosed(reason);
    reject(reason);
  }

  // ---- our framing in place of the package's, on this object only ----
  let words: string[] = [];
  connector.transmitter = {
    write(word) {
      if (word !== null) {
        words.push(word);
        return;
      }
      const sentence = words;
      words = [];
      conversation.send(sentence);
    },
    runPool: ignore,
  };
  connector.receiver = {
    read(tag, deliver) {
      // The only command that the package sends by itself is the login.
      const exchange = opening ?? loginExchange;
      opening = undefined;
      conversation.open(tag, {
        ...exchange,
        // Records and traps stay with us. The package learns only that its tag is free again; a refused login ends the connection
        // before that.
        release: () => deliver(['!done']),
      });
      exchange.tag = tag;
    },
    stop: ignore,
    processRawData(data) {
      if (stage === 'login' || stage === 'ready') conversation.receive(data);
    },
  };
  // It would send `#` as a command all the while, which the router answers with traps.
  internals.holdConnection = ignore;
  // The package drops its listeners here, and an error after that would be an exception of the process.
  connector.destroy = () => socket.destroy();
  connector.on('error', ignore);

  const loginExchange: Opening = {
    what: '/login',
    timeoutMs: undefined,
    signal: undefined,
    resolve: (reply) => {
      // Older routers answer the new login with a challenge, and "done" without looking at it would be no login at all.
      if (reply.ret !== undefined) end(oldRouter(place));
    },
    reject: (error) => {
      if (error.kind === 'trap') end(loginRefused(place, user, error));
    },
  };

  // ---- the socket ----
  socket.setTimeout(0);
  socket.setNoDelay(true);
  socket.prependListener('error', (error: Error) => end(connectionFailure(stage, place, error)));
  socket.prependListener('close', () => end(connectionFailure(stage, place, undefined)));
  socket.prependOnceListener('connect', () => {
    if (stage === 'tcp') stage = 'tls';
  });
  socket.prependListener('secureConnect', () => {
    if (over) return;
    const der = peerCertificateBytes(socket);
    if (der === undefined) {
      end(tlsFailure(place));
      return;
    }
    const shown = certificateSha256(der);
    if (shown !== pin) {
      end(certificateChanged(place, pin, shown));
      return;
    }
    stage = 'login';
  });

  const abort = (): void => end(cancelled('Connecting'));
  const deadline = setTimeout(
    () => end(connectTimeout(stage, place, connectTimeoutMs)),
    timerMilliseconds(connectTimeoutMs),
  );
  connectSignal?.addEventListener('abort', abort);

  const command: RouterTransport['command'] = (path, attributes = {}, commandOptions = {}) =>
    new Promise((resolveCommand, rejectCommand) => {
      if (over) {
        rejectCommand(new RouterError('dropped', `The connection to ${place} is closed; ${path} was not sent`));
        return;
      }
      if (commandOptions.signal?.aborted === true) {
        rejectCommand(cancelled(path));
        return;
      }
      const sentence = commandWords(path, attributes, commandOptions.queries ?? []);
      if (sentence instanceof RouterError) {
        rejectCommand(sentence);
        return;
      }
      const exchange: Opening = {
        what: path,
        timeoutMs: commandOptions.timeoutMs ?? commandTimeoutMs,
        signal: commandOptions.signal,
        resolve: resolveCommand,
        reject: rejectCommand,
      };
      opening = exchange;
      api.write(sentence).catch(() => {
        // The package rejects only when the command could not be written.
        opening = undefined;
        const reason = new RouterError('protocol', `${path} could not be written; nothing was sent`);
        if (exchange.tag === undefined) rejectCommand(reason);
        else conversation.fail(exchange.tag, reason);
      });
    });

  const close: RouterTransport['close'] = async () => {
    if (!over) {
      over = true;
      release();
      conversation.end(new RouterError('dropped', `The connection to ${place} was closed`));
      const grace = setTimeout(() => socket.destroy(), closeGraceMs);
      socket.once('close', () => {
        clearTimeout(grace);
        settleClosed(undefined);
      });
      socket.end();
    }
    await closed;
  };

  login.then(
    () => {
      if (over) return;
      stage = 'ready';
      release();
      resolve({ command, close, closed });
    },
    () => end(connectionFailure(stage, place, undefined)),
  );
}
