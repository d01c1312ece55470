import { describe, expect, it } from 'vitest';
import { schema } from '../../server/src/schema/bundled';
import { menuKind } from '../../server/src/schema/menus';
import { parseType, typeText } from '../../server/src/schema/typeText';
import type { Argument, Command, Property, Shape } from '../../server/src/schema/types';

function command(path: string): Command {
  const found = schema()
    .menu(path.slice(0, path.lastIndexOf('/')))
    ?.commands.get(path.slice(path.lastIndexOf('/') + 1));
  if (!found) throw new Error(`no command ${path}`);
  return found;
}

function argument(path: string, name: string): Argument {
  const found = command(path).arguments.get(name);
  if (!found) throw new Error(`${path} has no argument ${name}`);
  return found;
}

function property(menuPath: string, name: string): Property {
  const found = schema().menu(menuPath)?.properties.get(name);
  if (!found) throw new Error(`${menuPath} has no property ${name}`);
  return found;
}

const modifiers = ['list', 'negatable', 'unsettable', 'sensitive', 'script', 'block'] as const;

function describeShape(shape: Shape): string {
  const set: readonly string[] = modifiers.filter((name) => shape[name]);
  return [typeText(shape.type), ...set].join(', ');
}

describe('types of arguments', () => {
  it.each([
    ['/ip/service/set', 'tls-version', 'enum any|only-1.2'],
    ['/ip/service/set', 'disabled', 'boolean'],
    ['/ip/service/set', 'address', 'ip4Prefix ; ip6Prefix, list'],
    ['/ip/service/set', 'certificate', 'enum none ; item /certificate'],
    ['/ip/service/set', 'numbers', 'item, list'],
    ['/ip/service/set', 'port', 'number'],
    ['/ip/service/get', 'value-name', 'property'],
    ['/ip/service/print', 'proplist', 'property, list'],
    ['/ip/service/print', 'detail', 'switch'],
    ['/interface/l2tp-server/server/set', 'use-ipsec', 'enum no|yes|required'],
    ['/interface/wifi/set', 'security.wps', 'enum disable|push-button, unsettable'],
    ['/interface/wifi/set', 'security.passphrase', 'string, unsettable, sensitive'],
    ['/ip/firewall/filter/add', 'dst-port', 'numberRange ..65535, list, negatable, unsettable'],
    ['/ip/firewall/filter/add', 'src-address', 'ip4Range, negatable, unsettable'],
    [
      '/ip/firewall/filter/add',
      'connection-state',
      'flags invalid|established|related|new|untracked, negatable, unsettable',
    ],
    ['/ip/firewall/filter/add', 'in-interface-list', 'interfaceList, negatable, unsettable'],
    ['/ip/firewall/filter/add', 'log-prefix', 'string ..31'],
    ['/ip/firewall/filter/add', 'limit', 'any, negatable, unsettable'],
    ['/ip/firewall/filter/add', 'place-before', 'item'],
    ['/ip/firewall/filter/add', 'address-list-timeout', 'enum none-dynamic|none-static ; time'],
    ['/ip/address/add', 'address', 'ip4Prefix'],
    ['/ip/dhcp-server/add', 'lease-time', 'time 1000..4294967295000'],
    ['/ip/dhcp-server/add', 'lease-script', 'script, script'],
    ['/interface/bridge/port/add', 'interface', 'interface ; interfaceList'],
    ['/interface/wireguard/add', 'private-key', 'string, sensitive'],
    ['/system/script/add', 'source', 'script, script'],
    ['/system/scheduler/add', 'interval', 'time'],
    ['/system/scheduler/add', 'on-event', 'script, script'],
    ['/user/add', 'password', 'string, sensitive'],
    ['/user/add', 'group', 'item /user/group'],
    ['/if', 'do', 'any, block'],
    ['/onerror', 'in', 'any, block'],
    ['/onerror', 'error', 'any'],
    ['/do', 'command', 'any, block'],
    ['/do', 'on-error', 'any, block'],
    ['/execute', 'script', 'script, script'],
    ['/tool/fetch', 'mode', 'enum http|https|ftp|tftp|sftp'],
    ['/tool/fetch', 'url', 'string'],
  ])('%s %s: %s', (path, name, expected) => {
    expect(describeShape(argument(path, name))).toBe(expected);
  });

  it('holds nothing that only the recorded router had', () => {
    const live = ['ether1', 'lo', 'serial0', 'client1'];
    const words = [...(schema().menu('/interface/bridge/port')?.properties.values() ?? [])]
      .concat([...(schema().menu('/ip/firewall/filter')?.properties.values() ?? [])])
      .flatMap(({ type }) => (type.kind === 'oneOf' ? type.types : [type]))
      .flatMap((type) => (type.kind === 'enum' || type.kind === 'flags' ? type.values : []));
    expect(words).toContain('admit-all');
    expect(words.filter((word) => live.includes(word))).toEqual([]);
  });

  it('knows what "add" demands, and asks nothing of "set"', () => {
    expect(argument('/ip/address/add', 'address').required).toBe(true);
    expect(argument('/ip/address/add', 'comment').required).toBe(false);
    expect(argument('/ip/address/set', 'address').required).toBe(false);
  });

  it('leaves the kind open where the console was never asked', () => {
    // Exports have `keepalive-frames=enabled`, which the reference calls a truth value.
    expect(typeText(argument('/interface/wireless/set', 'keepalive-frames').type)).toBe('open yes|no');
  });
});

