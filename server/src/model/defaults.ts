import { compareReleases, releaseKey } from '../schema/releases';

/**
 * Defaults of RouterOS as data. Source: facts, security-rules.md sections 1.1 to 1.3 and 1.5, by their tags: `DOC` the vendor's manual, `DOC24` its mirror of
 * 2024, `ANS` the tables of the Ansible collection community.routeros (state of 2026-06-22), `VER` the console's tree by release, `CHR` a live console.
 * What two sources tell differently is left out: then nothing is known. Examples of that: `authentication` of the L2TP server, `enc-algorithm` of IPsec
 * profiles, `allow-disable-external-interface` of UPnP, `wps-mode` of wireless interfaces.
 */
export type DefaultSource = 'DOC' | 'DOC24' | 'ANS' | 'VER' | 'CHR';

interface DefaultRow {
  readonly menu: string;
  readonly values: Readonly<Record<string, string>>;
  readonly sources: readonly DefaultSource[];
  /** First release that has it so; without it: 7.0, since nothing here is known of RouterOS 6. */
  readonly since?: string;
  /** First release that has it no longer so. Its betas and release candidates may be the one or the other: then nothing is known. */
  readonly before?: string;
  /** For these items alone. Rows with names win over those without. */
  readonly names?: readonly string[];
  /** Not for these items: the system makes them with other values. */
  readonly except?: readonly string[];
}

const service = '/ip/service';

/** The fixed entries of /ip/service. */
const ports: Readonly<Record<string, string>> = {
  api: '8728',
  'api-ssl': '8729',
  ftp: '21',
  ssh: '22',
  telnet: '23',
  winbox: '8291',
  www: '80',
  'www-ssl': '443',
};

const scriptPolicy = 'ftp,reboot,read,write,policy,test,password,sniff,sensitive,romon';

