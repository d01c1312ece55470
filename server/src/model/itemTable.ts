import type { Menu, ValueType } from '../schema/types';
import { canonical, type Has } from './conditions';
import { onlyDefault } from './defaults';
import { defaultItems, severalDefaults } from './knownItems';
import type { CommandUse, PropertyState } from './types';

export interface MutableItem {
  name: string | undefined;
  formerNames: string[];
  added: CommandUse | undefined;
  writes: CommandUse[];
  properties: Map<string, PropertyState>;
  unset: Map<string, CommandUse>;
  disabled: boolean | undefined;
  removed: boolean;
  placed: boolean;
  /** How it is recognised beside its name: `default-name=ether1`, `default=yes`. */
  readonly identity: ReadonlyMap<string, string>;
  /** Place in the order of first mention. */
  readonly index: number;
  /** A command that runs only sometimes removes it. */
  perhapsRemoved: boolean;
}

/** Items by the value of one property: for each value those that have it, and those that may have any. */
interface PropertyIndex {
  readonly byValue: Map<string, Set<MutableItem>>;
  readonly open: Set<MutableItem>;
  readonly places: Map<MutableItem, Set<MutableItem>>;
}

/** The items of a menu, found by the values of their properties without looking at all of them. */
export interface ItemTable {
  readonly items: readonly MutableItem[];
  /** Items that are not removed. */
  readonly live: ReadonlySet<MutableItem>;
  /** Has an item this name, or had it once? */
  mentions(name: string): boolean;
  /** The first live item of this name. */
  named(name: string): MutableItem | undefined;
  make(name: string | undefined, identity?: ReadonlyMap<string, string>, added?: CommandUse): MutableItem;
  /** An item as `make` makes it, that is in no list yet. */
  draft(name: string | undefined, identity?: ReadonlyMap<string, string>): MutableItem;
  remove(item: MutableItem): void;
  rename(item: MutableItem, name: string | undefined): void;
  /** To be called when a property of an item has changed. */
  changed(item: MutableItem, property: string): void;
  has(item: MutableItem, property: string): Has;
  /** How many `withValue` gives, at most. */
  countWithValue(property: string, values: readonly string[]): number;
  /** Live items that have, or may have, one of these values. */
  withValue(property: string, values: readonly string[]): ReadonlySet<MutableItem>;
}

/** What else than a matcher a firewall rule has, and what has a default there. */
const withDefault: ReadonlySet<string> = new Set([
  'action',
  'chain',
  'disabled',
  'invalid',
  'dynamic',
  'log',
  'log-prefix',
  'passthrough',
  'hw-offload',
  'bytes',
  'packets',
]);

const portName = /^(?:ether|sfp|qsfp|combo|wlan|wifi|lte)[\w-]*\d$/;

/** Values of such a type may be a default; an address, a text or a name of something else hardly is one. */
function hasOwnWords(type: ValueType): boolean {
  switch (type.kind) {
    case 'string':
    case 'mac':
    case 'interface':
    case 'interfaceList':
    case 'item':
    case 'file':
    case 'script':
    case 'ip4':
    case 'ip4Prefix':
    case 'ip4Range':
    case 'ip6':
    case 'ip6Prefix':
    case 'ip':
    case 'prefix':
    case 'any':
      return false;
    case 'oneOf':
      return type.types.some(hasOwnWords);
    default:
      return true;
  }
}

const noIdentity: ReadonlyMap<string, string> = new Map();

