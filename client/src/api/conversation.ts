/**
 * Commands and their answers over one connection, whoever holds the socket: tags, `!re` `!trap` `!done` `!empty` `!fatal`, deadlines,
 * cancelling. Whatever happens, every exchange that was opened is settled once.
 */
import { cancelled, timerMilliseconds } from './failures';
import { plainText } from './plainText';
import { isRouterError, RouterError } from './transport';
import type { Reply, Trap } from './transport';
import { createSentenceDecoder, encodeSentence } from './words';

export interface ExchangeOptions {
  /** What is waited for, for messages: `/ip/service/print`. Never with values. */
  readonly what: string;
  /** Undefined: no deadline of its own. */
  readonly timeoutMs: number | undefined;
  readonly signal: AbortSignal | undefined;
  readonly resolve: (reply: Reply) => void;
  readonly reject: (error: RouterError) => void;
  /** Called once when nothing more is expected for the tag, before `resolve` or `reject`. */
  readonly release: () => void;
}

export interface Conversation {
  /** Registers the tag of a command that is about to be written. */
  open(tag: string, options: ExchangeOptions): void;
  /** Settles the exchange of a tag as failed, if it is still open. */
  fail(tag: string, error: RouterError): void;
  /** Writes one sentence, if the conversation may write. */
  send(words: readonly string[]): void;
  /** Takes bytes from the peer, cut anywhere; never throws. */
  receive(chunk: Uint8Array): void;
  /** Rejects everything that is under way and takes no more bytes. Idempotent. */
  end(reason: RouterError): void;
}

export interface ConversationOptions {
  readonly place: string;
  readonly write: (bytes: Buffer) => void;
  /** The conversation cannot go on: `!fatal`, something that is not the API, a deadline. The owner closes the connection and calls `end`. */
  readonly onFailure: (reason: RouterError) => void;
}

interface Exchange extends ExchangeOptions {
  readonly records: Readonly<Record<string, string>>[];
  readonly traps: Trap[];
  readonly deadline: NodeJS.Timeout | undefined;
  readonly abort: () => void;
}

interface Sentence {
  readonly tag: string | undefined;
  readonly attributes: Readonly<Record<string, string>>;
  /** Words that are neither attributes nor of the API itself: the reason of `!fatal`. */
  readonly bare: readonly string[];
}

function parseSentence(words: readonly string[]): Sentence {
  let tag: string | undefined;
  const attributes: [name: string, value: string][] = [];
  const bare: string[] = [];
  for (const word of words.slice(1)) {
    if (word.startsWith('=')) {
      const separator = word.indexOf('=', 1);
      attributes.push(separator < 0 ? [word.slice(1), ''] : [word.slice(1, separator), word.slice(separator + 1)]);
    } else if (word.startsWith('.tag=')) {
      tag = word.slice('.tag='.length);
    } else if (!word.startsWith('.')) {
      bare.push(word);
    }
  }
  return { tag, attributes: Object.fromEntries(attributes), bare };
}

function parseTrap(attributes: Readonly<Record<string, string>>): Trap {
  const category = attributes.category;
  return {
    message: attributes.message ?? '',
    category: category !== undefined && /^\d+$/.test(category) ? Number(category) : undefined,
  };
}

/** What the router said in its traps, as one line. */
export function trapText(traps: readonly Trap[]): string {
  return plainText(traps.map((trap) => trap.message || 'no reason given').join('; '));
}

/** A deadline closes the connection, and that ends commands whose own time was not up. */
function closedForAnother(place: string): RouterError {
  return new RouterError(
    'dropped',
    `The connection to ${place} was closed because another command was not answered in time`,
    'The command may or may not have been carried out: read the state of the router back.',
  );
}

