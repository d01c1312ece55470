/** A half-open range of UTF-16 offsets into a script's text: `start` is the first unit, `end` the one after the last. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Replaces the text of a span by another text. Edits of one fix never overlap. */
export interface TextEdit extends Span {
  readonly text: string;
}

/** Makes a question of many spans: does one of them hold another span? They may stand inside one another. Each answer takes time logarithmic in their number. */
export function holderOf(spans: readonly Span[]): (inner: Span) => boolean {
  const all = [...spans].sort((a, b) => a.start - b.start);
  const furthest: number[] = [];
  for (const { end } of all) furthest.push(Math.max(end, furthest.at(-1) ?? 0));
  return ({ start, end }) => {
    let low = 0;
    let high = all.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((all[middle]?.start ?? 0) <= start) low = middle + 1;
      else high = middle;
    }
    return low > 0 && (furthest[low - 1] ?? 0) >= end;
  };
}
