/**
 * The way to a router, whatever carries it. Everything that talks to a router goes through this interface, so that the library
 * behind it can be changed and the same contract tests run on any (facts: node-routeros is discontinued and has grave faults).
 * No vscode here, and no secret in any message.
 */

/** Why a conversation with a router failed; every failure of a transport is a `RouterError` with one of these. */
export type RouterErrorKind =
  | 'unreachable' // no TCP connection: refused, no route, name not found
  | 'tls' // TCP, but TLS was not agreed: no certificate on api-ssl, TLS too old, not an API-SSL port
  | 'certificate-changed' // the certificate is not the pinned one; nothing was sent
  | 'login' // wrong user name or password, or the user lacks the api policy
  | 'trap' // the router refused the command; the connection lives on
  | 'fatal' // `!fatal`: the router closed the conversation
  | 'timeout' // no answer in time; the connection is closed, the outcome of the command is unknown
  | 'dropped' // the connection ended before the answer; the outcome of the command is unknown
  | 'protocol' // the peer does not speak the RouterOS API
  | 'cancelled'; // by the caller's signal; the outcome of the command is unknown once it was sent

export interface Trap {
  readonly message: string;
  /** 0 missing item or command, 1 argument value, 2 interrupted, 3 scripting, 4 general, 5 API, 6 TTY, 7 :return value; undefined when not given. */
  readonly category: number | undefined;
}

export class RouterError extends Error {
  override readonly name = 'RouterError';
  constructor(
    readonly kind: RouterErrorKind,
    message: string,
    /** What to do about it, for a person; may be ''. */
    readonly advice = '',
    readonly traps: readonly Trap[] = [],
    /** Of `certificate-changed`: the fingerprint of the certificate that was refused, as `AA:BB:...`. */
    readonly shownSha256?: string,
  ) {
    super(message);
  }
}

/**
 * Is this a failure of a transport? To be asked instead of `instanceof` by whatever is bundled apart from the transport: each bundle
 * has a class of its own.
 */
export function isRouterError(value: unknown): value is RouterError {
  return value instanceof Error && value.name === 'RouterError' && 'kind' in value;
}

/** What the router answered to one command. */
export interface Reply {
  /** `!re` sentences in order: attribute name (without `=`) to value. */
  readonly records: readonly Readonly<Record<string, string>>[];
  /** `=ret=` of `!done`, undefined without one. */
  readonly ret: string | undefined;
}

export interface CommandOptions {
  /** Milliseconds until the command counts as unanswered (error `timeout`). Default: the connection's. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

export interface RouterTransport {
  /**
   * Sends one command and waits for its `!done`. `path` is `/ip/service/print`; `attributes` become `=name=value` words, `queries` `?...` words.
   * Several calls may be under way at once. Rejects with `RouterError`, never hangs, never throws synchronously.
   */
  command(
    path: string,
    attributes?: Readonly<Record<string, string>>,
    options?: CommandOptions & { readonly queries?: readonly string[] },
  ): Promise<Reply>;
  /** Ends the connection; commands under way reject with `dropped`. Idempotent. */
  close(): Promise<void>;
  /** Settles (never rejects) when the connection is over, with the reason. */
  readonly closed: Promise<RouterError | undefined>;
}

export interface ConnectOptions {
  readonly host: string;
  /** Default 8729. */
  readonly port: number;
  readonly user: string;
  /** Lives in this object only as long as the login takes; never logged. */
  readonly password: string;
  /** SHA-256 of the peer's certificate, as `AA:BB:...` (32 bytes). Compared before a byte of the API is sent. */
  readonly pinnedSha256: string;
  /** Milliseconds for TCP, TLS and login together. */
  readonly connectTimeoutMs: number;
  /** Milliseconds for a command that names none. */
  readonly commandTimeoutMs: number;
  readonly signal?: AbortSignal;
}

/** What is shown to a person before a certificate is pinned. */
export interface PeerCertificate {
  readonly subject: string;
  readonly issuer: string;
  /** ISO 8601. */
  readonly validFrom: string;
  readonly validTo: string;
  /** `AA:BB:...` */
  readonly sha256: string;
}

/** Connects, checks the pin, logs in. Rejects with `RouterError`. */
export type Connect = (options: ConnectOptions) => Promise<RouterTransport>;

/** Fetches the certificate of an API-SSL port without sending anything of the API: no user name and no password leaves. Rejects with `RouterError`. */
export type FetchCertificate = (
  options: Pick<ConnectOptions, 'host' | 'port' | 'connectTimeoutMs' | 'signal'>,
) => Promise<PeerCertificate>;
