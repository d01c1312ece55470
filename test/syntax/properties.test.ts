import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from '../../server/src/syntax/parser';
import { printTree, syntaxErrors } from '../../server/src/syntax/walk';

/** Pieces that matter to the lexer, so that random texts reach its corners. */
const pieces = [
  ' ', '\t', '\n', '\r\n', '\r', '\\\n', '\\ \r\n', '\\', ';', '#', '"', '$', '$x', '$"', '$(', '$[', '(', ')', '[', ']', '{', '}', '=', '!',
  '->', '<%%', '~', ',', '.', '-', '/', ':', '..', 'a', 'name=', 'where', 'and', 'in', '/ip', ':put', '10/2', '1.1.1.1', '::1', '*1', '\\"',
  '\\0A', '\u0000', '\ufeff', 'é', '\ud83d', '€',
]; // prettier-ignore
const script = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 3 }))).map((all) => all.join(''));

describe('for any text', () => {
  it('parsing never fails and the tree prints back to the letter', () => {
    fc.assert(
      fc.property(script, (text) => {
        const tree = parse(text);
        for (const error of syntaxErrors(tree)) {
          expect(error.start).toBeGreaterThanOrEqual(0);
          expect(error.end).toBeGreaterThanOrEqual(error.start);
          expect(error.end).toBeLessThanOrEqual(text.length);
        }
        expect(printTree(tree)).toBe(text);
      }),
      { numRuns: 3000 },
    );
  });

  it('statements cover the text without gap or overlap', () => {
    fc.assert(
      fc.property(script, (text) => {
        const tree = parse(text);
        let at = 0;
        for (let index = 0; index < tree.statementCount; index++) {
          const statement = tree.statement(index);
          expect(statement.start).toBe(at);
          expect(statement.end).toBeGreaterThanOrEqual(at);
          at = statement.end;
        }
        expect(at).toBe(text.length);
      }),
    );
  });

  // Hostile nesting and repetition: each would hang or overflow the stack if it were read by recursion without end or again and again.
  it.each(['(', '[', '{', '"$[', '$(', '!', '(!', ':if (', 'do={', '"', '\\', 'a=', '{"', '(-', '->', '1/', 'a::/1'])(
    'a text of nothing but %s is read',
    (piece) => {
      const text = piece.repeat(20_000);
      expect(printTree(parse(text))).toBe(text);
      syntaxErrors(parse(text));
    },
  );
});
