/** What others say should be checked, and which of our rules and findings do it. `npm run generate` makes docs/coverage.md of it. */

/** The ids of the rule catalogue that the product is built after, by subject. */
export interface CatalogueGroup {
  readonly title: string;
  readonly ids: readonly string[];
}

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

export const catalogue: readonly CatalogueGroup[] = [
  {
    title: 'Services and TLS',
    ids: words(`api-plaintext-enabled service-address-unrestricted service-address-any service-address-empty-assignment tls-version-missing
      tls-version-any tls-version-invalid api-ssl-no-certificate www-ssl-no-certificate telnet-enabled ftp-enabled www-plaintext-enabled
      services-at-defaults winbox-wan-exposed service-default-port service-port-conflict service-numeric-selector webserver-plain-rest
      service-invalid-name service-tls-on-plain service-vrf-missing service-max-sessions-high`),
  },
  {
    title: 'Firewall, IPv4',
    ids: words(`fw-mgmt-accept-unrestricted fw-source-negated-only fw-drop-before-accept fw-unreachable-rule fw-accept-shadows-drop
      fw-accept-all fw-implicit-accept fw-input-no-final-drop fw-missing fw-drop-before-established fw-no-established-accept
      fw-no-invalid-drop fw-forward-wan-open fw-log-matches-everything fw-undefined-reference fw-protection-disabled fw-empty-matcher
      fw-ports-without-protocol fw-fasttrack-without-accept fw-fasttrack-before-ipsec fw-user-chain-falls-through
      fw-address-list-too-broad fw-address-list-fqdn fw-address-list-no-timeout fw-drop-log-unlimited fw-source-port-trust fw-dns-from-wan
      fw-state-new-in-established fw-connection-state-invalid-value fw-interface-instead-of-list fw-icmp-drop-all fw-bad-log-prefix
      fw-duplicate-rule fw-helper-enabled`),
  },
  {
    title: 'NAT and raw',
    ids: words(
      `nat-dstnat-mgmt nat-redirect-mgmt raw-accept-or-notrack-mgmt nat-masquerade-unscoped nat-dstnat-unscoped nat-both-public`,
    ),
  },
  {
    title: 'Firewall, IPv6',
    ids: words('fw6-missing fw6-mgmt-accept-unrestricted fw6-input-no-final-drop fw6-icmpv6-dropped'),
  },
  {
    title: 'Users and groups',
    ids: words(`default-admin-user user-empty-password user-plaintext-password user-weak-password user-full-group-for-service
      user-no-address last-full-user-removed user-group-overprivileged user-group-invalid-policy password-policy-missing
      user-aaa-default-group-full user-aaa-no-exclude-groups user-idle-timeout-missing special-login-autologin secret-variable-unassigned`),
  },
  {
    title: 'SSH',
    ids: words(`ssh-strong-crypto-off ssh-null-cipher ssh-forwarding-enabled ssh-host-key-weak ssh-password-with-keys
      ssh-renamed-property ssh-key-weak ssh-keys-import-bad-argument`),
  },
  {
    title: 'Certificates',
    ids: words(`cert-weak-key cert-weak-digest cert-key-usage-invalid cert-never-signed cert-long-validity cert-leaf-with-ca-usage
      cert-server-missing-tls-server cert-no-san cert-export-no-passphrase cert-key-passphrase-literal cert-import-trusted-unneeded
      crl-not-checked`),
  },
  {
    title: 'Layer 2 and discovery',
    ids: words(
      'mac-telnet-all mac-winbox-all mac-ping neighbor-discovery-all romon-enabled btest-server list-entry-missing-for-interface',
    ),
  },
  {
    title: 'Services of the network',
    ids: words(`dns-open-resolver snmp-default-community snmp-write-access snmp-v3-weak snmp-any-address snmp-trap-v1v2-public socks-enabled
      upnp-enabled nat-pmp-enabled smb-enabled proxy-enabled doh-no-verify cloud-ddns cloud-ddns-invalid-no back-to-home ntp-client-off
      ntp-server-open tftp-open radius-weak-secret radius-no-message-auth radius-incoming-accept hotspot-http-pap email-no-tls
      graphing-public sniffer-streaming traffic-flow-to-public container-risk ipv6-ra-accepted routeros-version-vulnerable
      package-channel-unstable`),
  },
  {
    title: 'Wi-Fi',
    ids: words(`wifi-open-network wifi-wep wifi-wpa1-tkip wps-enabled pmkid-enabled pmf-off wifi-weak-passphrase wifi-eap-no-verify
      capsman-no-peer-cert`),
  },
  {
    title: 'VPN and tunnels',
    ids: words(`pptp-server-enabled l2tp-without-ipsec ipsec-weak-encryption ipsec-weak-hash ipsec-weak-dh wireguard-private-key-in-file
      ppp-weak-auth ppp-profile-no-encryption ppp-secret-service-any sstp-no-certificate sstp-no-client-verify sstp-pfs-off
      sstp-weak-cipher ovpn-weak-cipher ovpn-weak-auth ovpn-no-client-cert ovpn-client-no-verify ipsec-aggressive-mode ipsec-weak-psk
      ipsec-peer-any-psk ipsec-remote-id-ignore ipsec-incomplete tunnel-cleartext-over-wan wg-any-allowed-address l2tp-client-unknown`),
  },
  {
    title: 'Secrets, scripts, operations',
    ids: words(`secret-in-file fetch-no-certificate-check fetch-plaintext-url fetch-then-import scheduler-persistence-pattern
      secret-printed-or-logged script-no-permissions script-overbroad-policy backup-no-password export-show-sensitive logging-removed
      logging-no-remote logging-stop-on-full lockout-mgmt-service-disabled lockout-input-drop lockout-address-change destructive-command
      lockout-add-before-established lockout-remove-then-add no-safe-mode not-idempotent`),
  },
];

