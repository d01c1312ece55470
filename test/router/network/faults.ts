import type { ReplySentence, Request } from '../wire/sentence';

/** What a fault does in place of, or to, the answer to a command. */
export type Effect =
  /** Waits, then goes on as usual. */
  | { readonly kind: 'delay'; readonly milliseconds: number }
  /** Never answers; the connection stays. */
  | { readonly kind: 'silence' }
  /** Ends the connection: at once, by a reset, or by closing only the router's side. */
  | { readonly kind: 'cut'; readonly how: 'close' | 'reset' | 'half-close' }
  /** `!fatal`, then the connection ends. */
  | { readonly kind: 'fatal'; readonly reason: string }
  /** One or more traps, then `!done`. */
  | { readonly kind: 'trap'; readonly traps: readonly { readonly message: string; readonly category?: number }[] }
  /** These sentences instead of the answer, with the tag of the command: for words that no client knows, for answers without `!done`. */
  | { readonly kind: 'sentences'; readonly sentences: readonly ReplySentence[] }
  /** These bytes instead of the answer. */
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  /** The answer, with this attribute of every `!re` changed: a wrong size on reading back. */
  | { readonly kind: 'change'; readonly attribute: string; readonly value: string };

export interface Fault {
  /** The command that it waits for: `/import`. */
  readonly command: string;
  /** Only for a command with these attributes. */
  readonly attributes?: Readonly<Record<string, string>>;
  /** `before`: the command is not carried out (a delay only puts it off). `after`: it is, and only the answer suffers. */
  readonly when: 'before' | 'after';
  readonly effect: Effect;
  /** How many commands it strikes; default 1. */
  readonly times?: number;
}

export interface FaultList {
  add(fault: Fault): void;
  clear(): void;
  /** The fault for this command; counts as one stroke. */
  take(request: Request): Fault | undefined;
}

export function createFaultList(): FaultList {
  let waiting: { readonly fault: Fault; left: number }[] = [];
  return {
    add: (fault) => waiting.push({ fault, left: fault.times ?? 1 }),
    clear: () => (waiting = []),
    take(request) {
      const found = waiting.find(
        ({ fault }) =>
          fault.command === request.command &&
          Object.entries(fault.attributes ?? {}).every(([name, value]) => request.attributes.get(name) === value),
      );
      if (found) {
        found.left -= 1;
        waiting = waiting.filter((entry) => entry.left > 0);
      }
      return found?.fault;
    },
  };
}

/** How bytes leave the router. May be changed at any time. */
export interface WireBehaviour {
  /** Every byte in a write of its own. */
  splitEveryByte: boolean;
  /** Each answer in two writes, the first of this many bytes. */
  splitAt: number | undefined;
  /** The connection ends when this many more bytes of answers have been sent (over all connections). */
  cutAfter: number | undefined;
}