export function createConversation({ place, write, onFailure }: ConversationOptions): Conversation {
  const exchanges = new Map<string, Exchange>();
  const decoder = createSentenceDecoder();
  let over = false;
  let cancels = 0;

  /** Takes the exchange out: from here on its tag is unknown, and what still comes for it is ignored. */
  function take(tag: string): Exchange | undefined {
    const exchange = exchanges.get(tag);
    if (exchange === undefined) return undefined;
    exchanges.delete(tag);
    clearTimeout(exchange.deadline);
    exchange.signal?.removeEventListener('abort', exchange.abort);
    exchange.release();
    return exchange;
  }

  function send(words: readonly string[]): void {
    if (!over) write(encodeSentence(words));
  }

  function cancel(tag: string): void {
    const exchange = take(tag);
    if (exchange === undefined) return;
    cancels += 1;
    // Best effort: its answer, and the one to the command, have tags that nobody waits for any more.
    send(['/cancel', `=tag=${tag}`, `.tag=cancel-${cancels}`]);
    exchange.reject(cancelled(exchange.what));
  }

  function expire(tag: string, milliseconds: number): void {
    const exchange = take(tag);
    if (exchange === undefined) return;
    const said = exchange.traps.length > 0 ? ` (so far it said: ${trapText(exchange.traps)})` : '';
    const reason = new RouterError(
      'timeout',
      `${place} did not finish ${exchange.what} within ${milliseconds / 1000} s${said}; the connection was closed`,
      'The command may or may not have been carried out: read the state of the router back, or allow more time.',
      exchange.traps,
    );
    exchange.reject(reason);
    onFailure(reason);
  }

  function finish(tag: string, ret: string | undefined): void {
    const exchange = take(tag);
    if (exchange === undefined) return;
    if (exchange.traps.length === 0) {
      exchange.resolve({ records: exchange.records, ret });
      return;
    }
    exchange.reject(
      new RouterError('trap', `The router refused ${exchange.what}: ${trapText(exchange.traps)}`, '', exchange.traps),
    );
  }

  function onSentence(words: readonly string[]): void {
    if (over) return;
    const reply = words[0] ?? '';
    const { tag, attributes, bare } = parseSentence(words);
    if (reply === '!fatal') {
      const reason = [...bare, ...(attributes.message === undefined ? [] : [attributes.message])].join(' ');
      onFailure(
        new RouterError(
          'fatal',
          `${place} ended the conversation: ${plainText(reason) || 'no reason given'}`,
          'A command that was under way may or may not have been carried out: read the state of the router back.',
        ),
      );
      return;
    }
    const exchange = tag === undefined ? undefined : exchanges.get(tag);
    switch (reply) {
      case '!re':
        exchange?.records.push(attributes);
        return;
      case '!trap':
        exchange?.traps.push(parseTrap(attributes));
        return;
      case '!empty': // Before `!done` when a query finds nothing, from 7.18.
        return;
      case '!done':
        if (tag !== undefined) finish(tag, attributes.ret);
        return;
      default:
        // The word itself is not repeated: it is text of an unknown peer.
        onFailure(
          new RouterError(
            'protocol',
            `${place} sent an answer that the RouterOS API does not have`,
            'Check that the port is the one of the service api-ssl.',
          ),
        );
    }
  }

  return {
    open(tag, options) {
      if (tag === '' || exchanges.has(tag)) throw new Error('The tag is in use');
      const { timeoutMs, signal } = options;
      const abort = (): void => cancel(tag);
      const deadline =
        timeoutMs === undefined ? undefined : setTimeout(() => expire(tag, timeoutMs), timerMilliseconds(timeoutMs));
      exchanges.set(tag, { ...options, records: [], traps: [], deadline, abort });
      signal?.addEventListener('abort', abort);
    },
    fail(tag, error) {
      take(tag)?.reject(error);
    },
    send,
    receive(chunk) {
      if (over) return;
      try {
        decoder.push(chunk, onSentence);
      } catch (error) {
        onFailure(isRouterError(error) ? error : new RouterError('protocol', `${place} could not be understood`));
      }
    },
    end(reason) {
      over = true;
      const outcome = reason.kind === 'timeout' ? closedForAnother(place) : reason;
      for (const tag of [...exchanges.keys()]) take(tag)?.reject(outcome);
    },
  };
}