/** Why a catalogue id has no rule of its own. Whatever is in neither is "not yet". */
export const withoutRule: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    words(`winbox-wan-exposed service-default-port fw-source-negated-only fw-accept-shadows-drop fw-input-no-final-drop
      fw-drop-before-established fw-no-established-accept fw-forward-wan-open fw-no-invalid-drop fw6-mgmt-accept-unrestricted
      fw6-input-no-final-drop fw6-icmpv6-dropped fw-dns-from-wan fw-icmp-drop-all lockout-input-drop lockout-add-before-established
      fw-fasttrack-before-ipsec fw-drop-log-unlimited fw-interface-instead-of-list lockout-remove-then-add ntp-server-open`).map(
      (id) => [id, 'needs the analysis of what a firewall lets through, which is not built yet'] as const,
    ),
  ),
  'user-group-invalid-policy': '[invalid-value](rules/invalid-value.md) reports it, with the right word',
  'special-login-autologin': 'it connects whoever logs in to a serial port, and is no login without a password',
  'cert-key-passphrase-literal': '[secret-in-file](rules/secret-in-file.md) reports it',
  'cert-key-usage-invalid': '[invalid-value](rules/invalid-value.md) reports it, with the right word',
  'fw-connection-state-invalid-value': '[invalid-value](rules/invalid-value.md) reports it',
  'fw-bad-log-prefix': '[invalid-value](rules/invalid-value.md) reports it',
  'cloud-ddns-invalid-no': '[not-in-release](rules/not-in-release.md) reports it',
  'fw-ports-without-protocol': 'that a router refuses it is not proven',
  'fw-helper-enabled': 'what a file does not use may be used on the router',
};

/** A point of somebody's list, and the rules for it; `because` where there is none, or not all. */
export interface Point {
  readonly point: string;
  readonly rules: readonly string[];
  readonly because?: string;
}

/** The vendor's page "Securing your router". */
export const vendorPoints: readonly Point[] = [
  { point: 'Upgrade RouterOS', rules: ['routeros-version-vulnerable'] },
  { point: 'Do not keep the user admin', rules: ['default-admin-user', 'last-full-user-removed'] },
  {
    point: 'Passwords: long, mixed, no dictionary word',
    rules: ['user-empty-password', 'user-weak-password', 'password-policy-missing'],
  },
  {
    point: 'Do not open management to the Internet',
    rules: ['fw-mgmt-accept-unrestricted', 'fw-missing', 'nat-dstnat-mgmt', 'nat-redirect-mgmt'],
  },
  { point: 'Users only from certain addresses', rules: ['user-no-address'] },
  { point: 'MAC-Telnet, MAC-WinBox and MAC-Ping off', rules: ['mac-telnet-all', 'mac-winbox-all', 'mac-ping'] },
  { point: 'Neighbour discovery off', rules: ['neighbor-discovery-all'] },
  { point: 'Bandwidth server off', rules: ['btest-server'] },
  { point: 'No DNS for others', rules: ['dns-open-resolver'] },
  {
    point: 'Proxy, SOCKS, UPnP and cloud off',
    rules: ['proxy-enabled', 'socks-enabled', 'upnp-enabled', 'cloud-ddns'],
  },
  {
    point: 'Services that are not used off',
    rules: ['telnet-enabled', 'ftp-enabled', 'www-plaintext-enabled', 'api-plaintext-enabled', 'services-at-defaults'],
  },
  {
    point: 'Another port for SSH',
    rules: [],
    because: 'hides a port, protects nothing: the rules follow the port that a file sets',
  },
  { point: 'Services only from certain addresses', rules: ['service-address-unrestricted', 'service-address-any'] },
  {
    point: 'Strong cryptography of SSH',
    rules: ['ssh-strong-crypto-off', 'ssh-null-cipher', 'ssh-forwarding-enabled'],
  },
  { point: 'Interfaces that are not used off', rules: [], because: 'a file does not tell which ones are used' },
  { point: 'PIN of the display', rules: [], because: 'not yet' },
];

