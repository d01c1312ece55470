import { printable } from '../printable';
import type { Excerpt } from '../report';
import type { Style } from '../style';

/** Characters that take two cells of a terminal: East Asian ones and pictures. */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]/u;
const tab = '    ';

/** What one character becomes on a terminal, and how many cells that takes. */
interface Cell {
  readonly text: string;
  readonly width: number;
}

function cellOf(character: string): Cell {
  if (character === '\t') return { text: tab, width: tab.length };
  const text = printable(character);
  if (text !== character) return { text, width: text.length };
  if (/\p{M}/u.test(character)) return { text, width: 0 };
  return { text, width: wide.test(character) ? 2 : 1 };
}

/** Cells that a frame takes besides the line itself, and the most and least that a line may take. */
const margin = 2;
const widest = 160;
const narrowest = 40;

/**
 * A line of a script with a mark under what is meant: the line's number, the line (cut around the mark where it is longer than the terminal), carets.
 * Two lines with their ends. `columns`: cells of the terminal; undefined where there is none.
 */
export function codeFrame(
  { text, start, end }: Excerpt,
  line: number,
  style: Style,
  columns: number | undefined,
): string {
  const gutter = String(line);
  const room = Math.max(narrowest, Math.min(widest, (columns ?? widest) - gutter.length - 3 - margin));
  let offset = 0;
  const cells = Array.from(text, (character) => {
    const cell = { ...cellOf(character), offset };
    offset += character.length;
    return cell;
  });
  const widthOf = (part: readonly Cell[]): number => part.reduce((sum, { width }) => sum + width, 0);
  const before = cells.filter((cell) => cell.offset < start);
  const marked = cells.filter((cell) => cell.offset >= start && cell.offset < Math.max(end, start));
  const after = cells.slice(before.length + marked.length);

  let from = 0;
  if (widthOf(cells) > room) {
    // A third of the room is for what stands before the mark; more where there is little behind it.
    const wanted = Math.max(Math.floor(room / 3), room - widthOf(marked) - widthOf(after) - 1);
    let width = widthOf(before);
    while (width > wanted && from < before.length) width -= before[from++]?.width ?? 0;
  }
  const cut = from > 0 ? '…' : '';
  let width = cut.length;
  let to = from;
  while (to < cells.length && width + (cells[to]?.width ?? 0) <= room - (to < cells.length - 1 ? 1 : 0))
    width += cells[to++]?.width ?? 0;
  const shown = cells
    .slice(from, to)
    .map((cell) => cell.text)
    .join('');
  const pad = ' '.repeat(cut.length + widthOf(before.slice(from)));
  const carets = '^'.repeat(Math.max(1, Math.min(widthOf(marked), room - pad.length)));
  const blank = ' '.repeat(gutter.length);
  const bar = style.dim('|');
  return (
    `  ${style.dim(gutter)} ${bar} ${cut}${shown}${to < cells.length ? '…' : ''}\n` +
    `  ${blank} ${bar} ${pad}${style.red(carets)}\n`
  );
}