describe('what can be taken away', () => {
  it.each([
    ['/ip/firewall/filter', 'dst-port', 'unsettable'],
    ['/ip/firewall/filter', 'action', 'kept'],
    ['/ppp/profile', 'local-address', 'unsettable'],
    // Nothing says so of a menu without `unset`.
    ['/user', 'group', ''],
    ['/ip/firewall/filter', 'bytes', ''],
  ])('%s %s: %j', (menuPath, name, expected) => {
    const { unsettable, kept } = property(menuPath, name);
    expect([unsettable && 'unsettable', kept && 'kept'].filter(Boolean).join(' ')).toBe(expected);
  });
});

describe('properties', () => {
  it.each([
    ['/ip/firewall/filter', 'bytes', 'read-only'],
    ['/ip/firewall/filter', 'invalid', 'read-only flag'],
    ['/ip/firewall/filter', 'dynamic', 'read-only flag'],
    ['/ip/firewall/filter', 'chain', ''],
    ['/interface', 'running', 'read-only flag'],
    ['/interface', 'default-name', 'read-only'],
    ['/interface', 'disabled', 'flag'],
    ['/ip/dhcp-server/lease', 'status', 'read-only'],
    ['/ip/dhcp-server/lease', 'mac-address', ''],
    ['/system/resource', 'version', 'read-only'],
  ])('%s %s: %j', (menuPath, name, expected) => {
    const { readOnly, flag } = property(menuPath, name);
    expect([readOnly && 'read-only', flag && 'flag'].filter(Boolean).join(' ')).toBe(expected);
  });

  it('has what each "add" and "set" takes, generic arguments apart', () => {
    const missing: string[] = [];
    for (const menuPath of ['/ip/service', '/ip/firewall/nat', '/interface/wifi', '/routing/bgp/connection', '/user']) {
      const menu = schema().menu(menuPath);
      for (const verb of ['add', 'set']) {
        for (const name of menu?.commands.get(verb)?.arguments.keys() ?? []) {
          if (!['numbers', 'copy-from', 'place-before'].includes(name) && !menu?.properties.has(name))
            missing.push(name);
        }
      }
    }
    expect(missing).toEqual([]);
  });
});

describe('positional arguments', () => {
  it.each([
    ['/put', ['message']],
    ['/if', ['condition', 'do', 'else']],
    ['/timestamp', []],
    ['/log/info', ['message']],
    ['/tool/ping', ['address']],
    ['/system/script/run', ['number']],
    ['/ip/route/get', ['number', 'value-name']],
    ['/system/identity/get', ['value-name']],
    ['/ip/route/set', ['numbers']],
    ['/ip/dns/set', []],
    ['/ip/route/add', []],
    ['/ip/route/print', []],
    ['/ip/route/disable', ['numbers']],
    ['/ip/firewall/filter/move', ['numbers', 'destination']],
    ['/ip/firewall/filter/comment', ['numbers', 'comment']],
    ['/ip/firewall/filter/unset', ['numbers', 'value-name']],
    // Nobody says what stands for what there.
    ['/system/backup/save', undefined],
    ['/quit', undefined],
  ])('%s: %j', (path, expected) => {
    expect(command(path).positional).toEqual(expected);
  });
});

