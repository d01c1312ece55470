import { gzipSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { schema } from '../../server/src/schema/bundled';
import { schemaFormat } from '../../server/src/schema/data';
import { schemaFrom } from '../../server/src/schema/load';
import { createSchema } from '../../server/src/schema/schema';
import type { SchemaData } from '../../server/src/schema/data';
import type { Command, Menu, Presence } from '../../server/src/schema/types';

function command(path: string): Command {
  const slash = path.lastIndexOf('/');
  const found = schema()
    .menu(path.slice(0, slash))
    ?.commands.get(path.slice(slash + 1));
  if (!found) throw new Error(`no command ${path}`);
  return found;
}

/** Presence of a menu, a command or an argument (`/import dry-run`). */
function presenceOf(what: string): Presence {
  const [path = '', argument] = what.split(' ');
  const menu = schema().menu(path);
  if (menu) return menu.presence;
  if (argument === undefined) return command(path).presence;
  const found = command(path).arguments.get(argument);
  if (!found) throw new Error(`no argument ${what}`);
  return found.presence;
}

describe('presence', () => {
  it.each([
    ['/import', undefined, undefined],
    ['/import dry-run', '7.16', undefined],
    ['/import file-name', undefined, undefined],
    ['/ip/service/set max-sessions', '7.16', undefined],
    ['/ip/service/set tls-version', undefined, undefined],
    ['/safe-mode', '7.18', undefined],
    ['/safe-mode/take', '7.18', undefined],
    ['/break', '7.22rc4', undefined],
    ['/onerror', '7.13.5', undefined],
    ['/app', '7.21', undefined],
    ['/rsync-daemon', undefined, '7.15.3'],
    ['/lora', undefined, '7.22.3'],
    ['/app/add hw-device-access', '7.22rc4', '7.22.3'],
  ])('%s is there since %s, until %s', (what, since, until) => {
    const presence = presenceOf(what);
    expect(presence.since).toBe(since);
    expect(presence.until).toBe(until);
  });

  it.each([
    ['/import dry-run', '7.15.3', false],
    ['/import dry-run', '7.16', true],
    ['/import dry-run', '7.16.99', true],
    ['/import dry-run', '7.16beta1', false],
    ['/import dry-run', '6.49', false],
    ['/import dry-run', '7.18.2 (stable)', true],
    ['/import dry-run', 'unreadable', true],
    ['/safe-mode', '7.17.1', false],
    ['/safe-mode', '7.18.2', true],
    ['/safe-mode', '9.1', true],
    ['/app/add hw-device-access', '7.22.3', true],
    ['/app/add hw-device-access', '7.23beta2', false],
    // There, gone, and back again.
    ['/interface/bonding/add mlag-id', '7.16.2', true],
    ['/interface/bonding/add mlag-id', '7.20', false],
    ['/interface/bonding/add mlag-id', '7.22rc4', true],
    // Part of the base package first, of an extra package later.
    ['/caps-man', '7.12.2', true],
    ['/caps-man', '7.20', true],
  ])('%s in %s: %s', (what, release, expected) => {
    expect(presenceOf(what).has(release)).toBe(expected);
  });

  it.each([
    ['/ip/service', true, 'x86'],
    ['/app', false, 'x86'],
    ['/iot', false, 'x86'],
    ['/container', false, 'x86'],
    ['/interface/ethernet/switch', false, 'arm64'],
    ['/system/routerboard', false, 'arm64'],
    ['/interface/ethernet/set bandwidth', false, 'arm64'],
    ['/interface/ethernet/poe', false, 'reference'],
    ['/interface/ethernet/set poe-out', false, 'reference'],
    ['/lcd', false, 'reference'],
    ['/lcd/set backlight-timeout', false, 'reference'],
  ])('%s: in the base package %s, source %s', (what, base, source) => {
    const presence = presenceOf(what);
    expect(presence.base).toBe(base);
    expect(presence.source).toBe(source);
    expect(presence.hasBase('7.24')).toBe(base);
    expect(presence.has('7.24')).toBe(true);
  });

  it('takes hardware that no x86 router has as there in every release', () => {
    for (const what of ['/interface/ethernet/switch/set mirror-source', '/lcd', '/system/routerboard/settings']) {
      const presence = presenceOf(what);
      expect([presence.has('7.9'), presence.has('7.15'), presence.since, presence.until]).toEqual([
        true,
        true,
        undefined,
        undefined,
      ]);
    }
  });

  it('knows when the base package lost a menu to an extra one', () => {
    const presence = presenceOf('/caps-man');
    expect([presence.base, presence.hasBase('7.12.2'), presence.hasBase('7.13.5')]).toEqual([true, true, false]);
  });
});

describe('menus and commands', () => {
  it('has one object per menu, however it is reached', () => {
    const { root } = schema();
    expect(root.path).toBe('');
    expect(root.name).toBe('');
    const service = root.menus.get('ip')?.menus.get('service');
    expect(service?.path).toBe('/ip/service');
    expect(service?.name).toBe('service');
    expect(schema().menu('/ip/service')).toBe(service);
    expect(schema().menu('')).toBe(root);
    expect(service?.commands.get('set')).toBe(service?.commands.get('set'));
    expect(service?.commands.get('set')?.arguments).toBe(service?.commands.get('set')?.arguments);
  });

  it.each(['/', '/ip/', 'ip', '/ip/servic', '/ip/service/set', '/nowhere', '__proto__', '/constructor'])(
    '%j is no menu',
    (path) => {
      expect(schema().menu(path)).toBeUndefined();
    },
  );

  it('lists the arguments of a command', () => {
    expect([...command('/import').arguments.keys()]).toEqual(['dry-run', 'file-name', 'from-line', 'verbose']);
    expect([...command('/break').arguments.keys()]).toEqual([]);
    expect(command('/interface/wireless/add').arguments.has('basic-rates-a/g')).toBe(true);
    expect(command('/ip/service/set').path).toBe('/ip/service/set');
  });

  it('has the menus of the reference under the names of the console', () => {
    for (const path of [
      '/caps-man/access-list',
      '/caps-man/manager/interface',
      '/tool/graphing/interface',
      '/interface/pwr-line',
    ]) {
      expect(schema().menu(path)?.path).toBe(path);
    }
    for (const path of ['/caps-man/acl', '/tool/graphing/ifaces', '/interface/pwr-link', '/colon']) {
      expect(schema().menu(path)).toBeUndefined();
    }
    expect(command('/interface/wifi/set').arguments.has('security.passphrase')).toBe(true);
    expect(command('/interface/wifi/set').arguments.has('passphrase')).toBe(false);
    expect(command('/ip/firewall/filter/add').arguments.has('dynamic')).toBe(false);
    expect(command('/ip/firewall/filter/print').arguments.has('dynamic')).toBe(true);
  });

  it('gives a menu of the reference the generic commands', () => {
    const lcd = schema().menu('/lcd/interface');
    expect(lcd?.commands.get('print')?.arguments.has('where')).toBe(true);
    expect(lcd?.commands.get('set')?.arguments.has('numbers')).toBe(true);
    expect(schema().menu('/lcd')?.commands.has('add')).toBe(false);
  });

  it('reads all that the data holds', () => {
    const count = { menus: 0, commands: 0, arguments: 0 };
    const walk = (menu: Menu): void => {
      count.menus++;
      expect(schema().menu(menu.path)).toBe(menu);
      for (const each of menu.commands.values()) {
        count.commands++;
        expect(each.path).toBe(`${menu.path}/${each.name}`);
        for (const argument of each.arguments.values()) {
          if (argument.name !== '' && typeof argument.presence.base === 'boolean') count.arguments++;
        }
      }
      for (const child of menu.menus.values()) walk(child);
    };
    walk(schema().root);
    expect(count.menus).toBeGreaterThan(600);
    expect(count.commands).toBeGreaterThan(5585);
    expect(count.arguments).toBeGreaterThan(39641);
  });
});

describe('required arguments of add', () => {
  it.each([
    ['/ip/address', ['address', 'interface']],
    ['/ip/firewall/filter', ['chain']],
    ['/user', ['group', 'name', 'password']],
    ['/routing/bgp/connection', ['instance', 'local.role', 'name']],
    // Only 7.23rc1 demands "ciphers" too.
    ['/interface/macsec/profile', ['name']],
    // Refused in other words, or not at all.
    ['/certificate', []],
    ['/interface/bonding', []],
    ['/interface/6to4', []],
    ['/nowhere', []],
  ])('%s: %j', (menuPath, expected) => {
    expect(schema().required(menuPath)).toEqual(expected);
  });
});

describe('createSchema', () => {
  const small: SchemaData = {
    format: schemaFormat,
    sources: [],
    releases: ['7.9', '7.10', '7.11'],
    names: 'set print a b',
    presences: '7.9- 7.10-7.10 |7.11-',
    argumentSets: '2 3:1',
    menus: '/ 0 1\n/ip 0 0:0 1::2',
    types: '',
    properties: '',
    arguments: '',
    positional: '',
    packages: '',
    required: '',
    valueReleases: '',
    aliases: '',
  };

  it('inherits presence from the parent where none is written', () => {
    const ip = createSchema(small).menu('/ip');
    const set = ip?.commands.get('set');
    expect(set?.arguments.get('a')?.presence).toBe(ip?.presence);
    expect(set?.arguments.get('b')?.presence).toMatchObject({ since: '7.10', until: '7.10', base: true });
    expect(ip?.commands.get('print')?.presence).toMatchObject({ since: '7.11', base: false });
    expect(ip?.commands.get('print')?.arguments.size).toBe(0);
  });

  it('refuses data of another format', () => {
    expect(() => createSchema({ ...small, format: 99 })).toThrow(/format 99 where 3 is expected/);
  });

  it('does nothing before it is asked, and then says what is damaged', () => {
    const damaged = createSchema({ ...small, menus: '/ 0\n/ip 0 7:9' });
    expect(damaged.menu('/ip')?.path).toBe('/ip');
    expect(() => damaged.menu('/ip')?.commands).toThrow(/The schema data is damaged: no name 7/);
  });

  it('is loaded once, at the first request', () => {
    let loads = 0;
    const get = schemaFrom(() => {
      loads++;
      return small;
    });
    expect(loads).toBe(0);
    expect(get()).toBe(get());
    expect(loads).toBe(1);
  });
});

it('stays small', () => {
  const bytes = readFileSync(new URL('../../server/src/schema/data/schema.json', import.meta.url));
  const zipped = gzipSync(bytes, { level: 9 }).length;
  console.log(`schema.json: ${bytes.length} bytes, ${zipped} gzipped`);
  expect(zipped).toBeLessThan(180 * 1024);
});
