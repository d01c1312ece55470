import { ErrorCodes, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { CancellationToken, Connection } from 'vscode-languageserver';

/**
 * What is written to the log about an unexpected error: its name and the places in the program. The message is left out, because it
 * may quote the script.
 */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return `a thrown ${typeof error}`;
  const places = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  return [error.name, ...places].join('\n');
}

/** Answer for a request whose parameters are not what the protocol says. */
export function invalidParameters(message: string): ResponseError {
  return new ResponseError(ErrorCodes.InvalidParams, message);
}

/** Answer for a request whose document was changed while it was worked on; clients ask again (LSP, `ContentModified`). */
export function contentModified(): ResponseError {
  return new ResponseError(LSPErrorCodes.ContentModified, 'The document was changed in the meantime.');
}

/** Answer for a request that the client has taken back. */
export function requestCancelled(): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'The request was cancelled.');
}

type Handler<P, R> = (parameters: P, token: CancellationToken) => Promise<R | ResponseError>;

/**
 * Wraps a request: one that throws is answered with `InternalError` and logged, and the server lives on. Every handler of the server
 * goes through here.
 */
export function guarded<P, R>(connection: Connection, method: string, handler: Handler<P, R>): Handler<P, R> {
  return async (parameters, token) => {
    try {
      return await handler(parameters, token);
    } catch (error) {
      connection.console.error(`${method} failed: ${describeError(error)}`);
      const message = `RouterOS Guard could not answer ${method}. Its log says where; the server goes on.`;
      return new ResponseError(ErrorCodes.InternalError, message);
    }
  };
}
