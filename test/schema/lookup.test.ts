import { describe, expect, it } from 'vitest';
import { schema } from '../../server/src/schema/bundled';
import { dottedPrefix, lookup, lookupArgument, lookupWord } from '../../server/src/schema/lookup';
import type { LookupOptions } from '../../server/src/schema/lookup';
import type { Command, Menu } from '../../server/src/schema/types';

/** Follows the words of a path from the root; the full path of what the last one stands for, or what is wrong with it. */
function resolve(text: string, options?: LookupOptions): string {
  let menu: Menu = schema().root;
  for (const word of text.split(/[ /]+/).filter((part) => part !== '')) {
    const found = lookupWord(menu, word, options);
    if (found.kind === 'command') return found.value.path;
    if (found.kind === 'ambiguous') return `${word}: ${found.candidates.join(' ')}`;
    if (found.kind === 'unknown') return `${word}?`;
    menu = found.value;
  }
  return menu.path;
}

function command(path: string): Command {
  const found = schema()
    .menu(path.slice(0, path.lastIndexOf('/')))
    ?.commands.get(path.slice(path.lastIndexOf('/') + 1));
  if (!found) throw new Error(`no command ${path}`);
  return found;
}

function argument(path: string, word: string, prefix?: string, options?: LookupOptions): string {
  const found = lookupArgument(command(path), word, prefix, options);
  switch (found.kind) {
    case 'exact':
    case 'prefix':
      return found.value.name;
    case 'ambiguous':
      return `ambiguous: ${found.candidates.join(' ')}`;
    case 'unknown':
      return 'unknown';
  }
}

describe('lookup', () => {
  const map = new Map([
    ['add', 1],
    ['address', 2],
    ['address-list', 3],
    ['action', 4],
  ]);
  it.each([
    ['address', { kind: 'exact', value: 2 }],
    ['add', { kind: 'exact', value: 1 }],
    ['address-', { kind: 'prefix', value: 3 }],
    ['ac', { kind: 'prefix', value: 4 }],
    ['addr', { kind: 'ambiguous', candidates: ['address', 'address-list'] }],
    ['a', { kind: 'ambiguous', candidates: ['add', 'address', 'address-list', 'action'] }],
    ['x', { kind: 'unknown' }],
    ['Address', { kind: 'unknown' }],
    ['', { kind: 'unknown' }],
    ['address-lists', { kind: 'unknown' }],
  ])('%j', (word, expected) => {
    expect(lookup(map, word)).toEqual(expected);
  });

  it('asks the preferred ones first, and the others where none of them matches', () => {
    const preferred = (value: number): boolean => value < 3;
    expect(lookup(map, 'addr', preferred)).toEqual({ kind: 'prefix', value: 2 });
    expect(lookup(map, 'ac', preferred)).toEqual({ kind: 'prefix', value: 4 });
    expect(lookup(map, 'address-list', preferred)).toEqual({ kind: 'exact', value: 3 });
  });
});

