import type { RouterError } from '../api/transport';

/** What is said to a person about a failed conversation with a router. */
export interface Explanation {
  readonly message: string;
  /** What to do about it; may be ''. */
  readonly advice: string;
}

/**
 * The error as one of a router, undefined when it is another. It is known by its name, not by its class: what talks to a router is
 * a bundle of its own, with a class of its own.
 */
export function asRouterError(error: unknown): RouterError | undefined {
  return error instanceof Error && error.name === 'RouterError' && 'kind' in error ? (error as RouterError) : undefined;
}

/** Message and advice of any error; never empty. */
export function explain(error: unknown): Explanation {
  const routerError = asRouterError(error);
  if (routerError) return { message: routerError.message, advice: routerError.advice };
  if (error instanceof Error) return { message: error.message || error.name, advice: '' };
  return { message: String(error), advice: '' };
}
