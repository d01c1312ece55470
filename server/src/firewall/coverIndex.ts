import type { AddressSet } from './addresses';
import type { Block } from './blocks';
import { blockAround, blocksOf } from './blocks';
import { onlyText, textOf } from './conditions';
import type { IntervalSet } from './intervals';
import { size } from './intervals';
import type { Knowledge, PacketSet } from './packets';

/**
 * Sets of packets, filed so that those which may cover a given one are found without a look at the others.
 *
 * A set covers another only where each of its own fields and conditions holds that of the other. So it is filed under all that it demands at once: the
 * names, and for addresses and ports the blocks (prefixes) that they are made of. Which fields are demanded, and blocks of what size, is its shape. Real
 * chains of thousands of rules have a few dozen shapes, and each costs a question one look into a table (what packet classifiers call tuple space search).
 * What is found this way is a superset, in which `covers` has the last word.
 */
export interface CoverIndex {
  readonly knowledge: Knowledge;
  readonly shapes: Map<string, Shape>;
  /** The interface lists of each interface, made when first needed. */
  listsOf: ReadonlyMap<string, readonly string[]> | undefined;
}

interface Shape {
  /** Matchers whose text is demanded. */
  readonly names: readonly string[];
  /** Fields whose numbers are demanded, with the size of the block. */
  readonly levels: readonly { readonly field: Field; readonly level: number }[];
  /** Values of the names, then of the fields, to places in ascending order. */
  readonly places: Map<string, number[]>;
}

const fields = ['source', 'destination', 'sourcePort', 'destinationPort', 'eitherPort'] as const;
type Field = (typeof fields)[number];

/** A field of more blocks than this, or a set of more combinations of blocks than `mostFilings`, is filed without that field. */
const mostBlocks = 16;
const mostFilings = 16;

export function createCoverIndex(knowledge: Knowledge): CoverIndex {
  return { knowledge, shapes: new Map(), listsOf: undefined };
}

/** Adds a set that may cover others. Places must come in ascending order. A set that can cover none is left out. */
export function fileSet(index: CoverIndex, place: number, packets: PacketSet): void {
  if (!packets.bounded || packets.opaque.length > 0 || packets.empty) return;
  const names: string[] = [];
  const values: string[] = [];
  const demand = (matcher: string, text: string): void => {
    names.push(matcher);
    values.push(text);
  };
  const protocol = onlyNumber(packets.protocol);
  if (protocol !== undefined) demand('protocol', protocol);
  for (const condition of packets.conditions) {
    const text = onlyText(condition);
    if (text !== undefined) demand(condition.matcher, text);
  }
  const demanded = demandedBlocks(packets);
  const file = (depth: number, levels: Shape['levels'], keys: readonly string[]): void => {
    const next = demanded[depth];
    if (next === undefined) {
      put(index, names, levels, keys, place);
      return;
    }
    for (const { level, key } of next.blocks)
      file(depth + 1, [...levels, { field: next.field, level }], [...keys, key]);
  };
  file(0, [], values);
}

/** Places before `end` of all sets that may cover these packets, in ascending order. */
export function* mayCover(index: CoverIndex, packets: PacketSet, end: number): Generator<number, undefined, undefined> {
  let last = -1;
  for (const place of merged(bucketsFor(index, packets))) {
    if (place >= end) return;
    // A set may be filed under several blocks.
    if (place !== last) yield place;
    last = place;
  }
}

/** One list is in order; the few of several lists have to be sorted. */
function merged(buckets: readonly (readonly number[])[]): readonly number[] {
  const [only, ...more] = buckets;
  if (only === undefined) return [];
  return more.length === 0 ? only : buckets.flat().sort((a, b) => a - b);
}

function bucketsFor(index: CoverIndex, packets: PacketSet): readonly (readonly number[])[] {
  const buckets: (readonly number[])[] = [];
  for (const shape of index.shapes.values()) {
    const options: (readonly string[])[] = [];
    for (const name of shape.names) options.push(textsOf(index, packets, name));
    for (const { field, level } of shape.levels) options.push(keysOf(packets, field, level));
    if (options.some((texts) => texts.length === 0)) continue;
    const look = (depth: number, key: string): void => {
      const texts = options[depth];
      if (texts === undefined) {
        const bucket = shape.places.get(key);
        if (bucket) buckets.push(bucket);
        return;
      }
      for (const text of texts) look(depth + 1, `${key}\n${text}`);
    };
    look(0, '');
  }
  return buckets;
}

