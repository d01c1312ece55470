/**
 * The words for a conversation that could not begin. What the error codes are called depends on the TLS library (OpenSSL in Node,
 * BoringSSL in the extension host of the desktop), so they decide nothing here but "no connection" against "no TLS".
 */
import { RouterError } from './transport';

/** How far a connection has come: what failed before `login` has sent nothing of the API. */
export type Stage = 'tcp' | 'tls' | 'login' | 'ready';

const unreachableReasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens on that port',
  ENOTFOUND: 'no address is known for that name',
  EAI_AGAIN: 'the name could not be looked up',
  EHOSTUNREACH: 'there is no route to that address',
  ENETUNREACH: 'there is no route to that network',
  ETIMEDOUT: 'nothing answered at that address',
  ECONNRESET: 'the connection was reset',
};

const unreachableAdvice =
  'Check host and port, that the service is enabled on the router (/ip service print) and that no firewall rule is in the way.';

const tlsAdvice = [
  'Likely causes: api-ssl has no certificate, the router is too old for TLS 1.2, the port is not that of api-ssl (8729),',
  'or the router closes connections from this computer (address= of the service).',
  'To give api-ssl a certificate, run on the router:',
  '/certificate add name=api-ssl common-name=router key-usage=digital-signature,key-encipherment,tls-server days-valid=397',
  '/certificate sign api-ssl',
  '/ip service set api-ssl certificate=api-ssl tls-version=only-1.2 disabled=no',
].join('\n');

const unknownOutcome =
  'A command that was under way may or may not have been carried out: read the state of the router back.';

function errorCode(error: Error | undefined): string {
  return (error as NodeJS.ErrnoException | undefined)?.code ?? '';
}

/** The port that RouterOS gives to its API without TLS is what is mistaken most. */
function adviceForTls(place: string): string {
  return place.endsWith(':8728')
    ? `Port 8728 is as a rule that of the API without TLS, which RouterOS Guard does not use: the one with TLS (api-ssl) has 8729. ${tlsAdvice}`
    : tlsAdvice;
}

/** TCP was there and TLS was not: one message for every cause. `place` is `host:port`. */
export function tlsFailure(place: string): RouterError {
  return new RouterError(
    'tls',
    `${place} accepts connections, but TLS could not be agreed with it`,
    adviceForTls(place),
  );
}

/** The connection broke or never came to be. `error` is the socket's, undefined when the peer just closed. */
export function connectionFailure(stage: Stage, place: string, error: Error | undefined): RouterError {
  switch (stage) {
    case 'tcp': {
      const reason = unreachableReasons[errorCode(error)] ?? 'the connection failed';
      return new RouterError('unreachable', `${place} cannot be reached: ${reason}`, unreachableAdvice);
    }
    case 'tls':
      return tlsFailure(place);
    case 'login':
      return new RouterError(
        'dropped',
        `${place} closed the connection during the login`,
        'Check the log of the router (/log print) and the addresses that the user may log in from.',
      );
    case 'ready':
      return new RouterError('dropped', `The connection to ${place} was lost`, unknownOutcome);
  }
}

/** No connection, TLS and login within the time. `milliseconds`: the time that was given. */
export function connectTimeout(stage: Stage, place: string, milliseconds: number): RouterError {
  const seconds = milliseconds / 1000;
  switch (stage) {
    case 'tcp':
      return new RouterError('timeout', `${place} did not answer within ${seconds} s`, unreachableAdvice);
    case 'tls':
      return new RouterError('timeout', `${place} did not agree on TLS within ${seconds} s`, adviceForTls(place));
    case 'login':
    case 'ready':
      return new RouterError('timeout', `${place} did not answer the login within ${seconds} s`, 'Try again later.');
  }
}

/** The peer shows another certificate than the pinned one; nothing was sent. Both fingerprints as `AA:BB:...`. */
export function certificateChanged(place: string, pinned: string, shown: string): RouterError {
  return new RouterError(
    'certificate-changed',
    `The certificate of ${place} is not the pinned one. Pinned SHA-256: ${pinned}. Shown SHA-256: ${shown}. No user name and no password was sent.`,
    'If the certificate of the router was renewed, compare its fingerprint on the router (/certificate print detail) and pin it again. Otherwise somebody may be between you and the router.',
    [],
    shown,
  );
}

/** The caller's signal ended it. */
export function cancelled(what: string): RouterError {
  return new RouterError('cancelled', `${what} was cancelled`);
}

/** A wait that Node can hold: longer timers than 2^31-1 ms would fire at once. */
export function timerMilliseconds(milliseconds: number): number {
  return Math.min(Math.max(milliseconds, 0), 0x7fffffff);
}

/** Undefined when host and port can be dialled; else the error. Node would take '' for this computer, and node-routeros 0 for another port. */
export function addressFailure(host: string, port: number): RouterError | undefined {
  if (host.trim() === '')
    return new RouterError('unreachable', 'No host is given', 'Give the name or address of the router.');
  if (Number.isInteger(port) && port >= 1 && port <= 65535) return undefined;
  return new RouterError(
    'unreachable',
    `${port} is not a port`,
    'Give a port from 1 to 65535; that of api-ssl is 8729.',
  );
}
