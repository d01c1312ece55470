import type { ModelError } from './types';

/** A terminal's prompt at the start of a line: `[admin@MikroTik] >`, `[admin@MikroTik] /ip/address>`. */
const prompt = /^[ \t]*\[[^\]\r\n@]+@[^\]\r\n]+\][^\r\n>]*>/m;
/** What people write above a text that is no script yet, and the marks of template languages. */
const template =
  /^[ \t]*#[^\r\n]*(?:\b(?:just|only) a template\b|%TEMPL%)|^[ \t]*\{%-? *(?:if|for|set|include|macro|block)\b/im;
/** `script: #| Welcome to RouterOS!`, as `/system default-configuration print` shows it. */
const listing = /^[ \t]*(?:caps-mode-script|custom-script|script|source): #/m;
const markup = /^\s*<(?:!doctype\b|html\b|\?xml\b|svg\b)/i;
// eslint-disable-next-line no-control-regex -- control characters are what it looks for
const binary = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/g;

/** So many errors are a list that nobody reads; fewer are shown one by one. */
const manyErrors = 12;

/**
 * One error for a text that is no script at all (a binary file, a page of markup, a terminal's window pasted in, prose), in place of hundreds;
 * undefined where it may be one. `all` are those of syntax and names, in the router's order.
 */
export function notAScript(text: string, all: readonly ModelError[]): ModelError | undefined {
  const errors = all.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  if (!first) return undefined;
  const controls = text.slice(0, 100_000).match(binary)?.length ?? 0;
  if (controls > 0 && (text.includes('\u0000') || controls * 20 > text.length)) {
    return notScript(first, 'This is a binary file, not a RouterOS script.');
  }
  if (markup.test(text)) return notScript(first, 'This is a page of markup (HTML or XML), not a RouterOS script.');
  if (template.test(text))
    return {
      ...notScript(first, 'This is a template from which scripts are made: check what is made of it.'),
      severity: 'information',
    };
  const shown = listing.exec(text);
  if (shown)
    return {
      ...notScript(
        first,
        'What a `print` shows is pasted in here: only what stands behind the name and the colon is a script.',
      ),
      span: { start: shown.index + shown[0].search(/\S/), end: shown.index + shown[0].length - 1 },
    };
  const pasted = prompt.exec(text);
  if (pasted) {
    const start = pasted.index + pasted[0].search(/\S/);
    return {
      ...notScript(
        first,
        'A terminal is pasted in here: remove the prompts (`[user@router] >`) and what the router printed.',
      ),
      span: { start, end: pasted.index + pasted[0].length },
    };
  }
  if (errors.length < manyErrors) return undefined;
  const lines = text.split(/\r\n|\r|\n/).filter((line) => /^\s*[^\s#]/.test(line)).length;
  const broken = brokenLines(text, errors);
  if (broken * 2 < lines) return undefined;
  return notScript(first, `This does not look like a RouterOS script: ${broken} of its ${lines} lines cannot be read.`);
}

function notScript(first: ModelError, message: string): ModelError {
  return {
    code: 'not-a-script',
    span: first.span,
    message: first.router === undefined ? message : `${message} (the router says of the first: ${first.router})`,
    severity: 'error',
    ...(first.router === undefined ? {} : { router: first.router }),
    ...(first.place === undefined ? {} : { place: first.place }),
  };
}

/** How many lines have an error. In one pass over text and errors: thousands of errors may stand on one long line. */
function brokenLines(text: string, errors: readonly ModelError[]): number {
  const starts = errors.map(({ span }) => span.start).sort((a, b) => a - b);
  let lines = 0;
  let lineEnd = -1;
  for (const start of starts) {
    if (start <= lineEnd) continue;
    lines++;
    const next = text.indexOf('\n', start);
    lineEnd = next < 0 ? text.length : next;
  }
  return lines;
}