function put(
  { shapes }: CoverIndex,
  names: readonly string[],
  levels: Shape['levels'],
  values: readonly string[],
  place: number,
): void {
  const signature = [...names, ...levels.map(({ field, level }) => `${field}/${level}`)].join('\n');
  const shape = shapes.get(signature) ?? { names, levels, places: new Map<string, number[]>() };
  shapes.set(signature, shape);
  const key = values.map((value) => `\n${value}`).join('');
  const places = shape.places.get(key);
  if (places === undefined) shape.places.set(key, [place]);
  else if (places.at(-1) !== place) places.push(place);
}

/** The number, where the set has but one. */
function onlyNumber(set: IntervalSet<number> | undefined): string | undefined {
  return set !== undefined && size(set) === 1 ? `#${set[0]}` : undefined;
}

function rangesOf(packets: PacketSet, field: Field): AddressSet['ranges'] | undefined {
  return field === 'source' || field === 'destination' ? packets[field]?.ranges : packets[field];
}

/** The fields that narrow the set, each with its blocks; the most scattered ones are dropped until few combinations are left. */
function demandedBlocks(packets: PacketSet): readonly { readonly field: Field; readonly blocks: readonly Block[] }[] {
  const demanded = fields.flatMap((field) => {
    const ranges = rangesOf(packets, field);
    const blocks = ranges && blocksOf(ranges, mostBlocks);
    return blocks ? [{ field, blocks }] : [];
  });
  while (demanded.reduce((product, { blocks }) => product * blocks.length, 1) > mostFilings) {
    const most = Math.max(...demanded.map(({ blocks }) => blocks.length));
    demanded.splice(
      demanded.findIndex(({ blocks }) => blocks.length === most),
      1,
    );
  }
  return demanded;
}

/** The texts of a matcher that a set with these packets may demand: what the packets state themselves, and the lists that are known to hold them. */
function textsOf(index: CoverIndex, packets: PacketSet, matcher: string): readonly string[] {
  const texts: string[] = [];
  for (const condition of packets.conditions) if (condition.matcher === matcher) texts.push(textOf(condition));
  switch (matcher) {
    case 'protocol': {
      const number = onlyNumber(packets.protocol);
      return number === undefined ? texts : [number];
    }
    case 'in-interface-list':
    case 'out-interface-list': {
      const side = matcher === 'in-interface-list' ? 'in-interface' : 'out-interface';
      const lists = (index.listsOf ??= listsByInterface(index.knowledge.interfaceLists));
      for (const { matcher: other, negated, values } of packets.conditions)
        if (other === side && !negated) texts.push(...(lists.get(values[0] ?? '') ?? []));
      return texts;
    }
    case 'src-address-list':
    case 'dst-address-list': {
      const address = matcher === 'src-address-list' ? packets.source : packets.destination;
      if (address) texts.push(...index.knowledge.addressLists.holding(address));
      return texts;
    }
    default:
      return texts;
  }
}

/** Keys of the blocks that may hold all numbers of a field: those around its first one. Ports count for `port=` from either side. */
function keysOf(packets: PacketSet, field: Field, level: number): readonly string[] {
  const sides: readonly Field[] = field === 'eitherPort' ? ['eitherPort', 'sourcePort', 'destinationPort'] : [field];
  return sides.flatMap((side) => {
    const first = rangesOf(packets, side)?.[0];
    const key = first === undefined ? undefined : blockAround(first, level);
    return key === undefined ? [] : [key];
  });
}

function listsByInterface(members: Knowledge['interfaceLists']): ReadonlyMap<string, readonly string[]> {
  const lists = new Map<string, string[]>();
  for (const [list, names] of members) {
    for (const name of names) {
      const known = lists.get(name);
      if (known) known.push(list);
      else lists.set(name, [list]);
    }
  }
  return lists;
}
