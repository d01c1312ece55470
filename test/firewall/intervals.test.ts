import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IntervalSet } from '../../server/src/firewall/intervals';
import {
  complement,
  includes,
  includesAll,
  intersection,
  interval,
  size,
  union,
} from '../../server/src/firewall/intervals';

const limit = 12;
const universe: IntervalSet<number> = [0, limit];
const points = Array.from({ length: limit }, (_, index) => index);
const members = fc.subarray(points);

function setOf(numbers: readonly number[]): IntervalSet<number> {
  return union(numbers.map((number) => interval(number, number + 1)));
}

function membersOf(set: IntervalSet<number>): readonly number[] {
  return points.filter((point) => includes(set, point));
}

describe('interval sets agree with sets of their members', () => {
  it('union is canonical: the same members give the same boundaries', () => {
    fc.assert(
      fc.property(members, members, (left, right) => {
        const joined = union([setOf(left), setOf(right)]);
        expect(joined).toEqual(setOf(points.filter((point) => left.includes(point) || right.includes(point))));
        expect(membersOf(joined)).toEqual(points.filter((point) => left.includes(point) || right.includes(point)));
      }),
    );
  });

  it('complement', () => {
    fc.assert(
      fc.property(members, (numbers) => {
        const rest = complement(setOf(numbers), universe);
        expect(rest).toEqual(setOf(points.filter((point) => !numbers.includes(point))));
        expect(complement(rest, universe)).toEqual(setOf(numbers));
      }),
    );
  });

  it('intersection', () => {
    fc.assert(
      fc.property(members, members, (left, right) => {
        expect(intersection(setOf(left), setOf(right))).toEqual(setOf(left.filter((point) => right.includes(point))));
      }),
    );
  });

  it('includesAll', () => {
    fc.assert(
      fc.property(members, members, (outer, inner) => {
        expect(includesAll(setOf(outer), setOf(inner))).toBe(inner.every((point) => outer.includes(point)));
      }),
    );
  });

  it('size', () => {
    fc.assert(fc.property(members, (numbers) => size(setOf(numbers)) === numbers.length));
  });

  it('merges neighbours and drops what is empty', () => {
    expect(union([interval(5, 9), interval(0, 5), interval(3, 3), interval(20, 10)])).toEqual([0, 9]);
    expect(union([interval(5n, 9n), interval(10n, 12n)])).toEqual([5n, 9n, 10n, 12n]);
  });
});
