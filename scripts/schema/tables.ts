/** Facts that none of the source files says, each with where it is known from. */

/** Objects of the one router whose completions were recorded, and names that only its configuration has: no values of the language. */
export const liveWords: ReadonlySet<string> = new Set([
  'ether1',
  'lo',
  'serial0',
  'client1',
  'pub',
  'skins/',
  'admin',
  'client_mac',
]);

/** Words that stand beside names of items: an enumeration of these alone may be the fixed part of a reference. */
export const openWords: ReadonlySet<string> = new Set([
  'none',
  'any',
  'all',
  'auto',
  'default',
  'disabled',
  'unlimited',
  'first',
  'bottom',
  'main',
  'static',
  'dynamic',
  'manual',
  'inherit',
  'infinity',
  'never',
  'always',
  'self',
  'static-only',
  'no-mark',
  'request-only',
  'default-encryption',
  'input',
  'forward',
  'output',
  'prerouting',
  'postrouting',
  'srcnat',
  'dstnat',
  'local',
  'remote',
  'ignore',
  'unspecified',
  'other',
  'custom',
  'global',
  'master',
  'slave',
]);

/** Enumerations that take more than the words that are listed: names of items, numbers, text of the user. */
export const openEnums: readonly RegExp[] = [
  /\/(?:chain|jump-target)$/,
  /\/(?:certificate|ca|interface|interfaces|bridge|queue|queue-type|profile|group|country|topics|time-zone-name|channel|user|owner|server)$/,
  /\/(?:protocol|ip-protocol|mac-protocol|ethernet-type|vlan-encap|code|dscp|new-dscp|priority|new-priority|icmp-options|src-port|dst-port|port)$/,
  /\/(?:my-id|remote-id|skin|cpu|policy|service|disk|slot|type-value|copy-from|distance|media-interface|incoming-filter|outgoing-filter)$/,
  // Sizes and limits that are proposed: exports hold others (`/ip tftp settings max-block-size=65536`).
  /\/(?:max-block-size|(?:input\.)?limit-process-routes-ipv[46])$/,
];

/**
 * Enumerations whose words the reference leaves out, and the console completes: together with `formerWords` these are all. What a group, a script or an
 * entry of the scheduler may do: the same words in the manual's page "User" of all releases.
 */
export const closedEnums: readonly RegExp[] = [/^\/(?:user\/group|system\/(?:script|scheduler))\/policy$/];

/**
 * Menus whose items an argument names, where the reference says that it is a reference (`enum` without words). By the end of its path; `$1` in the menu
 * stands for what the pattern holds.
 */
export const references: readonly (readonly [RegExp, string])[] = [
  [/\/(?:certificate|ca|next-ca-cert|ca-cert|own-certificate|remote-certificate)$/, '/certificate'],
  [
    /^\/(?:ppp|interface\/(?:l2tp|pptp|sstp|ovpn|pppoe|ppp)-(?:client|server)(?:\/server)?)\/.*(?:default-)?profile$/,
    '/ppp/profile',
  ],
  [/^\/ip\/ipsec\/peer\/profile$/, '/ip/ipsec/profile'],
  [/^\/ip\/ipsec\/.*proposal$/, '/ip/ipsec/proposal'],
  [/^\/ip\/ipsec\/.*\/peer$/, '/ip/ipsec/peer'],
  [/^\/ip\/ipsec\/identity\/mode-config$/, '/ip/ipsec/mode-config'],
  [/^\/ip\/ipsec\/.*\/(?:policy-template-group|group)$/, '/ip/ipsec/policy/group'],
  [/^\/ip\/hotspot\/profile$/, '/ip/hotspot/profile'],
  [/^\/ip\/hotspot\/user\/profile$/, '/ip/hotspot/user/profile'],
  [/^\/ip\/(?:dhcp-server|hotspot|pool)\/.*(?:address-pool|next-pool)$/, '/ip/pool'],
  [/^\/ip\/(?:dhcp-server|hotspot)\/address-pool$/, '/ip/pool'],
  [/^\/ip\/pool\/next-pool$/, '/ip/pool'],
  [/^\/ip\/dhcp-server\/lease\/server$/, '/ip/dhcp-server'],
  [/^\/ip\/dhcp-server\/.*dhcp-option-set$/, '/ip/dhcp-server/option/sets'],
  [/^\/ip\/dhcp-server\/.*dhcp-option$/, '/ip/dhcp-server/option'],
  [/^\/ip\/firewall\/.*layer7-protocol$/, '/ip/firewall/layer7-protocol'],
  [/^\/queue\/.*(?:queue|queue-type)$/, '/queue/type'],
  [/^\/queue\/simple\/parent$/, '/queue/simple'],
  [/^\/(?:ip|ipv6|routing)\/.*(?:routing-table|\/table)$/, '/routing/table'],
  [/\/vrf$/, '/ip/vrf'],
  [/^\/interface\/bridge\/.*\/bridge$/, '/interface/bridge'],
  [/^\/interface\/wireless\/.*security-profile$/, '/interface/wireless/security-profiles'],
  [
    /^\/interface\/wifi\/.*\b(security|channel|configuration|datapath|aaa|steering|interworking)$/,
    '/interface/wifi/$1',
  ],
  [/^\/user\/group$/, '/user/group'],
  [/^\/user\/aaa\/default-group$/, '/user/group'],
  [/^\/user\/ssh-keys\/.*user$/, '/user'],
  [/^\/system\/logging\/action$/, '/system/logging/action'],
  [/^\/routing\/ospf\/(?:area|interface-template)\/.*instance$/, '/routing/ospf/instance'],
  [/^\/routing\/ospf\/interface-template\/area$/, '/routing/ospf/area'],
  [/^\/routing\/bgp\/.*templates$/, '/routing/bgp/template'],
  [/^\/interface\/wireguard\/peers\/interface$/, '/interface/wireguard'],
];