export function createItemTable(menuPath: string, menu: Menu | undefined): ItemTable {
  const isRuleMenu = /^\/ip(?:v6)?\/firewall\/(?:filter|nat|mangle|raw)$/.test(menuPath);
  const items: MutableItem[] = [];
  const live = new Set<MutableItem>();
  const names = new Map<string, Set<MutableItem>>();
  const indexes = new Map<string, PropertyIndex>();

  function has(item: MutableItem, property: string): Has {
    const identity = item.identity.get(property);
    if (identity !== undefined) return { value: identity };
    if (property === 'name' && item.name !== undefined) return { value: item.name };
    const written = item.properties.get(property);
    if (written) {
      const perhaps = written.conditional && written.command !== item.added;
      return written.value === undefined || perhaps ? 'unknown' : { value: written.value };
    }
    if (item.unset.has(property)) return withoutValue(property);
    return item.added ? hasWhenAdded(item, property) : hasFromBefore(item, property);
  }

  /** What `add` did not write. */
  function hasWhenAdded({ added }: MutableItem, property: string): Has {
    if (property === 'dynamic' || property === 'default' || property === 'builtin') return { value: 'no' };
    if (added?.arguments.some(({ name }) => name === 'copy-from')) return 'unknown';
    if (property === 'comment') return { value: '' };
    // Interfaces of some kinds are off until they are switched on.
    if (property === 'disabled') return menuPath.startsWith('/interface') ? 'unknown' : { value: 'no' };
    return withoutValue(property);
  }

  /** A property that nothing sets: without value where it may be taken away or says what packets a rule is for, else at its default. */
  function withoutValue(property: string): Has {
    const shape =
      menu?.properties.get(property) ??
      menu?.commands.get('set')?.arguments.get(property) ??
      menu?.commands.get('add')?.arguments.get(property);
    if (shape?.unsettable === true || (isRuleMenu && !withDefault.has(property))) return 'unset';
    const value = onlyDefault(menuPath, property);
    if (value !== undefined) return { value };
    return shape === undefined || hasOwnWords(shape.type) ? 'unknown' : 'default';
  }

  function hasFromBefore(item: MutableItem, property: string): Has {
    // Scripts do not name what comes and goes by itself.
    if (property === 'dynamic') return { value: 'no' };
    if (property === 'default' && !severalDefaults.has(menuPath)) {
      const known = defaultItems[menuPath];
      if (known !== undefined) return { value: item.name === known || item.formerNames.includes(known) ? 'yes' : 'no' };
    }
    // An interface that has the name of a port is that port, as long as nothing says otherwise.
    if (property === 'default-name' && portName.test(item.name ?? '') && item.formerNames.length === 0) {
      return { value: item.name ?? '' };
    }
    return 'unknown';
  }

  function place(index: PropertyIndex, item: MutableItem, property: string): void {
    index.places.get(item)?.delete(item);
    index.places.delete(item);
    if (item.removed) return;
    const found = has(item, property);
    const set =
      found === 'unknown' || found === 'default'
        ? index.open
        : bucket(index.byValue, found === 'unset' ? '' : canonical(found.value));
    set.add(item);
    index.places.set(item, set);
  }

  function indexOf(property: string): PropertyIndex {
    const known = indexes.get(property);
    if (known) return known;
    const made: PropertyIndex = { byValue: new Map(), open: new Set(), places: new Map() };
    indexes.set(property, made);
    for (const item of live) place(made, item, property);
    return made;
  }

  function changed(item: MutableItem, property: string): void {
    const index = indexes.get(property);
    if (index) place(index, item, property);
  }

  function draft(
    name: string | undefined,
    identity: ReadonlyMap<string, string> = noIdentity,
    added?: CommandUse,
  ): MutableItem {
    return {
      name,
      formerNames: [],
      added,
      writes: [],
      properties: new Map(),
      unset: new Map(),
      disabled: undefined,
      removed: false,
      placed: false,
      identity,
      index: items.length,
      perhapsRemoved: false,
    };
  }

  return {
    items,
    live,
    has,
    changed,
    draft,
    mentions: (name) => names.has(name),
    named: (name) => names.get(name)?.values().next().value,
    make(name, identity, added) {
      const item = draft(name, identity, added);
      items.push(item);
      live.add(item);
      if (name !== undefined) bucket(names, name).add(item);
      for (const [property, index] of indexes) place(index, item, property);
      return item;
    },
    remove(item) {
      item.removed = true;
      live.delete(item);
      if (item.name !== undefined) names.get(item.name)?.delete(item);
      for (const [property, index] of indexes) place(index, item, property);
    },
    rename(item, name) {
      if (item.name === name) return;
      if (item.name !== undefined) {
        item.formerNames.push(item.name);
        names.get(item.name)?.delete(item);
      }
      item.name = name;
      if (name !== undefined) bucket(names, name).add(item);
      changed(item, 'name');
    },
    countWithValue(property, values) {
      const { byValue, open } = indexOf(property);
      return values.reduce((count, value) => count + (byValue.get(canonical(value))?.size ?? 0), open.size);
    },
    withValue(property, values) {
      const { byValue, open } = indexOf(property);
      const found = new Set<MutableItem>();
      for (const value of values) for (const item of byValue.get(canonical(value)) ?? []) found.add(item);
      for (const item of open) found.add(item);
      return found;
    },
  };
}

function bucket(map: Map<string, Set<MutableItem>>, key: string): Set<MutableItem> {
  const known = map.get(key);
  if (known) return known;
  const made = new Set<MutableItem>();
  map.set(key, made);
  return made;
}