describe('menuKind', () => {
  it.each([
    ['/ip/firewall/filter', undefined, 'list'],
    ['/ip/service', undefined, 'list'],
    ['/ip/dns', undefined, 'single'],
    ['/system/identity', undefined, 'single'],
    ['/ip', undefined, 'group'],
    ['/routing/bgp', undefined, 'group'],
    ['/interface/ovpn-server/server', '7.16', 'single'],
    ['/interface/ovpn-server/server', '7.18', 'list'],
  ])('%s in %s is %s', (menuPath, release, expected) => {
    const menu = schema().menu(menuPath);
    expect(menu && menuKind(menu, release)).toBe(expected);
  });
});

describe('packages and hardware', () => {
  it.each([
    ['/container', undefined, 'container menu'],
    ['/container/envs/add', undefined, 'container menu'],
    ['/app', undefined, 'container menu'],
    ['/user-manager', '7.16', 'user-manager menu'],
    ['/zerotier', undefined, 'zerotier menu'],
    ['/iot/mqtt', undefined, 'iot menu'],
    ['/dude', undefined, 'dude menu'],
    ['/system/gps', undefined, 'gps menu'],
    ['/disk/btrfs', undefined, 'rose-storage menu'],
    ['/disk', undefined, undefined],
    // Part of the system until 7.12.
    ['/interface/wireless', '7.12.2', undefined],
    ['/interface/wireless', '7.13.5', 'wireless menu'],
    ['/interface/wireless/security-profiles/add', undefined, 'wireless menu'],
    ['/caps-man', undefined, 'wireless menu'],
    ['/interface/wifi', '7.12.2', undefined],
    ['/interface/wifi', undefined, 'wifi-qcom,wifi-qcom-ac,wifi-qcom-be,wifi-mediatek driver'],
    ['/ip/service', undefined, undefined],
    ['/system/routerboard', undefined, undefined],
    ['/nowhere', undefined, undefined],
  ])('%s in %s: %s', (path, release, expected) => {
    const need = schema().packageOf(path, release);
    expect(need && `${need.names.join(',')} ${need.gives}`).toBe(expected);
  });

  it.each([
    ['/ip/service', 'any'],
    ['/container', 'any'],
    ['/ip/service/set', 'any'],
    ['/zerotier', 'not-x86'],
    ['/system/routerboard', 'not-x86'],
    ['/interface/ethernet/switch', 'not-x86'],
    ['/lcd', 'board'],
    ['/nowhere', undefined],
  ])('%s: %s', (path, expected) => {
    expect(schema().hardwareOf(path)).toBe(expected);
  });
});

describe('parseType', () => {
  it.each([
    'any',
    'boolean',
    'number',
    'number 1..65535',
    'number ..7',
    'number -128..127',
    'time 1000..',
    'numberRange ..65535',
    'string 8..63',
    'hexadecimal ..32',
    'enum any|only-1.2',
    'open none|all',
    'open ',
    'flags a|b c',
    'openflags a|b',
    'item',
    'item /ip/pool',
    'enum auto ; time ..1000',
    'ip4Prefix ; ip6Prefix',
  ])('reads and writes "%s"', (text) => {
    const type = parseType(text);
    expect(type && typeText(type)).toBe(text);
  });

  it.each(['', 'colour', 'number1', 'time ; colour'])('knows no "%s"', (text) => {
    expect(parseType(text)).toBeUndefined();
  });

  it('refuses words that the form cannot hold', () => {
    expect(() => typeText({ kind: 'enum', values: ['a|b'], open: false })).toThrow('No text for a|b');
  });
});