/** Arguments whose values are names of interface lists; by the end of the path. */
export const interfaceLists: readonly RegExp[] = [
  /\/(?:in|out|in-bridge-port|out-bridge-port|in-bridge|out-bridge)-?(?:interface)?-list$/,
  /^\/interface\/list\/member\/list$/,
  /\/(?:allowed-|discover-|detect-|lan-|wan-|internet-)?interface-list$/,
];

/** Where a menu needs a package. MikroTik's manual, getting-started/installation-and-upgrade/packages and the page of each feature. */
export const packages: readonly (readonly [path: string, names: string, gives: 'menu' | 'driver'])[] = [
  ['/app', 'container', 'menu'],
  ['/caps-man', 'wireless', 'menu'],
  ['/container', 'container', 'menu'],
  ['/disk', 'rose-storage', 'menu'],
  ['/dude', 'dude', 'menu'],
  ['/file/rsync-daemon', 'rose-storage', 'menu'],
  ['/file/sync', 'rose-storage', 'menu'],
  ['/interface/w60g', 'wireless', 'menu'],
  ['/interface/wifi', 'wifi-qcom,wifi-qcom-ac,wifi-qcom-be,wifi-mediatek', 'driver'],
  ['/interface/wifiwave2', 'wifiwave2', 'menu'],
  ['/interface/wireless', 'wireless', 'menu'],
  ['/iot', 'iot', 'menu'],
  ['/lora', 'lora', 'menu'],
  ['/openflow', 'openflow', 'menu'],
  ['/rsync-daemon', 'rose-storage', 'menu'],
  ['/system/gps', 'gps', 'menu'],
  ['/system/ups', 'ups', 'menu'],
  ['/tool/calea', 'calea', 'menu'],
  ['/tr069-client', 'tr069-client', 'menu'],
  ['/user-manager', 'user-manager', 'menu'],
  ['/zerotier', 'zerotier', 'menu'],
];

/**
 * What an export leaves out unless it is asked to show it: below which path which names. MikroTik's manual, list of menus with sensitive parameters.
 * Also what such a name ends with behind a dot: `security.passphrase`.
 */
