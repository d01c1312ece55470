import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const verdicts = ['right', 'wrong', 'arguable'] as const;

function read(name: string): string {
  return readFileSync(new URL(name, import.meta.url), 'utf8');
}

/** How often each verdict stands in the last table of a page (what was judged again stands behind it, under a heading of its own). */
function counted(page: string): readonly number[] {
  const rows = page.split('\n## Judged again')[0]?.split('\n') ?? [];
  const given = rows
    .map((row) => row.split('|').map((cell) => cell.trim()))
    .filter((cells) => /:\d+$/.test(cells[1] ?? ''));
  return verdicts.map((verdict) => given.filter((cells) => cells[4] === verdict).length);
}

const overview = read('verdicts.md');
const figures = [...overview.matchAll(/^\| (?:\[([^\]]+)\]\((samples\/[\w.]+)\)|fifth, below) +\| 150 .*$/gm)].map(
  ([row, name = 'fifth', page = 'verdicts.md']) => ({ name, page, cells: row.split('|').map((cell) => cell.trim()) }),
);

describe('the figures of the samples', () => {
  it('are those of all pages', () => {
    expect(figures.map(({ name }) => name)).toEqual(['first', 'second', 'third', 'other files', 'fourth', 'fifth']);
  });

  it.each(figures)('are what the verdicts of the $name one come to', ({ page, cells }) => {
    const [right = 0, wrong = 0, arguable = 0] = counted(read(page));
    const share = (count: number): string => `${((count / 150) * 100).toFixed(1)} %`;
    expect(right + wrong + arguable).toBe(150);
    expect(cells.slice(3, 8)).toEqual([...[right, wrong, arguable].map(String), share(right), share(right + arguable)]);
  });
});
