import { add, alone, byVariables, item, mayNotRun, otherSelectors, set, verb, type Defect } from './defect';

/** Who may sign in, and over what: services, users, SSH, certificates. */
export const accessDefects: readonly Defect[] = [
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
  { rule: 'service-tls-on-plain', planted: item('/ip/service', 'www', 'certificate=webfig'), except: otherSelectors },
  { rule: 'service-invalid-name', planted: item('/ip/service', 'apissl', 'disabled=no'), except: otherSelectors },
  { rule: 'service-invalid-name', planted: item('/ip/service', 'https', 'certificate=webfig'), except: otherSelectors },
  { rule: 'webserver-plain-rest', planted: set('/ip/service/webserver', 'rest-plain=yes'), into: alone },
  { rule: 'invalid-value', planted: add('/user/group', 'name=ops', 'policy=read,wirte') },
  {
    rule: 'default-admin-user',
    planted: item('/user', 'admin', 'address=10.0.0.0/8', 'comment=planted'),
    into: alone,
    except: byVariables,
  },
  { rule: 'user-empty-password', planted: add('/user', 'name=planted', 'group=read') },
  { rule: 'user-empty-password', planted: add('/user', 'name=planted', 'group=full', 'password=""') },
  { rule: 'user-plaintext-password', planted: add('/user', 'name=planted', 'group=read', 'password=Vq7-xR2.kLm9pZ') },
  { rule: 'user-weak-password', planted: add('/user', 'name=planted', 'group=read', 'password=mikrotik') },
  { rule: 'user-weak-password', planted: add('/user', 'name=planted', 'group=read', 'password=Ab3d') },
  { rule: 'user-full-group-for-service', planted: add('/user', 'name=zabbix', 'group=full', 'password=$pw') },
  { rule: 'user-no-address', planted: add('/user', 'name=noc', 'group=full', 'password=$pw') },
  { rule: 'last-full-user-removed', planted: '/user remove admin', into: alone, except: mayNotRun },
  {
    rule: 'user-group-overprivileged',
    planted: add('/user/group', 'name=monitor-ro', 'policy=read,api,write,policy,sensitive'),
  },
  { rule: 'user-aaa-default-group-full', planted: set('/user/aaa', 'use-radius=yes', 'default-group=full') },
  {
    rule: 'user-aaa-no-exclude-groups',
    planted: set('/user/aaa', 'use-radius=yes', 'default-group=read', 'exclude-groups=""'),
  },
  { rule: 'ssh-strong-crypto-off', planted: set('/ip/ssh', 'strong-crypto=no') },
  { rule: 'ssh-null-cipher', planted: set('/ip/ssh', 'ciphers=null') },
  { rule: 'ssh-null-cipher', planted: set('/ip/ssh', 'allow-none-crypto=yes'), release: '7.14.3' },
  { rule: 'ssh-forwarding-enabled', planted: set('/ip/ssh', 'forwarding-enabled=both') },
  { rule: 'ssh-host-key-weak', planted: set('/ip/ssh', 'host-key-size=1024') },
  { rule: 'ssh-password-with-keys', planted: set('/ip/ssh', 'password-authentication=yes') },
  { rule: 'ssh-password-with-keys', planted: set('/ip/ssh', 'always-allow-password-login=yes'), release: '7.18.2' },
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
  { rule: 'service-max-sessions-high', planted: item('/ip/service', 'ssh', 'max-sessions=500') },
  { rule: 'service-numeric-selector', planted: '/ip service set 0 disabled=yes' },
  {
    rule: 'service-vrf-missing',
    planted: '/ip vrf add name=mgmt interfaces=ether1\n/ip service set ssh disabled=no address=10.0.0.0/24',
    into: alone,
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
    rule: 'user-group-drops-api',
    planted: {
      menu: '/user/group',
      verb: 'set',
      item: 'full',
      arguments: ['policy=local,ssh,read,write,policy,test,winbox,!api'],
    },
    except: /^\[find name~/,
  },
  // Certificates that may do too much, and what nobody checks
  {
    rule: 'cert-leaf-with-ca-usage',
    planted:
      '/certificate add name=planted common-name=planted subject-alt-name=DNS:planted.example.com days-valid=365\n/certificate sign planted\n/ip service set www-ssl disabled=no certificate=planted tls-version=only-1.2 address=10.0.0.0/24',
  },
  {
    rule: 'cert-leaf-with-ca-usage',
    planted:
      '/certificate\nadd name=planted common-name=planted subject-alt-name=DNS:planted.example.com key-usage=tls-server,key-cert-sign\nsign planted ca=planted-ca\n/interface sstp-server server set enabled=yes certificate=planted',
  },
  {
    rule: 'cert-import-trusted-unneeded',
    planted: verb('/certificate', 'import', 'file-name=ca.crt', 'passphrase=""', 'trusted=yes'),
    release: '7.22.1',
    preset: 'strict',
  },
  {
    rule: 'cert-import-trusted-unneeded',
    planted: verb('/certificate', 'import', 'file-name=ca.crt', 'trusted=yes', 'trust-store=all'),
    release: '7.22.1',
    preset: 'strict',
  },
  {
    rule: 'crl-not-checked',
    planted:
      '/certificate settings set crl-use=no\n/interface sstp-server server set enabled=yes certificate=vpn verify-client-certificate=yes',
  },
  {
    rule: 'crl-not-checked',
    planted:
      '/certificate settings set crl-use=no\n/interface ovpn-server server add name=planted disabled=no certificate=vpn require-client-certificate=yes',
  },
  {
    rule: 'user-idle-timeout-missing',
    planted: add('/user', 'name=planted', 'group=read', 'address=10.0.0.0/24', 'password=$pw'),
    into: ['alone', 'layered-firewall'],
    preset: 'strict',
  },
  {
    rule: 'user-idle-timeout-missing',
    planted: add('/user', 'name=planted', 'group=full', 'password=$pw', 'inactivity-timeout=0s'),
    into: ['alone', 'layered-firewall'],
    preset: 'strict',
  },
  // Policies of passwords that ask for little
  {
    rule: 'password-policy-missing',
    planted: set('/user/settings', 'minimum-password-length=0'),
    preset: 'strict',
  },
  {
    rule: 'password-policy-missing',
    planted: set('/user/settings', 'minimum-categories=0', 'minimum-password-length=6'),
    preset: 'strict',
  },
];