export const sensitive: readonly (readonly [paths: string, names: string])[] = [
  ['/container', 'password'],
  ['/ip/hotspot', 'mac-auth-password password otp-secret'],
  ['/iot', 'password key'],
  [
    '/interface/gre /interface/gre6 /interface/ipip /interface/ipipv6 /interface/eoip /interface/eoipv6 /interface/6to4',
    'ipsec-secret',
  ],
  ['/interface/ppp-client', 'password pin'],
  ['/interface/sstp-client /interface/ovpn-client /interface/pptp-client /interface/pppoe-client', 'password'],
  ['/interface/l2tp-server /interface/l2tp-client /interface/l2tp-ether', 'ipsec-secret password'],
  ['/ppp/secret', 'password'],
  ['/ppp/l2tp-secret', 'secret'],
  ['/ip/ssh', 'passphrase'],
  ['/ip/ipsec', 'auth-key enc-key ppk-secret secret password passphrase key'],
  ['/system/ssh-exec', 'password'],
  ['/user', 'password passphrase'],
  [
    '/disk',
    'nvme-tcp-server-password nvme-tcp-password smb-server-password smb-password self-encryption-password encryption-key sshfs-password',
  ],
  ['/interface/vrrp /interface/dot1x /interface/w60g', 'password'],
  ['/interface/macsec', 'cak'],
  ['/interface/wireguard', 'private-key preshared-key'],
  ['/interface/lte', 'pin password'],
  ['/ip/socks/users', 'password'],
  ['/ip/cloud', 'vpn-private-key vpn-peer-private-key private-key'],
  ['/ip/smb', 'password'],
  ['/password', 'old-password new-password confirm-new-password'],
  ['/radius', 'secret'],
  ['/routing', 'password tcp-md5-key auth-key key'],
  ['/snmp/community', 'authentication-password encryption-password'],
  ['/system/backup', 'password'],
  ['/system/ntp/key', 'key-val'],
  ['/system/swos', 'password'],
  ['/system/package/local-update', 'password'],
  ['/system/license', 'password'],
  ['/tool/romon', 'secrets'],
  ['/tool/sms', 'sim-pin secret'],
  ['/tool/e-mail', 'password'],
  ['/tr069-client', 'connection-request-password password'],
  ['/user-manager', 'web-private-password paypal-password shared-secret password otp-secret'],
  ['/interface/wifi /interface/wifiwave2', 'passphrase eap-password'],
  ['/caps-man', 'private-passphrase passphrase'],
  [
    '/interface/wireless',
    'static-key-0 static-key-1 static-key-2 static-key-3 static-sta-private-key management-protection-key nv2-preshared-key private-key ' +
      'private-pre-shared-key wpa-pre-shared-key wpa2-pre-shared-key mschapv2-password',
  ],
  ['/zerotier', 'identity'],
  ['/certificate', 'export-passphrase passphrase challenge-password pin key-passphrase challenge-passphrase'],
];

/** Arguments that hold the text of a script. MikroTik's reference (`alt { , string }`) and the pages of the menus. */
export const scripts: readonly string[] = [
  '/system/scheduler on-event',
  '/system/script source',
  '/task source',
  '/ppp/profile on-up on-down',
  '/interface/vrrp on-master on-backup on-fail',
  '/ip/dhcp-client script',
  '/ip/dhcp-server lease-script',
  '/ip/dhcp-server/alert on-alert',
  '/ip/hotspot/user/profile on-login on-logout',
  '/tool/netwatch up-script down-script test-script',
  '/tool/traffic-monitor on-event',
  '/ipv6/dhcp-client script',
  '/ipv6/dhcp-server binding-script',
  '/system/routerboard/mode-button on-event',
  '/system/routerboard/reset-button on-event',
  '/system/routerboard/wps-button on-event',
  '/system/logging/action script',
  '/iot/gpio/digital script',
  '/iot/mqtt/subscriptions on-message',
];

/** The same for commands: path, names. */
export const scriptArguments: readonly string[] = ['/execute script', '/parse value', '/grep script'];

/** Arguments in whose braces commands stand (recorded answers of routers). `*`: of any command. */
export const blocks: readonly string[] = [
  '* do else on-error',
  '/do command',
  '/retry command',
  '/time command',
  '/onerror in',
];

/**
 * Names of the arguments that values without a name stand for, in order (recorded answers of routers, which print the name). `PATH`: of the command;
 * a bare `PATH` line: there are none. A star and a verb: of that verb in each menu; of the names those that the command has.
 * A star alone: of any other command in a menu the first that it has.
 */