describe('lookupWord', () => {
  it.each([
    ['/ip/service/set', '/ip/service/set'],
    ['/ip firewall filter add', '/ip/firewall/filter/add'],
    ['/ip fire conn', '/ip/firewall/connection'],
    ['/ip firewall layer7', '/ip/firewall/layer7-protocol'],
    ['/ip/fire/filt/pr', '/ip/firewall/filter/print'],
    ['/sys leds set', '/system/leds/set'],
    ['/sy sch a', '/system/scheduler/add'],
    ['/system script env print', '/system/script/environment/print'],
    ['/log warn', '/log/warning'],
    ['/tot', '/totime'],
    ['/s sch', 's: safe-mode snmp special-login system serialize set'],
    ['/interface ethernet switch', '/interface/ethernet/switch'],
    ['/interface eth sw', '/interface/ethernet/switch'],
    ['/system routerboard settings set', '/system/routerboard/settings/set'],
    ['/system routerb', '/system/routerboard'],
    ['/interface ethernet poe settings', '/interface/ethernet/poe/settings'],
    ['/lcd pin', '/lcd/pin'],
    // Exact over beginning: `ipv6` begins with `ip`, `settings` with `set`.
    ['/ip', '/ip'],
    ['/interface/bridge/set', '/interface/bridge/set'],
    ['/interface/bridge/settings', '/interface/bridge/settings'],
    ['/log', '/log'],
    ['/import', '/import'],
    ['/put', '/put'],
    ['/ip/service/nowhere', 'nowhere?'],
    ['/nowhere', 'nowhere?'],
    ['/Ip', 'Ip?'],
  ])('%s is %s', (text, expected) => {
    expect(resolve(text)).toBe(expected);
  });

  it('counts menus and commands as one', () => {
    expect(resolve('/interface/bridge/se')).toBe('se: settings set');
    expect(resolve('/interface/bridge/sett')).toBe('/interface/bridge/settings');
  });

  it('completes to what the release has', () => {
    // `safe-mode` came with 7.18. Before it `saf` is nobody's beginning: it is still found, and its presence tells.
    expect(resolve('/saf', { release: '7.17' })).toBe('/safe-mode');
    // `lock` is new in 7.16: before it `loc` could only be `local`.
    expect(resolve('/loc', { release: '7.15' })).toBe('/local');
    expect(resolve('/loc', { release: '7.20' })).toBe('loc: local lock');
    expect(resolve('/loc')).toBe('loc: local lock');
  });

  it('leaves extra packages aside for a router without them', () => {
    expect(resolve('/ap')).toBe('/app');
    expect(resolve('/con', { release: '7.20.8' })).toMatch(/^con: .*container/);
    expect(resolve('/con', { release: '7.20.8', baseOnly: true })).not.toMatch(/container/);
    expect(resolve('/con', { baseOnly: true })).not.toMatch(/container/);
  });

  it.each([
    ['7.20.8', '/ping'],
    ['7.22.3', '/ping'],
    ['7.23beta2', '/tool/ping'],
    ['7.23rc1', '/tool/ping'],
    ['7.24', '/tool/ping'],
    [undefined, '/tool/ping'],
  ])('ping at the root in %s is %s', (release, expected) => {
    expect(resolve('/ping', release === undefined ? {} : { release })).toBe(expected);
    expect(command('/ping').presence.until).toBeUndefined();
    expect(command('/ping').arguments.get('count')?.presence.has('7.24')).toBe(true);
  });
});

describe('lookupArgument', () => {
  it.each([
    ['/ip/service/set', 'tls-version', 'tls-version'],
    ['/ip/service/set', 'tls', 'tls-version'],
    ['/ip/service/set', 'a', 'ambiguous: address available-from'],
    ['/ip/service/set', 'addr', 'address'],
    ['/ip/service/set', 'source', 'unknown'],
    ['/ip/service/set', '', 'unknown'],
    ['/system/scheduler/add', 'i', 'interval'],
    ['/system/scheduler/add', 'n', 'name'],
    ['/system/scheduler/add', 'on-e', 'on-event'],
    ['/ip/firewall/filter/add', 'src-address', 'src-address'],
    ['/ip/firewall/filter/add', 'src-a', 'ambiguous: src-address src-address-list src-address-type'],
    ['/interface/wifi/add', 'configuration.ssid', 'configuration.ssid'],
    ['/interface/wifi/add', 'configuration.ss', 'configuration.ssid'],
  ])('%s %s is %s', (path, word, expected) => {
    expect(argument(path, word)).toBe(expected);
  });

  it.each([
    ['/interface/wifi/add', '.ssid', 'configuration', 'configuration.ssid'],
    ['/interface/wifi/add', '.passphrase', 'security', 'security.passphrase'],
    ['/interface/wifi/add', '.passphrase', 'configuration', 'unknown'],
    ['/interface/wifi/add', '.passphrase', undefined, 'unknown'],
    ['/interface/wifi/add', 'name', 'configuration', 'name'],
    ['/routing/isis/interface-template/add', '.priority', 'bcast.l1', 'bcast.l1.priority'],
    ['/routing/isis/interface-template/add', '.l2.priority', 'bcast.l1', 'bcast.l2.priority'],
    ['/routing/bgp/connection/add', '.role', 'local', 'local.role'],
  ])('%s %s behind %s is %s', (path, word, prefix, expected) => {
    expect(argument(path, word, prefix)).toBe(expected);
  });

  it('is not made ambiguous by what only other routers have', () => {
    expect(command('/interface/ethernet/set').arguments.has('poe-out')).toBe(true);
    expect(argument('/interface/ethernet/set', 'b')).toBe('bandwidth');
    expect(argument('/interface/ethernet/set', 'poe-o')).toBe('poe-out');
    expect(argument('/ip/service/set', 'a', undefined, { release: '7.20' })).toBe('address');
  });
});

describe('dottedPrefix', () => {
  it.each([
    ['security.passphrase', 'security'],
    ['bcast.l1.priority', 'bcast.l1'],
    ['name', undefined],
    ['.id', undefined],
  ])('of %s is %s', (name, expected) => {
    expect(dottedPrefix(name)).toBe(expected);
  });
});
