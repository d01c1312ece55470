import type { RouterRelease } from './releases';
import {
  addressMatcher,
  addressOrHost,
  flag,
  interfaceAddress,
  ipAddress,
  name,
  oneOf,
  portList,
  prefixList,
  referenceTo,
  someOf,
  text,
  wholeNumber,
  type ValueCheck,
} from './values';

/** How the store treats one menu. Menus without an entry take any value. */
export interface MenuRules {
  /** Rows are fixed: nothing is added or removed. */
  readonly fixed?: boolean;
  /** One set of properties instead of items. */
  readonly single?: boolean;
  /** Property by which commands select an item. Default `name`. */
  readonly key?: string;
  /** Properties that no two items share (all of them together). */
  readonly unique?: readonly string[];
  /** Arguments that `add` demands. */
  readonly required?: readonly string[];
  /** One of these must be there, else `add` fails with this message. */
  readonly someRequired?: { readonly names: readonly string[]; readonly message: string };
  /** What `add` sets when not told otherwise. */
  readonly defaults?: Readonly<Record<string, string>>;
  readonly values?: Readonly<Record<string, ValueCheck>>;
  /** Kept but never printed. */
  readonly hidden?: readonly string[];
  /** Right that changing it takes; default `write`. */
  readonly right?: string;
  /** Items that a new router has. */
  readonly initial?: readonly Readonly<Record<string, string>>[];
}

const policies = [
  'api',
  'ftp',
  'local',
  'password',
  'policy',
  'read',
  'reboot',
  'rest-api',
  'romon',
  'sensitive',
  'sniff',
  'ssh',
  'telnet',
  'test',
  'web',
  'winbox',
  'write',
] as const;

const policyList = someOf(...policies);
const fullPolicy = policies.join(',');
const readPolicy = 'local,telnet,ssh,reboot,read,test,winbox,password,web,sniff,sensitive,api,romon,rest-api';
const scriptPolicy = 'ftp,reboot,read,write,policy,test,password,sniff,sensitive,romon';

const interfaces = referenceTo(['/interface'], [], false);
const interfaceMatcher = referenceTo(['/interface'], ['all-ethernet', 'all-ppp', 'all-vlan', 'all-wireless'], true);
const interfaceListMatcher = referenceTo(['/interface/list'], [], true);
const port = wholeNumber(1, 65_535);
const connectionStates = someOf('invalid', 'established', 'related', 'new', 'untracked');

const firewallValues: Readonly<Record<string, ValueCheck>> = {
  disabled: flag,
  log: flag,
  'log-prefix': text(31),
  'src-address': addressMatcher,
  'dst-address': addressMatcher,
  'src-port': portList,
  'dst-port': portList,
  port: portList,
  'connection-state': connectionStates,
  'in-interface': interfaceMatcher,
  'out-interface': interfaceMatcher,
  'in-interface-list': interfaceListMatcher,
  'out-interface-list': interfaceListMatcher,
};

const filterActions = [
  'accept',
  'add-dst-to-address-list',
  'add-src-to-address-list',
  'drop',
  'fasttrack-connection',
  'jump',
  'log',
  'passthrough',
  'reject',
  'return',
  'tarpit',
];

const natActions = [
  'accept',
  'add-dst-to-address-list',
  'add-src-to-address-list',
  'dst-nat',
  'endpoint-independent-nat',
  'jump',
  'log',
  'masquerade',
  'netmap',
  'passthrough',
  'redirect',
  'return',
  'same',
  'src-nat',
];

function services(release: RouterRelease): Readonly<Record<string, string>>[] {
  const ports: readonly (readonly [service: string, port: string])[] = [
    ['ftp', '21'],
    ['ssh', '22'],
    ['telnet', '23'],
    ['www', '80'],
    ['www-ssl', '443'],
    ['winbox', '8291'],
    ['api', '8728'],
    ['api-ssl', '8729'],
  ];
  return ports.map(([service, number]) => ({
    name: service,
    port: number,
    proto: 'tcp',
    address: '',
    ...(service === 'www-ssl' || service === 'api-ssl' ? { certificate: 'none', 'tls-version': 'any' } : {}),
    vrf: 'main',
    ...(release.atLeast('7.16') ? { 'max-sessions': '20' } : {}),
    dynamic: 'false',
    invalid: 'false',
    disabled: service === 'www-ssl' ? 'true' : 'false',
  }));
}