/** What Sara (a tool that audits routers over SSH) looks at. */
export const saraPoints: readonly Point[] = [
  {
    point: 'Services that are on, and their addresses',
    rules: [
      'telnet-enabled',
      'ftp-enabled',
      'www-plaintext-enabled',
      'api-plaintext-enabled',
      'service-address-unrestricted',
      'services-at-defaults',
    ],
  },
  { point: 'Default users', rules: ['default-admin-user'] },
  { point: 'PoE output', rules: [], because: 'no matter of access' },
  {
    point: 'Protected RouterBOOT',
    rules: [],
    because: 'not yet; never as a fix: a lost password costs the whole configuration',
  },
  { point: 'Bandwidth server', rules: ['btest-server'] },
  { point: 'Length of passwords', rules: ['password-policy-missing', 'user-weak-password'] },
  { point: 'SSH: forwarding, strong cryptography', rules: ['ssh-forwarding-enabled', 'ssh-strong-crypto-off'] },
  { point: 'Connection tracking', rules: [], because: 'its state is on the router' },
  { point: 'RoMON', rules: ['romon-enabled'] },
  { point: 'MAC-Telnet, MAC-WinBox, MAC-Ping', rules: ['mac-telnet-all', 'mac-winbox-all', 'mac-ping'] },
  { point: 'Destination NAT', rules: ['nat-dstnat-mgmt', 'nat-redirect-mgmt', 'nat-dstnat-unscoped'] },
  {
    point: 'Scheduler: fetch and import, policies, intervals',
    rules: ['fetch-then-import', 'scheduler-persistence-pattern', 'script-overbroad-policy'],
  },
  { point: 'SMB, UPnP, SOCKS', rules: ['smb-enabled', 'upnp-enabled', 'socks-enabled'] },
  {
    point: 'DNS, static names, dynamic DNS',
    rules: ['dns-open-resolver', 'cloud-ddns'],
    because: 'static names: not yet',
  },
  { point: 'Neighbour discovery', rules: ['neighbor-discovery-all'] },
  { point: 'SNMP communities', rules: ['snmp-default-community', 'snmp-write-access', 'snmp-any-address'] },
  { point: 'Wi-Fi: PMKID, WPS', rules: ['pmkid-enabled', 'wps-enabled'] },
  { point: 'Known vulnerabilities of the release', rules: ['routeros-version-vulnerable'] },
];

/** The points of the article that the product began with; docs/article-coverage.md goes through them one by one. */
export const articlePoints: readonly Point[] = [
  {
    point: 'Firewall rules for the API ports',
    rules: [
      'fw-mgmt-accept-unrestricted',
      'fw-implicit-accept',
      'fw-empty-matcher',
      'fw-drop-before-accept',
      'fw-unreachable-rule',
      'fw-log-matches-everything',
    ],
  },
  { point: 'The plaintext API', rules: ['api-plaintext-enabled'] },
  {
    point: 'Certificates and TLS on services',
    rules: [
      'api-ssl-no-certificate',
      'www-ssl-no-certificate',
      'tls-version-missing',
      'tls-version-any',
      'tls-version-invalid',
      'cert-never-signed',
      'cert-server-missing-tls-server',
    ],
  },
  {
    point: 'Addresses of services',
    rules: ['service-address-unrestricted', 'service-address-any', 'service-address-empty-assignment'],
  },
  {
    point: 'Users, groups and keys',
    rules: [
      'default-admin-user',
      'user-plaintext-password',
      'user-weak-password',
      'user-empty-password',
      'user-group-overprivileged',
      'ssh-keys-import-bad-argument',
      'ssh-key-weak',
    ],
  },
  { point: 'Logging', rules: ['fw-log-matches-everything', 'logging-removed', 'logging-no-remote'] },
  { point: 'IPsec', rules: ['ipsec-incomplete', 'ipsec-weak-encryption', 'ipsec-weak-hash', 'ipsec-weak-dh'] },
  { point: 'Updates', rules: ['routeros-version-vulnerable', 'package-channel-unstable'] },
  { point: 'Tests of the access', rules: [], because: 'done by the command **RouterOS Guard: Test Connection**' },
];
