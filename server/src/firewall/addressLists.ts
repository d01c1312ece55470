import type { AddressSet } from './addresses';
import { addressesInclude } from './addresses';
import { blockAround, blocksOf } from './blocks';

/** What is known of the entries of address lists; a router may have more. */
export interface AddressLists {
  /** Names of the lists of which a single entry holds the whole set. */
  holding(set: AddressSet): ReadonlySet<string>;
}

interface Entry {
  readonly list: string;
  readonly set: AddressSet;
}

/** Makes entries findable by address: a question costs the same for ten entries and for a hundred thousand. Nothing is done until one is asked. */
export function addressLists(entries: readonly Entry[]): AddressLists {
  if (entries.length === 0) return noAddressLists;
  let byLevel: ReadonlyMap<number, ReadonlyMap<string, readonly Entry[]>> | undefined;
  return {
    holding(set) {
      byLevel ??= fileEntries(entries);
      const [point] = set.ranges;
      const lists = new Set<string>();
      if (point === undefined) return new Set(entries.map(({ list }) => list));
      for (const [level, places] of byLevel) {
        const key = blockAround(point, level);
        for (const entry of (key === undefined ? undefined : places.get(key)) ?? [])
          if (!lists.has(entry.list) && addressesInclude(entry.set, set)) lists.add(entry.list);
      }
      return lists;
    },
  };
}

/** Nothing is known of any list. */
export const noAddressLists: AddressLists = { holding: () => new Set() };

function fileEntries(entries: readonly Entry[]): ReadonlyMap<number, ReadonlyMap<string, readonly Entry[]>> {
  const byLevel = new Map<number, Map<string, Entry[]>>();
  for (const entry of entries) {
    for (const { level, key } of blocksOf(entry.set.ranges, Number.POSITIVE_INFINITY) ?? []) {
      const places = byLevel.get(level) ?? new Map<string, Entry[]>();
      byLevel.set(level, places);
      const known = places.get(key);
      if (known) known.push(entry);
      else places.set(key, [entry]);
    }
  }
  return byLevel;
}