/** The menus that the router knows in depth, by full path. A new router has the factory state of its services and five ports in a bridge. */
export function menuRules(release: RouterRelease): ReadonlyMap<string, MenuRules> {
  return new Map<string, MenuRules>([
    [
      '/ip/service',
      {
        fixed: true,
        values: {
          disabled: flag,
          port,
          address: prefixList,
          'available-from': prefixList,
          certificate: referenceTo(['/certificate'], ['none']),
          'tls-version': oneOf('any', 'only-1.2'),
          'max-sessions': wholeNumber(1, 1000),
          vrf: referenceTo([], ['main']),
        },
        initial: services(release),
      },
    ],
    [
      '/ip/firewall/filter',
      {
        required: ['chain'],
        defaults: {
          action: 'accept',
          log: 'false',
          'log-prefix': '',
          dynamic: 'false',
          invalid: 'false',
          disabled: 'false',
        },
        values: { ...firewallValues, action: oneOf(...filterActions), chain: name },
      },
    ],
    [
      '/ip/firewall/nat',
      {
        required: ['chain'],
        defaults: {
          action: 'accept',
          log: 'false',
          'log-prefix': '',
          dynamic: 'false',
          invalid: 'false',
          disabled: 'false',
        },
        values: { ...firewallValues, action: oneOf(...natActions), chain: name, 'to-ports': portList },
      },
    ],
    [
      '/ip/firewall/address-list',
      {
        key: 'list',
        unique: ['list', 'address'],
        required: ['list'],
        someRequired: { names: ['address'], message: 'failure: address required' },
        defaults: { dynamic: 'false', disabled: 'false' },
        values: { list: name, address: addressOrHost, disabled: flag },
      },
    ],
    [
      '/interface/list',
      {
        unique: ['name'],
        required: ['name'],
        defaults: { include: '', exclude: '', builtin: 'false', dynamic: 'false' },
        values: { name },
        initial: ['all', 'none', 'dynamic', 'static'].map((list) => ({
          name: list,
          include: '',
          exclude: '',
          builtin: 'true',
          dynamic: 'false',
        })),
      },
    ],
    [
      '/interface/list/member',
      {
        key: 'list',
        unique: ['list', 'interface'],
        required: ['list', 'interface'],
        defaults: { dynamic: 'false', disabled: 'false' },
        values: { list: referenceTo(['/interface/list']), interface: interfaces, disabled: flag },
      },
    ],
    [
      '/interface',
      {
        values: { disabled: flag, name },
        initial: ['ether1', 'ether2', 'ether3', 'ether4', 'ether5', 'bridge'].map((ethernet) => ({
          name: ethernet,
          ...(ethernet === 'bridge' ? {} : { 'default-name': ethernet }),
          type: ethernet === 'bridge' ? 'bridge' : 'ether',
          mtu: '1500',
          running: 'true',
          disabled: 'false',
        })),
      },
    ],
    [
      '/ip/address',
      {
        key: 'address',
        unique: ['address', 'interface'],
        required: ['address', 'interface'],
        defaults: { dynamic: 'false', invalid: 'false', disabled: 'false' },
        values: { address: interfaceAddress, interface: interfaces, disabled: flag },
      },
    ],
    [
      '/user',
      {
        unique: ['name'],
        required: ['name', 'group', 'password'],
        defaults: { address: '', disabled: 'false' },
        values: { name, group: referenceTo(['/user/group']), address: prefixList, disabled: flag },
        hidden: ['password'],
        right: 'policy',
      },
    ],
    [
      '/user/group',
      {
        unique: ['name'],
        someRequired: { names: ['name'], message: 'failure: invalid group name' },
        defaults: { policy: '', skin: 'default' },
        values: { name, policy: policyList },
        right: 'policy',
        initial: [
          { name: 'read', policy: readPolicy, skin: 'default' },
          { name: 'write', policy: `${readPolicy},write`, skin: 'default' },
          { name: 'full', policy: fullPolicy, skin: 'default' },
        ],
      },
    ],
    [
      '/system/script',
      {
        unique: ['name'],
        defaults: {
          owner: 'admin',
          policy: scriptPolicy,
          source: '',
          'dont-require-permissions': 'false',
          'run-count': '0',
        },
        values: { name, policy: policyList, 'dont-require-permissions': flag },
      },
    ],
    [
      '/system/scheduler',
      {
        unique: ['name'],
        required: ['name'],
        defaults: { 'on-event': '', interval: '0s', policy: scriptPolicy, 'run-count': '0', disabled: 'false' },
        values: { name, policy: policyList, disabled: flag },
      },
    ],
    [
      '/ip/dns/static',
      {
        someRequired: { names: ['name', 'regexp'], message: 'failure: name or regexp required' },
        defaults: { ttl: '1d', dynamic: 'false', disabled: 'false' },
        values: { address: ipAddress, disabled: flag },
      },
    ],
    [
      '/certificate',
      {
        unique: ['name'],
        someRequired: {
          names: ['name'],
          message: 'failure: At least one field specifying certificate name must be set!',
        },
        defaults: { 'key-size': '2048', 'days-valid': '365', 'digest-algorithm': 'sha256', 'private-key': 'false' },
        values: {
          name,
          'key-size': oneOf('1024', '1536', '2048', '4096', '8192', 'prime256v1', 'secp384r1', 'secp521r1'),
          'digest-algorithm': oneOf('md5', 'sha1', 'sha256', 'sha384', 'sha512'),
          'days-valid': wholeNumber(1, 100_000),
          'key-usage': keyUsage,
          trusted: flag,
        },
      },
    ],
    ['/system/identity', { single: true, values: { name: text(64) } }],
    ['/ip/dns', { single: true, values: { 'allow-remote-requests': flag } }],
  ]);
}

const keyUsage = someOf(
  'digital-signature',
  'content-commitment',
  'key-encipherment',
  'data-encipherment',
  'key-agreement',
  'key-cert-sign',
  'crl-sign',
  'encipher-only',
  'decipher-only',
  'tls-server',
  'tls-client',
  'code-sign',
  'email-protect',
  'timestamp',
  'ocsp-sign',
  'dvcs',
);
