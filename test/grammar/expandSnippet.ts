/**
 * Expands the body of a VS Code snippet to what stands in the editor when every placeholder keeps its default:
 * `$1`, `${1}`, `${1:default}` (nested), `${1|first,second|}` (the first choice) and the escapes `\$`, `\}`, `\\`.
 * A placeholder without a default repeats the one of the same number, wherever that stands; `$0` is empty.
 * Variables (`$TM_FILENAME`) and transformations are refused with an error: the project's snippets use none.
 */
export function expandSnippet(body: readonly string[]): string {
  const text = body.join('\n');
  const defaults = new Map<string, string>();
  // The first pass learns the defaults, the second one can fill in repetitions that stand before them.
  expand(text, defaults);
  return expand(text, defaults);
}

function expand(text: string, defaults: Map<string, string>): string {
  const [expanded, end] = expandUntil(text, 0, '', defaults);
  if (end !== text.length) throw new Error(`Unexpected end of the snippet at ${end}: ${text.slice(end)}`);
  return expanded;
}

/** Reads up to the closing character (or the end of the text when there is none): the expansion and where it stopped. */
function expandUntil(text: string, start: number, closing: string, defaults: Map<string, string>): [string, number] {
  let result = '';
  let position = start;
  while (position < text.length) {
    const character = text.charAt(position);
    if (character === closing) return [result, position];
    if (character === '\\' && '$}\\'.includes(text.charAt(position + 1) || ' ')) {
      result += text.charAt(position + 1);
      position += 2;
      continue;
    }
    if (character !== '$') {
      result += character;
      position += 1;
      continue;
    }
    const [value, end] = expandPlaceholder(text, position, defaults);
    result += value;
    position = end;
  }
  if (closing !== '') throw new Error(`A placeholder is not closed: ${text.slice(start)}`);
  return [result, position];
}

function expandPlaceholder(text: string, start: number, defaults: Map<string, string>): [string, number] {
  const head = /^\$(?:(\d+)|\{(\d+)([:|}]))/.exec(text.slice(start));
  if (!head) throw new Error(`Not a placeholder, or a form that is not supported: ${text.slice(start, start + 20)}`);
  const number = head[1] ?? head[2] ?? '';
  const afterHead = start + head[0].length;
  if (head[3] === ':') {
    const [value, end] = expandUntil(text, afterHead, '}', defaults);
    defaults.set(number, value);
    return [value, end + 1];
  }
  if (head[3] === '|') {
    const end = text.indexOf('|}', afterHead);
    if (end < 0) throw new Error(`A choice is not closed: ${text.slice(start, start + 20)}`);
    const [first = ''] = text.slice(afterHead, end).split(/(?<!\\),/);
    const value = first.replace(/\\([,|\\])/g, '$1');
    defaults.set(number, value);
    return [value, end + 2];
  }
  return [defaults.get(number) ?? '', afterHead];
}
