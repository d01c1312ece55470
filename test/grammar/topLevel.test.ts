import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { OnigScanner, OnigString, loadWASM } from 'vscode-oniguruma';
import { INITIAL, Registry, parseRawGrammar } from 'vscode-textmate';
import type { IGrammar, IToken } from 'vscode-textmate';

const grammarFile = new URL('../../syntaxes/routeros.tmLanguage.json', import.meta.url);
const require = createRequire(import.meta.url);

let grammar: IGrammar;

beforeAll(async () => {
  const wasm = readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm'));
  await loadWASM(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength));
  const registry = new Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (sources) => new OnigScanner(sources),
      createOnigString: (text) => new OnigString(text),
    }),
    loadGrammar: () => Promise.resolve(parseRawGrammar(readFileSync(grammarFile, 'utf8'), 'routeros.tmLanguage.json')),
  });
  const loaded = await registry.loadGrammar('source.routeros');
  if (loaded === null) throw new Error('The grammar of source.routeros could not be loaded.');
  grammar = loaded;
});

interface Coloured {
  /** How many rules are still open after the text; 1 is the top level. */
  readonly depth: number;
  readonly lastLine: string;
  readonly lastTokens: readonly IToken[];
}

function colour(text: string): Coloured {
  let state = INITIAL;
  let lastLine = '';
  let lastTokens: readonly IToken[] = [];
  for (const line of text.split(/\r?\n/)) {
    const result = grammar.tokenizeLine(line, state);
    state = result.ruleStack;
    lastLine = line;
    lastTokens = result.tokens;
  }
  return { depth: state.depth, lastLine, lastTokens };
}

function scopesAt({ lastTokens }: Coloured, column: number): readonly string[] {
  return lastTokens.find(({ startIndex, endIndex }) => startIndex <= column && column < endIndex)?.scopes ?? [];
}

function scripts(folder: string): [string, string][] {
  const url = new URL(`../../${folder}/`, import.meta.url);
  return readdirSync(url)
    .filter((name) => name.endsWith('.rsc'))
    .map((name) => [`${folder}/${name}`, readFileSync(new URL(name, url), 'utf8')]);
}

describe('the end of a file is at top level', () => {
  it.each([...scripts('examples'), ...scripts('test/grammar')])('%s', (_name, text) => {
    expect(colour(`${text}\n`).depth).toBe(1);
  });

  it('sees a string that is left open', () => {
    expect(colour('add source=":put 1\n').depth).toBeGreaterThan(1);
  });
});

// Pieces of a script as they stand in a string: each is whole, so no backslash and no quote is left alone.
const piece = fc.constantFrom(
  ...[' ', '\\"', '\\\\', '\\\\\\"', '\\$', '\\$\\"', '$', '$x', '$[', '$(', '\\r\\n', '\\n', '\\t', '\\_', '\\41'],
  ...['\\\n    ', '\\r\\\n    \\n', '\\\\\\r\\\n    \\n', '\n', '{', '}', '[', ']', '(', ')', ';', '#', '=', '!', ','],
  ...[':put', ':local ', ':if', 'foreach i', '/ip address ', '..', 'find', 'where', 'do={', 'else', 'in={', 'source='],
  ...['a=', 'b', '1.2.3.4', '10s', '->', '*1F', '\\q'],
);

describe('a script in quotes', () => {
  it('ends at its own quote, whatever it holds', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 16 }), (pieces) => {
        const coloured = colour(`/system script\nadd source="${pieces.join('')}" disabled=yes`);
        const quote = coloured.lastLine.lastIndexOf('" disabled');
        expect(scopesAt(coloured, quote)).toContain('punctuation.definition.string.end.routeros');
        expect(scopesAt(coloured, quote + 2)).toEqual([
          'source.routeros',
          'meta.command.routeros',
          'entity.other.attribute-name.routeros',
        ]);
        expect(colour(`add source="${pieces.join('')}"\n`).depth).toBe(1);
      }),
      { numRuns: 2000 },
    );
  });
});
