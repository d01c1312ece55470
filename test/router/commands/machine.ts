import type { Schema } from '../../../server/src/schema/types';
import type { Data } from '../script/data';
import { createFileStore, type FileStore } from '../state/files';
import { createRouterLog, type RouterLog } from '../state/log';
import { menuRules } from '../state/menus';
import { routerRelease, type RouterRelease, type RouterVersion } from '../state/releases';
import { createItemStore, type ItemStore } from '../state/store';
import { createCommandTree, type CommandTree } from './tree';

/** What the router is and has, without its network side. */
export interface Machine {
  readonly release: RouterRelease;
  readonly tree: CommandTree;
  readonly items: ItemStore;
  readonly files: FileStore;
  readonly log: RouterLog;
  /** Global variables of scripts. */
  readonly globals: Map<string, Data>;
}

export interface MachineOptions {
  readonly version: RouterVersion;
  readonly schema: Schema;
  /** Byte strings. */
  readonly identity: string;
  readonly serialNumber: string;
  readonly boardName: string;
  readonly architectureName: string;
  readonly user: string;
  readonly password: string;
  /** `advanced` or `home`: the factory default of home routers, which forbids schedulers and fetch. */
  readonly deviceMode: 'advanced' | 'home';
}

export function createMachine(options: MachineOptions): Machine {
  const release = routerRelease(options.version);
  const tree = createCommandTree(options.schema, release);
  const items = createItemStore(menuRules(release));
  const [identity] = items.items('/system/identity');
  if (identity) {
    items.set('/system/identity', [identity], { values: new Map([['name', options.identity]]), unset: [] });
  }
  items.put('/system/resource', {
    uptime: '1h',
    version: release.printed,
    'build-time': '2026-01-01 00:00:00',
    'free-memory': '900000000',
    'total-memory': '1073741824',
    cpu: 'ARM64',
    'cpu-count': '4',
    'cpu-load': '1',
    'free-hdd-space': '900000000',
    'total-hdd-space': '1073741824',
    'architecture-name': options.architectureName,
    'board-name': options.boardName,
    platform: 'MikroTik',
  });
  items.put('/system/routerboard', {
    routerboard: 'true',
    'board-name': options.boardName,
    model: options.boardName,
    'serial-number': options.serialNumber,
    'current-firmware': release.number,
    'upgrade-firmware': release.number,
  });
  items.put('/system/license', { 'software-id': 'SIMU-LATD', nlevel: '5', features: '' });
  const home = options.deviceMode === 'home';
  items.put('/system/device-mode', {
    mode: options.deviceMode,
    flagged: 'false',
    'flagging-enabled': 'true',
    scheduler: home ? 'false' : 'true',
    fetch: home ? 'false' : 'true',
    'attempt-count': '0',
  });
  items.put('/user', { name: options.user, password: options.password, group: 'full', address: '', disabled: 'false' });
  return { release, tree, items, files: createFileStore(items), log: createRouterLog(), globals: new Map() };
}

/** Has this account (`*1F`: a session keeps its account when that is renamed) a right? Asked anew for each command: a script may change it. */
export function hasRight(machine: Machine, account: string, right: string): boolean {
  const group = machine.items
    .items('/user')
    .find((item) => item.id === account)
    ?.properties.get('group');
  const policy = machine.items
    .items('/user/group')
    .find((item) => item.properties.get('name') === group)
    ?.properties.get('policy');
  return (policy ?? '').split(',').includes(right);
}

/** The account that logs in over the API with this name and password; undefined when it may not. */
export function loginAccount(machine: Machine, user: string, password: string): string | undefined {
  const account = machine.items.items('/user').find((item) => item.properties.get('name') === user);
  const accepted =
    account !== undefined &&
    account.properties.get('disabled') !== 'true' &&
    account.properties.get('password') === password &&
    hasRight(machine, account.id, 'api');
  return accepted ? account.id : undefined;
}