const rows: readonly DefaultRow[] = [
  ...Object.entries(ports).map(([name, port]): DefaultRow => ({
    menu: service,
    values: { port },
    names: [name],
    sources: ['DOC'],
  })),
  {
    menu: service,
    values: { disabled: 'no' },
    names: Object.keys(ports).filter((name) => name !== 'www-ssl'),
    sources: ['DOC'],
  },
  { menu: service, values: { disabled: 'yes' }, names: ['www-ssl'], sources: ['DOC'] },
  { menu: service, values: { address: '' }, sources: ['DOC'] },
  {
    menu: service,
    values: { certificate: 'none', 'tls-version': 'any' },
    names: ['api-ssl', 'www-ssl'],
    sources: ['DOC', 'CHR'],
  },
  {
    menu: '/ip/service/webserver',
    values: Object.fromEntries(
      [
        'rest-plain',
        'webfig-plain',
        'index-plain',
        'graphs-plain',
        'crl-plain',
        'scep-plain',
        'acme-plain',
        'rest-secure',
        'webfig-secure',
        'index-secure',
        'graphs-secure',
      ].map((name) => [name, 'yes']),
    ),
    since: '7.21',
    sources: ['DOC', 'VER'],
  },

  { menu: '/ip/firewall/filter', values: { action: 'accept' }, sources: ['DOC24'] },
  { menu: '/ip/firewall/nat', values: { action: 'accept' }, sources: ['DOC24'] },
  { menu: '/interface/bridge/settings', values: { 'use-ip-firewall': 'no' }, sources: ['ANS'] },

  { menu: '/user', values: { password: '' }, sources: ['DOC'] },
  {
    menu: '/user/aaa',
    values: { 'use-radius': 'no', 'default-group': 'read', 'exclude-groups': '' },
    sources: ['DOC', 'ANS'],
  },

  {
    menu: '/ip/ssh',
    values: { 'strong-crypto': 'no', 'forwarding-enabled': 'no', 'host-key-size': '2048' },
    sources: ['DOC', 'ANS'],
  },
  { menu: '/ip/ssh', values: { 'host-key-type': 'rsa' }, since: '7.9', sources: ['DOC', 'ANS', 'VER'] },
  { menu: '/ip/ssh', values: { 'allow-none-crypto': 'no' }, before: '7.17', sources: ['ANS', 'VER'] },
  { menu: '/ip/ssh', values: { ciphers: 'auto' }, since: '7.17', sources: ['DOC', 'ANS', 'VER'] },
  { menu: '/ip/ssh', values: { 'always-allow-password-login': 'no' }, before: '7.21', sources: ['ANS', 'VER'] },
  { menu: '/ip/ssh', values: { 'password-authentication': 'yes-if-no-key' }, since: '7.21', sources: ['DOC', 'VER'] },

  {
    menu: '/certificate',
    values: {
      'key-usage': 'digital-signature,key-encipherment,data-encipherment,key-cert-sign,crl-sign,tls-server,tls-client',
      'key-size': '2048',
      'digest-algorithm': 'sha256',
      'days-valid': '365',
    },
    sources: ['DOC'],
  },
  {
    menu: '/certificate/settings',
    values: { 'crl-use': 'no', 'crl-download': 'no', 'crl-store': 'ram' },
    sources: ['DOC', 'ANS'],
  },

  { menu: '/tool/mac-server', values: { 'allowed-interface-list': 'all' }, sources: ['DOC'] },
  { menu: '/tool/mac-server/mac-winbox', values: { 'allowed-interface-list': 'all' }, sources: ['DOC'] },
  { menu: '/tool/mac-server/ping', values: { enabled: 'yes' }, sources: ['ANS'] },
  {
    menu: '/ip/neighbor/discovery-settings',
    values: { 'discover-interface-list': 'static', protocol: 'cdp,lldp,mndp', mode: 'tx-and-rx' },
    sources: ['DOC'],
  },
  { menu: '/tool/romon', values: { enabled: 'no', secrets: '' }, sources: ['DOC'] },
  {
    menu: '/tool/bandwidth-server',
    values: { enabled: 'yes', authenticate: 'yes', 'max-sessions': '100' },
    sources: ['DOC', 'ANS'],
  },
  { menu: '/ip/dns', values: { 'allow-remote-requests': 'no', 'verify-doh-cert': 'no' }, sources: ['DOC'] },
  { menu: '/ip/dns/forwarders', values: { 'verify-doh-cert': 'yes' }, sources: ['DOC'] },
  {
    menu: '/ip/socks',
    values: { enabled: 'no', port: '1080', version: '4', 'auth-method': 'none' },
    sources: ['DOC', 'ANS'],
  },
  { menu: '/ip/proxy', values: { enabled: 'no', port: '8080', 'src-address': '::' }, sources: ['DOC', 'ANS'] },
  { menu: '/ip/upnp', values: { enabled: 'no' }, sources: ['DOC', 'ANS'] },
  { menu: '/ip/nat-pmp', values: { enabled: 'no' }, sources: ['ANS'] },
  { menu: '/ip/smb', values: { enabled: 'no', 'allow-guests': 'yes' }, before: '7.14', sources: ['DOC', 'VER'] },
  { menu: '/ip/smb', values: { enabled: 'auto' }, since: '7.14', sources: ['DOC', 'VER'] },
  { menu: '/ip/smb/shares', values: { 'require-encryption': 'no' }, sources: ['DOC'] },
  { menu: '/ip/cloud', values: { 'ddns-enabled': 'no' }, before: '7.17', sources: ['DOC', 'ANS'] },
  { menu: '/ip/cloud', values: { 'ddns-enabled': 'auto' }, since: '7.17', sources: ['DOC', 'CHR', 'ANS'] },
  { menu: '/ip/cloud', values: { 'update-time': 'yes' }, sources: ['DOC', 'ANS'] },
  { menu: '/ip/tftp', values: { allow: 'yes', 'read-only': 'no', 'ip-addresses': '' }, sources: ['DOC'] },
  ...['interface', 'resource', 'queue'].map((name): DefaultRow => ({
    menu: `/tool/graphing/${name}`,
    values: { 'allow-address': '0.0.0.0/0' },
    sources: ['DOC'],
  })),
  { menu: '/tool/fetch', values: { 'check-certificate': 'no', mode: 'http' }, sources: ['DOC'] },
  { menu: '/tool/e-mail', values: { tls: 'no' }, sources: ['CHR', 'ANS'] },

  {
    menu: '/snmp',
    values: { enabled: 'no', 'trap-version': '1', 'trap-community': 'public' },
    sources: ['DOC', 'ANS'],
  },
  {
    menu: '/snmp/community',
    values: {
      addresses: '::/0',
      security: 'none',
      'read-access': 'yes',
      'write-access': 'no',
      'authentication-protocol': 'MD5',
      'encryption-protocol': 'DES',
    },
    sources: ['DOC', 'ANS'],
  },
  { menu: '/system/ntp/client', values: { enabled: 'no' }, sources: ['DOC', 'ANS'] },
  {
    menu: '/system/ntp/server',
    values: { enabled: 'no', broadcast: 'no', multicast: 'no', manycast: 'no' },
    sources: ['DOC', 'ANS'],
  },

  {
    menu: '/interface/pptp-server/server',
    values: { enabled: 'no', authentication: 'mschap1,mschap2', 'default-profile': 'default-encryption' },
    sources: ['DOC', 'ANS'],
  },
  {
    menu: '/interface/l2tp-server/server',
    values: { enabled: 'no', 'use-ipsec': 'no', 'default-profile': 'default-encryption' },
    sources: ['DOC', 'ANS'],
  },
  {
    menu: '/interface/sstp-server/server',
    values: {
      enabled: 'no',
      certificate: 'none',
      'tls-version': 'any',
      authentication: 'pap,chap,mschap1,mschap2',
      'verify-client-certificate': 'no',
      pfs: 'no',
    },
    sources: ['DOC', 'ANS'],
  },
  { menu: '/interface/sstp-server/server', values: { 'force-aes': 'no' }, before: '7.15', sources: ['ANS'] },
  {
    menu: '/interface/sstp-server/server',
    values: { ciphers: 'aes256-sha,aes256-gcm-sha384' },
    since: '7.15',
    sources: ['ANS'],
  },
  { menu: '/interface/ovpn-server/server', values: { enabled: 'no' }, before: '7.17', sources: ['DOC', 'VER', 'ANS'] },
  {
    menu: '/interface/ovpn-server/server',
    values: {
      auth: 'sha1,md5,sha256,sha512',
      cipher: 'aes128-cbc,blowfish128',
      'require-client-certificate': 'no',
      'tls-version': 'any',
      'user-auth-method': 'pap',
    },
    sources: ['DOC'],
  },
  {
    menu: '/interface/ovpn-client',
    values: { auth: 'sha1', cipher: 'blowfish128', 'verify-server-certificate': 'no', 'tls-version': 'any' },
    sources: ['DOC', 'ANS'],
  },
  {
    menu: '/interface/sstp-client',
    values: { 'verify-server-certificate': 'no', 'tls-version': 'any' },
    since: '7.15',
    sources: ['ANS'],
  },
  ...['ovpn-client', 'l2tp-client', 'pppoe-client'].map((name): DefaultRow => ({
    menu: `/interface/${name}`,
    values: { disabled: 'yes' },
    sources: ['ANS'],
  })),
  ...['sstp-client', 'pptp-client'].map((name): DefaultRow => ({
    menu: `/interface/${name}`,
    values: { disabled: 'yes' },
    since: '7.15',
    sources: ['ANS'],
  })),

  {
    menu: '/ip/ipsec/profile',
    values: { 'hash-algorithm': 'sha1', 'dh-group': 'modp2048,modp1024', lifetime: '1d' },
    sources: ['DOC', 'ANS'],
  },
  {
    menu: '/ip/ipsec/proposal',
    values: {
      'auth-algorithms': 'sha1',
      'enc-algorithms': 'aes-256-cbc,aes-192-cbc,aes-128-cbc',
      'pfs-group': 'modp1024',
      lifetime: '30m',
    },
    sources: ['DOC', 'ANS'],
  },
  { menu: '/ip/ipsec/peer', values: { 'exchange-mode': 'main' }, sources: ['DOC', 'ANS'] },
  {
    menu: '/ip/ipsec/identity',
    values: { 'auth-method': 'pre-shared-key', 'generate-policy': 'no' },
    sources: ['DOC', 'ANS'],
  },

  {
    menu: '/ppp/profile',
    values: { 'use-encryption': 'default' },
    except: ['default-encryption'],
    sources: ['DOC', 'ANS'],
  },
  { menu: '/ppp/secret', values: { service: 'any' }, sources: ['DOC', 'ANS'] },
  { menu: '/radius', values: { protocol: 'udp' }, sources: ['ANS'] },
  {
    menu: '/radius',
    values: { 'require-message-auth': 'yes-for-request-resp' },
    since: '7.15',
    sources: ['VER', 'ANS'],
  },
  { menu: '/radius/incoming', values: { accept: 'no', port: '3799' }, sources: ['DOC', 'ANS'] },

  {
    menu: '/interface/wifi/security',
    values: { 'authentication-types': '', 'disable-pmkid': 'no', wps: 'push-button', encryption: 'ccmp' },
    sources: ['DOC'],
  },
  {
    menu: '/interface/wireless/security-profiles',
    values: {
      mode: 'none',
      'authentication-types': '',
      'management-protection': 'disabled',
      'disable-pmkid': 'no',
      'unicast-ciphers': 'aes-ccm',
      'group-ciphers': 'aes-ccm',
    },
    sources: ['DOC', 'ANS'],
  },
  {
    menu: '/interface/wireless',
    values: { 'default-authentication': 'yes', 'default-forwarding': 'yes' },
    sources: ['DOC', 'ANS'],
  },
  {
    menu: '/interface/wifi/capsman',
    values: { enabled: 'no', 'require-peer-certificate': 'no' },
    since: '7.13',
    sources: ['ANS'],
  },
  { menu: '/caps-man/manager', values: { enabled: 'no', 'require-peer-certificate': 'no' }, sources: ['ANS'] },
  { menu: '/ip/hotspot/profile', values: { 'login-by': 'cookie,http-chap' }, sources: ['DOC', 'ANS'] },

  { menu: '/system/script', values: { policy: scriptPolicy, 'dont-require-permissions': 'no' }, sources: ['ANS'] },
  { menu: '/system/scheduler', values: { policy: scriptPolicy }, sources: ['ANS'] },
  { menu: '/system/logging/action', values: { 'remote-port': '514' }, sources: ['DOC', 'ANS'] },
  {
    menu: '/system/logging/action',
    values: { 'remote-protocol': 'udp' },
    since: '7.18',
    sources: ['DOC', 'VER', 'ANS'],
  },
  {
    menu: '/ip/settings',
    values: {
      'rp-filter': 'no',
      'tcp-syncookies': 'no',
      'accept-redirects': 'no',
      'accept-source-route': 'no',
      'send-redirects': 'yes',
      'secure-redirects': 'yes',
    },
    sources: ['ANS'],
  },
  {
    menu: '/ipv6/settings',
    values: {
      forward: 'yes',
      'accept-router-advertisements': 'yes-if-forwarding-disabled',
      'accept-redirects': 'yes-if-forwarding-disabled',
      'disable-ipv6': 'no',
    },
    sources: ['ANS'],
  },
  { menu: '/system/routerboard/settings', values: { 'protected-routerboot': 'disabled' }, sources: ['ANS'] },
  { menu: '/system/package/update', values: { channel: 'stable' }, sources: ['CHR', 'ANS'] },
];

