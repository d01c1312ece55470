import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holderOf, type Span } from '../../server/src/syntax/span';

describe('spans that hold others', () => {
  it.each<[string, Span[], Span, boolean]>([
    ['none', [], { start: 0, end: 0 }, false],
    ['the same span', [{ start: 2, end: 5 }], { start: 2, end: 5 }, true],
    ['one that reaches out of it', [{ start: 2, end: 5 }], { start: 4, end: 6 }, false],
    [
      'one in the outer of two',
      [
        { start: 0, end: 9 },
        { start: 2, end: 3 },
      ],
      { start: 5, end: 6 },
      true,
    ],
    [
      'one in two together, but in none of them',
      [
        { start: 0, end: 3 },
        { start: 3, end: 9 },
      ],
      { start: 2, end: 5 },
      false,
    ],
  ])('%s', (_name, spans, inner, expected) => {
    expect(holderOf(spans)(inner)).toBe(expected);
  });

  it('are found as by looking at each', () => {
    const span = fc.tuple(fc.nat(20), fc.nat(20)).map(([start, length]) => ({ start, end: start + length }));
    fc.assert(
      fc.property(fc.array(span), span, (spans, inner) => {
        expect(holderOf(spans)(inner)).toBe(spans.some(({ start, end }) => start <= inner.start && inner.end <= end));
      }),
    );
  });
});
