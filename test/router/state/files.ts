import { CommandFailure, missingValues } from './failure';
import type { Change, Item, ItemStore } from './store';

/** What the `contents` property takes and shows, in bytes. */
export const contentsLimit = 60_000;

/** Most that one /file/read gives, in bytes. */
const longestChunk = 32_768;

/** The files of the router: items of /file whose contents are kept apart from what `print` shows. Names and contents are byte strings. */
export interface FileStore {
  read(name: string): string | undefined;
  /** Writes a file without the limit of `contents`, as SFTP would. */
  write(name: string, contents: string): void;
  /** `/file/add`. */
  add(change: Change): string;
  /** `/file/set`. */
  set(items: readonly Item[], change: Change): void;
  /** `/file/read`: up to `length` bytes from `offset`. */
  chunk(name: string, offset: number, length: number): string;
}

export function createFileStore(items: ItemStore): FileStore {
  const menu = '/file';

  function propertiesOf(name: string, contents: string): Map<string, string> {
    const type = name.endsWith('.rsc') ? 'script' : name.endsWith('.txt') ? '.txt file' : 'file';
    const shown: [string, string][] = contents.length <= contentsLimit ? [['contents', contents]] : [];
    return new Map([
      ['name', name],
      ['type', type],
      ['size', String(contents.length)],
      ['last-modified', '2026-01-01 00:00:00'],
      ...shown,
    ]);
  }

  const large = new Map<string, string>();

  function find(name: string): Item | undefined {
    return items.items(menu).find((item) => item.properties.get('name') === name);
  }

  function refuseLarge(contents: string): void {
    if (contents.length > contentsLimit) {
      throw new CommandFailure(`failure: contents are limited to ${contentsLimit} bytes`, 1, 'contents');
    }
  }

  return {
    read(name) {
      const found = find(name);
      return found && (found.properties.get('contents') ?? large.get(found.id));
    },
    write(name, contents) {
      const old = find(name);
      if (old) {
        items.remove(menu, [old]);
      }
      items.put(menu, Object.fromEntries(propertiesOf(name, contents)));
      const made = find(name);
      if (made && contents.length > contentsLimit) {
        large.set(made.id, contents);
      }
    },
    add(change) {
      const name = change.values.get('name') ?? '';
      const contents = change.values.get('contents') ?? '';
      if (name === '') {
        throw missingValues(['name']);
      }
      if (find(name)) {
        throw new CommandFailure('failure: already have such file');
      }
      refuseLarge(contents);
      return items.add(menu, { values: propertiesOf(name, contents), unset: [] });
    },
    set(selected, change) {
      for (const item of selected) {
        const name = change.values.get('name') ?? item.properties.get('name') ?? '';
        const contents = change.values.get('contents') ?? item.properties.get('contents');
        if (contents === undefined) {
          throw new CommandFailure('failure: the file is too large to be changed');
        }
        refuseLarge(contents);
        items.set(menu, [item], { values: propertiesOf(name, contents), unset: [] });
      }
    },
    chunk(name, offset, length) {
      const contents = this.read(name);
      if (contents === undefined) {
        throw new CommandFailure('no such item', 0);
      }
      return contents.slice(offset, offset + Math.min(length, longestChunk));
    },
  };
}
