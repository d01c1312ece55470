/** What the words of a sentence mean: the command, its attributes, its queries and its tag. */
export interface Request {
  /** `/ip/service/print`, as sent. */
  readonly command: string;
  /** `=name=value` words by name, `.proplist` and `.id` included. Byte strings. */
  readonly attributes: ReadonlyMap<string, string>;
  /** `?...` words in order, without the question mark. */
  readonly queries: readonly string[];
  /** Undefined for a sentence without `.tag`. */
  readonly tag: string | undefined;
}

/** Reads a sentence. An attribute is split at its second `=`; everything after that is the value. A word of no known kind is ignored. */
export function readRequest(words: readonly string[]): Request {
  const attributes = new Map<string, string>();
  const queries: string[] = [];
  let tag: string | undefined;
  for (const word of words.slice(1)) {
    if (word.startsWith('.tag=')) {
      tag = word.slice('.tag='.length);
    } else if (word.startsWith('?')) {
      queries.push(word.slice(1));
    } else if (word.startsWith('=')) {
      const second = word.indexOf('=', 1);
      attributes.set(word.slice(1, second < 0 ? undefined : second), second < 0 ? '' : word.slice(second + 1));
    }
  }
  return { command: words[0] ?? '', attributes, queries, tag };
}

/** One sentence of an answer, before the tag is put on it. Byte strings. */
export interface ReplySentence {
  /** `!re`, `!done`, `!trap`, `!fatal`, `!empty` or, as a fault, anything else. */
  readonly word: string;
  readonly attributes: readonly (readonly [name: string, value: string])[];
  /** Bare words after the first: the reason of `!fatal`. */
  readonly bare?: readonly string[];
}

/** The words of a sentence of an answer. `!fatal` is never tagged. */
export function replyWords(sentence: ReplySentence, tag: string | undefined): string[] {
  const words = [sentence.word];
  if (tag !== undefined && sentence.word !== '!fatal') {
    words.push(`.tag=${tag}`);
  }
  for (const [name, value] of sentence.attributes) {
    words.push(`=${name}=${value}`);
  }
  words.push(...(sentence.bare ?? []));
  return words;
}