export const positional: readonly string[] = [
  '/put message',
  '/error message',
  '/local name value',
  '/global name value',
  '/set name value',
  '/if condition do else',
  '/while condition do',
  '/for counter',
  '/foreach counter',
  '/do command',
  '/len value',
  '/typeof value',
  '/parse value',
  '/return value',
  '/toarray value',
  '/tobool value',
  '/toid value',
  '/toip value',
  '/toip6 value',
  '/tonsec value',
  '/tonum value',
  '/tostr value',
  '/totime value',
  '/tocrlf input',
  '/tolf input',
  '/delay delay-time',
  '/pick counter begin end',
  '/find in key from',
  '/resolve domain-name server',
  '/execute script',
  '/convert value',
  '/serialize value',
  '/deserialize value',
  '/onerror error in do',
  '/retry command',
  '/time command',
  '/import file-name',
  '/export file',
  '/ping address',
  '/rndnum from to',
  '/rndstr from length',
  '/range from to',
  '/password old-password new-password',
  '/lock delay',
  '/beep frequency length',
  '/timestamp',
  '/log/debug message',
  '/log/error message',
  '/log/info message',
  '/log/warning message',
  '/system/script/run number',
  '/terminal/style style',
  '/tool/fetch url',
  '/tool/ping address',
  '*/add',
  '*/print',
  '*/find',
  '*/export',
  '*/get number value-name',
  '*/edit number value-name',
  '*/move numbers destination',
  '*/comment numbers comment',
  '*/unset numbers value-name',
  '*/set numbers',
  '* numbers number',
];

/**
 * Arguments of commands that each menu has: verb, name, type, letters of the modifiers (`data.ts`). What a word after `where` or of the shown
 * properties may be is the menu's own.
 */
export const genericArguments: readonly (readonly [verb: string, name: string, type: string, modifiers: string])[] = [
  ['*', 'numbers', 'item', 'l'],
  ['*', 'number', 'item', ''],
  ['*', 'value-name', 'property', ''],
  ['*', 'value-list', 'property', 'l'],
  ['*', 'proplist', 'property', 'l'],
  ['*', 'copy-from', 'item', ''],
  ['*', 'place-before', 'item', ''],
  ['*', 'as-value', 'switch', ''],
  ['*', 'without-paging', 'switch', ''],
  ['*/move', 'destination', 'item', ''],
  ['*/comment', 'comment', 'string', ''],
  ['*/print', 'from', 'item', 'l'],
  ['*/print', 'file', 'file', ''],
  ['*/print', 'group-by', 'property', ''],
  ['*/print', 'order-by', 'property', ''],
  ['*/print', 'interval', 'time 200..', ''],
  ['*/print', 'on-event', 'script', 'x'],
  ['*/print', 'append', 'switch', ''],
  ['*/print', 'brief', 'switch', ''],
  ['*/print', 'comments', 'switch', ''],
  ['*/print', 'count-only', 'switch', ''],
  ['*/print', 'detail', 'switch', ''],
  ['*/print', 'follow', 'switch', ''],
  ['*/print', 'follow-only', 'switch', ''],
  ['*/print', 'show-ids', 'switch', ''],
  ['*/print', 'terse', 'switch', ''],
  ['*/export', 'file', 'file', ''],
  ['*/export', 'compact', 'switch', ''],
  ['*/export', 'hide-sensitive', 'switch', ''],
  ['*/export', 'show-sensitive', 'switch', ''],
  ['*/export', 'terse', 'switch', ''],
  ['*/export', 'verbose', 'switch', ''],
  ['*/get', 'as-string', 'switch', ''],
  ['*/get', 'as-string-value', 'switch', ''],
];

/** Words that are flags of items wherever they are: the reference lists them in most menus and forgets them in some. */
export const commonFlags: ReadonlySet<string> = new Set([
  'disabled',
  'dynamic',
  'inactive',
  'invalid',
  'running',
  'slave',
  'hw-offload',
  'default',
]);

/**
 * Words that the recorded console does not complete, by the path: `copy` stands in the manual's examples for RouterOS 7, `dude` and `tikapp` in exports of
 * its first releases; that the policies of a group are refused for a script is nowhere recorded.
 */
export const formerWords: readonly (readonly [RegExp, readonly string[]])[] = [
  [/redistribute$/, ['copy']],
  [
    /^\/(?:user\/group|system\/(?:script|scheduler))\/policy$/,
    'api local rest-api ssh telnet web winbox dude tikapp'.split(' '),
  ],
];

/**
 * Words that only some releases take: menu, argument, word, releases. No dump lists values, so these are the few that are known otherwise: the manual's
 * page of `/ip/cloud` with the completions of 7.22.3 and the defaults per release of community.routeros; a recorded answer of 7.20.8 that refuses
 * `target=script`, which 7.22.1 takes, and the dumps, where the argument `script` of that menu begins.
 */
export const valueReleases: readonly string[] = [
  '/ip/cloud ddns-enabled auto 7.17-',
  '/ip/cloud ddns-enabled no 7.9-7.16.2',
  '/system/logging/action target script 7.22rc4-',
];
