import { CommandFailure, missingValues, noSuchItem } from './failure';
import type { MenuRules } from './menus';
import type { References } from './values';

/** One item of a menu. Names and values are byte strings. */
export interface Item {
  /** `*1F` */
  readonly id: string;
  readonly properties: ReadonlyMap<string, string>;
}

/** What a command changes: values to write, and properties to unset. */
export interface Change {
  readonly values: ReadonlyMap<string, string>;
  readonly unset: readonly string[];
}

/** Items of all menus of one router. Every change goes through here, whether it came as an API command or as a line of a script. */
export interface ItemStore extends References {
  rules(menu: string): MenuRules;
  /** Items in their order; a menu of single settings has one item. */
  items(menu: string): readonly Item[];
  /** The items that a selector names: a comma list of `*ID`, names or, where `rowNumbers`, row numbers. Throws `no such item`. */
  select(menu: string, selector: string, rowNumbers: boolean): readonly Item[];
  /** Makes an item and returns its id. */
  add(menu: string, change: Change): string;
  set(menu: string, items: readonly Item[], change: Change): void;
  remove(menu: string, items: readonly Item[]): void;
  /** Puts items before another one, or at the end. */
  move(menu: string, items: readonly Item[], before: Item | undefined): void;
  /** Writes without checks: for the state that a test prepares. */
  put(menu: string, values: Readonly<Record<string, string>>): void;
}

const notProperties = new Set(['numbers', '.id', 'place-before', 'copy-from']);
const noRules: MenuRules = {};

interface MutableItem {
  readonly id: string;
  properties: Map<string, string>;
}

/** A store with the initial items of the rules. */
export function createItemStore(allRules: ReadonlyMap<string, MenuRules>): ItemStore {
  const menus = new Map<string, MutableItem[]>();
  let nextId = 1;

  function list(menu: string): MutableItem[] {
    const known = menus.get(menu);
    if (known) {
      return known;
    }
    const made: MutableItem[] = [];
    menus.set(menu, made);
    return made;
  }

  function create(menu: string, properties: Map<string, string>, at?: number): string {
    const id = `*${nextId.toString(16).toUpperCase()}`;
    nextId += 1;
    const items = list(menu);
    items.splice(at ?? items.length, 0, { id, properties });
    return id;
  }

  const store: ItemStore = {
    rules: (menu) => allRules.get(menu) ?? noRules,
    items: list,
    exists: (menu, name) => list(menu).some((item) => item.properties.get('name') === name),
    select(menu, selector, rowNumbers) {
      const key = store.rules(menu).key ?? 'name';
      return selector
        .split(',')
        .filter((part) => part !== '')
        .map((part) => {
          const found = list(menu).find((item) => item.id === part || item.properties.get(key) === part);
          const row = rowNumbers && /^[0-9]+$/.test(part) ? list(menu)[Number(part)] : undefined;
          const item = found ?? row;
          if (!item) {
            throw noSuchItem();
          }
          return item;
        });
    },
    add(menu, change) {
      const rules = store.rules(menu);
      const copied = change.values.get('copy-from');
      const source =
        copied === undefined ? [] : store.select(menu, copied, true).flatMap((item) => [...item.properties]);
      const properties = new Map([...Object.entries(rules.defaults ?? {}), ...source]);
      const missing = (rules.required ?? []).filter((name) => !change.values.has(name) && !properties.has(name));
      if (missing.length > 0) {
        throw missingValues(missing);
      }
      write(menu, properties, change);
      if (rules.someRequired && !rules.someRequired.names.some((name) => (properties.get(name) ?? '') !== '')) {
        throw new CommandFailure(rules.someRequired.message);
      }
      refuseDuplicate(menu, properties, undefined);
      const before = change.values.get('place-before');
      const [next] = before === undefined ? [] : store.select(menu, before, true);
      return create(menu, properties, next ? list(menu).findIndex((item) => item.id === next.id) : undefined);
    },
    set(menu, items, change) {
      for (const item of items) {
        const target = list(menu).find((candidate) => candidate.id === item.id);
        if (!target) {
          throw noSuchItem();
        }
        const properties = new Map(target.properties);
        write(menu, properties, change);
        refuseDuplicate(menu, properties, target.id);
        refuseLastAdministrator(menu, target.id, properties);
        target.properties = properties;
      }
    },
    remove(menu, items) {
      for (const item of items) {
        if (item.properties.get('builtin') === 'true') {
          throw new CommandFailure('failure: can not remove builtin');
        }
        refuseLastAdministrator(menu, item.id, undefined);
        menus.set(
          menu,
          list(menu).filter((candidate) => candidate.id !== item.id),
        );
      }
    },
    move(menu, items, before) {
      const moved = new Set(items.map((item) => item.id));
      const rest = list(menu).filter((item) => !moved.has(item.id));
      const at = before ? rest.findIndex((item) => item.id === before.id) : rest.length;
      const inOrder = items.flatMap((item) => list(menu).filter((candidate) => candidate.id === item.id));
      menus.set(menu, [...rest.slice(0, at), ...inOrder, ...rest.slice(at)]);
    },
    put(menu, values) {
      create(menu, new Map(Object.entries(values)));
    },
  };

  function write(menu: string, properties: Map<string, string>, change: Change): void {
    const checks = store.rules(menu).values ?? {};
    for (const [name, value] of change.values) {
      if (notProperties.has(name)) {
        continue;
      }
      // What an empty value does to a matcher is not known; here it leaves the property unset.
      if (value === '' && checks[name] !== undefined && menu.startsWith('/ip/firewall/') && name !== 'list') {
        properties.delete(name);
        continue;
      }
      properties.set(name, checks[name] ? checks[name](value, name, store) : value);
    }
    for (const name of change.unset) {
      properties.delete(name);
    }
  }

  function refuseDuplicate(menu: string, properties: ReadonlyMap<string, string>, self: string | undefined): void {
    const unique = store.rules(menu).unique;
    if (!unique) {
      return;
    }
    const twin = list(menu).find(
      (item) => item.id !== self && unique.every((name) => item.properties.get(name) === properties.get(name)),
    );
    if (twin && unique.some((name) => properties.has(name))) {
      throw new CommandFailure('failure: already have such entry');
    }
  }

  /** RouterOS keeps at least one user with full rights. */
  function refuseLastAdministrator(menu: string, id: string, after: ReadonlyMap<string, string> | undefined): void {
    if (menu !== '/user') {
      return;
    }
    const isFull = (properties: ReadonlyMap<string, string> | undefined): boolean =>
      properties?.get('group') === 'full' && properties.get('disabled') !== 'true';
    const before = list(menu).find((item) => item.id === id);
    const others = list(menu).some((item) => item.id !== id && isFull(item.properties));
    if (isFull(before?.properties) && !isFull(after) && !others) {
      throw new CommandFailure('failure: at least one user with full access rights is needed');
    }
  }

  for (const [menu, rules] of allRules) {
    for (const values of rules.initial ?? []) {
      store.put(menu, values);
    }
    if (rules.single && list(menu).length === 0) {
      store.put(menu, {});
    }
  }
  return store;
}