export interface KnownDefault {
  readonly value: string;
  readonly sources: readonly DefaultSource[];
}

const index = new Map<string, DefaultRow[]>();
for (const row of rows) {
  for (const property of Object.keys(row.values)) {
    const key = `${row.menu} ${property}`;
    const known = index.get(key);
    if (known) known.push(row);
    else index.set(key, [row]);
  }
}

/** As `defaultValue`, with the sources. */
export function knownDefault(menu: string, property: string, release: string, name?: string): KnownDefault | undefined {
  const fitting = (index.get(`${menu} ${property}`) ?? []).filter(
    (row) => isIn(row, release) && (row.names === undefined || (name !== undefined && row.names.includes(name))),
  );
  const row = fitting.find(({ names }) => names !== undefined) ?? fitting[0];
  const value = row?.values[property];
  if (row === undefined || value === undefined) return undefined;
  // Which item it is has to be known where the rule has exceptions.
  if (row.except !== undefined && (name === undefined || row.except.includes(name))) return undefined;
  return { value, sources: row.sources };
}

/**
 * What a property is when nobody sets it. `menu` is a full path (`/ip/ssh`; for `/tool/fetch` that of the command), `release` a RouterOS release (`7.18.2`),
 * `name` the item's where items of one menu differ (`/ip/service`). Undefined where it is not known, where sources differ, and for RouterOS 6.
 */
export function defaultValue(menu: string, property: string, release: string, name?: string): string | undefined {
  return knownDefault(menu, property, release, name)?.value;
}

/** Every row as `menu`, `property`, and its sources, for a page of sources and for tests. */
export function knownDefaults(): readonly {
  readonly menu: string;
  readonly property: string;
  readonly sources: readonly DefaultSource[];
}[] {
  return rows.flatMap(({ menu, values, sources }) =>
    Object.keys(values).map((property) => ({ menu, property, sources })),
  );
}

function isIn({ since = '7.0', before }: DefaultRow, release: string): boolean {
  if (releaseKey(release) === undefined || compareReleases(release, since) < 0) return false;
  return before === undefined || compareReleases(release, `${before}alpha0`) < 0;
}
