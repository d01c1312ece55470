import type { Removal } from './defect';

const finalDrop = /^add action=drop chain=input .*in-interface-list=!LAN\n/m;
const filter = /^\/ip firewall filter\n(?:add .*\n)+/m;
const ipv6 = /^\/ipv6 firewall address-list\n(?:add .*\n)+\/ipv6 firewall filter\n(?:add .*\n)+/m;

const end = /\n$/;

/** What a clean configuration is robbed of, written down from the catalogue and not from the rules. */
export const removals: readonly Removal[] = [
  // The firewall, or the rule that it is for
  { rule: 'fw-missing', from: 'export', without: filter },
  {
    rule: 'fw-missing',
    from: 'export',
    without: /^\/ip firewall filter\n(?:add .*\n)+\/ip firewall nat\n(?:add .*\n)+/m,
    instead: '/interface pppoe-client\nadd disabled=no interface=ether1 name=pppoe-out1 user=planted\n',
  },
  {
    rule: 'fw-missing',
    from: 'export',
    without: /^add (?=action=\S+ chain=(?:input|forward) )/gm,
    instead: 'add disabled=yes ',
  },
  { rule: 'fw6-missing', from: 'export', without: ipv6 },
  { rule: 'fw6-missing', from: 'export', without: /^\/ipv6 firewall filter\n(?:add .*\n)+/m },
  {
    rule: 'fw6-missing',
    from: 'export',
    without: ipv6,
    instead:
      '/ipv6 dhcp-client\nadd interface=ether1 pool-name=pd request=prefix\n/ipv6 address\nadd from-pool=pd interface=bridge\n',
  },
  { rule: 'fw-input-no-final-drop', from: 'export', without: finalDrop },
  {
    rule: 'fw-input-no-final-drop',
    from: 'export',
    without: finalDrop,
    instead: 'add action=drop chain=input dst-port=22,23,80,8291 in-interface-list=WAN protocol=tcp\n',
  },
  { rule: 'fw-input-no-final-drop', from: 'export', without: finalDrop, instead: 'add action=log chain=input\n' },
  {
    rule: 'fw-input-no-final-drop',
    from: 'export',
    without: finalDrop,
    instead: 'add action=drop chain=input disabled=yes in-interface-list=!LAN\n',
  },
  { rule: 'fw-forward-wan-open', from: 'export', without: /^add .*connection-nat-state=!dstnat.*\n/m },
  {
    rule: 'fw-forward-wan-open',
    from: 'export',
    without: /^add action=drop (.*connection-nat-state=!dstnat.*\n)/m,
    instead: 'add action=drop disabled=yes $1',
  },
  {
    rule: 'fw-no-established-accept',
    from: 'export',
    without:
      /^add action=accept chain=input .*connection-state=established.*\n((?:add .*\n)*?)add action=drop chain=input .*=!LAN\n/m,
    instead: '$1add action=accept chain=input in-interface-list=LAN\nadd action=drop chain=input\n',
  },
  { rule: 'dns-open-resolver', from: 'export', without: finalDrop },
  { rule: 'dns-open-resolver', from: 'export', without: filter },
  { rule: 'services-at-defaults', from: 'export', without: finalDrop },
  { rule: 'services-at-defaults', from: 'export', without: filter },
  // Names that nothing stands for
  ...[
    'add action=accept chain=input dst-port=8291 protocol=tcp src-address-list=mangers',
    'add action=drop chain=input src-address-list=blacklist',
    'add action=jump chain=input jump-target=checks',
    'add action=drop chain=input in-interface-list=GUESTS',
    'add action=accept chain=forward out-interface-list=!UPLINK',
  ].map((rule): Removal => ({
    rule: 'fw-undefined-reference',
    from: 'export',
    without: finalDrop,
    instead: `${rule}\n$&`,
  })),
  {
    rule: 'fw-undefined-reference',
    from: 'export',
    without: /^\/ipv6 firewall address-list\n(?:add .*\n)+/m,
  },
  // Protection that is switched off
  {
    rule: 'fw-protection-disabled',
    from: 'hardened',
    without: end,
    instead: '\n/ip firewall filter\ndisable [find action=drop]\n',
    preset: 'strict',
  },
  {
    rule: 'fw-protection-disabled',
    from: 'export',
    without: /^add action=drop (?=chain=input .*=!LAN)/m,
    instead: 'add action=drop disabled=yes ',
    preset: 'strict',
  },
  // Interfaces
  {
    rule: 'list-entry-missing-for-interface',
    from: 'export',
    without: end,
    instead:
      '\n/interface vlan\nadd interface=bridge name=management vlan-id=99\n/ip address\nadd address=10.99.0.1/24 interface=management\n',
  },
  {
    rule: 'list-entry-missing-for-interface',
    from: 'export',
    without: end,
    instead:
      '\n/interface wireguard\nadd listen-port=13231 name=wg-admin\n/ip address\nadd address=10.98.0.1/24 interface=wg-admin\n',
  },
  {
    rule: 'address-on-bridge-port',
    from: 'export',
    without: end,
    instead: '\n/ip address\nadd address=10.20.0.1/24 interface=ether3\n',
  },
  {
    rule: 'address-on-bridge-port',
    from: 'export',
    without: /interface=bridge network=/,
    instead: 'interface=ether2 network=',
  },
  {
    rule: 'address-on-bridge-port',
    from: 'hardened',
    without: /(address=192\.168\.88\.1\/24 interface)=bridge/,
    instead: '$1=ether2',
  },
  // What nobody set
  { rule: 'logging-no-remote', from: 'export', without: /^\/system logging action\nadd .*\n/m, preset: 'strict' },
  { rule: 'logging-no-remote', from: 'export', without: /^add action=collector.*\n/gm, preset: 'strict' },
  {
    rule: 'logging-no-remote',
    from: 'export',
    without: /^(\/system logging action\nadd )(.*)target=remote/m,
    instead: '$1$2target=memory',
    preset: 'strict',
  },
  { rule: 'password-policy-missing', from: 'export', without: /^\/user settings\nset .*\n/m, preset: 'strict' },
  {
    rule: 'crl-not-checked',
    from: 'export',
    without: end,
    instead:
      '\n/interface sstp-server server\nset certificate=vpn enabled=yes pfs=required tls-version=only-1.2 verify-client-certificate=yes\n',
  },
  {
    rule: 'ssh-strong-crypto-off',
    from: 'export',
    without: end,
    instead: '\n/ip ssh\nset forwarding-enabled=no\n',
  },
  { rule: 'ntp-client-off', from: 'export', without: /^\/system ntp client\nset .*\n/m },
  { rule: 'mac-ping', from: 'export', without: /^\/tool mac-server ping\nset .*\n/m },
  // Releases with holes: SMB, WinBox, WinBox with DNS, the way from admin to more
  { rule: 'routeros-version-vulnerable', from: 'export', without: /7\.20\.8/, instead: '6.40.3' },
  { rule: 'routeros-version-vulnerable', from: 'export', without: /7\.20\.8/, instead: '6.42' },
  { rule: 'routeros-version-vulnerable', from: 'export', without: /7\.20\.8/, instead: '6.45.6' },
  { rule: 'routeros-version-vulnerable', from: 'export', without: /7\.20\.8/, instead: '6.48.6' },
];
