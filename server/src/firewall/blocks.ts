import type { IntervalSet } from './intervals';

/**
 * A run of 2^n numbers that begins at a multiple of 2^n, as a prefix is one. Every interval falls apart into few of them, and of the blocks of one size
 * only one holds a given number: that makes sets of numbers findable by a table.
 */
export interface Block {
  /** Stands for the size, and for the kind of the numbers. */
  readonly level: number;
  /** Unique among the blocks of a level. */
  readonly key: string;
}

/** Levels of bigint (IPv6) blocks begin here; those of numbers end before. */
const bigLevels = 64;

/** The blocks of a set, or undefined where there are more than `most`. */
export function blocksOf(
  ranges: IntervalSet<number> | IntervalSet<bigint>,
  most: number,
): readonly Block[] | undefined {
  const blocks: Block[] = [];
  for (let index = 0; index + 1 < ranges.length; index += 2) {
    const start = ranges[index];
    const end = ranges[index + 1];
    if (typeof start === 'number' && typeof end === 'number') {
      if (!splitNumbers(start, end, blocks, most)) return undefined;
    } else if (typeof start === 'bigint' && typeof end === 'bigint') {
      if (!splitBigints(start, end, blocks, most)) return undefined;
    }
  }
  return blocks;
}

/** Key of the block of this level that holds the number; undefined for a level of the other kind of numbers. */
export function blockAround(value: number | bigint, level: number): string | undefined {
  if (typeof value === 'bigint') return level < bigLevels ? undefined : String(value >> BigInt(level - bigLevels));
  return level < bigLevels ? String(Math.floor(value / 2 ** level)) : undefined;
}

function splitNumbers(start: number, end: number, blocks: Block[], most: number): boolean {
  for (let from = start; from < end;) {
    if (blocks.length >= most) return false;
    let level = 0;
    while (from % 2 ** (level + 1) === 0 && from + 2 ** (level + 1) <= end) level += 1;
    blocks.push({ level, key: String(from / 2 ** level) });
    from += 2 ** level;
  }
  return true;
}

function splitBigints(start: bigint, end: bigint, blocks: Block[], most: number): boolean {
  for (let from = start; from < end;) {
    if (blocks.length >= most) return false;
    let level = 0n;
    while ((from & ((2n << level) - 1n)) === 0n && from + (2n << level) <= end) level += 1n;
    blocks.push({ level: bigLevels + Number(level), key: String(from >> level) });
    from += 1n << level;
  }
  return true;
}
