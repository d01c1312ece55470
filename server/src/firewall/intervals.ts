/**
 * Sets of whole numbers as sorted boundaries: `[a, b, c, d]` is a <= x < b or c <= x < d. Half-open, so that no set operation has to add or
 * subtract one, and the same code serves ports (number) and IPv6 addresses (bigint). The form is canonical: equal sets have equal boundaries.
 */
export type IntervalSet<T extends number | bigint> = readonly T[];

/** The numbers from `start` up to, and without, `end`; empty when there are none. */
export function interval<T extends number | bigint>(start: T, end: T): IntervalSet<T> {
  return start < end ? [start, end] : [];
}

/** All that is in any of the sets, in O(n log n) of their boundaries. */
export function union<T extends number | bigint>(sets: readonly IntervalSet<T>[]): IntervalSet<T> {
  const pairs: (readonly [T, T])[] = [];
  for (const set of sets) {
    for (let index = 0; index + 1 < set.length; index += 2) {
      const start = set[index];
      const end = set[index + 1];
      if (start !== undefined && end !== undefined) pairs.push([start, end]);
    }
  }
  pairs.sort((left, right) => (left[0] < right[0] ? -1 : left[0] > right[0] ? 1 : 0));
  const result: T[] = [];
  for (const [start, end] of pairs) {
    const last = result[result.length - 1];
    if (last === undefined || last < start) result.push(start, end);
    else if (last < end) result[result.length - 1] = end;
  }
  return result;
}

/** All of `universe` (one interval) that is not in `set`, which must lie in it. */
export function complement<T extends number | bigint>(set: IntervalSet<T>, universe: IntervalSet<T>): IntervalSet<T> {
  const [low, high] = universe;
  if (low === undefined || high === undefined) return [];
  if (set.length === 0) return universe;
  const inner = set[0] === low ? set.slice(1) : [low, ...set];
  return inner[inner.length - 1] === high ? inner.slice(0, -1) : [...inner, high];
}

/** What two sets have in common. */
export function intersection<T extends number | bigint>(left: IntervalSet<T>, right: IntervalSet<T>): IntervalSet<T> {
  const result: T[] = [];
  let i = 0;
  let j = 0;
  for (;;) {
    const leftStart = left[i];
    const leftEnd = left[i + 1];
    const rightStart = right[j];
    const rightEnd = right[j + 1];
    if (leftStart === undefined || leftEnd === undefined || rightStart === undefined || rightEnd === undefined) {
      return result;
    }
    const start = leftStart > rightStart ? leftStart : rightStart;
    const end = leftEnd < rightEnd ? leftEnd : rightEnd;
    if (start < end) result.push(start, end);
    if (leftEnd < rightEnd) i += 2;
    else j += 2;
  }
}

/** True when every number of `inner` is in `outer`; one walk over both. */
export function includesAll<T extends number | bigint>(outer: IntervalSet<T>, inner: IntervalSet<T>): boolean {
  let j = 0;
  for (let i = 0; i + 1 < inner.length; i += 2) {
    const start = inner[i];
    const end = inner[i + 1];
    if (start === undefined || end === undefined) return false;
    let outerEnd = outer[j + 1];
    while (outerEnd !== undefined && outerEnd < end) {
      j += 2;
      outerEnd = outer[j + 1];
    }
    const outerStart = outer[j];
    if (outerEnd === undefined || outerStart === undefined || outerStart > start) return false;
  }
  return true;
}

/** True when `value` is in the set. */
export function includes<T extends number | bigint>(set: IntervalSet<T>, value: T): boolean {
  for (let index = 0; index + 1 < set.length; index += 2) {
    const start = set[index];
    const end = set[index + 1];
    if (start !== undefined && end !== undefined && start <= value && value < end) return true;
  }
  return false;
}

/** How many numbers are in the set. */
export function size(set: IntervalSet<number>): number {
  let count = 0;
  for (let index = 0; index + 1 < set.length; index += 2) count += (set[index + 1] ?? 0) - (set[index] ?? 0);
  return count;
}
